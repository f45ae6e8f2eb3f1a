"""The log's words for people: what was done, and what belongs to it. The entries stay as they were hashed."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext, gettext_noop

ACTIONS = {
    "begun": gettext_noop("建立空白申报件"),
    "imported": gettext_noop("由文件建立"),
    "saved": gettext_noop("保存"),
    "pasted": gettext_noop("粘贴表格"),
    "row_added": gettext_noop("增加一行"),
    "row_deleted": gettext_noop("删除一行"),
    "row_moved": gettext_noop("移动一行"),
    "row_restored": gettext_noop("撤销删除"),
    "carried": gettext_noop("由上年文本建立"),
    "workbook": gettext_noop("并入填好的文件"),
    "submit": gettext_noop("提交"),
    "withdraw": gettext_noop("撤回"),
    "review_begun": gettext_noop("开始审核"),
    "pass": gettext_noop("单位审核通过"),
    "return_in_unit": gettext_noop("单位退回"),
    "approve": gettext_noop("批复"),
    "return_in_finance": gettext_noop("财政退回"),
    "publish": gettext_noop("公开"),
    "commented": gettext_noop("提出意见"),
    "answered": gettext_noop("答复意见"),
    "resolved": gettext_noop("办结意见"),
    "reopened": gettext_noop("重新打开意见"),
    "graded": gettext_noop("填写审核表"),
    "units_imported": gettext_noop("导入单位"),
    "accounts_imported": gettext_noop("导入账号"),
    "account_created": gettext_noop("建立账号"),
    "account_locked": gettext_noop("停用账号"),
    "account_unlocked": gettext_noop("启用账号"),
    "logged_in": gettext_noop("登录"),
    "password_changed": gettext_noop("修改密码"),
    "password_reset": gettext_noop("重设密码"),
    "sample_loaded": gettext_noop("载入样例"),
}
"""Every action that is known, in the words of the screen; another is shown as it is written."""

_LABELS = {
    "reason": gettext_noop("理由"),
    "note": gettext_noop("说明"),
    "text": gettext_noop("内容"),
    "grade": gettext_noop("等次"),
    "total": gettext_noop("得分"),
    "opinion": gettext_noop("意见"),
    "file": gettext_noop("文件"),
    "username": gettext_noop("账号"),
}
_CELLS_SHOWN = 3
_LONGEST = 60


def action_words(action: str) -> str:
    """What was done."""
    return gettext(ACTIONS[action]) if action in ACTIONS else action


def detail_words(detail: str) -> str:
    """What a person wants to see of an entry's detail; its hashes and keys are left out."""
    try:
        told: dict[str, Any] = json.loads(detail)
    except ValueError:
        return detail[:_LONGEST]
    parts = [f"{gettext(label)}：{_cut(told[name])}" for name, label in _LABELS.items() if told.get(name)]
    cells = told.get("cells")
    if isinstance(cells, dict):
        parts += [f"{path} = {_cut(words)}" for path, words in [*cells.items()][:_CELLS_SHOWN]]
        parts += ["…"] * (len(cells) > _CELLS_SHOWN)
    return "；".join(parts)


def _cut(words: object) -> str:
    text = " ".join(str(words).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

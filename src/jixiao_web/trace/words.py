"""The log's words for people: what was done, and what belongs to it. The entries stay as they were hashed."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, gettext_noop

ACTIONS = {
    "begun": gettext_noop("建立空白申报件"),
    "imported": gettext_noop("由文件建立"),
    "saved": gettext_noop("保存"),
    "confirmed": gettext_noop("确认沿用上年的数"),
    "pasted": gettext_noop("粘贴表格"),
    "row_added": gettext_noop("增加一行"),
    "row_deleted": gettext_noop("删除一行"),
    "row_moved": gettext_noop("移动一行"),
    "row_restored": gettext_noop("撤销删除"),
    "carried": gettext_noop("由上年文本建立"),
    "adjustment_begun": gettext_noop("开始目标调整"),
    "explained": gettext_noop("修改调整理由"),
    "in_force": gettext_noop("现行内容"),
    "adjusted": gettext_noop("按目标调整修改"),
    "discarded": gettext_noop("删除草稿"),
    "recovered": gettext_noop("恢复草稿"),
    "workbook": gettext_noop("并入填好的文件"),
    "submit": gettext_noop("送单位审核"),
    "withdraw": gettext_noop("撤回送审"),
    "review_begun": gettext_noop("开始审核"),
    "pass": gettext_noop("单位审核通过"),
    "return_in_unit": gettext_noop("单位退回"),
    "approve": gettext_noop("财政批复"),
    "return_in_finance": gettext_noop("财政退回"),
    "publish": gettext_noop("对外公开"),
    "commented": gettext_noop("提出意见"),
    "answered": gettext_noop("答复意见"),
    "resolved": gettext_noop("办结意见"),
    "reopened": gettext_noop("重新打开意见"),
    "mended": gettext_noop("标为已改"),
    "not_mended": gettext_noop("撤销“已改”"),
    "comment_deleted": gettext_noop("删除意见"),
    "comment_restored": gettext_noop("恢复意见"),
    "graded": gettext_noop("填写审核表"),
    "county_begun": gettext_noop("建立本县"),
    "regions_imported": gettext_noop("导入地区"),
    "units_imported": gettext_noop("导入单位"),
    "accounts_imported": gettext_noop("导入账号"),
    "account_created": gettext_noop("建立账号"),
    "account_locked": gettext_noop("停用账号"),
    "account_unlocked": gettext_noop("启用账号"),
    "logged_in": gettext_noop("登录系统"),
    "logged_out": gettext_noop("退出系统"),
    "sessions_ended": gettext_noop("结束其他登录"),
    "second_step_on": gettext_noop("开启两步验证"),
    "second_step_off": gettext_noop("关闭两步验证"),
    "second_step_reset": gettext_noop("重置两步验证"),
    "recovery_codes_made": gettext_noop("换一批恢复码"),
    "recovery_code_used": gettext_noop("使用恢复码"),
    "code_refused": gettext_noop("验证码不正确"),
    "password_changed": gettext_noop("修改密码"),
    "password_reset": gettext_noop("重设密码"),
    "password_rehashed": gettext_noop("密码换用新的加密方式保存"),
    "deadline_set": gettext_noop("设定期限"),
    "deadline_excepted": gettext_noop("设定单位延期"),
    "deadline_exception_removed": gettext_noop("取消单位延期"),
    "feed_made": gettext_noop("生成日历订阅地址"),
    "feed_ended": gettext_noop("停用日历订阅地址"),
    "mail_again": gettext_noop("重发邮件"),
    "token_made": gettext_noop("建立接口令牌"),
    "token_revoked": gettext_noop("撤销接口令牌"),
    "job_begun": gettext_noop("开始批量办理"),
    "job_cancelled": gettext_noop("停止批量办理"),
    "job_ended": gettext_noop("批量办理结束"),
    "sample_loaded": gettext_noop("载入样例"),
    "ledgers_adjusted": gettext_noop("按目标调整更新支出台账"),
    "ledgers_opened": gettext_noop("建立支出台账"),
    "payment_added": gettext_noop("登记支出"),
    "payment_reversed": gettext_noop("冲销支出"),
    "budget_changed": gettext_noop("登记预算调整"),
    "evaluations_opened": gettext_noop("建立各单位绩效自评"),
    "rechecked": gettext_noop("复核"),
    "recheck_told": gettext_noop("告知复核意见"),
    "sample_drawn": gettext_noop("抽取抽查名单"),
    "rectification_issued": gettext_noop("下达整改"),
    "rectification_reported": gettext_noop("报送整改情况"),
    "rectification_verified": gettext_noop("核实整改"),
    "rectification_returned": gettext_noop("退回整改"),
    "appraisal_begun": gettext_noop("新建评价"),
    "appraisal_saved": gettext_noop("保存评价"),
    "appraisal_told": gettext_noop("告知评价结果"),
    "commitments_made": gettext_noop("建立目标与保障措施"),
    "commitment_changed": gettext_noop("确定措施频次和责任人"),
    "commitment_recorded": gettext_noop("登记措施落实情况"),
    "commitment_record_deleted": gettext_noop("删除落实记录"),
    "commitment_record_restored": gettext_noop("恢复落实记录"),
    "goal_noted": gettext_noop("登记目标进展"),
    "goal_note_deleted": gettext_noop("删除进展记录"),
    "goal_note_restored": gettext_noop("恢复进展记录"),
    "goal_links_said": gettext_noop("确认目标与项目的对应"),
    "report_begun": gettext_noop("布置报告"),
    "report_refreshed": gettext_noop("按支出台账更新执行数"),
    "round_opened": gettext_noop("开展一轮监控"),
    "round_closed": gettext_noop("结束一轮监控"),
    "round_reminded": gettext_noop("提醒未报单位"),
    "readings_kept": gettext_noop("留存指标读数"),
    "natures_chosen": gettext_noop("选择指标性质"),
    "evidence_added": gettext_noop("附上佐证材料"),
    "evidence_deleted": gettext_noop("去掉佐证材料"),
    "evidence_restored": gettext_noop("恢复佐证材料"),
    "measure_taken": gettext_noop("登记措施"),
    "measure_noted": gettext_noop("记录措施进展"),
    "measure_closed": gettext_noop("办结措施"),
    "measure_linked": gettext_noop("措施关联目标调整"),
    "approval_set": gettext_noop("登记批复日期"),
    "payments_taken": gettext_noop("上传支出明细"),
    "columns_set": gettext_noop("确认各列含义"),
    "payments_loading": gettext_noop("导入支出（部分）"),
    "payments_loaded": gettext_noop("导入支出"),
    "payments_dropped": gettext_noop("放弃导入"),
}
"""Every action that is known, in the words of the screen; another is shown as it is written."""

_LABELS = {
    "reason": gettext_noop("理由"),
    "note": gettext_noop("说明"),
    "text": gettext_noop("内容"),
    "grade": gettext_noop("等次"),
    "total": gettext_noop("得分"),
    "opinion": gettext_noop("意见"),
    "document": gettext_noop("文号"),
    "payee": gettext_noop("收款人"),
    "file": gettext_noop("文件"),
    "username": gettext_noop("账号"),
    "address": gettext_noop("地址"),
    "token": gettext_noop("令牌"),
    "day_before": gettext_noop("原日期"),
    "day": gettext_noop("日期"),
}
_STEP = re.compile(r"(\w+)(?:\[(?:(\d+)|\?month=(\d+)|\?label=([^]]+))\])?")
_WHOLE = "department."
"""What paths within the whole department's own form begin with."""
_UNTOLD = ("funds", "execution", "text")
_PLACES = {
    "projects": gettext_noop("项目"),
    "indicators": gettext_noop("指标"),
    "overall_goals": gettext_noop("总体绩效目标"),
    "safeguards": gettext_noop("工作保障措施"),
    "passages": gettext_noop("说明"),
    "spending_plan": gettext_noop("支出计划"),
    "name": gettext_noop("名称"),
    "code": gettext_noop("编码"),
    "heading": gettext_noop("标题"),
    "purpose": gettext_noop("资金用途"),
    "goals": gettext_noop("绩效目标"),
    "budget_yuan": gettext_noop("预算数"),
    "fiscal_yuan": gettext_noop("财政资金"),
    "other_yuan": gettext_noop("其他资金"),
    "initial_yuan": gettext_noop("年初预算数"),
    "adjusted_yuan": gettext_noop("全年预算数"),
    "executed_yuan": gettext_noop("执行数"),
    "rate_percent": gettext_noop("执行率"),
    "forecast_yuan": gettext_noop("全年预计执行数"),
    "cumulative_percent": gettext_noop("累计进度"),
    "dimension": gettext_noop("一级指标"),
    "category": gettext_noop("二级指标"),
    "description": gettext_noop("指标解释"),
    "target": gettext_noop("指标值"),
    "basis": gettext_noop("依据"),
    "actual": gettext_noop("实际完成值"),
    "forecast": gettext_noop("全年预计完成值"),
    "deviation_reason": gettext_noop("偏差原因"),
    "likelihood": gettext_noop("完成可能性"),
    "outcome": gettext_noop("完成情况"),
    "weight": gettext_noop("分值"),
    "score": gettext_noop("得分"),
    "total_score": gettext_noop("总分"),
    "department": gettext_noop("主管部门"),
}
"""Steps of a path in the words of the forms."""
_CELLS_SHOWN = 3
_LONGEST = 60


def action_words(action: str) -> str:
    """What was done."""
    return gettext(ACTIONS[action]) if action in ACTIONS else action


def detail_words(detail: str, actor: str = "") -> str:
    """What a person wants to see of an entry's detail; hashes, keys and what the line says anyway are left out."""
    try:
        told: dict[str, Any] = json.loads(detail)
    except ValueError:
        return detail[:_LONGEST]
    labels = {name: gettext(label) for name, label in _LABELS.items() if told.get(name) and told[name] != actor}
    parts = [gettext("%(label)s：%(words)s") % {"label": labels[name], "words": _cut(told[name])} for name in labels]
    if isinstance(fen := told.get("fen"), int):
        parts.insert(0, gettext("金额：%(yuan)s元") % {"yuan": f"{Decimal(fen) / 100:,.2f}"})
    cells = told.get("cells")
    if isinstance(cells, dict):
        parts += [f"{place_words(path)} = {_cut(words)}" for path, words in [*cells.items()][:_CELLS_SHOWN]]
        parts += ["…"] * (len(cells) > _CELLS_SHOWN)
    return gettext("；").join(parts)


def place_words(path: str) -> str:
    """A place of the form in words: numbers of rows, then the field; a field without words is left as it is written."""
    told = [gettext("部门整体")] if path.startswith(_WHOLE) else []
    for name, row, month, label in _STEP.findall(path.removeprefix(_WHOLE)):
        words = label or (gettext(_PLACES[name]) if name in _PLACES else name)
        if row:
            words = f"{words} {int(row) + 1}"
        if month:
            words = gettext("%(words)s（%(month)s月）") % {"words": words, "month": month}
        if name not in _UNTOLD:
            told.append(words)
    return " · ".join(told)


def _cut(words: object) -> str:
    text = " ".join(str(words).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

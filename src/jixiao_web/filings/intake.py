"""Files that people drop in: bounded in size, time and memory, read in another process, made a plan of.

Puts nothing into the database: that is `services.py`'s.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple, TypeVar

import msgspec
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from jixiao import api
from jixiao.api import JixiaoError, language
from jixiao.model import Document
from jixiao.model.content import content_of as values_of
from jixiao.model.content import leaves
from jixiao_web.filings.errors import NotReadable
from jixiao_web.filings.narrated import with_narrated
from jixiao_web.filings.reading import Line, Read
from jixiao_web.filings.rows import MOST_ROWS, whole
from jixiao_web.filings.services import Original
from jixiao_web.filings.store import content_of

_PLANS = ("performance_plan", "project_targets")
_LONGEST_NAME = 200
_DIGITS = 16
"""Digits before the point that no amount, share or count has: what is entered by hand is bounded alike."""
_SALT = "jixiao_web.filings.intake"
_Told = TypeVar("_Told")


class Intake(NamedTuple):
    """A file as a plan, and the original for the record."""

    document: Document
    original: Original


def plan_from(upload: UploadedFile[bytes]) -> Intake:
    """A plan from a file that was uploaded; its kind is told by its content.

    Raises:
        NotReadable: too large, not readable within the bounds, or no plan.
    """
    data, name = taken(upload)
    told = read_apart(data, name)
    return intake_of(told, name, hashlib.sha256(data).hexdigest())


def back_from(upload: UploadedFile[bytes], kind: str) -> Intake:
    """A file that was filled in and comes back into a filing whose document is of a kind.

    Raises:
        NotReadable: too large, not readable within the bounds, or of another kind.
    """
    if kind in _PLANS:
        return plan_from(upload)
    data, name = taken(upload)
    told = read_apart(data, name)
    document = loaded(told.document, name)
    if document.kind != kind:
        raise NotReadable(_("%(name)s 不是这一种表，请用本页下载的表填写。") % {"name": name})
    sha256 = hashlib.sha256(data).hexdigest()
    return Intake(document, Original(name=name, sha256=sha256, reading="{}", lines="[]"))


def taken(upload: UploadedFile[bytes]) -> tuple[bytes, str]:
    """The content of a file that was uploaded, and its name without folders.

    Raises:
        NotReadable: too large.
    """
    if (upload.size or 0) > settings.UPLOAD_BYTES:
        raise NotReadable(
            _("文件超过%(most)s MB，请压缩图片或拆分后再上传。") % {"most": settings.UPLOAD_BYTES // 2**20}
        )
    return upload.read(), bare_name(upload.name or "")


def bare_name(name: str) -> str:
    """A file's name without its folders, as long as the record holds."""
    return PurePath(name.replace("\\", "/")).name[-_LONGEST_NAME:] or "file"


def intake_of(told: Read, name: str, sha256: str) -> Intake:
    """A plan from what was read of a file.

    Raises:
        NotReadable: it is no plan.
    """
    document = whole(plan_of(loaded(told.document, name), name))
    noted = {"unread": document.unread, "doubts": document.doubts, "notes": document.notes}
    original = Original(
        name=name,
        sha256=sha256,
        reading=msgspec.json.encode({key: value for key, value in noted.items() if value}).decode(),
        lines=msgspec.json.encode(told.lines).decode(),
    )
    return Intake(document, original)


def loaded(text: str, name: str) -> Document:
    """The document that was read of a file, from JSON text.

    Raises:
        NotReadable: it holds a number that no amount is: forms and spreadsheets cannot hold it.
    """
    refused = NotReadable(_("%(name)s 里有位数太多的数，请核对后再上传。") % {"name": name})
    try:
        document = api.load(text.encode(), name)
    except JixiaoError:
        raise refused from None
    numbers = (value for _path, value in leaves(values_of(document)) if isinstance(value, Decimal))
    if any(number.adjusted() >= _DIGITS for number in numbers):
        raise refused
    return document


def plan_from_json(data: bytes, name: str) -> Document:
    """A plan from JSON as `jixiao read --json` prints it, as programs send it.

    Raises:
        NotReadable: too large, no such JSON, no plan, or with more rows than a form may have.
    """
    if len(data) > settings.UPLOAD_BYTES:
        raise NotReadable(_("内容太大。"))
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise NotReadable(_("内容不是 JSON 对象。"))
    try:
        document = whole(plan_of(api.load(data, name), name))
    except JixiaoError as error:
        raise NotReadable(str(error)) from None
    except RecursionError:
        raise NotReadable(_("JSON 嵌套过深。")) from None
    lists = [document.overall_goals, document.safeguards, document.projects, document.itemized_goals]
    if max(map(len, [*lists, *(project.indicators for project in document.projects)])) > MOST_ROWS:
        raise NotReadable(_("行数超过上限%(most)s。") % {"most": MOST_ROWS})
    return document


def read_apart(data: bytes, name: str) -> Read:
    """Read a file in a process of its own.

    Raises:
        NotReadable: it cannot be read, or not within the time and memory that reading may take.
    """
    told = run_apart("jixiao_web.filings.reading", data, name, Read)
    if told.error:
        raise NotReadable(told.error)
    return told


def run_apart(module: str, data: bytes, name: str, told: type[_Told]) -> _Told:
    """What a module tells of a file as JSON, run in a process of its own.

    Raises:
        NotReadable: it ended otherwise, or not in time.
    """
    command = [sys.executable, "-m", module, name, language()]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=settings.READ_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise NotReadable(_("读取这个文件用时过长，已停止。请另存为 docx 或 xlsx 后再试。")) from None
    try:
        if done.returncode == 0:
            return msgspec.json.decode(done.stdout, type=told)
    except msgspec.DecodeError:
        pass
    raise NotReadable(_("读取这个文件时中断，文件可能已损坏。请用 WPS 或 Word 打开并另存后再试。"))


def lines_of(text: str) -> list[Line]:
    """The original's lines, as `Original` keeps them."""
    return msgspec.json.decode(text or "[]", type=list[Line])


def plan_of(document: Document, name: str) -> Document:
    """A document as a plan.

    Raises:
        NotReadable: it is none, and holds no project.
    """
    if document.kind not in _PLANS and not (document.kind == "unknown" and document.projects):
        raise NotReadable(_("%(name)s 不是部门预算绩效文本，也没有项目绩效目标表。") % {"name": name})
    if "\\u0000" in content_of(document):  # no database takes it in a text
        raise NotReadable(_("%(name)s 里有不能保存的字符。") % {"name": name})
    return with_narrated(msgspec.structs.replace(document, kind="performance_plan"))


def sealed(document: Document, filing_key: str) -> str:
    """A document as text that a form can carry to the next page and nobody can change."""
    return signing.dumps(content_of(document), salt=f"{_SALT}:{filing_key}", compress=True)


def unsealed(text: str, filing_key: str) -> Document:
    """The document that was sealed for a filing, within a day.

    Raises:
        NotReadable: it was changed, or is too old.
    """
    try:
        content = signing.loads(text, salt=f"{_SALT}:{filing_key}", max_age=24 * 60 * 60)
    except signing.BadSignature:
        raise NotReadable(_("这次上传已经失效，请重新上传。")) from None
    return api.load(content.encode(), filing_key)

"""The shapes of what the API takes and answers; those of documents and reports are the core's own."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from pydantic import AfterValidator

from jixiao_web.common.middleware import UNWRITABLE
from jixiao_web.filings.models import Kind, State
from jixiao_web.filings.moves import MOVES

MOST_NUMBER = 2**31 - 1


def _writable(words: str) -> str:
    if found := UNWRITABLE.search(words):
        raise ValueError(f"U+{ord(found[0]):04X}")
    return words


Words = Annotated[str, AfterValidator(_writable), Field(max_length=100_000)]
Path = Annotated[str, AfterValidator(_writable), Field(max_length=200)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Number = Annotated[int, Field(ge=0, le=MOST_NUMBER)]
StateName: TypeAlias = Literal[tuple(State.values)]  # type: ignore[valid-type]  # told when this is read
KindName: TypeAlias = Literal[tuple(Kind.values)]  # type: ignore[valid-type]  # told when this is read
MoveName: TypeAlias = Literal[tuple(MOVES)]  # type: ignore[valid-type]  # made from data


class Failure(Schema):
    """What is wrong with one part of a request."""

    at: str
    message: str


class ProblemOut(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    code: str = Field(description=_("供程序判断的代码，不随语言变化"))
    detail: str
    errors: list[Failure] | None = None


class UnitOut(Schema):
    id: uuid.UUID
    county_code: str
    code: str
    name: str


class UnitsOut(Schema):
    items: list[UnitOut]
    next: str | None = Field(description=_("下一页的 cursor，最后一页为 null"))


class AppointmentOut(Schema):
    role: str
    county_code: str
    unit: UnitOut | None


class TokenOut(Schema):
    name: str
    prefix: str
    scopes: list[str]
    expires_at: datetime


class MeOut(Schema):
    username: str
    full_name: str
    appointments: list[AppointmentOut]
    token: TokenOut


class FilingOut(Schema):
    """A filing as lists show it."""

    id: uuid.UUID
    unit: UnitOut
    kind: KindName
    year: int
    period: str = Field(description=_("监控报告的月份，如 1-7；其余为空"))
    plan: uuid.UUID | None = Field(description=_("监控报告和自评所依据的绩效文本"))
    state: StateName
    version: int = Field(description=_("草稿的版本，每次保存加一"))
    shape: int = Field(description=_("行的增删移动次数；单元格路径按它解释"))
    projects: int
    budget_yuan: str
    errors: int
    warnings: int
    reason: str = Field(description=_("最近一次退回的理由"))
    adjusts: uuid.UUID | None
    created_at: datetime
    changed_at: datetime
    changed_by: str | None


class DeadlineOut(Schema):
    step: str = Field(description=_("下一步：submit、unit_review、finance_review、approve、publish"))
    day: date
    days_left: int = Field(description=_("还有几天；已逾期为负数"))
    own: bool = Field(description=_("只对这一单位或这一份有效的期限"))
    reason: str
    basis: str | None = Field(description=_("定出这一天的法规条款"))


class ListedOut(FilingOut):
    """A filing of a list, with what must happen with it next and by when."""

    deadline: DeadlineOut | None


class FilingsOut(Schema):
    items: list[ListedOut]
    next: str | None = Field(description=_("下一页的 cursor，最后一页为 null"))


class OneFilingOut(ListedOut):
    """A filing with what the one who asks may do with it now."""

    may_edit: bool
    moves: list[MoveName] = Field(description=_("现在可以办理的事项"))
    returned: dict[str, str] = Field(description=_("只退回部分内容时，各部分的路径和理由；其余已锁定"))


class BeginIn(Schema):
    unit: uuid.UUID
    year: Year
    start: Literal["blank", "carry_over"] = Field("blank", description=_("从空白开始，或沿用上年已批复的文本"))

    model_config = {
        "json_schema_extra": {
            "examples": [{"unit": "01961f00-0000-7000-8000-000000000001", "year": 2026, "start": "blank"}]
        }
    }


class AdjustIn(Schema):
    why: Words = Field(description=_("调整什么、为什么"))
    authority: Annotated[str, AfterValidator(_writable), Field(max_length=100)] = Field(
        "", description=_("预算调整文号")
    )


class MoveIn(Schema):
    move: MoveName
    seen: StateName = Field(description=_("办理人看到的状态；已经变化时回答409"))
    reason: Words = Field("", description=_("退回必须写明理由"))
    parts: dict[Path, Words] = Field(
        {}, max_length=1_000,
        description=_("只退回部分内容：路径（projects[0] 这样的项目，或 part_one）和各自的理由；不写为全部退回"),
    )  # fmt: skip

    model_config = {
        "json_schema_extra": {
            "examples": [{"move": "return_in_finance", "seen": "finance_review", "reason": "请补充预算依据。"}]
        }
    }


class MoveManyIn(Schema):
    filings: list[uuid.UUID] = Field(min_length=1, max_length=200)
    move: MoveName
    seen: StateName = Field(description=_("办理人看到的状态；已经不同的不办理，记入 left"))
    reason: Words = Field("", description=_("退回必须写明理由"))


class LeftOut(Schema):
    filing: uuid.UUID
    code: str
    reason: str


class MovedOut(Schema):
    moved: list[FilingOut]
    left: list[LeftOut] = Field(description=_("没有办成的，各有原因"))


class CellOut(Schema):
    path: str
    label: str
    text: str
    kind: str
    choices: list[str]
    required: bool


class CellsOut(Schema):
    version: int
    shape: int
    items: list[CellOut]


class CellIn(Schema):
    path: Path
    text: Words
    was: Words = Field(description=_("填写前看到的内容；已被他人改动时不覆盖，记入 conflicts"))


class CellsIn(Schema):
    cells: list[CellIn] = Field(max_length=2_000)
    shape: Number | None = Field(None, description=_("路径所依据的 shape；不写为当前"))
    money_unit: Literal["元", "万元"] = "元"

    model_config = {
        "json_schema_extra": {
            "examples": [
                {"cells": [{"path": "projects[0].purpose", "text": "改善出行条件", "was": ""}], "money_unit": "元"}
            ]
        }
    }


class RefusedOut(Schema):
    path: str
    reason: str
    text: str


class ConflictOut(Schema):
    path: str = Field(description=_("现在的路径；这一行已被删除时为空"))
    stands: str
    refused: str


class SavedOut(Schema):
    filing: FilingOut
    refused: list[RefusedOut]
    conflicts: list[ConflictOut]


class RowIn(Schema):
    path: Path = Field(description=_("列表的路径：projects、overall_goals、safeguards 或 projects[0].indicators"))
    position: Number
    shape: Number | None = Field(None, description=_("位置所依据的 shape；不写为当前"))

    model_config = {"json_schema_extra": {"examples": [{"path": "projects[0].indicators", "position": 0}]}}


class RowMoveIn(RowIn):
    to: Number


class RowOut(Schema):
    path: str
    filing: FilingOut


class ConfirmIn(Schema):
    path: Path = Field(description=_("数的路径，或包含它的项目、行的路径"))


class ConfirmedOut(Schema):
    number: int


class RevisionOut(Schema):
    number: int
    cause: str
    note: str
    author: str | None
    created_at: datetime
    sha256: str


class ChangeOut(Schema):
    path: str
    where: str
    label: str
    before: str
    after: str
    kind: str


class GroupOut(Schema):
    """What changed in one project, or in part one where the title is empty."""

    title: str
    kind: str
    changes: list[ChangeOut]


class ComparedOut(Schema):
    groups: list[GroupOut]


class AnswerOut(Schema):
    id: uuid.UUID
    author: str | None
    text: str
    created_at: datetime


class CommentOut(Schema):
    id: uuid.UUID
    path: str | None = Field(description=_("现在的路径；空为整份申报件，null 为所在的行已删除"))
    quote: str
    text: str
    author: str | None
    created_at: datetime
    resolved_at: datetime | None
    mended_at: datetime | None = Field(description=_("填报人标为已改的时间"))
    answers: list[AnswerOut]


class CommentIn(Schema):
    path: Path = Field("", description=_("单元格的路径；空为整份申报件"))
    text: Words


class AnswerIn(Schema):
    text: Words


class ResolveIn(Schema):
    resolved: bool


class MendIn(Schema):
    mended: bool


class MadeOut(Schema):
    """The key of what was made."""

    id: uuid.UUID


class SheetItemOut(Schema):
    part: str
    name: str
    most: str
    points: str | None


class SheetOut(Schema):
    items: list[SheetItemOut]
    total: str | None
    grade: str | None
    opinion: str
    may_fill_in: bool


class SheetIn(Schema):
    points: dict[Annotated[str, Field(max_length=60)], Annotated[str, Field(max_length=10)]] = Field(
        description=_("各项的得分，按名称")
    )
    opinion: Words = ""


class QueueRowOut(Schema):
    filing: FilingOut
    days: int = Field(description=_("已经等待的天数"))
    deadline: DeadlineOut | None


class QueueOut(Schema):
    items: list[QueueRowOut]
    counts: dict[str, int] = Field(description=_("各状态的申报件数"))
    page: int
    pages: int


class FaultOut(Schema):
    number: int
    reason: str


class ProofOut(Schema):
    county_code: str
    entries: int
    hash: str = Field(description=_("最后一条的校验值；另行记下即可证明此前的日志未被改动"))
    holds: bool
    faults: list[FaultOut] = Field(description=_("前100处不符"))

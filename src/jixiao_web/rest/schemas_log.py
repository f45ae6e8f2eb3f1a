"""The shapes of the log's entries, and of what waits for somebody."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from jixiao_web.rest.schemas import DeadlineOut, UnitOut


class EntryOut(Schema):
    number: int
    at: str
    actor: str
    action: str
    action_words: str
    object_kind: str
    object_key: str
    about: str
    detail: str = Field(description=_("事项的内容，JSON 文本，与计算校验值时相同"))
    hash_before: str
    hash: str


class LogOut(Schema):
    items: list[EntryOut]
    older: int | None = Field(description=_("下一页的 before，最后一页为 null"))


class EventOut(EntryOut):
    place: str | None = Field(description=_("意见所在的位置，用文字表示；空为整份申报件，null 为不是意见的记录"))
    path: str | None = Field(
        description=_("意见所在单元格现在的路径；空为整份申报件，null 为所在的行已删除，或不是意见的记录")
    )
    url: str | None = Field(description=_("意见所在的页面；提出人已删除的意见为 null，detail 中也不再有内容"))


class StoryOut(Schema):
    items: list[EventOut]


class WaitingOut(Schema):
    """A filing to move on, a plan to begin, or another task."""

    what: str = Field(description=_("要办的事项"))
    kind: str = Field(description=_("申报件的种类，或其他事项的种类"))
    year: int
    unit: UnitOut | None = Field(description=_("全县的事项为 null"))
    filing: uuid.UUID | None = Field(description=_("还没有建立的绩效文本和其他事项为 null"))
    since: date | None = Field(description=_("转来或退回的日期；本人的草稿为 null"))
    deadline: DeadlineOut | None
    url: str = Field(description=_("在哪一页办理"))


class InboxOut(Schema):
    items: list[WaitingOut]
    total: int

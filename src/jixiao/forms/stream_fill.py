"""Puts what a walk over running text found into the draft: slots, money, totals, and what found no place.

Which label a text belongs to is told by `stream_walk`; here is only where it goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from jixiao.forms.draft import DocumentDraft, Doubted, Found, FundRow, ProjectDraft
from jixiao.forms.lexicon import money_unit_of
from jixiao.forms.slots import as_written, execution_field, headings, is_fund_part, slot_of
from jixiao.forms.stream_tokens import Token, is_amount, is_dash, is_number, joined, squeezed
from jixiao.forms.titles import title_of, year_line_of
from jixiao.model import Unread
from jixiao.model.document import UnreadReason

_LONG = re.compile(r"goals|outcome|purpose|概况|概述|依据|内容|职能|职责|说明|结论|问题|措施|情况|必要性|备注|计划")
_COLUMN_HEAD = re.compile(r"金额(?:\(.*\))?|占比|当年|类别|指标")
_NOTHING = re.compile(r"(?:[…·.．。]{1,8}|目标[0-9]{0,2}[:：][…·.]*)+")
_PAGE_MARK = re.compile(r"\s[—–-]{1,2}\s*[0-9]{1,3}\s*[—–-]{1,2}\s")
_SITE_NUMBER = re.compile(r"^[0-9]{1,3}[、.]\s*")
_UNIT_LINE = re.compile(r"[0-9]{3,12}[-－]?[\u4e00-\u9fff（）()]{3,40}")
_FUSED_TOTAL = re.compile(r"100(100|[1-9][0-9](?:\.[0-9]{1,2})?)分?")
_ALL_POINTS = re.compile(r"(?:100|90)(?:\.0+)?分?")
_SHARE = re.compile(r"[0-9.]+%")
_ITEM = re.compile(r"[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[、.]")
_FIRST_ITEM = re.compile(r"[(（]?(?:一|1)[)）、.]")
_TOTALS = frozenset({"总分", "项目总得分", "合计"})
_EXECUTED = ("initial", "adjusted", "executed", "rate", "forecast")


class _Share(NamedTuple):
    """A money row beside its share of the total, to be checked when the total is known."""

    row: FundRow
    amount: Token
    share: Token
    label: Token


class Filler:
    """State of filling: the form in hand, texts that found no place yet, money rows to be checked."""

    def __init__(self, draft: DocumentDraft, *, lost: bool, figureless: bool) -> None:
        self.draft = draft
        self.lost = lost
        self.figureless = figureless
        self.project: ProjectDraft | None = None
        self._first: Token | None = None
        self._purpose_open = False
        self.goals_label = ""
        self._strays: list[Token] = []
        self._sides: dict[str, int] = {}
        self._shares: list[_Share] = []

    # forms

    def form(self, at: Token) -> ProjectDraft:
        """The form in hand; one is begun where none is open."""
        if self.project is None:
            self.project = ProjectDraft(at=at.at)
            self.draft.projects.append(self.project)
            self._first = at
        return self.project

    def close(self) -> None:
        """End the form in hand."""
        self.flush()
        self._check_shares()
        if self.lost and self.project and self._first and holds_more_than_title(self.project):
            self.project.doubts.insert(0, Doubted("", "cells_lost", _opening(self.project, self._first)))
        self.project = None
        self._sides = {}
        self._purpose_open = False

    def title(self, each: Token) -> None:
        """Begin a form by its title; a title right above another one is replaced by it."""
        held = self.project
        if held and holds_more_than_title(held):
            self.close()
        project = self.form(each)
        project.at = each.at
        project.slots["title"] = each.found
        title = title_of(each.text)
        project.wide = title is not None and title.wide

    def year(self, each: Token) -> None:
        """A year line below the title belongs to the title's text."""
        held = self.project.slots.get("title") if self.project else None
        if self.project and held and not year_line_of(held.text[-8:]):
            text = f"{held.text} {each.text}"
            at = held.at if each.fresh else each.source.place(text)
            self.project.slots["title"] = Found(text, at)

    def unit_line(self, each: Token) -> bool:
        """Whether a text below the title is the unit's line (code and name), which has no label."""
        if self.project is None or set(self.project.slots) != {"title"} or not _UNIT_LINE.fullmatch(each.text):
            return False
        return self.keep("unit_line", each.found) is not None

    def yield_goals(self) -> None:
        """The goals so far were the whole project's, for the annual ones follow: they become a detail."""
        if self.project and self.goals_label and "goals" in self.project.slots:
            self.keep(f"details.{self.goals_label}", self.project.slots.pop("goals"))

    # what finds no place

    def leave(self, found: Found, reason: UnreadReason = "no_slot") -> None:
        """A text that stands in the document and not in the model."""
        if not _NOTHING.fullmatch(squeezed(found.text)):
            self.draft.unread.append(Unread(at=found.at, reason=reason, text=found.text))

    def stray(self, each: Token) -> None:
        """A free text without a place, or a word of the form amid such texts."""
        if not self.lost and each.free:
            self.leave(each.found)
        elif self.lost and (each.free or self._in_money(each)):
            self._strays.append(each)

    def _in_money(self, each: Token) -> bool:
        name = each.label.name if each.label else ""
        return is_fund_row(each) or name in headings() or name in _TOTALS or execution_field(name) is not None

    def filler(self, each: Token) -> None:
        """What is only paper; quoted where it stands amid strays."""
        if self._strays:
            self._strays.append(each)

    def flush(self, before: Token | None = None) -> None:
        """Something found its place: the strays before it are one run of words."""
        strays, self._strays = self._strays, []
        free = [each for each in strays if each.free and not _is_column_head(each)]
        if not free:
            return
        while before is None and strays and not strays[-1].free:
            strays.pop()
        reason: UnreadReason = "not_separable" if len(strays) > 1 else "no_slot"
        self.leave(joined(strays), "no_value" if self.figureless else reason)

    def claim_items(self) -> list[Token]:
        """The strays at the end that begin a numbered list, for the label that they stand before."""
        for index, each in enumerate(self._strays):
            if _FIRST_ITEM.match(each.text) and all(after.free for after in self._strays[index:]):
                items, self._strays = self._strays[index:], self._strays[:index]
                return items
        return []

    # slots

    def keep(self, slot: str, found: Found, unit: str | None = None, at: Token | None = None) -> str | None:
        """Put a text under a slot; a second, different one is unread."""
        if _NOTHING.fullmatch(squeezed(found.text)) or (is_dash(found.text) and slot.startswith(("funds.", "mid."))):
            return None
        self.flush(at)
        if self.project is None or not self.project.put(slot, found, unit):
            self.leave(found)
            return None
        return slot

    def pair(self, label: Token, values: Sequence[Token]) -> str | None:
        """Keep the value of a label; what is too much of it strays. The slot, where something was kept."""
        if label.label is None:
            return None
        name = label.label.name
        if name == "项目名称" and self.project and "name" in self.project.slots:
            self.close()
        project = self.form(label)
        filled = [value for value in values if not value.empty]
        if name in headings() and label.label.money_unit:
            project.money_unit = label.label.money_unit
        if execution_field(name) in _EXECUTED and filled and is_amount(filled[0].text.rstrip("%")):
            return self._execution(label, filled)
        if is_fund_row(label):
            return self._money(label, filled)
        if name in _TOTALS:
            return self._total(label, filled)
        slot = f"plan.{label.label.month}" if label.label.month else slot_of(name, label.text)
        if name == "预算规模及资金用途":
            self._purpose_open = True
        if not filled or (name in headings() and slot.startswith("details.")):
            self.stray(label)
            self._heads(filled)
            return None
        return self._text(label, slot, filled)

    def _text(self, label: Token, slot: str, filled: Sequence[Token]) -> str | None:
        """All tokens of a long text; of a short one the first cell, or what stands on its line."""
        if _LONG.search(slot):
            items = [] if _FIRST_ITEM.match(filled[0].text) else self.claim_items()
            whole = _items_joined([*items, *filled])
            kept = self.keep(slot, Found(_PAGE_MARK.sub(" ", whole.text), whole.at), at=label)
            if kept and items and self.project:
                self.project.doubts.append(
                    Doubted(kept, "order_unsure", joined([*items[-1:], label, *_up_to_item(filled)]))
                )
            return kept
        count = 1
        while count < len(filled) and not filled[count].fresh and not is_number(filled[count].text):
            count += 1
        kept = self.keep(slot, joined(filled[:count]), label.label.money_unit if label.label else None, label)
        self._heads(filled[count:])
        return kept

    def _heads(self, values: Sequence[Token]) -> None:
        """Texts beside a heading: names of columns, or strays."""
        for value in values:
            if (unit := money_unit_of(value.text)) and self.project:
                self.project.money_unit = unit
            if _is_column_head(value) and not self._strays:
                continue
            if not is_dash(value.text):
                self.stray(value)

    # money

    def _money(self, label: Token, filled: Sequence[Token]) -> str | None:
        project = self.form(label)
        amount = next((value for value in filled if is_amount(value.text)), None)
        rest = [value for value in filled if value is not amount]
        standard = label.label.name if label.label else ""
        slot = self._side(slot_of(standard, label.text))
        whole_life = "funds.whole_life" in project.slots and "funds.budget" not in project.slots
        if self._purpose_open and rest and not _SHARE.fullmatch(rest[0].text) and self._keep_purpose(rest):
            rest = []
        if amount is None:
            self.stray(label)
            self._heads(rest)
            return None
        unit = label.label.money_unit if label.label else None
        behind = filled[filled.index(amount) + 1 :][:1]
        share = behind[0] if behind and _SHARE.fullmatch(behind[0].text) else None
        found = Found(squeezed(amount.text), amount.at)
        kept = None
        if is_fund_part(standard, label.text) or (whole_life and slot in ("funds.fiscal", "funds.other")):
            self.flush(label)
            row = FundRow(Found(as_written(label.text), label.at), {"budget": found}, unit)
            project.fund_parts.append(row)
            if share:
                self._shares.append(_Share(row, amount, share, label))
        else:
            kept = self.keep(slot, found, unit, label)
        self._heads([value for value in rest if value is not share])
        return kept

    def _execution(self, label: Token, filled: Sequence[Token]) -> str | None:
        """A cell of the execution block beside its own head: it is the total row's."""
        project = self.form(label)
        if not project.execution:
            project.execution.append(FundRow(Found("", label.at)))
        name = execution_field(label.label.name) if label.label else None
        self.flush(label)
        held = project.execution[0].fields.setdefault(name or "", filled[0].found)
        self._heads(filled[1:] if held.text == filled[0].text else filled)
        return "execution"

    def _keep_purpose(self, texts: Sequence[Token]) -> bool:
        """The purpose has no label of its own below 预算规模及资金用途: it is the text behind the money."""
        self._purpose_open = False
        return self.keep("purpose", joined(texts)) is not None

    def _side(self, slot: str) -> str:
        """The medium-term side of a slot where that stands beside the annual one: the first of two like labels."""
        if self.project is None or "mid.funds.budget" not in self.project.slots or slot == "funds.budget":
            return slot
        self._sides[slot] = self._sides.get(slot, 0) + 1
        return f"mid.{slot}" if self._sides[slot] == 1 else slot

    def _check_shares(self) -> None:
        """A row whose share of the total is another than the paper says has another unit: it is unread."""
        total = _decimal(self.project.slots.get("funds.budget")) if self.project else None
        shares, self._shares = self._shares, []
        for row, amount, share, label in shares:
            value = _decimal(row.fields["budget"])
            if self.project is None or not total or value is None:
                continue
            if abs(value / total * 100 - Decimal(share.text.rstrip("%"))) > 1:
                self.project.fund_parts.remove(row)
                self.leave(joined([label, amount, share]), "not_separable")

    def _total(self, label: Token, filled: Sequence[Token]) -> str | None:
        """总分 is the last number of its row; 合计 is money before the list, and behind it perhaps only the weights."""
        if len(filled) == 1 and filled[0].glued and (both := _FUSED_TOTAL.fullmatch(squeezed(filled[0].text))):
            return self.keep("total_score", Found(both[1], filled[0].at), None, label)
        numbers = [value for value in filled if is_number(squeezed(value.text).rstrip("分"))]
        project = self.form(label)
        is_sum = label.label is not None and label.label.name == "合计"
        in_money = not (project.indicators or project.medium_term)
        rest = [
            value
            for value in filled
            if value not in numbers and not (numbers and is_sum and in_money and _SHARE.fullmatch(value.text))
        ]
        if not numbers:
            self.stray(label)
            self._heads(rest)
            return None
        if is_sum and in_money:
            kept = self.keep("funds.budget", Found(squeezed(numbers[0].text), numbers[0].at), None, label)
            rest += numbers[1:]
        elif is_sum and len(numbers) == 1:
            kept = self.keep(f"details.{as_written(label.text)}", numbers[0].found, None, label)
        else:
            kept = self.keep("total_score", numbers[-1].found, None, label)
            rest += [number for number in numbers[:-1] if not _ALL_POINTS.fullmatch(number.text)]
        self._heads(rest)
        return kept


def holds_more_than_title(project: ProjectDraft) -> bool:
    """Whether a form has content."""
    return bool(set(project.slots) - {"title"} or project.indicators or project.tasks or project.execution)


def _opening(project: ProjectDraft, first: Token) -> Found:
    """What a form without borders begins with: its title, or the text up to the end of its first record."""
    title = project.slots.get("title")
    if title:
        return Found(_SITE_NUMBER.sub("", title.at.quote), title.at)
    quote = project.indicators[0].at.quote if project.indicators else ""
    end = first.source.text.find(quote, first.start)
    text = first.source.text[first.start : end + len(quote)] if quote and end >= 0 else first.text
    return Found(text, first.source.place(text))


def is_fund_row(each: Token) -> bool:
    """Whether a label names a row of a money block."""
    if each.label is None:
        return False
    return is_fund_part(each.label.name, each.text) or slot_of(each.label.name, each.text).startswith("funds.")


def _is_column_head(each: Token) -> bool:
    text = squeezed(each.text)
    return bool(_COLUMN_HEAD.fullmatch(text)) or text == "预算支出"


def _up_to_item(tokens: Sequence[Token]) -> list[Token]:
    """The tokens before the next item of a numbered list."""
    return list(takewhile(lambda each: not _ITEM.match(each.text), tokens))


def _items_joined(tokens: Sequence[Token]) -> Found:
    """A text whose parts stand on both sides of something else, in one line."""
    whole = joined(tokens)
    parts = [each.text for each in tokens]
    neighbours = all(
        not after.source.text[each.end : after.start].strip()
        for each, after in zip(tokens, tokens[1:], strict=False)
        if each.source is after.source
    )
    return whole if neighbours else Found(" ".join(parts), whole.at)


def _decimal(found: Found | None) -> Decimal | None:
    text = squeezed(found.text).rstrip("万元").replace(",", "") if found else ""
    return Decimal(text) if is_number(text) else None

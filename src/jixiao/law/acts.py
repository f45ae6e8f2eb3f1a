"""The regulations that rules lean on, from `acts.toml`: each stands there once, with what its clauses demand.

Leaves to the rules which clause they cite, and to the parameters the numbers that a clause sets.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from jixiao.language import Words
from jixiao.units import chinese_number

ActKind = Literal["law", "regulation", "standard", "form", "practice"]

_NAMED: dict[ActKind, str] = {
    "law": "关于“{}”的规定",
    "regulation": "关于“{}”的规定",
    "standard": "关于“{}”的规定",
    "form": "关于“{}”的要求",
    "practice": "中的“{}”",
}
_DIGITS = "零一二三四五六七八九"


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text of the data in both languages."""

    zh: str
    en: str

    @property
    def words(self) -> Words:
        """The same as a sentence that is shown."""
        return Words(self.zh, self.en)


class Clause(Wording, frozen=True, forbid_unknown_fields=True):
    """What a clause demands, in our own words; `verified` where it differs from the act's."""

    verified: bool | None = None


class Act(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A regulation, standard, form, or practice seen in other systems.

    Attributes:
        number: 文号 or number of a standard; None where it has none.
        date: day of issue; None where it is not known.
        kind: `practice` was seen at work somewhere and is not law; it is never verified.
        verified: whether text or clause was read, or is generally known without doubt.
        what: the act in one sentence.
        clauses: by number of the article (`13`), of the item (`七`), or by a name (`资金支出计划`).
    """

    title: Wording
    what: Wording
    kind: ActKind
    verified: bool
    number: str | None = None
    issuer: Wording | None = None
    date: date | None = None
    clauses: dict[str, Clause] = {}


class Citation(msgspec.Struct, frozen=True):
    """An act, or one clause of it, by key; what it says is looked up in `acts.toml`."""

    act: str
    clause: str | None = None

    @property
    def number(self) -> str | None:
        """财预〔2015〕88号, GB/T 9704-2012; None where the act has no number."""
        return acts()[self.act].number

    @property
    def title(self) -> Words:
        """The act's title."""
        return acts()[self.act].title.words

    @property
    def issuer(self) -> Words | None:
        """Who issued the act; None where that is not known."""
        issuer = acts()[self.act].issuer
        return issuer.words if issuer else None

    @property
    def date(self) -> date | None:
        """Day of issue; None where it is not known."""
        return acts()[self.act].date

    @property
    def kind(self) -> ActKind:
        """Whether this is law at all: a `practice` is not."""
        return acts()[self.act].kind

    @property
    def verified(self) -> bool:
        """Whether text and number of the clause were checked; a finding that leans on another one says so."""
        act = acts()[self.act]
        own = act.clauses[self.clause].verified if self.clause else None
        return act.verified if own is None else own

    @property
    def what(self) -> Words:
        """What the clause demands, or the act in one sentence where no clause is named."""
        act = acts()[self.act]
        return act.clauses[self.clause].words if self.clause else act.what.words

    @property
    def name(self) -> Words:
        """How a reader calls it: 《…办法》（财预〔2015〕88号）第十三条."""
        act = acts()[self.act]
        quoted = act.kind in ("law", "regulation", "standard")
        zh, en = f"《{act.title.zh}》" if quoted else act.title.zh, act.title.en
        if act.number:
            zh = f"{act.number}{zh}" if act.kind == "standard" else f"{zh}（{act.number}）"
            en = f"{en} ({act.number})"
        clause_zh, clause_en = _clause_name(act.kind, self.clause)
        return Words(zh + clause_zh, en + clause_en)


def cite(act: str, clause: str | None = None) -> Citation:
    """A citation that is known to exist.

    Raises:
        LookupError: no such act or clause in `acts.toml`; so the module of a rule with a bad citation does not load.

    >>> cite("caiyu-2015-88", "13").name.zh
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十三条'
    """
    if act not in acts():
        raise LookupError(f"acts.toml has no act {act!r}; it has {', '.join(acts())}")
    if clause is not None and clause not in acts()[act].clauses:
        raise LookupError(f"acts.toml has no clause {clause!r} of {act}; it has {', '.join(acts()[act].clauses)}")
    return Citation(act, clause)


@functools.cache
def acts() -> Mapping[str, Act]:
    """Every act by its key, in the order of `acts.toml`."""
    source = importlib.resources.files(__package__).joinpath("acts.toml")
    return msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8"))["acts"], dict[str, Act])


def _clause_name(kind: ActKind, clause: str | None) -> tuple[str, str]:
    if clause is None:
        return "", ""
    if kind in ("law", "regulation") and clause.isdigit():
        return f"第{_numeral(int(clause))}条", f", art. {clause}"
    if item := chinese_number(clause):
        return f"第（{clause}）项", f", item {item}"
    if (item := chinese_number(clause[0])) and (point := _point(clause[1:])):
        return f"第（{clause[0]}）项第{point}点", f", item {item}, point {point}"
    if clause[0].isdigit():
        return f"第{clause}条", f", {clause}"
    if clause.startswith("附件"):
        return clause, f", annex {clause.removeprefix('附件')}"
    return _NAMED[kind].format(clause), f", “{clause}”"


def _point(written: str) -> int | None:
    return int(written) if written.isdigit() else chinese_number(written)


def _numeral(number: int) -> str:
    """1-99 in Chinese: 十三, 二十, 五十七."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (
        _DIGITS[ones] if ones or not tens else ""
    )

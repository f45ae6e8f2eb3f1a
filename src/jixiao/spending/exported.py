"""Exported lists of payments, with any columns: what each head means, and what each line says.

Leaves which ledger a line belongs to, and whether it is known already, to whoever has the ledgers.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, cast, get_args

import msgspec

from jixiao.units import MoneyUnit, yuan_of

Field = Literal[
    "day", "fen", "back_fen", "project_code", "project_name", "unit_code", "unit_name",
    "payee", "voucher", "summary", "fund_source", "kind",
]  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)
NEEDED: tuple[tuple[Field, ...], ...] = (("day",), ("fen",), ("project_code", "project_name"))
"""Fields without which nothing can be entered: one of each group."""

Why = Literal["no_day", "wrong_day", "no_amount", "wrong_amount", "no_project"]

_HEAD_ROWS = 20
_EXCEL_EPOCH = date(1899, 12, 30)
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
_PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")
_PLAIN = re.compile(r"-?(?:\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2})0*)?")
_SUM = re.compile(
    r"\s*(?:(?:截[至止]?)?(?:[本当][月页日季年期]|\d{1,2}\s*月(?:份|底)?|全年)?\s*(?:累\s*计|总\s*计|小\s*计|合\s*计)|"
    r"承前页|过次页|上年结转|[期年月]初余额|[期年月]末余额)\s*[:：]?[-¥￥\d,.\s元]*"
)
_UNIT = re.compile(r"[（(\[【]?\s*(?:单位\s*[:：])?\s*(万元|千元|亿元|元)\s*[)）\]】]?\s*$")
_UNIT_ABOVE = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(万元|千元|亿元|元)")
_DIGIT = re.compile(r"\d")


class Columns(msgspec.Struct, frozen=True):
    """How a list is understood.

    Attributes:
        heads: the words of its head row; of two rows, where cells of the upper one span several of the lower.
        row: number of that row, the lower of two, from 0.
        fields: column by field.
        unit: of its amounts, as their head says or a line above the head.
    """

    heads: tuple[str, ...]
    row: int
    fields: dict[Field, int]
    unit: MoneyUnit = "元"

    @property
    def missing(self) -> tuple[tuple[Field, ...], ...]:
        """The groups of needed fields of which none has a column."""
        return tuple(group for group in NEEDED if not any(field in self.fields for field in group))


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a list: fen with its sign, the words as they stand."""

    day: date
    fen: int
    project_code: str = ""
    project_name: str = ""
    unit_code: str = ""
    unit_name: str = ""
    payee: str = ""
    voucher: str = ""
    summary: str = ""
    fund_source: str = ""
    kind: str = ""


class Refused(msgspec.Struct, frozen=True):
    """Why a line is no payment, and the words that are wrong."""

    why: Why
    words: str = ""


@functools.cache
def synonyms() -> Mapping[Field, tuple[str, ...]]:
    """The heads that mean a field."""
    source = importlib.resources.files("jixiao.spending").joinpath("exported.toml").read_text(encoding="utf-8")
    return {field: tuple(tomllib.loads(source)[field]) for field in FIELDS}


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """How a list is understood by its first rows: the row with the most known heads; None where none has two.

    >>> columns_of([["支出明细"], ["日期", "摘要", "金额（万元）"]])
    Columns(heads=('日期', '摘要', '金额（万元）'), row=1, fields={'day': 0, 'fen': 2, 'summary': 1}, unit='万元')
    """
    best: Columns | None = None
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        fields = _fields(row)
        if len(fields) < 2:
            continue
        below = _spanned(row, rows[number + 1]) if number + 1 < len(rows) else None
        if below and len(two := _fields(below)) >= len(fields):
            number, row, fields = number + 1, below, two
        if not best or len(fields) > len(best.fields):
            best = Columns(tuple(row), number, fields, _unit_of(rows[: number + 1], row, fields))
    return best


def _spanned(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """The heads that two rows make together (项目 above 编码 and 名称); None where the lower is no part of the head.

    A lower row stands under cells that span it, and holds no number: every payment has a day.
    """
    wide = [*upper, *[""] * (len(lower) - len(upper))]
    if any(_DIGIT.search(cell) for cell in lower) or not any(
        cell and not above for cell, above in zip(lower, wide, strict=False)
    ):
        return None
    known = {word for words in synonyms().values() for word in words}
    heads, span = [], ""
    for place, above in enumerate(wide):
        span, cell = above or span, lower[place] if place < len(lower) else ""
        heads.append(above if not cell else cell if _bare(cell) in known else span + cell)
    return heads


def _unit_of(above: Sequence[Sequence[str]], heads: Sequence[str], fields: Mapping[Field, int]) -> MoneyUnit:
    own = _UNIT.search(heads[fields["fen"]]) if "fen" in fields else None
    found = own or next((found for row in above for cell in row if (found := _UNIT_ABOVE.search(cell))), None)
    return cast(MoneyUnit, found.group(1)) if found else "元"


def _bare(head: str) -> str:
    """A head without blanks and the unit of its amounts."""
    return _UNIT.sub("", "".join(head.split())) or "".join(head.split())


def _fields(heads: Sequence[str]) -> dict[Field, int]:
    plain = [_bare(head) for head in heads]
    found: dict[Field, int] = {}
    for is_alike in (_is, _holds):
        for field, words in synonyms().items():
            free = [number for number in range(len(plain)) if number not in found.values() and plain[number]]
            if field in found:
                continue
            place = next((n for word in words for n in free if is_alike(plain[n], word)), None)
            if place is not None:
                found[field] = place
    return {field: found[field] for field in FIELDS if field in found}


def _is(head: str, word: str) -> bool:
    return head == word


def _holds(head: str, word: str) -> bool:
    """Whether a head holds a word, and not only within a longer one that means something (单位 in 收款单位)."""
    longer = (other for others in synonyms().values() for other in others if word in other and other != word)
    return word in head and not any(other in head for other in longer)


def with_fields(columns: Columns, fields: Mapping[str, int]) -> Columns:
    """The columns with other fields, as a person chose them; the unit of the amounts is the one of the chosen head."""
    chosen = {field: fields[field] for field in FIELDS if field in fields and fields[field] < len(columns.heads)}
    unit = _UNIT.search(columns.heads[chosen["fen"]]) if "fen" in chosen else None
    return msgspec.structs.replace(columns, fields=chosen, unit=unit.group(1) if unit else "元")


def line_of(row: Sequence[str], columns: Columns) -> Line | Refused | None:
    """What a row below the head says; None for an empty row and for one that sums others up."""
    fields = columns.fields
    told = {field: row[place] if place < len(row) else "" for field, place in fields.items()}
    if not any(told.values()):
        return None
    day = day_of(told.get("day", ""))
    if day is None:
        if any(_SUM.fullmatch(words) for words in row if words):
            return None
        return Refused("wrong_day" if told.get("day") else "no_day", told.get("day", ""))
    if told.get("summary") and _SUM.fullmatch(told["summary"]):
        return None
    fen = fen_of(told.get("fen", ""), columns.unit)
    back = fen_of(told.get("back_fen", ""), columns.unit)
    if fen is None and back is None:
        return Refused("wrong_amount" if told.get("fen") else "no_amount", told.get("fen", ""))
    amount = (fen or 0) - (back or 0)
    if amount == 0:
        return Refused("no_amount", told.get("fen", ""))
    words = {field: text for field, text in told.items() if field not in ("day", "fen", "back_fen")}
    if not (words.get("project_code") or words.get("project_name")):
        return Refused("no_project")
    return Line(day=day, fen=amount, **words)


@functools.lru_cache(maxsize=4096)
def day_of(words: str) -> date | None:
    """A day as lists write it: 2025-03-05, 2025/3/5, 2025年3月5日, 20250305, with a time behind it, or Excel's number.

    >>> day_of("2025年3月5日"), day_of("20250305"), day_of("45721"), day_of("2025-02-30")
    (datetime.date(2025, 3, 5), datetime.date(2025, 3, 5), datetime.date(2025, 3, 5), None)
    """
    if _SERIAL.fullmatch(words):
        return _EXCEL_EPOCH + timedelta(days=int(float(words)))
    found = _DAY.fullmatch(words) or _PACKED.fullmatch(words)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def fen_of(words: str, unit: MoneyUnit = "元") -> int | None:
    """An amount as whole fen; None where it is none, or finer than a fen.

    >>> fen_of("1,234.50"), fen_of("¥-3"), fen_of("0.5", "万元"), fen_of("1.005"), fen_of("三万")
    (123450, -300, 500000, None, None)
    """
    if not words:
        return None
    if unit == "元" and _PLAIN.fullmatch(words):
        whole, _, decimals = words.partition(".")
        fen = int(whole.lstrip("-").replace(",", "")) * 100 + int(decimals[:2].ljust(2, "0"))
        return -fen if words.startswith("-") else fen
    plain = words.strip().lstrip("¥￥").replace(" ", "")
    negative = plain.startswith(("-", "－", "(", "（"))
    yuan = (
        yuan_of(plain.strip("-－()（）"), unit) if plain and not re.search(r"[一二三四五六七八九十]", plain) else None
    )
    if yuan is None:
        return None
    fen_exact = yuan * 100
    if fen_exact != fen_exact.to_integral_value() or abs(fen_exact) > Decimal(10) ** 17:
        return None
    return -int(fen_exact) if negative else int(fen_exact)

"""Names of places in a unit's own template, and what is wrong with the places of one.

The names are data (`places.toml`). Leaves to `place_values.py` which words a name stands for.
"""

from __future__ import annotations

import difflib
import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from jixiao.documents.writing.template_fill import Fault, Repeat
from jixiao.documents.writing.template_places import Place
from jixiao.documents.writing.template_rows import MERGE
from jixiao.errors import JixiaoError
from jixiao.forms.lexicon import label_of
from jixiao.forms.written.choices import CHOICES
from jixiao.forms.written.of_project import Holder
from jixiao.forms.written.of_row import Row
from jixiao.language import Words, language, text
from jixiao.model import Document, Project

EMPTY = "可空"
"""The remark by which an author lets a place stay empty."""

MONEY_UNITS = ("元", "万元")
LEVELS = frozenset({*CHOICES["row.dimension"], *CHOICES["row.category"]})
"""Remarks that let a place speak of the indicators of one first or second level only."""

OF_LEVEL = "："
"""Stands in the name of a list between the list and the level that it is restricted to."""

Table = Literal["documents", "members", "holders", "indicators", "tasks", "texts"]

_LISTS: dict[Table, tuple[str, ...]] = {
    "documents": (),
    "members": (),
    "holders": ("项目",),
    "indicators": ("项目", "指标"),
    "tasks": ("项目", "年度主要任务"),
}
_MONTH = re.compile(r"(1[0-2]|[1-9])月底")
_STEP = re.compile(r"\[(\d+)\]|\.?([^.\[\]]+)")
_VALUES = (
    msgspec.inspect.StrType,
    msgspec.inspect.IntType,
    msgspec.inspect.DecimalType,
    msgspec.inspect.LiteralType,
)
_MODEL_PATH = re.compile(r"[a-z_]+(?:\[\d+\]|\.[a-z_]+)*(?:\.details\.[^.\[\]]+)?")
_CLOSE = 0.6
_A_LINE = 5


class Known(NamedTuple):
    """A name that a place may have.

    Attributes:
        table: whose slot it is. slot: as in `of_project.py`, `of_row.py`; the name of the list for `texts`.
        lists: the lists that it runs over, from the outermost.
        is_amount: money, which may be asked for in 万元.
    """

    name: str
    table: Table
    slot: str
    lists: tuple[str, ...]
    english: str
    is_amount: bool = False


class ListOf(NamedTuple):
    """A list that parts of a template run over."""

    name: str
    lists: tuple[str, ...]
    repeats: Repeat
    words: Words


@functools.cache
def _tables() -> dict[str, Any]:
    source = importlib.resources.files(__package__).joinpath("places.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@functools.cache
def lists() -> dict[str, ListOf]:
    """Every list by its name."""
    return {
        name: ListOf(
            name,
            (*([entry["within"]] if "within" in entry else []), name),
            entry["repeats"],
            Words(entry["zh"], entry["en"]),
        )
        for name, entry in _tables()["lists"].items()
    }


@functools.cache
def names() -> dict[str, Known]:
    """Every name, months of a spending plan apart."""
    found = {}
    for table, path in _LISTS.items():
        for name, (slot, english) in _tables()[table].items():
            found[name] = Known(name, table, slot, path, english, _is_amount(table, slot))
    for name, each in lists().items():
        if each.repeats == "paragraph":
            found[name] = Known(name, "texts", name, each.lists, each.words.en)
    return found


def _is_amount(table: Table, slot: str) -> bool:
    holder = Holder(Document(), Project(ordinal=1), "", "元")
    if table == "holders":
        return holder.fill(slot).kind == "amount"
    if table == "tasks":
        return Row(holder, "").fill(f"task.{slot}").kind == "amount"
    return (table, slot) == ("documents", "total")


@functools.cache
def known(name: str) -> Known | None:
    """What a name is, by the catalogue, as a month, or as a path of the model."""
    name = _tables()["also"].get(name, name)
    if month := _MONTH.fullmatch(name):
        return Known(name, "holders", f"plan.{month[1]}", ("项目",), "")
    if _MODEL_PATH.fullmatch(name):
        return Known(name, "documents", name, (), "", name.endswith("_yuan")) if _is_of_model(name) else None
    return names().get(name)


def steps(path: str) -> list[tuple[str, str]]:
    """The steps of a path of the model: number in a list, or name of a field; the other one is empty."""
    return _STEP.findall(path)


def _is_of_model(path: str) -> bool:
    """Whether a path of the model leads to a single value, in whatever document."""
    at = [msgspec.inspect.type_info(Document)]
    for number, word in steps(path):
        found = list(_single(at))
        if number:
            at = [each.item_type for each in found if isinstance(each, msgspec.inspect.VarTupleType)]
        else:
            fields = [field for each in found if isinstance(each, msgspec.inspect.StructType) for field in each.fields]
            at = [field.type for field in fields if field.encode_name == word]
            at += [each.value_type for each in found if isinstance(each, msgspec.inspect.DictType)]
    return any(isinstance(each, _VALUES) for each in _single(at))


def _single(types: Sequence[msgspec.inspect.Type]) -> Iterator[msgspec.inspect.Type]:
    for each in types:
        if isinstance(each, msgspec.inspect.UnionType):
            yield from each.types
        else:
            yield each


def list_of(name: str) -> ListOf | None:
    """The list of a block."""
    return lists().get(_tables()["also"].get(name, name))


def level_of(place: Place) -> str | None:
    """The first or second level that a place is restricted to."""
    return next((remark for remark in place.remarks if remark in LEVELS), None)


def may_be_empty(place: Place) -> bool:
    """Whether nothing is a fine answer for a place: by its nature, or because the template says so."""
    return EMPTY in place.remarks or _tables()["also"].get(place.name, place.name) in _tables()["empty"]["names"]


# ---- what is wrong with a template ----

_FAULTS = {
    "unknown": Words("没有这个名称{near}", "no such name{near}"),
    "remark": Words("括号里的“{other}”不能用在这里", "the remark “{other}” means nothing here"),
    "unpaired": Words(
        "没有与之配对的开头或者结尾，两者要在同一层：同在正文、同一单元格或者同一表格",
        "its other end is missing; both must stand in the same body, cell or table",
    ),
    "not_alone": Words("要单独占一段或者一行表格", "must stand alone in its paragraph or table row"),
    "left_over": Words("括号没有成对", "brackets without their other half"),
    "outside": Words(
        "有多个{other}，写在段落里时请放在 {{{{#{block}}}}} 与 {{{{/{other}}}}} 之间",
        "there are several {other}; in paragraphs put it between {{{{#{block}}}}} and {{{{/{other}}}}}",
    ),
    "mixed": Words("与{other}不属于同一类，不能放在同一段或者同一行", "cannot share a paragraph or row with {other}"),
}


class TemplateRefused(JixiaoError):
    """A template cannot be filled before its author has mended it: every fault, with the words to look for."""

    def __init__(self, name: str, faults: Sequence[tuple[str, str]]) -> None:
        self.name, self.faults = name, tuple(faults)
        super().__init__(name, self.faults)

    def __str__(self) -> str:
        listed = "\n".join(f"  {typed}：{why}" for typed, why in self.faults)
        return f"{text('write.template_refused', name=self.name, count=len(self.faults))}\n{listed}"


def told(fault: Fault) -> tuple[str, str]:
    """A fault of the template's layout, in words."""
    name, of, level = fault.other.partition(OF_LEVEL)
    return fault.typed, _FAULTS[fault.kind].say(other=name, block=f"{name}（{level}）" if of else name)


def wrong_names(places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Places whose name or remark means nothing, in words."""
    for place in places:
        allowed = {EMPTY, MERGE}
        if place.mark:
            is_known = list_of(place.name) is not None
            allowed = {EMPTY, *(LEVELS if place.name == "指标" else ())} if place.mark == "#" else set()
        else:
            found = known(place.name)
            is_known = found is not None
            allowed |= {*MONEY_UNITS} if found and found.is_amount else set()
            allowed |= LEVELS if found and found.table == "indicators" else set()
        if not is_known:
            yield place.typed, _FAULTS["unknown"].say(near=_near(place))
            continue
        for remark in place.remarks:
            if remark not in allowed:
                yield place.typed, _FAULTS["remark"].say(other=remark)


def _near(place: Place) -> str:
    """The known names that somebody may have meant."""
    all_names = list(lists()) if place.mark else list(names())
    label = label_of(place.name)
    meant = [label.name] if label and label.name in all_names else []
    meant += [name for name in difflib.get_close_matches(place.name, all_names, 3, _CLOSE) if name not in meant]
    if not meant:
        return ""
    return f"，相近的有：{'、'.join(meant)}" if language() == "zh" else f"; near ones: {', '.join(meant)}"


# ---- for people ----


def listing() -> str:
    """Every name and every list, as a page of text in the language in force."""
    heads: dict[Table, str] = {
        "documents": text("places.documents"),
        "holders": text("places.holders"),
        "indicators": text("places.indicators"),
        "tasks": text("places.tasks"),
        "texts": text("places.texts"),
        "members": text("places.members"),
    }
    remarks = [f"  （{remark}）  {Words(*words).say()}" for remark, words in _tables()["remarks"].items()]
    parts = ["\n".join((text("places.how"), *remarks))]
    for table, head in heads.items():
        own = [each for each in names().values() if each.table == table]
        shown = [_shown(each.name, each.english) for each in own]
        parts.append("\n".join((head, *(_lines(shown)))))
    blocks = [f"  {{{{#{each.name}}}}} … {{{{/{each.name}}}}}  {each.words.say()}" for each in lists().values()]
    return "\n\n".join((*parts, "\n".join((text("places.blocks"), *blocks))))


def _shown(name: str, english: str) -> str:
    return f"{{{{{name}}}}}" if language() == "zh" else f"{{{{{name}}}}}  {english}"


def _lines(shown: Sequence[str]) -> Iterator[str]:
    """Names side by side, as many as a line takes; one a line where their meaning stands beside them."""
    several = _A_LINE if language() == "zh" else 1
    yield from (f"  {' '.join(shown[start : start + several])}" for start in range(0, len(shown), several))

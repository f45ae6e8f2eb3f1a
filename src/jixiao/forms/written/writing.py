"""A document of the model as paper: the form chosen by name, and what of the document the paper does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date

from jixiao.documents.writing.paper import Box, Entry, Grid, Line, Paper
from jixiao.errors import UsageError
from jixiao.forms.description import forms
from jixiao.forms.values_split import split_code_and_name
from jixiao.forms.written.narrative import printed_passages
from jixiao.forms.written.papers import default_form, form_paper
from jixiao.forms.written.plan import plan_paper
from jixiao.language import text
from jixiao.model import Document
from jixiao.model.content import content_of, leaves

PLAN = "hebei_plan"
_TABLE_OF_PLAN = "hebei_project_target"
_PLAN_ZH = "部门预算绩效文本"

_UNPRINTED = re.compile(r"(?:.*\.)?(?:kind|year|period|profile|ordinal)$|itemized_goals\[")
"""What the kind of the paper says, and what the narrative of a plan draws from the projects."""

_NUMBER = re.compile(r"\[[0-9]+$")
"""Of an entry in a list, at the end of a path."""


def form_names() -> dict[str, str]:
    """Every form that can be written, with its official name."""
    return {PLAN: _PLAN_ZH, **{form.name: form.zh for form in forms()}}


def paper_of(document: Document, name: str | None = None, *, marks: bool = False, day: date | None = None) -> Paper:
    """A document on the form of that name (in either language), or on the one of its kind and province.

    Args:
        day: date on the cover of a plan.
        marks: a value that the form wants and the document lacks is marked 待填 instead of refused.
    Raises:
        UsageError: no such form.
        FormRefused: the form cannot hold the document.
    """
    chosen = form_of(document, name)
    form = next(form for form in forms() if form.name == (_TABLE_OF_PLAN if chosen == PLAN else chosen))
    return (
        plan_paper(document, form, marks=marks, day=day) if chosen == PLAN else form_paper(document, form, marks=marks)
    )


def form_of(document: Document, name: str | None = None) -> str:
    """The short name of the form that `paper_of` takes.

    Raises:
        UsageError: no such form.
    """
    names = form_names()
    chosen = name or default_form(document)
    chosen = next((key for key, zh in names.items() if chosen in (key, zh)), chosen)
    if chosen not in names:
        known = "\n".join(f"  {key}  {zh}" for key, zh in names.items())
        raise UsageError(text("write.unknown_form", name=name, known=known))
    return chosen


def left_out(document: Document, paper: Paper) -> Iterator[tuple[str, str]]:
    """What a document says and the paper does not, since its form has no place for it: path and words."""
    yield from untold(document, {path for path in _told(paper) if path})


def untold(document: Document, told: Set[str]) -> Iterator[tuple[str, str]]:
    """What a document says beside the values at some paths: path and words."""
    around = {path.rpartition(".")[0] for path in told}
    for path, value in leaves(content_of(document)):
        if path.removesuffix("_text") in told or _UNPRINTED.match(path) or _is_printed(path, around):
            continue
        if told.isdisjoint(_starts(path)):
            yield path, str(value)


def _is_printed(path: str, around: Set[str]) -> bool:
    """Whether a path leads to words that the form prints beside a value: the name of a row of money, a month."""
    holder, _, field = path.rpartition(".")
    return field in ("label", "month") and holder in around


def _told(paper: Paper) -> Iterator[str]:
    for item in paper.items():
        if isinstance(item, Line):
            yield from item.sources
        elif isinstance(item, Grid):
            entered = [(box, box.entry.path) for box in item.boxes if box.entry and box.text]
            yield from (path for _, path in entered)
            yield from (f"{path[:-5]}.code" for box, path in entered if path.endswith(".name") and _has_code(box.text))
            yield from _merged([(box, path) for box, path in entered if "]." in path])


def _has_code(name: str) -> bool:
    """Whether a project's code stands before its name."""
    return split_code_and_name(name)[0] is not None


def _merged(entered: Sequence[tuple[Box, str]]) -> Iterator[str]:
    """The values that a cell shows besides its own: the same field of the entries of a list in the rows below.

    The first level speaks of all lists that stand side by side.
    """
    lists: dict[int, dict[str, str]] = {}
    for box, path in entered:
        holder = path.rpartition("].")[0]
        lists.setdefault(box.row, {})[_NUMBER.sub("", holder)] = holder
    for box, path in entered:
        holder, _, field = path.rpartition("].")
        own = _NUMBER.sub("", holder)
        for row in range(box.row, box.row + box.rows):
            for name, other in lists.get(row, {}).items():
                if name == own or field == "dimension":
                    yield f"{other}].{field}"


def _starts(path: str) -> Iterator[str]:
    """A path and every path that it lies in: `a[0].b`, `a[0]`, `a`."""
    yield path
    yield from (path[: found.start()] for found in re.finditer(r"[.\[]", path))


def cells_of(document: Document, name: str | None = None) -> Iterator[Entry]:
    """Every value that a person may enter on a document's form, and in part one of a plan, with the words shown now.

    Raises:
        UsageError, FormRefused: as `paper_of`, gaps left aside.
    """
    if not name and document.kind == "performance_plan":
        yield from _part_one(document)
    for item in paper_of(document, name, marks=True).items():
        if isinstance(item, Grid):
            yield from (box.entry for box in item.boxes if box.entry and box.entry.path)


def _part_one(document: Document) -> Iterator[Entry]:
    """The sentences around the goals, the overall goals and safeguards of a plan."""
    for number, label in printed_passages(document).items():
        text = (document.passages or ())[number].text
        yield Entry(path=f"passages[{number}].text", label=label, text=text)
    for number, goal in enumerate(document.overall_goals):
        path = f"overall_goals[{number}]"
        yield Entry(path=f"{path}.heading", label=f"总体绩效目标{number + 1}·标题", text=goal.heading, required=True)
        yield Entry(path=f"{path}.text", label=f"总体绩效目标{number + 1}·内容", text=goal.text)
    for number, safeguard in enumerate(document.safeguards):
        path = f"safeguards[{number}].text"
        yield Entry(path=path, label=f"工作保障措施{number + 1}", text=safeguard.text, required=True)

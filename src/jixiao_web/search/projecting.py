"""A draft as the rows that search reads. Only what changed is written: a save of one cell changes one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jixiao.model import Document
from jixiao.model.indicator import Indicator
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.models import SETTLED, Filing
from jixiao_web.filings.models import Kind as FilingKind
from jixiao_web.search.index import New, rows_put
from jixiao_web.search.models import Kind, Row

_LONGEST = 4000


def filing_project(filing: Filing, document: Document | None) -> None:
    """Have the rows of a filing say what its draft says; none where there is no document.

    Must be called inside the transaction that saves the draft.
    """
    if is_in_its_plan(filing):
        document = None
    wanted = rows_of(document) if document is not None else {}
    standing = {path: (key, text) for key, path, text in _standing(filing)}
    if {path: text for path, (_key, text) in standing.items()} == {path: text for path, (_, text) in wanted.items()}:
        return
    loose: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for path, (key, text) in standing.items():
        if path not in wanted or wanted[path][1] != text:
            loose[_place(path), text].append((key, path))
    new: list[New] = []
    moved: dict[int, str] = {}
    for path, (kind, text) in wanted.items():
        if path in standing and standing[path][1] == text:
            continue
        if same := loose[_place(path), text]:
            moved[same.pop()[0]] = path  # its words stand as they stood, only elsewhere: its grams, too
        else:
            new.append(New(filing.county_code, filing.pk, filing.unit_id, filing.year, kind, path, text))
    gone = [key for rows in loose.values() for key, _path in rows]
    if gone:
        Row.objects.filter(pk__in=gone).delete()
    if moved:
        Row.objects.bulk_update([Row(pk=key, path=path) for key, path in moved.items()], ["path"], batch_size=300)
    rows_put(new)


def is_in_its_plan(filing: Filing) -> bool:
    """Whether a filing is an adjustment in force: its plan says the same, and is found."""
    return filing.kind == FilingKind.ADJUSTMENT and filing.state in SETTLED


def adjustment_forgotten(filing: Filing, move: str, _person: Person) -> None:
    """Have an adjustment that was just approved be found no more; within the transaction of the approval."""
    if move == "approve" and is_in_its_plan(filing):
        filing_project(filing, None)


def _standing(filing: Filing) -> Iterator[tuple[int, str, str]]:
    return Row.objects.filter(filing=filing).values_list("pk", "path", "text").iterator()


def _place(path: str) -> str:
    """What a path is of, without numbers: rows of one kind can change places."""
    return "".join(character for character in path if not character.isdigit())


def rows_of(document: Document) -> dict[str, tuple[int, str]]:
    """Kind and words by path, in the order of the form."""
    told: dict[str, tuple[int, str]] = {}
    for number, goal in enumerate(document.overall_goals):
        told[f"overall_goals[{number}]"] = Kind.TEXT, _lines(goal.heading, goal.text)
    for number, project in enumerate(document.projects):
        path = f"projects[{number}]"
        told[path] = Kind.PROJECT, _lines(project.name, project.code)
        told[f"{path}.purpose"] = Kind.TEXT, _lines(project.purpose)
        told[f"{path}.goals"] = Kind.TEXT, _lines(*project.goals)
        for row, indicator in enumerate(project.indicators):
            told[f"{path}.indicators[{row}]"] = Kind.INDICATOR, _of(indicator)
    for number, safeguard in enumerate(document.safeguards):
        told[f"safeguards[{number}]"] = Kind.TEXT, _lines(safeguard.text)
    return {path: (int(kind), text) for path, (kind, text) in told.items() if text}


def _of(indicator: Indicator) -> str:
    target = indicator.target.text if indicator.target else None
    return _lines(indicator.name, target, indicator.description, indicator.basis)


def _lines(*fields: str | None) -> str:
    """Fields as lines, each in one; what no database can hold is left out."""
    lines = (" ".join((field or "").replace("\0", "").split()) for field in fields)
    return "\n".join(line for line in lines if line)[:_LONGEST]

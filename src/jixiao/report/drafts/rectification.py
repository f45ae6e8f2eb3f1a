"""整改通知书: what a unit must mend, from a check's report, in the order of parts of GB/T 9704-2012.

Leaves which findings there are to the check; adds no demand that no finding makes but the deadline and the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

from msgspec import Struct
from msgspec.structs import replace

from jixiao.checks import Report
from jixiao.checks.finding import LevelName
from jixiao.documents.writing.paper import Grid, Item, Line, Paper, Section
from jixiao.language import text
from jixiao.model import Document
from jixiao.report.drafts.found import Found, acts_of, by_level, by_rule, where
from jixiao.report.drafts.sentences import (
    Sentences,
    day_text,
    first_level,
    flat,
    in_chinese,
    named,
    second_level,
    third_level,
    told,
)
from jixiao.report.drafts.tables import table_of

ZH = "整改通知书"

SAY = Sentences("rectification")

_MOST_PLACES, _MOST_PLACES_LISTED = 3, 12
_BLANK = Line(text="")
_WIDTHS = (5, 21, 34, 20, 30)


class Notice(Struct, frozen=True, kw_only=True):
    """Who writes to whom about what; None where a mark stands.

    Attributes:
        unit: who must mend. issuer: who writes. what: the papers that were checked, in words.
    """

    report: Report
    unit: str | None
    issuer: str | None
    what: str
    deadline: date | None
    day: date | None
    levels: dict[LevelName, list[Found]]


def rectification_notice(
    report: Report,
    document: Document | None = None,
    *,
    unit: str | None = None,
    issuer: str | None = None,
    deadline: date | None = None,
    day: date | None = None,
) -> Paper:
    """The notice on a check's report.

    Args:
        document: what was checked; names the unit and the paper.
        unit: the addressee, instead of the document's.
        deadline: by when to mend. day: of the signature.
    """
    return in_chinese(lambda: _notice(report, document, unit, issuer, deadline, day))


def _notice(
    report: Report,
    document: Document | None,
    unit: str | None,
    issuer: str | None,
    deadline: date | None,
    day: date | None,
) -> Paper:
    notice = Notice(
        report=report,
        unit=unit or (document.unit.name if document else None),
        issuer=issuer,
        what=_what(document, report.file),
        deadline=deadline,
        day=day,
        levels=by_level(report),
    )
    title = SAY.text("title.of_document", what=_what(document, None)) if document else SAY.text("title.alone")
    letter = Section(items=(*_head(notice, title), *_body(notice), *_close(notice)), name=ZH)
    annex = Section(items=tuple(_annex(notice)), name=SAY.text("close.annex_title"), landscape=True)
    return Paper(title=title.replace("\n", ""), unit=issuer or "", sections=(letter, annex))


def _what(document: Document | None, file: str | None) -> str:
    """The paper that was checked: 2025年部门预算绩效文本（文件：….docx）."""
    name = PurePosixPath(PureWindowsPath(file).as_posix()).name if file else ""
    if document is None:
        return SAY.text("opening.file_only", file=name) if name else SAY.text("opening.alone")
    year = SAY.text("opening.year", year=document.year) if document.year else ""
    kind = SAY.text("opening.alone") if document.kind == "unknown" else text(f"tree.kind.{document.kind}")
    return SAY.text("opening.what_in_file" if name else "opening.what", year=year, kind=kind, file=name)


def _head(notice: Notice, title: str) -> Iterator[Line]:
    yield replace(SAY.want("want.number"), style="under_title")
    yield Line(text=title, style="title", sources=("file",))
    addressee = SAY.line("opening.addressee", ["file"], unit=notice.unit or SAY.mark("want.unit"))
    yield replace(addressee, style="opening")


def _body(notice: Notice) -> Iterator[Line]:
    found = [one for ones in notice.levels.values() for one in ones]
    names = [*acts_of(found)]
    acts = f"{'、'.join(names[:-1])}和{names[-1]}" if len(names) > 1 else "".join(names) or SAY.mark("want.basis")
    issuer = notice.issuer or SAY.text("opening.we")
    sources = [f"{one.path}.citations" for one in found]
    yield SAY.line("opening.basis", ["file", *sources], acts=acts, issuer=issuer, what=notice.what)
    yield first_level(1, SAY.text("heading.found"))
    yield from _counts(notice)
    yield first_level(2, SAY.text("heading.problems"))
    for number, (level, ones) in enumerate(notice.levels.items(), 1):
        yield second_level(number, SAY.text(f"heading.{level}"))
        yield from _problems(ones, level)
    yield first_level(3, SAY.text("heading.demands"))
    deadline = day_text(notice.deadline) if notice.deadline else SAY.mark("want.deadline")
    yield SAY.line("demands.mend", deadline=deadline, issuer=issuer)
    if "warning" in notice.levels:
        yield SAY.line("demands.explain", [one.path for one in notice.levels["warning"]])
    yield SAY.line("demands.resubmit")


def _counts(notice: Notice) -> Iterator[Line]:
    report, counts = notice.report, {level: len(ones) for level, ones in notice.levels.items()}
    kinds = [SAY.text("found.part", kind=SAY.text(f"heading.{level}"), count=count) for level, count in counts.items()]
    if len(counts) == 1:
        kind = SAY.text(f"heading.{next(iter(counts))}")
        yield SAY.line("found.of_one", ["findings"], count=sum(counts.values()), kind=kind)
    else:
        yield SAY.line("found.counted", ["findings"], count=sum(counts.values()), parts="、".join(kinds))
    if report.not_checked:
        places = [
            SAY.text("found.not_checked_place", place=where(one.at, None), words=named(one.text))
            for one in report.not_checked[:_MOST_PLACES]
        ]
        count = len(report.not_checked)
        yield SAY.line("found.not_checked", ["not_checked"], count=count, places=_cut(places, count))
    if report.summary.omitted:
        yield SAY.want("want.omitted", ["summary.omitted"], count=report.summary.omitted)
    elif not report.summary.complete:
        yield SAY.want("want.incomplete", ["summary.complete"])


def _problems(ones: Sequence[Found], level: LevelName) -> Iterator[Line]:
    if level == "hint":
        yield SAY.line("problem.hints", [one.path for one in ones], count=len(ones))
        return
    if level == "warning":
        yield SAY.line("problem.warnings", [one.path for one in ones], count=len(ones))
        yield from _in_short(ones)
        return
    for number, group in enumerate(by_rule(ones), 1):
        key = "problem.title" if len(group) == 1 else "problem.title_of_many"
        title = SAY.text(key, title=flat(group[0].finding.title), count=len(group))
        yield replace(third_level(number, title), sources=tuple(f"{one.path}.title" for one in group))
        for position, one in enumerate(group, 1):
            yield from _problem(one, position if len(group) > 1 else None)
        acts = dict.fromkeys(words for one in group for words in one.acts())
        if acts:
            yield SAY.line("problem.basis", [f"{one.path}.citations" for one in group], acts="；".join(acts))


def _in_short(ones: Sequence[Found]) -> Iterator[Line]:
    """What is to be looked into, rule by rule, with its numbers in the annex."""
    for number, group in enumerate(by_rule(ones), 1):
        listed = "、".join(str(one.number) for one in group)
        holes = {"number": number, "title": flat(group[0].finding.title), "listed": listed}
        yield SAY.line("problem.in_short", [one.path for one in group], **holes)


def _problem(one: Found, number: int | None) -> Iterator[Line]:
    finding = one.finding
    places, count = one.places(_MOST_PLACES)
    place = ""
    if places:
        key = "problem.quoted" if one.quote else "problem.place"
        place = SAY.text(key, places=_cut(places, count), quote=named(one.quote))
    key = "problem.one" if number is None else "problem.of_many"
    message = SAY.text(key, number=number, message=finding.message, place=place)
    doubt = SAY.text("problem.doubtful") if finding.doubtful else ""
    yield told(message + doubt, [f"{one.path}.{name}" for name in ("message", "at", "members")])
    yield SAY.line("problem.demand", [f"{one.path}.hint"], hint=finding.hint)


def _cut(places: Sequence[str], count: int) -> str:
    """Places in a row, the rest counted."""
    return "、".join(places) + (SAY.text("found.more", count=count) if count > len(places) else "")


def _close(notice: Notice) -> Iterator[Line]:
    yield _BLANK
    yield SAY.line("close.annex")
    yield _BLANK
    if notice.issuer:
        yield Line(text=notice.issuer, style="signature")
    else:
        yield replace(SAY.want("want.issuer"), style="signature")
    day = Line(text=day_text(notice.day)) if notice.day else SAY.want("want.date")
    yield replace(day, style="signature")
    yield SAY.line("close.contact", name=SAY.mark("want.contact"), phone=SAY.mark("want.phone"))


def _annex(notice: Notice) -> Iterator[Item]:
    yield Line(text=SAY.text("close.annex_title"), style="opening")
    yield Line(text=SAY.text("close.list_title"), style="title")
    unit = notice.unit or SAY.mark("want.unit")
    yield replace(SAY.line("close.list_unit", ["file"], unit=unit, what=notice.what), style="table_line")
    yield _list(notice)


def _list(notice: Notice) -> Grid:
    rows: list[tuple[str, ...]] = []
    for level, ones in notice.levels.items():
        rows.append((SAY.text("close.group", kind=SAY.text(f"heading.{level}"), count=len(ones)),))
        rows += map(_listed, ones)
    return table_of(SAY.text("close.heads").split("|"), rows, _WIDTHS, ("centre", "left", "left", "left", "left"))


def _listed(one: Found) -> tuple[str, ...]:
    finding = one.finding
    places, count = one.places(_MOST_PLACES_LISTED)
    quote = SAY.text("close.quote", quote=named(one.quote)) if one.quote else ""
    problem = "\n".join(filter(None, (finding.message, quote)))
    return (str(one.number), _cut(places, count), problem, "\n".join(one.acts()), finding.hint)

"""What the review page of a filing shows, put together: the form with marks, findings, comments, what may be done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext

from jixiao.model import Document
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.adjusting import adjusted_in
from jixiao_web.filings.cards import Card, cards_of
from jixiao_web.filings.checking import check
from jixiao_web.filings.compare import Compared
from jixiao_web.filings.models import REPORTS, SETTLED, Filing, Kind, ProjectRow, State
from jixiao_web.filings.moves import MOVES
from jixiao_web.filings.returning import ReturnedShown, parts_of, returnable, returned_shown
from jixiao_web.filings.selectors import may_edit
from jixiao_web.filings.services import document_of
from jixiao_web.filings.store import plan_text
from jixiao_web.review.anchors import Places
from jixiao_web.review.comparing import ProjectPair, years_compared
from jixiao_web.review.form_view import FormView, Mark, Part
from jixiao_web.review.models import Comment, ReviewSheet
from jixiao_web.review.selectors import (
    Namesakes,
    Talk,
    deleted_by,
    namesakes_of,
    plan_before,
    sheet_of,
    talks_of,
)
from jixiao_web.review.sheet import ZERO, Grade, Terms, points_from, terms_of

SIGNS = {"error": "✕", "warning": "▲", "hint": "·", "comment": "✎"}
WORDS = {"error": "错误", "warning": "疑点", "hint": "提示", "comment": "意见"}
VIEWS = ("changes", "form", "before", "elsewhere")
DECIDING = ("approve", "pass", "publish", "return_in_finance", "return_in_unit")


class Where(NamedTuple):
    """A place of the form: the id of its element and its words."""

    anchor: str
    label: str


class Shown(NamedTuple):
    """A finding with its number on the page and the places that it concerns."""

    number: int
    finding: Any
    places: tuple[Where, ...]


class TalkShown(NamedTuple):
    """A comment with its number, its place, the words that stand there now where they changed, and what may be done.

    Attributes:
        is_gone: the row that it is about was deleted.
    """

    number: int
    talk: Talk
    place: Where | None
    now: str | None
    may_resolve: bool
    may_mend: bool
    may_delete: bool
    is_gone: bool


class Decision(NamedTuple):
    """A move that this person may make now."""

    name: str
    title: str
    needs_reason: bool


class SheetLine(NamedTuple):
    """An item of the review sheet with the points that it has."""

    field: str
    name: str
    most: Decimal
    points: str


class SheetPart(NamedTuple):
    """A part of the review sheet."""

    name: str
    most: Decimal
    lines: tuple[SheetLine, ...]


class SheetShown(NamedTuple):
    """The review sheet as the page shows it; `open` where it may be filled in."""

    terms: Terms
    parts: tuple[SheetPart, ...]
    kept: ReviewSheet | None
    total: Decimal | None
    grade: Grade | None
    open: bool
    opinion: str


@dataclass
class ReviewPage:
    """The review page of a filing for one person."""

    filing: Filing
    person: Person
    view: str = "form"
    cell: str = ""
    written: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.view not in VIEWS or self.is_report or (self.view == "changes" and self.filing.kind != Kind.ADJUSTMENT):
            self.view = "changes" if self.filing.kind == Kind.ADJUSTMENT and not self.cell else "form"
        self.document: Document = document_of(self.filing)
        found = check(self.document, plan_text(self.filing)).findings
        self.form = FormView(self.document, self.person.user.money_unit)
        self.say_path = self.cell if self.cell in self.form.cells else ""
        self.say = self.filing.state not in SETTLED and self.person.may(Action.COMMENT, self.filing.unit)
        self.mends = self.say and may_edit(self.person, self.filing)
        self.county = self.person.may_in_county(Action.SEE_QUEUE, self.filing.county_code)
        self.days = (timezone.now() - self.filing.changed_at).days
        self._marks: defaultdict[str, list[Mark]] = defaultdict(list)
        self.findings = [self._finding(number, each) for number, each in enumerate(found, 1)]
        talks = talks_of(self.filing)
        self._places = Places(self.filing, [talk.comment for talk in talks], self.form.cells)
        self.talks = [self._talk(number, each) for number, each in enumerate(talks, 1)]

    @property
    def is_report(self) -> bool:
        """Whether it is a report on a plan: nothing to hold against last year's plan or other units', nor to grade."""
        return self.filing.kind in REPORTS

    def cards(self) -> list[Card]:
        """What other parts tell beside it."""
        return cards_of(self.person, self.filing)

    @property
    def grave(self) -> list[Shown]:
        """Findings that want something done."""
        return [shown for shown in self.findings if shown.finding.level != "hint"]

    @property
    def hints(self) -> list[Shown]:
        """Findings for information."""
        return [shown for shown in self.findings if shown.finding.level == "hint"]

    @property
    def open_talks(self) -> int:
        """Comments that nobody has closed."""
        return sum(shown.talk.comment.resolved_at is None for shown in self.talks)

    def deleted(self) -> list[Comment]:
        """The comments that this person took back a short while ago."""
        return deleted_by(self.person, self.filing) if self.say else []

    def parts(self) -> list[Part]:
        """The form with its marks."""
        say = f"{reverse('review:filing', args=[self.filing.pk])}?cell=" if self.say else ""
        return self.form.parts(self._marks, say)

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The cells that a comment may be about, by project."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for path, cell in self.form.cells.items():
            group, _, _ = self.form.label_of(path).rpartition(" · ")
            groups.setdefault(group or gettext("部门整体绩效目标"), []).append((path, cell.label))
        return [*groups.items()]

    @cached_property
    def adjusted(self) -> Compared | None:
        """What an adjustment changes of its plan; None for a plan."""
        return adjusted_in(self.filing) if self.filing.kind == Kind.ADJUSTMENT else None

    def returned(self) -> ReturnedShown | None:
        """The parts that the last return was about, where it was not about the whole."""
        return returned_shown(self.filing, self.document)

    def return_parts(self) -> list[tuple[str, str]]:
        """The parts that can be returned by themselves."""
        return returnable(self.filing, parts_of(self.document))

    def before(self) -> tuple[Filing, list[ProjectPair]] | None:
        """Last year's plan held against this one, where there is one."""
        last = plan_before(self.filing)
        return (last, years_compared(self.document, document_of(last))) if last else None

    def elsewhere(self) -> list[Namesakes]:
        """Projects elsewhere of the same name or code."""
        return namesakes_of(self.filing, self.document) if self.county else []

    def elsewhere_count(self) -> int:
        """How many there are."""
        names = {project.name for project in self.document.projects if project.name}
        codes = {project.code for project in self.document.projects if project.code}
        rows = ProjectRow.objects.filter(Q(name__in=names) | Q(code__in=codes), county_code=self.filing.county_code)
        return rows.filter(filing__kind=Kind.PLAN).exclude(filing__unit_id=self.filing.unit_id).count()

    def decisions(self) -> list[Decision]:
        """The moves that this person may make now."""
        moves = [(name, MOVES[name]) for name in DECIDING]
        return [
            Decision(name, move.title, move.needs_reason)
            for name, move in moves
            if self.filing.state in move.before and self.person.may(move.action, self.filing.unit)
        ]

    def sheet(self) -> SheetShown | None:
        """The review sheet, for those who see the county; the unit is told its outcome in the letter of opinions."""
        if not self.county or self.is_report:
            return None
        terms, kept = terms_of(self.filing.year), sheet_of(self.filing)
        may = self.person.may(Action.REVIEW_IN_FINANCE, self.filing.unit)
        is_open = may and self.filing.state == State.FINANCE_REVIEW
        if kept is None and not is_open:
            return None
        points = points_from(kept.points) if kept else {}
        total = sum(points.values(), ZERO) if kept else None
        fields = iter(range(len(terms.items)))
        parts = tuple(
            SheetPart(
                part.name, part.most, tuple(self._line(f"points-{next(fields)}", item, points) for item in part.items)
            )
            for part in terms.parts
        )
        grade = None if total is None else terms.grade_of(total)
        opinion = self.written.get("opinion", kept.opinion if kept else "")
        return SheetShown(terms, parts, kept, total, grade, is_open, opinion)

    def _line(self, name: str, item: Any, points: dict[str, Decimal]) -> SheetLine:
        kept = f"{points[item.name].normalize():f}" if item.name in points else ""
        return SheetLine(name, item.name, item.most, self.written.get(name, kept))

    def _finding(self, number: int, finding: Any) -> Shown:
        subjects = [member.subject for member in finding.members] or [finding.subject]
        found = (self.form.anchors.path_of(subject) for subject in subjects)
        paths = [*dict.fromkeys(path for path in found if path)]
        self._mark(paths, finding.level, number, f"f{number}", finding.title)
        return Shown(number, finding, tuple(self._where(path) for path in paths))

    def _talk(self, number: int, talk: Talk) -> TalkShown:
        comment: Comment = talk.comment
        stand = self._places.of(comment)
        path = self.form.anchors.path_of(stand.path) if stand.path else None
        if path and comment.resolved_at is None:
            self._mark([path], "comment", number, f"comment-{comment.pk}", comment.text[:40])
        may_resolve = self.say and (
            comment.author_id == self.person.user.pk or self.person.may(Action.REVIEW_IN_FINANCE, self.filing.unit)
        )
        is_own = self.say and comment.author_id == self.person.user.pk
        is_changed = bool(comment.path) and not stand.is_gone and stand.now != comment.quote
        return TalkShown(
            number,
            talk,
            self._where(path) if path else None,
            stand.now if is_changed else None,
            may_resolve,
            self.mends,
            is_own and not talk.answers and comment.resolved_at is None,
            stand.is_gone,
        )

    def _mark(self, paths: list[str], kind: str, number: int, target: str, words: str) -> None:
        mark = Mark(kind, f"{SIGNS[kind]}{number}", f"{gettext(WORDS[kind])}{number} {words}", target)
        for path in paths:
            self._marks[path].append(mark)

    def _where(self, path: str) -> Where:
        return Where(self.form.anchors.id_of(path), self.form.label_of(path))


def address_of(filing: Filing) -> str | None:
    """The page of a filing itself."""
    try:
        return reverse("filings:filing", args=[filing.pk])
    except NoReverseMatch:
        return None

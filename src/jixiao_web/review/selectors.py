"""What review pages read: a filing's findings, comments and sheet, last year's plan, namesakes elsewhere."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from jixiao import api
from jixiao.api import language
from jixiao.model import Document
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.money import fen_of
from jixiao_web.filings.models import Filing, Kind, ProjectRow
from jixiao_web.filings.services import document_of
from jixiao_web.filings.store import plan_text
from jixiao_web.review.comparing import alike
from jixiao_web.review.models import Comment, ReviewSheet

UNDO_FOR = timedelta(hours=1)
"""For how long the page offers to put back a comment that was taken back."""

NAMESAKES_SHOWN = 5
_NAMESAKES_READ = 200
_DRAFTS_READ = 20


class Talk(NamedTuple):
    """A comment with its answers, the oldest first."""

    comment: Comment
    answers: tuple[Comment, ...]


class Namesake(NamedTuple):
    """A project elsewhere with the name or code of one of the filing's; `first` of all that bear it was begun first.

    Attributes:
        alike, total: indicators of the filing's project that stand there word by word, of how many; None where its
            plan was not read.
    """

    row: ProjectRow
    alike: int | None
    total: int
    first: bool


class Namesakes(NamedTuple):
    """A project of the filing with the projects elsewhere that bear its name or code; `more` are not shown."""

    ordinal: int
    name: str
    budget_fen: int | None
    own_first: bool
    others: tuple[Namesake, ...]
    more: int


def filing_seen(person: Person, filing_id: uuid.UUID) -> Filing:
    """A filing that this person may see.

    Raises:
        Http404: there is none. PermissionDenied: it is not this person's to see.
    """
    filing = get_object_or_404(Filing.objects.select_related("unit", "changed_by"), pk=filing_id)
    person.demand(Action.SEE_FILING, filing.unit)
    return filing


def report_of(filing: Filing) -> api.Checked:
    """What checking finds in a filing's draft, in the language of the page."""
    return _checked(filing.draft, plan_text(filing), language())


@lru_cache(maxsize=32)
def _checked(draft: str, plan: str, _language: str) -> api.Checked:
    against = api.load(plan.encode(), "") if plan else None
    return _checker().check_document(api.load(draft.encode(), ""), against=against)


@lru_cache(maxsize=1)
def _checker() -> api.Checker:
    return api.Checker()


def talks_of(filing: Filing) -> list[Talk]:
    """The comments on a filing, open ones first, each with its answers."""
    every = Comment.objects.filter(county_code=filing.county_code, filing=filing)
    comments = [*every.select_related("author", "resolved_by", "mended_by").order_by("created_at")]
    answers: defaultdict[uuid.UUID, list[Comment]] = defaultdict(list)
    for comment in comments:
        if comment.answers_id:
            answers[comment.answers_id].append(comment)
    talks = [Talk(comment, tuple(answers[comment.pk])) for comment in comments if not comment.answers_id]
    return sorted(talks, key=lambda talk: talk.comment.resolved_at is not None)


def deleted_by(person: Person, filing: Filing) -> list[Comment]:
    """What a person took back of the comments on a filing within the last hour, the newest first."""
    since = timezone.now() - UNDO_FOR
    own = Comment.every.filter(county_code=filing.county_code, filing=filing, author=person.user)
    return list(own.filter(deleted_at__gt=since).order_by("-deleted_at")[:5])


def sheet_of(filing: Filing) -> ReviewSheet | None:
    """The review sheet of a filing, if one was filled in."""
    return ReviewSheet.objects.filter(filing=filing).select_related("reviewer").first()


def plan_before(filing: Filing) -> Filing | None:
    """The same unit's plan of the year before."""
    return Filing.objects.filter(
        county_code=filing.county_code, unit_id=filing.unit_id, kind=Kind.PLAN, year=filing.year - 1
    ).first()


def namesakes_of(filing: Filing, document: Document) -> list[Namesakes]:
    """Projects of other units with the name or code of one of the filing's, and how much they have in common."""
    rows = [*_rows_elsewhere(filing, document)]
    drafts = _drafts(row.filing_id for row in rows)
    found = []
    for project in document.projects:
        own = [
            row for row in rows if (row.name and row.name == project.name) or (row.code and row.code == project.code)
        ]
        if not own:
            continue
        first = min(own, key=lambda row: row.filing.created_at)
        others = []
        for row in own[:NAMESAKES_SHOWN]:
            plan = drafts.get(row.filing_id)
            other = plan.projects[row.ordinal - 1] if plan and row.ordinal <= len(plan.projects) else None
            common = alike(project, other)[0] if other else None
            others.append(Namesake(row, common, len(project.indicators), row is first))
        own_first = filing.created_at < first.filing.created_at
        more = len(own) - len(others)
        budget = project.funds.budget_yuan
        fen = None if budget is None else fen_of(budget)
        found.append(Namesakes(project.ordinal, project.name or "—", fen, own_first, tuple(others), more))
    return found


def _rows_elsewhere(filing: Filing, document: Document) -> Iterable[ProjectRow]:
    names = {project.name for project in document.projects if project.name}
    codes = {project.code for project in document.projects if project.code}
    return (
        ProjectRow.objects.filter(Q(name__in=names) | Q(code__in=codes), county_code=filing.county_code)
        .filter(filing__kind=Kind.PLAN)
        .exclude(filing__unit_id=filing.unit_id)
        .select_related("filing", "filing__unit")
        .defer("filing__draft")
        .order_by("-filing__year", "filing__created_at")[:_NAMESAKES_READ]
    )


def _drafts(filing_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Document]:
    wanted = [*dict.fromkeys(filing_ids)][:_DRAFTS_READ]
    return {filing.pk: document_of(filing) for filing in Filing.objects.filter(pk__in=wanted).only("draft")}

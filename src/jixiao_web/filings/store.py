"""Putting a draft, what lists show of it, its revisions and its log: parts of services, always in their transaction."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import msgspec
from django.db.models import QuerySet
from django.utils import timezone

from jixiao import api
from jixiao.model import Department, Document, Project
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.common.money import fen_of
from jixiao_web.filings.carrying import kept
from jixiao_web.filings.checking import check
from jixiao_web.filings.errors import MovedOn
from jixiao_web.filings.filled import whole_of
from jixiao_web.filings.models import OPEN, Filing, ProjectRow, Revision, RowChange
from jixiao_web.filings.returning import demand_unlocked

_MOST_FEN = 2**63 - 1

PROJECTIONS: list[Callable[[Filing, Document | None], None]] = []
"""What other parts of the application keep of drafts, in the transaction that saves them; nothing without one."""


def document_of(filing: Filing) -> Document:
    """The draft of a filing as the model."""
    return api.load(filing.draft.encode(), str(filing.pk))


def day_of(filing: Filing, revision: Revision | None = None) -> date:
    """The day that a paper of a filing bears: of the revision, else of the draft's last change."""
    return timezone.localdate(revision.created_at if revision else filing.changed_at)


def plan_text(filing: Filing) -> str:
    """The plan that a report is on, as it stands, as JSON text; nothing for what is no report."""
    return filing.plan.draft if filing.plan_id and filing.plan else ""


def content_of(document: Document) -> str:
    """A document as the JSON text that revisions keep."""
    return msgspec.json.encode(document).decode()


def locked(filing_id: uuid.UUID) -> Filing:
    """A filing that nobody else can change until the transaction ends.

    Raises:
        MovedOn: somebody deleted it.
    """
    filing = Filing.objects.select_for_update(of=("self",)).select_related("unit", "plan").filter(pk=filing_id).first()
    if filing is None:
        raise MovedOn
    return filing


def open_filing(filing_id: uuid.UUID, person: Person) -> Filing:
    """A filing, locked, that this person may fill in now.

    Raises:
        PermissionDenied: not this person's. MovedOn: not open any more.
    """
    filing = locked(filing_id)
    person.demand(Action.EDIT_FILING, filing.unit)
    if filing.state not in OPEN:
        raise MovedOn
    return filing


def put(filing: Filing, document: Document, person: Person) -> None:
    """Put a document into a filing, with what lists show of it; leaves saving to the caller."""
    levels = [finding.level for finding in check(document, plan_text(filing)).findings]
    filing.draft = content_of(document)
    filing.errors, filing.warnings = levels.count("error"), levels.count("warning")
    filing.projects, filing.budget_fen = _counted(document)
    filing.changed_by = person.user
    filing.changed_at = timezone.now()


def put_changed(filing: Filing, document: Document, person: Person, *, shape: RowChange | None = None) -> None:
    """Put a changed document into a filing and save it; `shape` tells a change of rows.

    Raises:
        PartLocked: the change reaches beyond the parts that were returned.
    """
    if filing.returned:
        demand_unlocked(filing, document_of(filing), document)
    filing.carried = kept(filing, document, shape)
    put(filing, document, person)
    filing.draft_version += 1
    if shape is not None:
        filing.shape += 1
        shape.county_code, shape.filing, shape.number = filing.county_code, filing, filing.shape
        shape.save(force_insert=True)
    filing.save()
    project(filing, document)


def project(filing: Filing, document: Document) -> None:
    """Write the rows that lists and search read; those that stand already are left alone."""
    rows = _rows(filing, document)
    if not _stand(filing, rows):
        _rows_of(filing).delete()
        ProjectRow.objects.bulk_create(rows)
    for projection in PROJECTIONS:
        projection(filing, document)


def rows_hold(filing: Filing, document: Document) -> bool:
    """Whether what lists show of a filing is what its draft says; of a deleted one they show nothing."""
    rows = [] if filing.deleted_at else _rows(filing, document)
    return _stand(filing, rows) and (filing.projects, filing.budget_fen) == _counted(document)


def unproject(filing: Filing) -> None:
    """Take away the rows that lists and search read."""
    _rows_of(filing).delete()
    for projection in PROJECTIONS:
        projection(filing, None)


_SHOWN = ("ordinal", "code", "name", "budget_fen", "indicators")


def _rows(filing: Filing, document: Document) -> list[ProjectRow]:
    return [
        ProjectRow(
            county_code=filing.county_code,
            filing=filing,
            ordinal=number,
            code=(each.code or "")[:40],
            name=(each.name or "")[:300],
            budget_fen=_fen(_budget(each)),
            indicators=len(each.indicators),
        )
        for number, each in enumerate(document.projects, 1)
    ]


def _stand(filing: Filing, rows: Sequence[ProjectRow]) -> bool:
    shown = [tuple(getattr(row, name) for name in _SHOWN) for row in rows]
    return [*_rows_of(filing).order_by("ordinal").values_list(*_SHOWN)] == shown


def _rows_of(filing: Filing) -> QuerySet[ProjectRow]:
    return ProjectRow.objects.filter(county_code=filing.county_code, filing=filing)


def _counted(document: Document) -> tuple[int, int]:
    """How many projects a document has, and their budget in fen."""
    whole = whole_of(document)
    budget = sum((_budget(each) for each in _budgeted(document)), Decimal(0))
    return len(whole.tasks if whole else document.projects), _fen(budget)


def _budgeted(document: Document) -> tuple[Project | Department, ...]:
    whole = whole_of(document)
    return (whole,) if whole else document.projects


def _budget(one: Project | Department) -> Decimal:
    own = one.execution
    planned = one.funds.budget_yuan or (own and (own.adjusted_yuan or own.initial_yuan))  # a report tells it there
    return planned or Decimal(0)


def _fen(yuan: Decimal) -> int:
    """Whole fen, within what the database can hold: an absurd amount is a finding, not a crash."""
    return max(min(fen_of(yuan), _MOST_FEN), -_MOST_FEN)


def revise(filing: Filing, person: Person, cause: str, note: str = "") -> None:
    """Keep a filing as it stands now."""
    last = filing.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    Revision.objects.create(
        county_code=filing.county_code,
        filing=filing,
        number=last + 1,
        content=filing.draft,
        sha256=sha256_of(filing.draft),
        cause=cause,
        note=note,
        author=person.user,
    )


def sha256_of(content: str) -> str:
    """The hash of a document's JSON text."""
    return hashlib.sha256(content.encode()).hexdigest()


def log(filing: Filing, person: Person, action: str, **detail: object) -> None:
    """Tell an event of a filing, with its state and its draft's hash, which the entry proves (`audit verify`)."""
    log_append(
        county_code=filing.county_code,
        actor=person.user.username,
        action=action,
        object_kind="filing",
        object_key=str(filing.pk),
        detail={**detail, "state": str(filing.state), "sha256": sha256_of(filing.draft)},
    )

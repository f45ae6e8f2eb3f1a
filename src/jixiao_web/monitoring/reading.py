"""What reports leave behind: standings with every change, readings with their approval; all in its transaction."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Collection
from decimal import Decimal

from django.db.models import Count
from msgspec import UNSET

from jixiao.model import Document
from jixiao_web.accounts.policy import Person
from jixiao_web.common.money import fen_of
from jixiao_web.filings.models import SETTLED, Filing, Kind
from jixiao_web.filings.readings import Reading as Told
from jixiao_web.filings.store import document_of, log
from jixiao_web.monitoring.models import Evidence, Reading, Standing
from jixiao_web.monitoring.standing import ProjectStanding, RowStanding, month_of, nature_key, standings_of

FOLLOWERS: list[Callable[[Filing], None]] = []
"""What other parts sum of standings: called when those of a report changed, within the transaction."""
_SHOWN = (
    *("ledger_id", "number", "name", "month", "budget_fen", "spent_fen", "planned", "rate"),
    *("money", "goals", "light", "red", "yellow", "told", "rows", "settled"),
)


def standings_follow(filing: Filing, document: Document | None) -> None:
    """Write how the projects of a report stand; a projection of `filings.store`."""
    if filing.kind != Kind.MONITORING:
        return
    standing = Standing.objects.filter(county_code=filing.county_code, filing=filing)
    if document is None:
        if standing.delete()[0]:
            _follow(filing)
        return
    rows = [_standing(filing, each) for each in standings_of(filing, document)]
    known = [*standing.order_by("number").values_list(*_SHOWN)]
    if known != [tuple(getattr(row, name) for name in _SHOWN) for row in rows]:
        standing.delete()
        Standing.objects.bulk_create(rows)
        _follow(filing)


def _follow(filing: Filing) -> None:
    for follow in FOLLOWERS:
        follow(filing)


def readings_follow(filing: Filing, move: str, person: Person) -> None:
    """The actual values of a report that was just approved become readings; a listener of `filings.moves`."""
    if filing.kind != Kind.MONITORING or move != "approve":
        return
    document = document_of(filing)
    standings_follow(filing, document)
    read = [_reading(filing, project, row) for project in standings_of(filing, document) for row in project.rows]
    Reading.objects.bulk_create(read)
    log(filing, person, "readings_kept", rows=len(read), words_sha256=words_sha256([filing.pk])[filing.pk])


_WORDS = (
    "filing_id", "pk", "ledger_id", "path", "month", "category", "name", "target", "actual", "forecast", "likelihood",
    "nature", "light",
)  # fmt: skip


def words_sha256(filings: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What the log keeps of the readings of reports: a hash of them all."""
    hashes = {filing: hashlib.sha256() for filing in filings}
    for filing, *words in Reading.objects.filter(filing__in=filings).order_by("pk").values_list(*_WORDS):
        hashes[filing].update(json.dumps(words, ensure_ascii=False, default=str).encode())
    return {filing: each.hexdigest() for filing, each in hashes.items()}


def last_readings(plan: Filing) -> dict[tuple[str, str], Told]:
    """The last readings of a plan's indicators, by name of the project and of the indicator."""
    rows = Reading.objects.filter(county_code=plan.county_code, filing__plan=plan).select_related("ledger")
    found = [*rows.exclude(ledger=None).order_by("month", "filing__created_at")]
    proofs = {
        (filing, path): number
        for filing, path, number in Evidence.objects.filter(filing__plan=plan, deleted_at=None)
        .order_by()
        .values_list("filing_id", "path")
        .annotate(number=Count("pk"))
    }
    return {
        (each.ledger.name, each.name): Told(each.actual, proofs.get((each.filing_id, each.path), 0))
        for each in found
        if each.ledger and each.actual
    }


def _standing(filing: Filing, each: ProjectStanding) -> Standing:
    lights = [row.light for row in each.rows]
    return Standing(
        county_code=filing.county_code,
        filing=filing,
        ledger=each.ledger,
        number=each.number,
        name=(each.project.name or "")[:300],
        month=month_of(filing.period),
        budget_fen=fen_of(each.budget_yuan),
        spent_fen=fen_of(each.spent_yuan),
        planned=_hundredths(each.planned),
        rate=_hundredths(each.rate),
        money=each.money,
        goals=each.goals,
        light=each.light,
        red=lights.count("red"),
        yellow=lights.count("yellow"),
        told=sum(1 for light in lights if light),
        rows=len(lights),
        settled=filing.state in SETTLED,
    )


def _reading(filing: Filing, project: ProjectStanding, row: RowStanding) -> Reading:
    indicator = row.indicator
    category, name = nature_key(indicator)
    return Reading(
        county_code=filing.county_code,
        filing=filing,
        ledger=project.ledger,
        path=row.path,
        month=month_of(filing.period),
        category=category,
        name=name,
        target=(indicator.target.text if indicator.target else "")[:300],
        actual=(indicator.actual or "")[:500],
        forecast=("" if indicator.forecast is UNSET else indicator.forecast)[:500],
        likelihood=("" if indicator.likelihood is UNSET else indicator.likelihood)[:20],
        nature=row.nature,
        light=row.light,
    )


def _hundredths(points: Decimal | None) -> int | None:
    return None if points is None else int(points * 100)

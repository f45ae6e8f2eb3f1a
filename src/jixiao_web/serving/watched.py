"""Monitoring held against the log: its rounds, the evidence, readings and natures of reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from jixiao_web.serving.faults import Fault
from jixiao_web.serving.logged import Finder, Said, by_key, faults_found, said_of

_REPORTS = 100
"""Of so many reports the readings are looked at together."""


def faults_of_watched(code: str) -> Iterator[Fault]:
    """Everything of a county's monitoring that is not as the log tells it."""
    return faults_found(code, FINDERS)


def _of_rounds(code: str) -> Iterator[Fault]:
    from jixiao_web.monitoring.models import Round

    told = by_key(said_of(code, "round", "round_opened", "round_closed"))
    for each in Round.objects.filter(county_code=code).select_related("opened_by").order_by("pk"):
        name = f"{each.year} {each.title}"
        said = told.pop(str(each.pk), None)
        if said is None:
            yield Fault(code, 0, "unlogged", name)
            continue
        opener = each.opened_by.username if each.opened_by else ""
        stands = (each.title, each.due.isoformat(), opener, each.closed_at is not None)
        first = said[0]
        if stands != (first.detail.get("note"), first.detail.get("day"), first.actor, len(said) > 1):
            yield Fault(code, said[-1].number, "round", name)
    yield from (Fault(code, said[-1].number, "gone", str(said[0].detail.get("note", ""))) for said in told.values())


def _of_evidence(code: str) -> Iterator[Fault]:
    from jixiao_web.monitoring.models import Evidence

    told: Counter[tuple[Any, ...]] = Counter()
    for said in said_of(code, "filing", "evidence_added", "evidence_deleted", "evidence_restored"):
        file = tuple(said.detail.get(each) for each in ("path", "evidence", "file"))
        told[said.key, *file] += -1 if said.action == "evidence_deleted" else 1
    rows = Evidence.objects.filter(county_code=code, deleted_at=None)
    stands = Counter(
        (str(filing), path, sha256, name)
        for filing, path, sha256, name in rows.values_list("filing_id", "path", "sha256", "name")
    )
    for *_, name in sorted({*(stands - told), *(told - stands)}):
        yield Fault(code, 0, "evidence", name)


def _of_readings(code: str) -> Iterator[Fault]:
    """The readings that an approval left; before the log told of them, they are those of an approved report."""
    from jixiao_web.filings.models import Filing
    from jixiao_web.monitoring.models import Reading
    from jixiao_web.monitoring.reading import words_sha256

    told = {said.key: said for said in said_of(code, "filing", "readings_kept")}
    approved = {said.key for said in said_of(code, "filing", "approve")}
    read = Reading.objects.filter(county_code=code).order_by().values("filing_id").distinct()
    reports = Filing.every.filter(pk__in=read).order_by("pk").values_list("pk", "year", "unit_code")
    every = reports.iterator(chunk_size=_REPORTS)
    while chunk := [*islice(every, _REPORTS)]:
        hashes = words_sha256([key for key, *_ in chunk])
        for key, year, unit in chunk:
            said = told.pop(str(key), None)
            if said is None and str(key) not in approved:
                yield Fault(code, 0, "unlogged", f"{year} {unit}")
            elif said and said.detail.get("words_sha256") != hashes[key]:
                yield Fault(code, said.number, "reading", f"{year} {unit}")
    yield from (Fault(code, said.number, "gone", key) for key, said in told.items() if said.detail.get("rows"))


def _of_natures(code: str) -> Iterator[Fault]:
    """Natures as somebody chose them last; of before the log tells who chose which, but not of what."""
    from jixiao_web.monitoring.models import IndicatorNature

    last: dict[tuple[str, ...], Said] = {}
    before: set[tuple[str, str]] = set()
    for said in said_of(code, "filing", "natures_chosen"):
        if "chosen" not in said.detail:
            before |= {(said.actor, nature) for nature in said.detail.get("cells", {}).values()}
        for *key, nature in said.detail.get("chosen", ()):
            last[tuple(key)] = said._replace(key=nature)
    rows = IndicatorNature.objects.filter(county_code=code).select_related("ledger__unit", "chosen_by").order_by("pk")
    for row in rows.iterator(chunk_size=2000):
        name = f"{row.ledger.year} {row.ledger.unit.code} {row.name}"
        chosen = (row.chosen_by.username if row.chosen_by else "", str(row.nature))
        told = last.pop((str(row.ledger_id), row.category, row.name), None)
        if told and chosen != (told.actor, told.key):
            yield Fault(code, told.number, "nature", name)
        elif not told and chosen not in before:
            yield Fault(code, 0, "nature" if before else "unlogged", name)
    yield from (Fault(code, said.number, "gone", key[-1]) for key, said in last.items())


FINDERS: tuple[Finder, ...] = (_of_rounds, _of_evidence, _of_readings, _of_natures)
"""What looks through a county, one after another."""

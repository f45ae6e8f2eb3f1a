"""Monitoring held against the log: its rounds, and the files that prove what reports say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from jixiao_web.serving.faults import Fault
from jixiao_web.serving.logged import Finder, by_key, faults_found, said_of


def faults_of_watched(code: str) -> Iterator[Fault]:
    """Every round and file of evidence of a county that is not as the log tells it."""
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


FINDERS: tuple[Finder, ...] = (_of_rounds, _of_evidence)
"""What looks through a county, one after another."""

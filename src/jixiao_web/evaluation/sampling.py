"""抽查名单: self-evaluated projects by risk, each risk with its reason, and a part drawn by lot.

The same seed draws the same list from the same results.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from jixiao import api
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.common.provinces import evaluation_law
from jixiao_web.evaluation.errors import NothingToDraw
from jixiao_web.evaluation.models import Drawn, Result, Sample
from jixiao_web.evaluation.points import points_of, written
from jixiao_web.evaluation.rechecking import WITH_FINANCE
from jixiao_web.filings.models import Kind
from jixiao_web.filings.readings import readings_of

LOT_PERCENT = 20
"""Share of a sample that is drawn by lot from what no risk brought in: nobody can count on being left out."""

WEIGHTS = {"low_execution": 3, "no_proof": 3, "difference": 3, "findings": 2, "over": 2, "all_full": 2}
WORDS = {
    "low_execution": gettext_noop("预算执行率%(rate)s%%，低于%(limit)s%%"),
    "all_full": gettext_noop("%(rows)s项指标全部得满分"),
    "over": gettext_noop("%(rows)s项指标大幅超额完成"),
    "no_proof": gettext_noop("自评%(total)s分，没有佐证材料"),
    "findings": gettext_noop("检查发现%(errors)s处错误、%(warnings)s处疑点"),
    "difference": gettext_noop("上年自评%(own)s分，复核%(recheck)s分"),
}
"""Risks in words; their values are kept with them."""


class Risk(NamedTuple):
    """A risk of a project: its kind, and the values of its words."""

    kind: str
    values: dict[str, str]


class Candidate(NamedTuple):
    """A project that may be drawn, with its risks."""

    result: Result
    risks: tuple[Risk, ...]

    @property
    def weight(self) -> int:
        """The sum of its risks' weights."""
        return sum(WEIGHTS[risk.kind] for risk in self.risks)


def candidates(county_code: str, year: int) -> list[Candidate]:
    """Every project whose self-evaluation has reached finance, with its risks, in a lasting order."""
    handed_in = Q(filing__kind=Kind.SELF_EVALUATION, filing__state__in=WITH_FINANCE, filing__deleted_at=None)
    results = Result.objects.filter(handed_in, county_code=county_code, filing__year=year)
    found = list(results.select_related("filing__unit", "filing__plan").order_by("filing__unit_code", "ordinal"))
    before = Result.objects.filter(
        county_code=county_code, filing__year=year - 1, filing__deleted_at=None, recheck__isnull=False
    )
    last = {(row.filing.unit_id, row.key): row for row in before.select_related("filing").defer("filing__draft")}
    law = evaluation_law(county_code, year)
    proved = _proved({row.filing_id: row for row in found}.values())
    return [Candidate(row, tuple(_risks(row, last.get((row.filing.unit_id, row.key)), law, proved))) for row in found]


def _proved(rows: object) -> dict[uuid.UUID, dict[str, int]] | None:
    """How many files prove each project's readings, by filing and project; None where nobody keeps any."""
    from jixiao_web.filings.readings import READINGS

    if not READINGS:
        return None
    counts: dict[uuid.UUID, dict[str, int]] = {}
    for row in rows:  # type: ignore[attr-defined]  # annotated rows
        own = counts.setdefault(row.filing_id, {})
        for (project, _), reading in readings_of(row.filing.plan).items():
            own[project] = own.get(project, 0) + reading.proofs
    return counts


def _risks(
    row: Result, before: Result | None, law: api.Law, proved: Mapping[uuid.UUID, Mapping[str, int]] | None
) -> list[Risk]:
    risks = []
    limit = law.decimal("self_evaluation.explain_below_percent")
    rate, total = points_of(row.rate), points_of(row.total)
    high = law.decimals("self_evaluation.grade_floors")[0]
    if rate is not None and rate < limit:
        risks.append(Risk("low_execution", {"rate": written(rate), "limit": written(limit)}))
    if row.rows and row.full == row.rows:
        risks.append(Risk("all_full", {"rows": str(row.rows)}))
    if row.over:
        risks.append(Risk("over", {"rows": str(row.over)}))
    if proved is not None and total is not None and total >= high and not proofs_of(row, proved[row.filing_id]):
        risks.append(Risk("no_proof", {"total": written(total)}))
    if row.filing.errors or row.filing.warnings > 2:
        risks.append(Risk("findings", {"errors": str(row.filing.errors), "warnings": str(row.filing.warnings)}))
    if before is not None and before.recheck != before.total:
        told = {"own": written(points_of(before.total)), "recheck": written(points_of(before.recheck))}
        risks.append(Risk("difference", told))
    return risks


def proofs_of(row: Result, proofs: Mapping[str, int]) -> int:
    """How many files prove a project's readings, or those of all projects for the department as a whole."""
    return proofs.get(row.name, 0) if row.ordinal else sum(proofs.values())


def drawn(found: Sequence[Candidate], wanted: int, seed: str) -> list[tuple[Candidate, bool]]:
    """The sample: the gravest first, ties by lot, and a last part by lot from all the others; whether by lot.

    >>> drawn([], 5, "x")
    []
    """
    lot = Random(seed)
    order = {candidate.result.pk: lot.random() for candidate in found}
    ranked = sorted(found, key=lambda each: (-each.weight, order[each.result.pk]))
    by_lot = min(wanted * LOT_PERCENT // 100, max(len(found) - wanted, 0))
    risky = [each for each in ranked[: wanted - by_lot] if each.weight]
    rest = sorted((each for each in ranked if each not in risky), key=lambda each: order[each.result.pk])
    return [(each, False) for each in risky] + [(each, True) for each in rest[: wanted - len(risky)]]


def sample_draw(*, person: Person, county_code: str, year: int, wanted: int, seed: str = "") -> Sample:
    """Draw a sample of a year's self-evaluations and keep it with its seed.

    Raises:
        PermissionDenied: only the finance bureau draws. NothingToDraw: nothing was handed in.
    """
    person.demand_in_county(Action.REVIEW_IN_FINANCE, county_code)
    seed = seed.strip()[:40] or secrets.token_hex(8)
    with transaction.atomic():
        found = candidates(county_code, year)
        if not found:
            raise NothingToDraw
        sample = Sample.objects.create(
            county_code=county_code, year=year, seed=seed, wanted=wanted, among=len(found), made_by=person.user
        )
        Drawn.objects.bulk_create(
            Drawn(
                county_code=county_code,
                sample=sample,
                place=place,
                filing=each.result.filing,
                ordinal=each.result.ordinal,
                name=each.result.name,
                weight=each.weight,
                risks=json.dumps([[risk.kind, risk.values] for risk in each.risks], ensure_ascii=False),
                by_lot=by_lot,
            )
            for place, (each, by_lot) in enumerate(drawn(found, wanted, seed), 1)
        )
        log_append(
            county_code=county_code,
            actor=person.user.username,
            action="sample_drawn",
            object_kind="county",
            object_key=county_code,
            detail={
                "year": year,
                "number": wanted,
                "seed": seed,
                "row": str(sample.pk),
                "among": sample.among,
                "words_sha256": words_sha256(sample),
            },  # fmt: skip
        )
    return sample


def words_sha256(sample: Sample) -> str:
    """What the log keeps of a list: the hash of all its places."""
    told = [
        [each.place, str(each.filing_id), each.ordinal, each.name, each.weight, each.risks, each.by_lot]
        for each in sorted(sample.drawn.all(), key=lambda one: one.place)
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

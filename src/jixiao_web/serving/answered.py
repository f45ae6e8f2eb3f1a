"""What the finance bureau did about self-evaluations held against the log: samples, re-checks, corrective action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jixiao_web.serving.faults import Fault
from jixiao_web.serving.logged import Finder, Row, Said, by_key, faults_found, rows_held, said_of

if TYPE_CHECKING:
    from jixiao_web.evaluation.models import Appraisal, Recheck, Rectification

_ISSUED = "rectification_issued"
_BEGUN = "appraisal_begun"


def faults_of_answered(code: str) -> Iterator[Fault]:
    """Everything that was done about a county's self-evaluations and that is not as the log tells it."""
    return faults_found(code, FINDERS)


def _of_rechecks(code: str) -> Iterator[Fault]:
    from jixiao_web.evaluation.models import Recheck

    told = {said.key: said for said in said_of(code, "filing", "rechecked", "recheck_told")}
    rows = Recheck.objects.filter(county_code=code).select_related("filing__unit", "made_by").defer("filing__draft")
    for recheck in rows.prefetch_related("marks").order_by("pk").iterator(chunk_size=500):
        name = f"{recheck.filing.year} {recheck.filing.unit.code}"
        said = told.pop(str(recheck.filing_id), None)
        if said is None:
            yield Fault(code, 0, "unlogged", name)
        elif not _is_recheck(recheck, said):
            yield Fault(code, said.number, "recheck", name)
    yield from (Fault(code, said.number, "gone", key) for key, said in told.items())


def _is_recheck(recheck: Recheck, said: Said) -> bool:
    """Whether a re-check stands as it was saved last; of before the log tells only the marks that differ."""
    from jixiao_web.evaluation.points import points_of, written

    maker = recheck.made_by.username if recheck.made_by else ""
    stands = (recheck.opinion, recheck.is_told, maker)
    if stands != (said.detail.get("opinion"), said.action == "recheck_told", said.actor):
        return False
    marks = {mark.path: [mark.points, mark.reason] for mark in recheck.marks.all()}
    if "marks" in said.detail:
        return bool(marks == said.detail["marks"])
    points = {mark.path: written(points_of(mark.points)) for mark in recheck.marks.all()}
    cells: dict[str, str] = said.detail.get("cells", {})
    return all(points.get(path) == words.rpartition(" → ")[2] for path, words in cells.items())


def _of_rectifications(code: str) -> Iterator[Fault]:
    from jixiao_web.evaluation.models import Rectification
    from jixiao_web.evaluation.rectifying import MOVES

    states = {_ISSUED: str(Rectification.State.ISSUED), **{each.action: str(each.after) for each in MOVES.values()}}
    told = by_key(said_of(code, "rectification", *states))
    rows = Rectification.objects.filter(county_code=code).select_related("unit", "issued_by").order_by("pk")
    for row in rows.prefetch_related("notes__author", "proofs").iterator(chunk_size=500):
        name = f"{row.year} {row.unit.code}"
        entries = told.pop(str(row.pk), None)
        if entries is None:
            yield Fault(code, 0, "unlogged", name)
        elif not (_is_issued(row, entries[0]) and _has_moved(row, entries, states)):
            yield Fault(code, entries[-1].number, "rectification", name)
    yield from (Fault(code, each[-1].number, "gone", key) for key, each in told.items())


def _is_issued(row: Rectification, first: Said) -> bool:
    stands: dict[str, Any] = {
        "text": row.demand, "due": row.due.isoformat(), "problem": row.problem, "responsible": row.responsible,
        "key": row.key, "project": row.project, "path": row.path, "year": row.year, "unit": row.unit.code,
    }  # fmt: skip
    by = row.issued_by.username if row.issued_by else ""
    return by == first.actor and _is_told(stands, first)


def _has_moved(row: Rectification, entries: list[Said], states: dict[str, str]) -> bool:
    """Whether its state, notes and files are those that its moves left."""
    notes = Counter((str(n.state), n.text, n.author.username if n.author else "") for n in row.notes.all())
    told = Counter((states[each.action], each.detail.get("text", ""), each.actor) for each in entries)
    files = [proof.sha256 for proof in row.proofs.all()]
    named = [sha256 for each in entries for sha256 in each.detail.get("proofs", ())]
    if row.state != states[entries[-1].action] or notes != told:
        return False
    return len(files) == sum(each.detail.get("files", 0) for each in entries) and not Counter(named) - Counter(files)


def _of_appraisals(code: str) -> Iterator[Fault]:
    from jixiao_web.evaluation.models import Appraisal

    told = by_key(said_of(code, "appraisal", _BEGUN, "appraisal_saved", "appraisal_told"))
    rows = Appraisal.objects.filter(county_code=code).select_related("unit", "made_by").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        name = f"{row.year} {row.unit.code}"
        entries = told.pop(str(row.pk), None)
        if entries is None:
            yield Fault(code, 0, "unlogged", name)
        elif not _is_appraisal(row, entries[0], entries[-1]):
            yield Fault(code, entries[-1].number, "appraisal", name)
    yield from (Fault(code, each[-1].number, "gone", key) for key, each in told.items())


def _is_appraisal(row: Appraisal, first: Said, last: Said) -> bool:
    from jixiao_web.evaluation.appraising import words_sha256
    from jixiao_web.evaluation.points import points_of, written

    about = {"unit": row.unit.code, "year": row.year, "kind": row.kind, "project": row.project}
    stands = (written(points_of(row.total)), row.grade, row.is_told, row.made_by.username if row.made_by else "")
    is_told = last.action == "appraisal_told"
    if stands != (last.detail.get("total", ""), last.detail.get("grade", ""), is_told, last.actor):
        return False
    return _is_told(about, first) and last.detail.get("words_sha256") in (None, words_sha256(row))


def _is_told(stands: dict[str, Any], said: Said) -> bool:
    """Whether words are those of an entry, as far as it has them."""
    return all(said.detail[name] == words for name, words in stands.items() if name in said.detail)


def _of_samples(code: str) -> Iterator[Fault]:
    from jixiao_web.evaluation.models import Sample
    from jixiao_web.evaluation.sampling import words_sha256

    rows = Sample.objects.filter(county_code=code).select_related("made_by").prefetch_related("drawn").order_by("pk")
    drawn = (
        Row(
            str(row.pk), f"{row.year} {row.seed}",
            {
                "year": row.year, "number": row.wanted, "seed": row.seed, "among": row.among,
                "words_sha256": words_sha256(row), "actor": row.made_by.username if row.made_by else "",
            },
        )
        for row in rows.iterator(chunk_size=50)
    )  # fmt: skip
    yield from rows_held(
        code, "sample", drawn, said_of(code, "county", "sample_drawn"), ("year", "number", "seed", "actor")
    )


FINDERS: tuple[Finder, ...] = (_of_rechecks, _of_rectifications, _of_appraisals, _of_samples)
"""What looks through a county, one after another."""

"""What was promised held against the log: measures about lights, commitments with their records, goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from jixiao_web.serving.faults import Fault
from jixiao_web.serving.logged import Finder, Row, Said, by_key, faults_found, rows_held, said_of

if TYPE_CHECKING:
    from jixiao_web.accounts.models import User
    from jixiao_web.commitments.models import Commitment, Goal, GoalLink, GoalNote, Record
    from jixiao_web.monitoring.models import Measure, MeasureNote

_MADE = "commitments_made"
_SAID = "goal_links_said"


def faults_of_promised(code: str) -> Iterator[Fault]:
    """Everything that was promised in a county and that is not as the log tells it."""
    return faults_found(code, FINDERS)


def _of_measures(code: str) -> Iterator[Fault]:
    from jixiao_web.monitoring.models import Measure, MeasureNote

    measures = Measure.objects.filter(county_code=code).select_related("filing__unit", "taken_by", "closed_by")
    rows = {each.pk: each for each in measures.defer("filing__draft").order_by("pk")}
    taken = said_of(code, "filing", "measure_taken")
    yield from rows_held(
        code, "measure", map(_measure, rows.values()), taken, ("path", "what", "day", "note", "actor", "key")
    )
    notes = [
        (rows[each.measure_id], each)
        for each in MeasureNote.objects.filter(county_code=code).select_related("by").order_by("pk")
    ]
    said = list(said_of(code, "filing", "measure_noted", "measure_closed", "measure_linked"))
    noted = [each for each in said if each.action != "measure_linked"]
    yield from rows_held(code, "measure", (_note(*each) for each in notes), noted, ("path", "note", "actor", "key"))
    yield from _of_ends(code, rows.values(), said)


def _measure(row: Measure) -> Row:
    words = {
        "path": row.path, "what": row.what, "day": row.due.isoformat(), "note": row.words[:200], "words": row.words,
        "responsible": row.responsible, "actor": _name(row.taken_by), "key": str(row.filing_id),
    }  # fmt: skip
    return Row(str(row.pk), _of(row), words)


def _note(measure: Measure, row: MeasureNote) -> Row:
    words = {
        "path": measure.path, "note": row.text[:200], "words": row.text, "measure": str(measure.pk),
        "actor": _name(row.by), "key": str(measure.filing_id),
    }  # fmt: skip
    return Row(str(row.pk), _of(measure), words)


def _of_ends(code: str, rows: Iterable[Measure], said: Iterable[Said]) -> Iterator[Fault]:
    """Whether measures are closed and lead to an adjustment as told; of before the log tells their place only."""
    own: dict[str, list[Said]] = {}
    near: dict[tuple[str, Any], list[Said]] = {}
    for each in said:
        if "measure" in each.detail:
            own.setdefault(each.detail["measure"], []).append(each)
        else:
            near.setdefault((each.key, each.detail.get("path")), []).append(each)
    for row in rows:
        told, older = own.get(str(row.pk), []), near.get((str(row.filing_id), row.path), [])
        if not _ends_as_told(row, told, older):
            yield Fault(code, max((each.number for each in (*older, *told)), default=0), "measure", _of(row))


def _ends_as_told(row: Measure, told: list[Said], older: list[Said]) -> bool:
    both = (*older, *told)
    closers = [each.actor for each in both if each.action == "measure_closed"]
    links = [each.detail.get("adjustment") for each in both if each.action == "measure_linked"]
    closer = _name(row.closed_by) if row.closed_at else None
    adjustment = str(row.adjustment_id) if row.adjustment_id else None
    if older:  # another measure at the same place may be meant
        return (closer is None or closer in closers) and (adjustment is None or adjustment in links)
    return (closer, adjustment) == (next(reversed(closers), None), next(reversed(links), None))


def _of_plans(code: str) -> Iterator[Fault]:
    """Whether the goals and commitments are those that the approved plans made."""
    from jixiao_web.commitments.following import words_sha256
    from jixiao_web.commitments.models import Commitment, Goal
    from jixiao_web.filings.models import Filing

    last = {said.key: said for said in said_of(code, "filing", _MADE)}
    standing = set(last)
    for model in (Goal, Commitment):
        keys = model._default_manager.filter(county_code=code).order_by().values_list("plan_id", flat=True).distinct()
        standing |= {str(key) for key in keys}
    plans = Filing.every.filter(county_code=code).select_related("unit").defer("draft").order_by("pk")
    for plan in plans.iterator(chunk_size=2000):
        key = str(plan.pk)
        if key not in standing:
            continue
        said = last.get(key)
        if said is None:
            yield Fault(code, 0, "unlogged", f"{plan.year} {plan.unit.code}")
        elif said.detail.get("words_sha256") not in (None, words_sha256(plan)):
            yield Fault(code, said.number, "promise", f"{plan.year} {plan.unit.code}")


def _of_commitments(code: str) -> Iterator[Fault]:
    from jixiao_web.commitments.models import Commitment

    last = {said.key: said for said in said_of(code, "commitment", "commitment_changed")}
    ends = by_key(said_of(code, "commitment", "commitment_record_deleted", "commitment_record_restored"))
    kept = Commitment.objects.filter(county_code=code).select_related("unit", "owner").order_by("pk")
    records: list[Row] = []
    for row in kept.prefetch_related("records__made_by").iterator(chunk_size=500):
        own = list(row.records.all())
        records += [_record(row, each) for each in own]
        said = last.pop(str(row.pk), None)
        number = said.number if said else 0
        is_right = _is_kept(row, said) and row.records_count == sum(each.deleted_at is None for each in own)
        if not (is_right and _taken_back(own, ends.get(str(row.pk), []))):
            yield Fault(code, number, "commitment", f"{row.year} {row.unit.code}")
    yield from (Fault(code, said.number, "gone", key) for key, said in last.items())
    told = said_of(code, "commitment", "commitment_recorded")
    yield from rows_held(code, "commitment", records, told, ("day", "sha256", "actor", "key"))


def _record(kept: Commitment, row: Record) -> Row:
    words = {
        "day": row.day.isoformat(), "words": row.words, "sha256": row.sha256, "actor": _name(row.made_by),
        "key": str(kept.pk),
    }  # fmt: skip
    return Row(str(row.pk), f"{kept.year} {kept.unit.code}", words)


def _is_kept(row: Commitment, said: Said | None) -> bool:
    """Whether a commitment is kept as somebody said last; nobody's word is the proposal's, which the plan makes."""
    if said is None:
        return row.is_proposed and row.owner_id is None and not row.owner_words
    owner = str(row.owner) if row.owner else row.owner_words
    if row.is_proposed or owner != said.detail.get("owner", ""):
        return False
    if "kind" not in said.detail:
        return True
    how = (row.rhythm, row.times, row.months, row.starts_on.isoformat())
    return how == tuple(said.detail.get(part, empty) for part, empty in _HOW)


_HOW: tuple[tuple[str, Any], ...] = (("kind", ""), ("times", 0), ("months", ""), ("starts_on", ""))
"""How a commitment is kept, as the log names it, and what an empty value is there."""


def _of_goals(code: str) -> Iterator[Fault]:
    from jixiao_web.commitments.models import Goal

    ends = by_key(said_of(code, "goal", "goal_note_deleted", "goal_note_restored"))
    linked = by_key(said_of(code, "goal", _SAID))
    goals = Goal.objects.filter(county_code=code).select_related("unit").order_by("pk")
    notes: list[Row] = []
    for goal in goals.prefetch_related("notes__made_by", "links__said_by").iterator(chunk_size=500):
        own, told = list(goal.notes.all()), linked.get(str(goal.pk), [])
        notes += [_progress(goal, each) for each in own]
        if not (_is_as_far(goal, own) and _taken_back(own, ends.get(str(goal.pk), []))):
            yield Fault(code, 0, "goal", f"{goal.year} {goal.unit.code}")
        elif not _are_linked(list(goal.links.all()), told):
            yield Fault(code, told[-1].number if told else 0, "goal", f"{goal.year} {goal.unit.code}")
    said = said_of(code, "goal", "goal_noted")
    yield from rows_held(code, "goal", notes, said, ("day", "percent", "text", "actor", "key"))


def _progress(goal: Goal, row: GoalNote) -> Row:
    words = {
        "day": row.day.isoformat(), "percent": row.percent, "text": row.words, "actor": _name(row.made_by),
        "key": str(goal.pk),
    }  # fmt: skip
    return Row(str(row.pk), f"{goal.year} {goal.unit.code}", words)


def _is_as_far(goal: Goal, notes: list[GoalNote]) -> bool:
    """Whether a goal is as far as its newest notes say."""
    standing = sorted((each for each in notes if each.deleted_at is None), key=lambda one: (one.day, one.made_at))
    percents = [each.percent for each in standing if each.percent is not None]
    last = (percents[-1] if percents else None, standing[-1].day if standing else None)
    return (goal.percent, goal.told_on) == last


def _are_linked(links: list[GoalLink], told: list[Said]) -> bool:
    """Whether what people said of a goal's links stands; of before the log tells how they said, not of which."""
    last = {key: each for each in told for key in each.detail.get("links", ())}
    older = {(each.detail.get("said"), each.actor) for each in told if "links" not in each.detail}
    standing = {str(link.pk): (str(link.state), _name(link.said_by)) for link in links}
    for key, stands in standing.items():
        said = last.get(key)
        if said and stands != (said.detail.get("said"), said.actor):
            return False
        if not said and stands != ("proposed", "") and stands not in older:
            return False
    return all(said.detail.get("said") == "proposed" or key in standing for key, said in last.items())


def _taken_back(rows: Iterable[Record | GoalNote], told: list[Said]) -> bool:
    """Whether those rows are taken back of which the log tells it; of before it tells their day only."""
    rows = list(rows)
    days = Counter[str]()
    for each in told:
        days[str(each.detail.get("day"))] += 1 if each.action.endswith("_deleted") else -1
    if +days != Counter(row.day.isoformat() for row in rows if row.deleted_at):
        return False
    last = {each.detail["row"]: each.action.endswith("_deleted") for each in told if "row" in each.detail}
    return all(last.get(str(row.pk), bool(row.deleted_at)) == bool(row.deleted_at) for row in rows)


def _name(user: User | None) -> str:
    return user.username if user else ""


def _of(measure: Measure) -> str:
    return f"{measure.filing.year} {measure.filing.unit.code}"


FINDERS: tuple[Finder, ...] = (_of_measures, _of_plans, _of_commitments, _of_goals)
"""What looks through a county, one after another."""

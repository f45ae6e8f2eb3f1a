"""The sample county's commitments and goals in the middle of their year: what was done and missed, how far it is."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from jixiao import api
from jixiao_web.accounts.policy import Person
from jixiao_web.commitments.models import Commitment, Goal, GoalLink, Record
from jixiao_web.commitments.progress import links_say, note_add
from jixiao_web.commitments.rhythm import periods
from jixiao_web.commitments.services import Told, commitment_change, record_add
from jixiao_web.common.proofs import Proof, proof_keep
from jixiao_web.sample.plans import county
from jixiao_web.sample.years import Years

_WORDS = {
    "quarter": "召开项目进度调度会，听取各项目责任人汇报，议定事项已列入台账。",
    "months": "完成本期绩效运行监控，偏离目标的项目已书面说明原因。",
}
_NOTES = (
    (3, 20, "一季度工作按计划启动。"),
    (6, 50, "上半年任务基本完成，下半年抓紧收尾。"),
    (9, 75, "三季度进度符合计划。"),
)


def commitments_load(county_code: str, people: Mapping[str, Person], years: Years) -> None:
    """Give the running year's commitments their owners and records, and goals their notes, where there are none."""
    units = {unit["code"]: unit for unit in county()["units"]}
    if Record.objects.filter(county_code=county_code).exists():
        return
    today = years.today
    rows = Commitment.objects.filter(county_code=county_code, year=years.running).select_related("unit")
    for number, kept in enumerate(rows.order_by("unit__code", "ordinal")):
        told = units[kept.unit.code]
        _keep(kept, people[told["filler"][0]], told["reviewer"][0], people, number, today)
    goals = Goal.objects.filter(county_code=county_code, year=years.running).select_related("unit")
    for number, goal in enumerate(goals.order_by("unit__code", "ordinal")):
        _tell(goal, people[units[goal.unit.code]["filler"][0]], number, today)


def _keep(
    kept: Commitment, filler: Person, reviewer: str, people: Mapping[str, Person], number: int, today: date
) -> None:
    """Confirm the rhythm of most, and record what was due; every third misses its last."""
    if kept.rhythm not in _WORDS:
        return
    rhythm = kept.how_often
    starts_on = min(kept.starts_on, date(kept.year, 2, 6))
    told = Told(rhythm.kind, rhythm.times, rhythm.months, starts_on, people[reviewer].user.pk)
    commitment_change(person=filler, commitment_id=kept.pk, version=kept.version, told=told)
    over = [period for period in periods(rhythm, kept.year, starts_on) if period.end < today]
    for n, period in enumerate(over[: len(over) - (number % 3 == 0)]):
        record_add(
            person=filler, commitment_id=kept.pk, key=uuid.uuid4(), day=period.end.replace(day=26),
            words=_WORDS[kept.rhythm], proof=_proof(kept) if n == 0 else None, today=today,
        )  # fmt: skip


def _tell(goal: Goal, filler: Person, number: int, today: date) -> None:
    links = list(goal.links.filter(state=GoalLink.State.PROPOSED).values_list("pk", flat=True))
    if links and number % 3 != 2:
        links_say(person=filler, goal_id=goal.pk, link_ids=links, seen="proposed", state="confirmed")
    for month, percent, words in _NOTES[: 1 + number % 3]:
        day = date(goal.year, month, 28)
        if day <= today:
            note_add(
                person=filler, goal_id=goal.pk, key=uuid.uuid4(), day=day, percent=percent, words=words, today=today
            )


def _proof(kept: Commitment) -> Proof:
    title = f"{kept.unit.name}会议纪要"
    lines = (api.Line(text=title, style="title"), api.Line(text=_WORDS[kept.rhythm]))
    paper = api.Paper(title=title, sections=(api.Section(items=lines, name="纪要"),))
    return proof_keep(kept.county_code, "会议纪要.docx", api.write_paper(paper, "docx").data)

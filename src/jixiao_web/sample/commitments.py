"""The sample county's commitments and goals: what was done and missed, and how far it is.

Of the running year as it is in its middle, of the one before as it was left at its end; of the first, which is settled,
that all was kept, without proofs.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from jixiao import api
from jixiao_web.accounts.policy import Person
from jixiao_web.commitments.models import Commitment, Goal, GoalLink, Record
from jixiao_web.commitments.progress import links_say, note_add
from jixiao_web.commitments.rhythm import ANY, UNSET, Rhythm, periods
from jixiao_web.commitments.services import Told, commitment_change, record_add
from jixiao_web.common.proofs import Proof, proof_keep
from jixiao_web.sample.evaluation import ways_of
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
_REACHED = "年度任务全部完成，结果已写入绩效自评。"
_CARRIED = "部分任务没有完成，剩余部分推迟到下一年一季度，已在绩效自评中说明。"
_MISSED = 16
"""Of the year before, one in so many commitments was not kept its last time."""


def commitments_load(county_code: str, people: Mapping[str, Person], years: Years) -> None:
    """Give commitments their owners and records, and goals their notes; a year that has records is left as it is."""
    for year in (years.named("first"), years.named("before"), years.running):
        if not Record.objects.filter(county_code=county_code, commitment__year=year).exists():
            _year(county_code, people, years, year)


def _year(county_code: str, people: Mapping[str, Person], years: Years, year: int) -> None:
    units, today, is_ended = {unit["code"]: unit for unit in county()["units"]}, years.today, year < years.running
    is_settled = year == years.named("first")
    ways = ways_of(years)[year] if is_ended else {}
    short = {code: way.short for code, way in ways.items() if way.short < 90}
    rows = Commitment.objects.filter(county_code=county_code, year=year).select_related("unit")
    for number, kept in enumerate(rows.order_by("unit__code", "ordinal")):
        told = units[kept.unit.code]
        missed = number % (_MISSED if is_ended else 3) == 0 and not is_settled
        filler, owner = people[told["filler"][0]], people[told["reviewer"][0]]
        _keep(kept, filler, owner, today, is_ended=is_ended, missed=missed, proved=not is_settled)
    goals = Goal.objects.filter(county_code=county_code, year=year).select_related("unit")
    for number, goal in enumerate(goals.order_by("unit__code", "ordinal")):
        code = goal.unit.code
        last = (12, short[code], _CARRIED) if code in short and goal.ordinal == 1 else (12, 100, _REACHED)
        notes = (last,) if is_settled else (_NOTES[1], last) if is_ended else _NOTES[: 1 + number % 3]
        _tell(goal, people[units[code]["filler"][0]], notes, today, linked=is_ended or number % 3 != 2)


def _keep(
    kept: Commitment, filler: Person, owner: Person, today: date, *, is_ended: bool, missed: bool, proved: bool
) -> None:
    """Confirm how a commitment is kept, and record what was due but for the last time of what was missed."""
    if kept.rhythm not in _WORDS and not is_ended:
        return
    rhythm = Rhythm(ANY) if kept.rhythm == UNSET else kept.how_often
    starts_on = min(kept.starts_on, date(kept.year, 2, 6))
    told = Told(rhythm.kind, rhythm.times, rhythm.months, starts_on, owner.user.pk)
    commitment_change(person=filler, commitment_id=kept.pk, version=kept.version, told=told)
    over = [period for period in periods(rhythm, kept.year, starts_on) if period.end < today]
    for n, period in enumerate(over[: len(over) - missed]):
        record_add(
            person=filler, commitment_id=kept.pk, key=uuid.uuid4(), day=period.end.replace(day=26),
            words=_WORDS[kept.rhythm], proof=_proof(kept) if n == 0 and proved else None, today=today,
        )  # fmt: skip


def _tell(goal: Goal, filler: Person, notes: Iterable[tuple[int, int, str]], today: date, *, linked: bool) -> None:
    links = list(goal.links.filter(state=GoalLink.State.PROPOSED).values_list("pk", flat=True))
    if links and linked:
        links_say(person=filler, goal_id=goal.pk, link_ids=links, seen="proposed", state="confirmed")
    for month, percent, words in notes:
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

"""The sample county's self-evaluations of past years: handed in, re-checked with a difference, mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from django.db import transaction

from jixiao.model import Document, Indicator
from jixiao_web.accounts.policy import Person
from jixiao_web.evaluation.appraising import About, Line, appraisal_begin, appraisal_save
from jixiao_web.evaluation.marking import marks_fill
from jixiao_web.evaluation.marks import marks_of
from jixiao_web.evaluation.models import Appraisal, Sample
from jixiao_web.evaluation.opening import evaluation_begin, evaluations_open
from jixiao_web.evaluation.rechecking import Given, recheck_save
from jixiao_web.evaluation.rectifying import Problem, rectification_issue, rectification_move
from jixiao_web.evaluation.sampling import sample_draw
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.models import SETTLED, Filing, Kind
from jixiao_web.filings.services import CellEdit, document_of, draft_save, filing_move
from jixiao_web.sample.plans import county
from jixiao_web.sample.wholes import wholes_load
from jixiao_web.sample.years import Years
from jixiao_web.spending.models import Ledger

_TO_FINANCE = ("submit", "pass")
_SETTLED = (*_TO_FINANCE, "approve")


class Way(NamedTuple):
    """How a unit's self-evaluation went.

    Attributes:
        short: percent of the target that some rows of each project reached.
        steps: moves; `recheck`, `mend` and `mended` besides.
    """

    short: int
    steps: tuple[str, ...]


_PUBLISHED = (*_SETTLED, "publish")
FIRST = {
    "205001": Way(100, _PUBLISHED),
    "205002": Way(92, (*_TO_FINANCE, "recheck", "approve", "publish", "mended")),
    "207001": Way(70, _PUBLISHED),
    "471012": Way(96, _PUBLISHED),
}
"""Of the first year, by unit; the others' were done on paper."""
OVER = {
    "205001": Way(95, (*_TO_FINANCE, "recheck", "mend", "approve", "publish")),
    "205002": Way(100, _PUBLISHED),
    "207001": Way(55, (*_TO_FINANCE, "recheck", "approve", "publish", "mended")),
    "312001": Way(97, _PUBLISHED),
    "332001": Way(70, _PUBLISHED),
    "333001": Way(90, (*_SETTLED, "mend")),
    "348001": Way(99, _PUBLISHED),
    "361001": Way(97, _PUBLISHED),
    "471012": Way(96, _PUBLISHED),
    "471013": Way(88, _SETTLED),
    "471014": Way(100, _PUBLISHED),
    "471015": Way(93, _PUBLISHED),
}
"""Of the year before the running one, when self-evaluations are over,"""
UNDER_WAY = {
    "205001": Way(95, (*_TO_FINANCE, "recheck", "mend", "approve")),
    "205002": Way(55, _TO_FINANCE),
    "207001": Way(100, _TO_FINANCE),
    "312001": Way(90, ("submit",)),
    "332001": Way(70, (*_TO_FINANCE, "return_in_finance")),
    "333001": Way(97, _PUBLISHED),
    "348001": Way(93, ()),
    "361001": Way(88, (*_TO_FINANCE, "recheck", "approve", "mended")),
    "471012": Way(96, ("submit",)),
}
"""and while units are at them; what is not told here has been begun and nothing more."""
BEGUN = {"471012": Way(96, ("submit",))}
"""Of the running year in January and February, when it is over and its evaluation has just been asked for."""
_SHARES, _TENTH = ("%", "百分比"), Decimal("0.1")
_REASON = "受天气和征地影响，部分任务推迟到下一年一季度完成，已落实责任人按月调度。"
_RETURNED = "实际完成情况没有写清，请对照佐证材料补充后重新报送。"


def evaluations_load(county_code: str, people: Mapping[str, Person], years: Years) -> None:
    """Begin and take along what is missing; a year that has self-evaluations is left as it is."""
    finance = people["baihe"]
    units = {unit["code"]: unit for unit in county()["units"]}
    for year, ways in ways_of(years).items():
        if Filing.every.filter(county_code=county_code, kind=Kind.SELF_EVALUATION, year=year).exists():
            continue
        plans = Filing.objects.filter(county_code=county_code, kind=Kind.PLAN, year=year, state__in=SETTLED)
        for plan in plans.filter(unit_code__in=ways).select_related("unit").order_by("unit_code"):
            with transaction.atomic():
                _evaluate(plan, ways[plan.unit_code], units[plan.unit_code], people, years.today)
        if ways in (UNDER_WAY, BEGUN):
            evaluations_open(person=finance, county_code=county_code, year=year)
    wholes_load(county_code, years.named("before"), units, people)
    _sample_and_appraise(county_code, finance, years.named("before"))


def ways_of(years: Years) -> dict[int, Mapping[str, Way]]:
    """How the self-evaluations of each year went, by unit."""
    running = years.running
    asked: dict[int, Mapping[str, Way]] = {running - 2: FIRST, running - 1: UNDER_WAY if years.is_reporting else OVER}
    return asked | ({running: BEGUN} if years.today.year > running else {})


def reached(row: Indicator, at: int, short: int) -> Decimal | None:
    """What a row, the `at`th of its project, came to by the year's end; None where its target is no amount.

    Args:
        short: percent of the target that a project's first rows reached; shares miss half as much, whole things come
            to a whole number.
    """
    target, missed = row.target, 4 if short < 90 else 1
    if target is None or target.amount is None:
        return None
    if at >= missed or short == 100 or target.operator not in ("≥", ">", "=") or not target.amount:
        return target.amount
    if target.unit in _SHARES:
        return (target.amount * (100 + short) / 200).quantize(_TENTH, ROUND_HALF_UP)
    is_whole = target.amount == target.amount.to_integral_value()
    return (target.amount * short / 100).quantize(Decimal(1) if is_whole else _TENTH, ROUND_HALF_UP)


def _evaluate(plan: Filing, way: Way, unit: dict[str, Any], people: Mapping[str, Person], today: date) -> None:
    filler, reviewer, finance = people[unit["filler"][0]], people[unit["reviewer"][0]], people["baihe"]
    filing = evaluation_begin(person=filler, plan_id=plan.pk)
    _fill(filing, filler, way.short)
    actors = {"submit": filler, "pass": reviewer}
    for step in way.steps:
        if step == "recheck":
            _recheck(filing, finance)
        elif step in ("mend", "mended"):
            _mend(filing, finance, filler, today, is_done=step == "mended")
        else:
            reason = _RETURNED if step.startswith("return") else ""
            seen = Filing.objects.get(pk=filing.pk).state
            filing_move(person=actors.get(step, finance), filing_id=filing.pk, move=step, seen=seen, reason=reason)


def _fill(filing: Filing, filler: Person, short: int) -> None:
    """Fill in actual values, then marks and the reasons that they want."""
    document = document_of(filing)
    cells = cells_of(document)
    words = dict(_actuals(document, short))
    edits = [CellEdit(path, text, cells[path].text) for path, text in words.items()]
    draft_save(person=filler, filing_id=filing.pk, edits=edits, money_unit="元")
    for _ in range(2):  # marks first, then the reasons that they want
        rows = [row for marked in marks_of(document_of(Filing.objects.get(pk=filing.pk))) for row in marked.rows]
        chosen = {row.path: f"{_choice(row, short):f}" for row in rows if row.has_window}
        reasons = {row.path: _REASON for row in rows if row.wants_reason and not row.reason}
        marks_fill(person=filler, filing_id=filing.pk, chosen=chosen, reasons=reasons)


def _choice(row: Any, short: int) -> Decimal:
    """A mark within the window: its upper end where that belongs to it, its lower end where little was reached."""
    return Decimal(row.lowest if row.open_end or short < 75 else row.highest)


def _actuals(document: Document, short: int) -> Iterator[tuple[str, str]]:
    for number, project in enumerate(document.projects):
        yield f"projects[{number}].outcome", f"{project.name}全年任务基本完成，资金按规定支付，群众反映较好。"
        for at, row in enumerate(project.indicators):
            yield f"projects[{number}].indicators[{at}].actual", _actual(row, reached(row, at, short))


def _actual(row: Indicator, amount: Decimal | None) -> str:
    target = row.target
    if target is None or amount is None:
        return target.text if target and target.dates else "达成年度指标"
    return f"{amount.normalize():f}{target.unit or ''}"


def _recheck(filing: Filing, finance: Person) -> None:
    """Take a fifth off the first rows that have full points."""
    rows = [row for marked in marks_of(document_of(Filing.objects.get(pk=filing.pk))) for row in marked.indicators]
    lost = [row for row in rows if row.paper and row.paper == row.weight][:2]
    reason = "佐证材料不足以证明完成值，酌情扣分。"
    given = {row.path: Given(f"{row.weight * 8 / 10:f}", reason) for row in lost if row.weight}
    opinion = "满意度等指标请附问卷汇总表。"
    recheck_save(person=finance, filing_id=filing.pk, given=given, opinion=opinion, version=0, is_told=True)


def _mend(filing: Filing, finance: Person, filler: Person, today: date, *, is_done: bool) -> None:
    project = document_of(Filing.objects.get(pk=filing.pk)).projects[0]
    told = Problem(
        f"“{project.name}”部分指标没有完成，佐证材料不全。",
        "补齐验收单、签收表和问卷汇总表，写明未完成任务的完成时间。",
        date(filing.year + 1, 4, 30) if is_done else today - timedelta(days=6),
        "分管负责人",
        project.name or "",
        project.name or "",
        "projects[0].indicators[0]",
    )
    made = rectification_issue(person=finance, unit=filing.unit, year=filing.year, told=told, filing=filing)
    if is_done:
        text = "已补齐验收单和签收表，未完成任务已于一季度完成。"
        rectification_move(person=filler, rectification_id=made.pk, move="report", seen="issued", text=text)
        rectification_move(person=finance, rectification_id=made.pk, move="verify", seen="reported", text="材料齐全。")


_LINES = (
    ("决策", "立项依据充分性", "10", "10"),
    ("决策", "绩效目标合理性", "10", "8"),
    ("过程", "资金使用合规性", "10", "10"),
    ("过程", "制度执行有效性", "10", "8"),
    ("产出", "任务完成率", "20", "18"),
    ("产出", "质量达标率", "10", "9"),
    ("效益", "社会效益", "20", "17"),
    ("效益", "服务对象满意度", "10", "8.5"),
)


def _sample_and_appraise(county_code: str, finance: Person, year: int) -> None:
    """A sample of a year's self-evaluations, and an appraisal of its largest project."""
    if not Sample.objects.filter(county_code=county_code).exists():
        sample_draw(person=finance, county_code=county_code, year=year, wanted=8, seed=f"yunhe-{year}")
    ledger = Ledger.objects.filter(county_code=county_code, year=year).order_by("-adjusted_fen").first()
    if ledger and not Appraisal.objects.filter(county_code=county_code).exists():
        about = About(ledger.unit, ledger.year, "finance", ledger.name, "云岚诚信会计师事务所")
        made = appraisal_begin(person=finance, about=about)
        appraisal_save(
            person=finance, appraisal_id=made.pk, lines=[Line(*each) for each in _LINES],
            institution=about.institution, version=1, is_told=True,
            conclusion="项目立项规范，任务基本完成；绩效目标个别指标偏低，建议下年从严设定。",
        )  # fmt: skip

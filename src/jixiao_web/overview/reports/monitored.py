"""What reports say of monitoring: the rounds of a unit, how its indicators stand, why they are behind, what is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse

from jixiao_web.filings.models import SETTLED, Filing, Kind, State
from jixiao_web.monitoring.cards import anchor_of
from jixiao_web.monitoring.models import Evidence, Measure, Round, Standing
from jixiao_web.monitoring.standing import ProjectStanding, RowStanding, standings_of
from jixiao_web.overview.reports.body import Body, cut
from jixiao_web.overview.reports.common import LIGHTS
from jixiao_web.overview.selectors import Place
from jixiao_web.overview.tables import MISSING, Cell, count

MOST_MEASURES = 30
_BAD = ("red", "yellow")


class Monitored(NamedTuple):
    """The reports of a unit's year, the newest last, and how the projects of the newest stand."""

    filings: list[Filing]
    standings: list[ProjectStanding]

    @property
    def last(self) -> Filing | None:
        """The newest report."""
        return self.filings[-1] if self.filings else None

    @property
    def rows(self) -> list[RowStanding]:
        """The indicators of the newest."""
        return [row for project in self.standings for row in project.rows]


def monitored_of(place: Place, year: int) -> Monitored:
    """The reports of a unit: the newest is the last that was handed in, or the last that was begun."""
    found = Filing.objects.filter(
        county_code=place.county_code, unit=place.unit, year=year, kind=Kind.MONITORING
    ).select_related("plan")
    filings = sorted(found, key=lambda each: int(each.period.rpartition("-")[2] or 12))
    handed = [each for each in filings if each.state not in (State.DRAFT, State.RETURNED)]
    filings = handed or filings
    return Monitored(filings, standings_of(filings[-1]) if filings else [])


def rounds_told(body: Body, place: Place, year: int, monitored: Monitored) -> None:
    """How a unit was monitored."""
    last = monitored.last
    if last is None:
        body.say(f"{place.name}{year}年尚未开展绩效运行监控填报，以下内容根据支出台账编制。")
        return
    months = "、".join(each.months for each in monitored.filings)
    files = Evidence.objects.filter(filing__in=[each.pk for each in monitored.filings], deleted_at=None).count()
    body.say(
        f"按照“双监控”要求，{place.name}对{months}的预算执行和绩效目标实现程度开展监控，逐项填报绩效指标完成值、"
        f"全年预计完成情况和偏差原因，上传佐证材料{files}份。本报告的绩效目标完成情况取自",
        (f"{last.months}绩效运行监控报告", body.page(reverse("monitoring:report", args=[last.pk]))),
        f"，该报告的状态为“{last.get_state_display()}”。",
    )


def indicators_told(body: Body, monitored: Monitored) -> None:
    """How the indicators stand, in words and by project."""
    rows = monitored.rows
    if not rows:
        body.say("没有已填报的绩效指标。")
        return
    numbers = {light: sum(row.light == light for row in rows) for light in LIGHTS}
    named = "，".join(f"{words}{numbers[light]}项" for light, words in LIGHTS.items() if light and numbers[light])
    untold = f"，尚不能判定{numbers['']}项" if numbers[""] else ""
    body.say("纳入监控的绩效指标共", (f"{len(rows)}项", "#indicators"), f"，其中{named or '均未判定'}{untold}。")
    table: list[list[str | Cell]] = []
    for each in monitored.standings:
        own = {light: sum(row.light == light for row in each.rows) for light in LIGHTS}
        to = f"#indicators-{each.number}"
        table.append([
            count(each.number), Cell(each.project.name or MISSING, to), count(len(each.rows), to),
            *(count(own[light]) for light in ("red", "yellow", "green", "blue")), LIGHTS[each.money],
            LIGHTS[each.goals], LIGHTS[each.light],
        ])  # fmt: skip
    heads = ("序号", "项目", "指标数", "红灯", "黄灯", "绿灯", "蓝灯", "资金", "目标", "综合")
    body.table("各项目绩效指标完成情况", heads, table, (8, 34, 9, 8, 8, 8, 8, 9, 9, 9), "clrrrrrccc")


def deviations_told(body: Body, monitored: Monitored) -> None:
    """Why indicators are behind, as the unit says."""
    behind = [(project, row) for project in monitored.standings for row in project.rows if row.light in _BAD]
    if not behind:
        body.say("没有亮红灯、黄灯的绩效指标。" if monitored.rows else "没有已填报的绩效指标。")
        return
    body.say(f"偏离绩效目标的指标{len(behind)}项，完成情况和偏离原因如下。")
    table: list[list[str | Cell]] = []
    for number, (project, row) in enumerate(behind, 1):
        own = row.indicator
        table.append([
            count(number), f"{project.project.name or ''}\n{own.name or MISSING}", _target(row),
            Cell(own.actual or MISSING, _row_page(body, monitored, row)), LIGHTS[row.light],
            cut(own.deviation_reason or "未填写偏离原因", 160),
        ])  # fmt: skip
    heads = ("序号", "项目和指标", "指标值", "完成值", "亮灯", "偏离原因")
    body.table("偏离绩效目标的指标", heads, table, (8, 34, 15, 15, 9, 46), "clcccl")


def measures_told(body: Body, measures: Sequence[Measure], number: int, *, with_unit: bool) -> None:
    """What is done about it, by whom and until when."""
    if not number:
        body.say("没有采取整改措施的事项。")
        return
    open_ones = sum(each.closed_at is None for each in measures)
    more = f"，以下为其中{len(measures)}项" if number > len(measures) else ""
    body.say(f"针对亮灯问题采取措施{number}项{more}，其中正在办理{open_ones}项、已办结{len(measures) - open_ones}项。")
    table: list[list[str | Cell]] = []
    for place, each in enumerate(measures, 1):
        page = body.page(reverse("monitoring:measure", args=[each.pk]))
        about = f"{each.filing.unit.name}：{cut(each.about, 60)}" if with_unit else cut(each.about, 60)
        table.append([
            count(place), Cell(about, page), f"{each.get_what_display()}：{cut(each.words, 120)}", each.responsible,
            str(each.due), "已办结" if each.closed_at else "正在办理",
        ])  # fmt: skip
    heads = ("序号", "事项", "措施", "责任人", "期限", "进展")
    body.table("整改措施", heads, table, (8, 30, 44, 11, 18, 14), "cllccc")


def measures_of(place: Place, year: int, most: int = MOST_MEASURES) -> tuple[list[Measure], int]:
    """The measures of a place's year, the open ones first, and how many there are."""
    found = Measure.objects.filter(county_code=place.county_code, filing__year=year, filing__deleted_at=None)
    if place.unit:
        found = found.filter(filing__unit=place.unit)
    found = found.select_related("filing__unit").defer("filing__draft").order_by("closed_at", "due", "pk")
    rows = list(found[: most + 1])
    return rows[:most], len(rows) if len(rows) <= most else found.count()


def indicators_annex(body: Body, monitored: Monitored) -> None:
    """Every indicator of the newest report, each with its row there."""
    if not monitored.rows:
        return
    body.annex("绩效指标监控明细", "indicators")
    heads = ("序号", "二级指标", "三级指标", "指标值", "完成值", "全年预计", "可能性", "亮灯")
    for project in monitored.standings:
        body.above(f"{project.number}.{project.project.name or MISSING}", anchor=f"indicators-{project.number}")
        table: list[list[str | Cell]] = [
            [
                count(number), row.indicator.category or MISSING, row.indicator.name or MISSING, _target(row),
                Cell(row.indicator.actual or MISSING, _row_page(body, monitored, row)),
                _told(row.indicator.forecast), _told(row.indicator.likelihood), LIGHTS[row.light],
            ]
            for number, row in enumerate(project.rows, 1)
        ]  # fmt: skip
        if table:
            body.grid(heads, table, (8, 18, 30, 18, 18, 18, 14, 9), "ccllcccc")


def rounds_of(place: Place, year: int) -> Iterator[tuple[Round, int, int, dict[str, int]]]:
    """The rounds of a county's year: reports, those settled, and how many projects have each light."""
    rounds = sorted(Round.objects.filter(county_code=place.county_code, year=year), key=lambda each: each.month)
    own = Filing.objects.filter(county_code=place.county_code, year=year, kind=Kind.MONITORING).order_by()
    told = list(own.values_list("period", "state").annotate(number=Count("pk")))
    lit = list(
        Standing.objects.filter(filing__in=own)
        .order_by()
        .values_list("filing__period", "light")
        .annotate(n=Count("pk"))
    )
    for each in rounds:
        states = [(state, number) for period, state, number in told if period == each.period]
        lights = {light: number for period, light, number in lit if period == each.period}
        yield each, sum(n for _, n in states), sum(n for state, n in states if state in SETTLED), lights


def red_of(place: Place, year: int, most: int) -> Iterable[Standing]:
    """The projects of a county with a red light in their newest handed-in report, the most red indicators first."""
    found = Standing.objects.filter(
        county_code=place.county_code, filing__year=year, filing__deleted_at=None, light="red"
    ).exclude(filing__state__in=(State.DRAFT, State.RETURNED))
    rows = found.select_related("filing__unit", "ledger").defer("filing__draft").order_by("-month", "-red", "pk")
    newest: dict[object, Standing] = {}
    for each in rows[: most * 4]:
        newest.setdefault((each.filing.unit_id, each.name), each)
    return sorted(newest.values(), key=lambda each: (-each.red, each.filing.unit_code, each.number))[:most]


def _target(row: RowStanding) -> str:
    target = row.indicator.target
    return target.text if target and target.text else MISSING


def _told(words: object) -> str:
    return words if isinstance(words, str) and words else MISSING


def _row_page(body: Body, monitored: Monitored, row: RowStanding) -> str:
    if monitored.last is None:
        return ""
    return body.page(f"{reverse('monitoring:report', args=[monitored.last.pk])}#{anchor_of(row.path)}")

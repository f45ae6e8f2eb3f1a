"""What reports say of self-evaluations: results, points lost and why, re-checks, corrective action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.urls import reverse

from jixiao import api
from jixiao_web.evaluation.marks import Marked, Row, marks_of
from jixiao_web.evaluation.models import Rectification, Result
from jixiao_web.evaluation.points import points_of
from jixiao_web.evaluation.results import told_points
from jixiao_web.filings.models import WHOLE, Filing, Kind, State
from jixiao_web.filings.store import document_of
from jixiao_web.overview.marks import marks_by_level
from jixiao_web.overview.reports.body import Body, cut
from jixiao_web.overview.reports.drawn import shares_drawn
from jixiao_web.overview.selectors import Place
from jixiao_web.overview.tables import MISSING, Cell, count, mark, share

MOST_MENDS = 30
_CENT = Decimal("0.01")


class Evaluated(NamedTuple):
    """A unit's self-evaluation with its marks; the re-checked points by path, where a re-check is told."""

    filing: Filing
    every: tuple[Marked, ...]
    rechecked: Mapping[str, Decimal]
    results: list[Result]


def evaluated_of(place: Place, year: int) -> list[Evaluated]:
    """The self-evaluations of a unit's year: of its projects, and of the department where there is one."""
    found = Filing.objects.filter(county_code=place.county_code, unit=place.unit, year=year, kind=Kind.SELF_EVALUATION)
    told = []
    for filing in found.order_by("period"):
        results = list(Result.objects.filter(filing=filing).order_by("ordinal"))
        told.append(Evaluated(filing, marks_of(document_of(filing)), told_points(filing), results))
    return told


def is_handed_in(filing: Filing) -> bool:
    """Whether a unit has handed a self-evaluation in."""
    return filing.state not in (State.DRAFT, State.RETURNED)


def marks_page(body: Body, filing_id: object) -> str:
    """The address of a self-evaluation's marks."""
    return body.page(reverse("evaluation:marks", args=[filing_id]))


def work_told(body: Body, place: Place, year: int, evaluated: Sequence[Evaluated], projects: int) -> None:
    """How a unit went about it."""
    if not evaluated:
        body.say(f"{place.name}{year}年尚未开展绩效自评，以下内容根据支出台账编制。")
        return
    body.say(
        f"按照《项目支出绩效评价管理办法》（财预〔2020〕10号）和“谁支出、谁自评”的要求，{place.name}对{year}年列入"
        f"监督的{projects}个项目开展绩效自评，对照批复的绩效目标逐项填报完成值、自评得分和偏差原因。"
    )
    for each in evaluated:
        what = "部门整体绩效自评" if each.filing.period == WHOLE else "项目支出绩效自评"
        rows = sum(len(marked.indicators) for marked in each.every)
        body.say(
            (what, marks_page(body, each.filing.pk)),
            f"涉及绩效指标{rows}项，目前状态为“{each.filing.get_state_display()}”"
            + ("。" if is_handed_in(each.filing) else "，得分以单位正式报送为准。"),
        )


def results_told(body: Body, results: Iterable[Result], name: str, *, with_unit: bool, anchor: str = "") -> None:
    """Points and grades of projects, the re-checked ones beside the unit's own."""
    table: list[list[str | Cell]] = []
    for number, each in enumerate(results, 1):
        page = marks_page(body, each.filing_id)
        to = page if with_unit else f"#marks-{each.filing_id}-{each.ordinal}"
        about = each.name or "部门整体"
        table.append([
            count(number), Cell(f"{each.filing.unit.name}　{about}" if with_unit else about, page),
            share(points_of(each.rate)), mark(points_of(each.total), to), each.grade or MISSING,
            mark(points_of(each.recheck), page), each.recheck_grade or MISSING, count(each.lost),
        ])  # fmt: skip
    heads = ("序号", "项目", "执行率", "自评得分", "自评等级", "复核得分", "复核等级", "扣分指标")
    body.table(name, heads, table, (8, 40, 14, 12, 10, 12, 10, 10), "clrrcrcr", unit="分", anchor=anchor)


def grades_said(body: Body, grades: Mapping[str, int], law: api.Law) -> None:
    """How many have each grade, and what it leads to."""
    names, leads = (law.words(f"self_evaluation.grade_{what}") for what in ("names", "results"))
    whole = sum(grades.values())
    named = "、".join(f"“{name}”{grades[name]}个" for name in names if grades.get(name))
    rest = f"，尚未形成得分{grades['']}个" if grades.get("") else ""
    body.say("参加自评的项目", (f"{whole}个", "#results"), f"，其中评价等级为{named or '优良中差的均没有'}{rest}。")
    used = "；".join(f"“{name}”：{cut(words)}" for name, words in zip(names, leads, strict=True) if grades.get(name))
    if used:
        body.say(f"按照评价结果应用规定，{used}。")


def whole_said(body: Body, results: Iterable[Result]) -> None:
    """Points and grade of the department as a whole, where it was evaluated."""
    for each in results:
        if not each.ordinal and each.total is not None:
            held = "" if each.recheck is None else f"，复核得分{points_of(each.recheck):.2f}分"
            grade = each.recheck_grade or each.grade
            body.say(f"部门整体自评得分{points_of(each.total):.2f}分{held}，评价等级为“{grade}”。")


def grades_of(results: Iterable[Result]) -> dict[str, int]:
    """How many results have each grade that holds; those without one under an empty word."""
    numbers: dict[str, int] = {}
    for each in results:
        grade = each.recheck_grade or each.grade
        numbers[grade] = numbers.get(grade, 0) + 1
    return numbers


def levels_told(body: Body, place: Place, year: int, to: str, *, with_projects: bool) -> None:
    """Points by first and second level: what was had of what could be had."""
    marks = marks_by_level(place, year)
    if not marks.lines:
        return
    body.chart("各类指标得分率", shares_drawn(marks.charted, "各类指标得分率"))
    path = reverse("overview:unit_marks", args=[place.unit.pk]) if place.unit else reverse("overview:county_marks")
    page = body.page(f"{path}?year={year}" + ("" if place.unit else f"&county={place.county_code}"))
    table: list[list[str | Cell]] = [
        [
            Cell(f"　{line.name}" if line.category else line.name or MISSING, page),
            *([count(line.projects)] if with_projects else []), count(line.rows), count(line.lost), mark(line.weight),
            mark(line.points, to), mark(line.held, to), share(line.percent),
        ]
        for line in marks.lines
    ]  # fmt: skip
    heads = [
        "类别",
        *(["项目数"] if with_projects else []),
        "指标数",
        "扣分项",
        "分值",
        "自评得分",
        "复核后得分",
        "得分率",
    ]
    body.table("各类指标得分情况", heads, table, [1] * len(heads), "l" + "r" * (len(heads) - 1), unit="分")


def share_of(part: int, whole: int) -> Decimal:
    """How much of a whole, percent points, two places."""
    return (Decimal(part) * 100 / whole).quantize(_CENT, ROUND_HALF_UP)


def lost_told(body: Body, evaluated: Sequence[Evaluated]) -> None:
    """The rows that lost points, and why."""
    lost = [(each, marked, row) for each in evaluated for marked in each.every for row in marked.rows if _has_lost(row)]
    if not lost:
        body.say("没有扣分的指标。")
        return
    body.say(f"自评扣分{len(lost)}处（含预算执行率），偏差原因和改进措施如下。")
    table: list[list[str | Cell]] = [
        [
            count(number), f"{marked.name}\n{row.name or MISSING}", row.target or MISSING, row.actual or MISSING,
            mark(row.weight), mark(row.paper, f"#marks-{each.filing.pk}-{_ordinal(marked)}"),
            cut(row.reason, 160) or ("见预算执行情况" if row.path.endswith(".execution") else "未填写"),
        ]
        for number, (each, marked, row) in enumerate(lost, 1)
    ]  # fmt: skip
    heads = ("序号", "项目和指标", "指标值", "完成值", "分值", "得分", "偏差原因和改进措施")
    body.table("自评扣分情况", heads, table, (8, 34, 16, 16, 11, 11, 44), "clccrrl")


def _has_lost(row: Row) -> bool:
    return row.applicable and row.paper is not None and row.weight is not None and row.paper < row.weight


def rechecks_told(body: Body, results: Iterable[Result]) -> None:
    """Where the finance bureau's marks differ from the units'."""
    told = [each for each in results if each.recheck is not None]
    if not told:
        body.say("财政部门尚未告知复核结果。")
        return
    apart = [each for each in told if each.recheck != each.total]
    gaps = [abs((each.recheck or 0) - (each.total or 0)) for each in apart]
    most = f"，最大相差{Decimal(max(gaps)).scaleb(-2):.2f}分" if gaps else ""
    projects = sum(each.ordinal > 0 for each in told)
    whole = len(told) - projects
    what = "、".join([f"项目{projects}个"] * bool(projects) + [f"部门整体{whole}个"] * bool(whole))
    body.say(f"财政部门复核{what}，与自评得分不一致的{len(apart)}个{most}。")


def mends_of(place: Place, year: int, most: int = MOST_MENDS) -> tuple[list[Rectification], int]:
    """Corrective action of a place's year, the most urgent first, and how much there is."""
    found = Rectification.objects.filter(county_code=place.county_code, year=year).select_related("unit")
    if place.unit:
        found = found.filter(unit=place.unit)
    rows = list(found.order_by("due", "pk")[: most + 1])
    return rows[:most], len(rows) if len(rows) <= most else found.count()


def mends_told(body: Body, mends: Sequence[Rectification], number: int, *, with_unit: bool) -> None:
    """Corrective action: what is wrong, what is demanded, by when, how far it is."""
    if not number:
        body.say("没有下达整改的事项。")
        return
    done = sum(each.state == Rectification.State.VERIFIED for each in mends)
    more = f"，以下为其中{len(mends)}项" if number > len(mends) else ""
    body.say(f"针对自评和复核发现的问题下达整改{number}项{more}，其中核实通过{done}项、正在整改{len(mends) - done}项。")
    table: list[list[str | Cell]] = []
    for place, each in enumerate(mends, 1):
        page = body.page(reverse("evaluation:rectification", args=[each.pk]))
        whose = f"{each.unit.name}　" if with_unit else ""
        table.append([
            count(place), Cell(f"{whose}{each.project or '综合'}", page), cut(each.problem, 120), cut(each.demand, 120),
            str(each.due), each.get_state_display(),
        ])  # fmt: skip
    heads = ("序号", "项目", "问题", "整改要求", "期限", "进展")
    body.table("整改情况", heads, table, (8, 24, 36, 36, 18, 13), "clllcc")


def marks_annex(body: Body, evaluated: Sequence[Evaluated]) -> None:
    """Every mark of every project with the sum that it is part of."""
    if not any(each.every for each in evaluated):
        return
    body.annex("自评得分明细", "marks")
    body.say("复核得分为财政部门告知的结果，没有告知的与自评一致。点击项目名称可以打开得分计算过程和佐证材料。")
    heads = ("序号", "一级指标", "指标", "指标值", "完成值", "分值", "自评", "复算", "复核")
    for each in evaluated:
        for marked in each.every:
            anchor = f"marks-{each.filing.pk}-{_ordinal(marked)}"
            body.above((marked.name, marks_page(body, each.filing.pk)), anchor=anchor, right="单位：分")
            table: list[list[str | Cell]] = [
                [
                    count(number), row.dimension or MISSING, row.name or MISSING, row.target or MISSING,
                    row.actual or MISSING, mark(row.weight), mark(row.paper),
                    mark(row.ours), mark(each.rechecked.get(row.path)),
                ]
                for number, row in enumerate(marked.rows, 1)
            ]  # fmt: skip
            table.append(["", "", "合计", "", "", mark(marked.weights), mark(marked.added), mark(marked.ours), ""])
            body.grid(heads, table, (8, 18, 30, 18, 18, 11, 11, 11, 11), "ccllcrrrr")


def _ordinal(marked: Marked) -> int:
    path = marked.path
    return int(path[len("projects[") : path.index("]")]) + 1 if path.startswith("projects[") else 0

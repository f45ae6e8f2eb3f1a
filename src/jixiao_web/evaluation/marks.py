"""The marks of a self-evaluation: the core's beside the draft's, what is wrong at each row, totals and grades.

Reads the draft; leaves writing into it to `marking.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext

from jixiao import api
from jixiao.model import Department, Document, Project
from jixiao_web.evaluation.points import written

WRONG = ("differs", "outside_window", "above_weight", "below_zero")
"""Marks that the rules do not allow."""
BASIC = "基本支出"
"""The row of a whole department's money that only the unit can tell; 0 where there is none."""
_MONEY = {"initial_yuan": "年初预算数", "adjusted_yuan": "全年预算数", "executed_yuan": "全年执行数"}


class Band(NamedTuple):
    """A grade from a floor, which belongs to it, up to the next one's, which does not; None where there is none."""

    name: str
    floor: Decimal
    below: Decimal | None
    leads_to: str


class Terms(NamedTuple):
    """What the law in force says of marks and reasons."""

    law: api.Law
    source: str
    bands: tuple[Band, ...]
    results_source: str
    explain_below: Decimal
    shortest_reason: int
    empty_reasons: tuple[str, ...]
    whole: Decimal


class Row(NamedTuple):
    """An indicator, or the execution rate, with the unit's mark and ours.

    Attributes:
        path: in the draft. paper, ours: points. lowest, highest: of the window where a person chooses; `open_end`
            where `highest` itself may not be chosen. chosen: what the window's input begins with.
        working: line by line. wants_reason: why one is demanded, empty where none is. troubles: what must be mended.
        applicable: False where it was declared not to apply.
    """

    path: str
    name: str
    dimension: str
    target: str
    actual: str
    weight: Decimal | None
    paper: Decimal | None
    ours: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    open_end: bool
    chosen: str
    status: str
    working: tuple[str, ...]
    reason: str
    wants_reason: str
    over: bool
    applicable: bool
    troubles: tuple[str, ...]

    @property
    def has_window(self) -> bool:
        """Whether a person chooses."""
        return self.highest is not None

    def allows(self, points: Decimal) -> bool:
        """Whether a person may choose these points."""
        return _inside(points, self.lowest, self.highest, self.open_end)


class Marked(NamedTuple):
    """A project, or the whole department, with its marks.

    Attributes:
        path: in the draft. total: as written; added: the sum of the unit's marks; ours: that of the formulas.
        grade: of the total that stands, with what it leads to. troubles: of sums; every: all, rows included.
    """

    path: str
    name: str
    rows: tuple[Row, ...]
    weights: Decimal
    total: Decimal | None
    added: Decimal | None
    ours: Decimal | None
    working: tuple[str, ...]
    grade: api.GradeTold | None
    rate: Decimal | None
    troubles: tuple[str, ...]

    @property
    def execution(self) -> Row | None:
        """The execution's row."""
        return next((row for row in self.rows if row.path.endswith(".execution")), None)

    @property
    def indicators(self) -> tuple[Row, ...]:
        """All rows but the execution's."""
        return tuple(row for row in self.rows if not row.path.endswith(".execution"))

    @property
    def every(self) -> tuple[str, ...]:
        """All that is wrong, each with its place."""
        own = tuple(f"{self.name}：{words}" for words in self.troubles)
        return tuple(f"{self.name}·{row.name}：{words}" for row in self.rows for words in row.troubles) + own


def terms_of(document: Document) -> Terms:
    """What the law in force for a self-evaluation says."""
    law = api.law_of(document)
    return Terms(
        law,
        api.source_words(law, "self_evaluation.grade_names"),
        tuple(_bands(law)),
        api.source_words(law, "self_evaluation.grade_results"),
        law.decimal("self_evaluation.explain_below_percent"),
        int(law.decimal("self_evaluation.shortest_reason")),
        law.words("self_evaluation.empty_reason_words"),
        law.decimal("self_evaluation.total_points"),
    )


def _bands(law: api.Law) -> Iterator[Band]:
    below: Decimal | None = None
    every = (
        law.words("self_evaluation.grade_names"),
        law.decimals("self_evaluation.grade_floors"),
        law.words("self_evaluation.grade_results"),
    )
    for name, floor, leads_to in zip(*every, strict=True):
        yield Band(name, floor, below, leads_to)
        below = floor


def marks_of(document: Document) -> tuple[Marked, ...]:
    """Every project of a self-evaluation, or the department, with its marks."""
    terms = terms_of(document)
    told = api.score(document)
    holders: list[Project | Department] = [*document.projects]
    if isinstance(document.department, Department):
        holders.append(document.department)
    return tuple(_marked(each, holder, terms) for each, holder in zip(told.evaluations, holders, strict=True))


def _marked(told: api.Evaluated, holder: Project | Department, terms: Terms) -> Marked:
    indicators = holder.indicators
    rows = [_row(row, indicators[at].deviation_reason, indicators[at].dimension, terms)
            for at, row in enumerate(told.rows)]  # fmt: skip
    if told.execution:
        rows.insert(0, _execution(told.execution, terms))
    added = api.points_total((api.Weighed(row.weight, row.paper, row.applicable) for row in rows), terms.law)
    weights = sum((row.weight or Decimal(0) for row in rows), Decimal(0))
    stands = added if added is not None else told.total.ours
    rate = holder.execution.rate_percent if holder.execution else None
    return Marked(
        told.subject,
        told.name or gettext("部门整体"),
        tuple(rows),
        weights,
        holder.total_score,
        added,
        told.total.ours,
        tuple(step.words for step in told.total.working),
        None if stands is None else api.grade_told(stands, terms.law),
        rate,
        (*_of_sums(holder.total_score, added, weights, terms, bool(told.execution)), *_of_money(holder)),
    )


def _of_sums(
    total: Decimal | None, added: Decimal | None, weights: Decimal, terms: Terms, has_execution: bool
) -> Iterator[str]:
    if has_execution and weights != terms.whole:
        yield gettext("分值合计为%(weights)s分，应为%(whole)s分") % {
            "weights": written(weights), "whole": written(terms.whole),
        }  # fmt: skip
    if added is None:
        return
    if total is None:
        yield gettext("没有填写总分，应为%(added)s分") % {"added": written(added)}
    elif total != added:
        yield gettext("总分%(total)s分，与各项得分合计%(added)s分不一致") % {
            "total": written(total), "added": written(added),
        }  # fmt: skip


def _of_money(holder: Project | Department) -> Iterator[str]:
    """Whether basic spending is told, and the money of a whole department is what its rows add up to."""
    if not isinstance(holder, Department) or not holder.execution:
        return
    basic = next((row for row in holder.execution.parts or () if row.label == BASIC), None)
    untold = [gettext(words) for field, words in _MONEY.items() if getattr(basic, field, None) is None]
    if untold:  # else its budget would stand without its spending, or the other way round
        what = BASIC + gettext("：") + gettext("、").join(untold)
        yield (gettext("请填写“%(what)s”。") % {"what": what}).rstrip("。.")
    for field, yuan in money_added(holder).items():
        if getattr(holder.execution, field) != yuan:
            yield gettext("年度资金总额的%(what)s与基本支出、项目支出合计%(yuan)s元不一致") % {
                "what": gettext(_MONEY[field]), "yuan": f"{yuan:,.2f}",
            }  # fmt: skip


def money_added(holder: Department) -> dict[str, Decimal]:
    """What the rows of a whole department's money add up to, by field, where several rows all say it."""
    rows = (holder.execution.parts if holder.execution else ()) or ()
    told = {field: [getattr(row, field) for row in rows] for field in _MONEY}
    return {field: sum(values) for field, values in told.items() if len(values) > 1 and None not in values}


def _execution(row: api.ScoredRow, terms: Terms) -> Row:
    return _made(row, gettext("预算执行率"), "", "", terms, explained=True)


def _row(row: api.ScoredRow, reason: str | None, dimension: str | None, terms: Terms) -> Row:
    return _made(row, row.name or "", reason or "", dimension or "", terms)


def _made(row: api.ScoredRow, name: str, reason: str, dimension: str, terms: Terms, *, explained: bool = False) -> Row:
    wants = "" if explained else _wants_reason(row)
    window = row.range
    lowest, highest, open_end = (window.lowest, window.highest, not window.closed) if window else (None, None, False)
    if window is None and row.ours is None and row.weight is not None and row.applicable and row.actual:
        lowest, highest = Decimal(0), row.weight  # nothing computes it: a person reads it
    troubles = [*_troubles(row, lowest, highest, open_end)]
    if wants and not _says(reason, terms):
        troubles.append(wants)
    return Row(
        row.subject, name, dimension, row.target or "", row.actual or "", row.weight, row.paper, row.ours,
        lowest, highest, open_end, written(row.paper), row.status, tuple(step.words for step in row.working),
        reason, wants, row.over, row.applicable, tuple(troubles),
    )  # fmt: skip


def _wants_reason(row: api.ScoredRow) -> str:
    """Why a reason is demanded; nothing where it is not."""
    if not row.applicable:
        return ""
    if row.over:
        return gettext("完成值大幅超过指标值，请写明原因")
    is_less = row.paper is not None and row.weight is not None and row.paper < row.weight
    return gettext("得分低于分值，请写明偏差原因和改进措施") if is_less else ""


def _says(reason: str, terms: Terms) -> bool:
    words = reason.strip(" 。.，,；;\n\t")
    return len(words) >= terms.shortest_reason and words not in terms.empty_reasons


def _troubles(row: api.ScoredRow, lowest: Decimal | None, highest: Decimal | None, open_end: bool) -> Iterator[str]:
    if not row.applicable:
        return
    if row.weight is None:
        yield gettext("没有分值")
    if row.reason == "no_actual":
        yield gettext("没有填写实际完成值")
    elif row.paper is None:
        yield gettext("没有填写得分")
    elif row.status in WRONG or _slips(row, lowest, highest, open_end):
        yield gettext("得分%(paper)s分，%(right)s") % {
            "paper": written(row.paper), "right": right_words(row.ours, lowest, highest, open_end, row.weight),
        }  # fmt: skip


def _slips(row: api.ScoredRow, lowest: Decimal | None, highest: Decimal | None, open_end: bool) -> bool:
    """Whether a mark passes only because papers of others are forgiven a little: nobody rounds here by hand."""
    if row.status != "same" or row.paper is None or row.paper == row.ours:
        return False
    return not _inside(row.paper, lowest, highest, open_end)


def _inside(points: Decimal, lowest: Decimal | None, highest: Decimal | None, open_end: bool) -> bool:
    if lowest is None or highest is None or points < lowest:
        return False
    return points < highest if open_end else points <= highest


def right_words(
    ours: Decimal | None, lowest: Decimal | None, highest: Decimal | None, open_end: bool, weight: Decimal | None
) -> str:
    """What the rules allow a row's points to be."""
    if highest is not None and lowest is not None:
        words = (
            gettext("可在%(lowest)s（含）至%(highest)s（不含）之间")
            if open_end
            else gettext("可在%(lowest)s至%(highest)s之间")
        )
        return words % {"lowest": written(lowest), "highest": written(highest)}
    if ours is not None:
        return gettext("按规则应为%(ours)s分") % {"ours": written(ours)}
    return gettext("应在0至%(weight)s之间") % {"weight": written(weight)}

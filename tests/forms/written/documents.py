"""Random documents that a form can hold: what its slots have room for, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from msgspec import UNSET

from jixiao.forms.description import Form
from jixiao.forms.goal_items import items_of
from jixiao.forms.lexicon import label_of
from jixiao.forms.values import parse_target
from jixiao.model import (
    Checkpoint,
    Department,
    Document,
    Execution,
    ExecutionRow,
    FundPart,
    Funds,
    GradeBands,
    Indicator,
    MediumTerm,
    Project,
    Task,
    Unit,
)

_SIGNS = (
    "清理河渠检查农村公路巡护林木老人饮水设施维修培训宣传甲乙丙丁年月第件次项0"
    "123456789ABCxy（）《》“”、，。；：—-·%&<>\"'/+㛃"
)
_LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
TARGETS = "≥12公里 >90% =100% ≤5天 <3起 12月31日前 定性 良好 5-10人 98% 1.25万元 达标 长期 ≥8.5分 16人".split()
PARTED = (
    ("12", "≥", "公里"),
    ("100", "=", "%"),
    ("5", "≤", "天"),
    ("良好", "定性", ""),
    ("2.5", ">", "万元"),
    ("98", "", "%"),
)


def words(longest: int = 24) -> st.SearchStrategy[str]:
    """A text of a cell: starts with a word, holds any sign, is none of the printed labels."""
    rest = st.text(alphabet=_SIGNS, max_size=longest - 2)
    return st.builds("{}{}".format, st.sampled_from(["清淤", "巡河", "护林员", "设备", "村道"]), rest).filter(
        lambda text: label_of(text) is None
    )


def paragraphs() -> st.SearchStrategy[str]:
    """A long text."""
    sentence = st.builds("{}。".format, words(60).map(lambda text: text.strip("。；：，、 ")))
    return st.lists(sentence, min_size=1, max_size=6).map("".join)


def amounts() -> st.SearchStrategy[Decimal]:
    """An amount in yuan to the fen."""
    return st.integers(0, 10**12).map(lambda fen: Decimal(fen) / 100)


def points() -> st.SearchStrategy[Decimal]:
    """Points or percent points with up to two decimals."""
    return st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)


def codes() -> st.SearchStrategy[str]:
    """A project code of 21 signs."""
    return st.from_regex(r"[1-9][0-9]{7}P00[0-9A-Z]{10}", fullmatch=True)


def documents(form: Form) -> st.SearchStrategy[Document]:
    """Documents that a form can hold."""
    return st.composite(_document)(form)


def _document(draw: Callable[[st.SearchStrategy[Any]], Any], form: Form) -> Document:
    slots = _Slots(form, draw)
    unit = (
        Unit(code=draw(st.sampled_from(["901001", None])), name="云河县青石镇人民政府") if slots.names_unit else Unit()
    )
    return Document(
        kind=form.kind,
        year=draw(st.integers(2019, 2030)),
        period=draw(st.sampled_from(["1-6", "1-7", "1-9"])) if form.kind == "monitoring_report" else UNSET,
        profile=form.profile,
        unit=unit,
        projects=() if form.wide else tuple(slots.project(n) for n in range(draw(st.integers(1, 3)))),
        department=slots.department() if form.wide else UNSET,
    )


class _Slots:
    """The slots of a form, and values for them."""

    def __init__(self, form: Form, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.form, self.draw = form, draw
        cells = [(cell, row) for row in form.rows for cell in row.cells if cell.slot]
        self.once = [cell.slot or "" for cell, row in cells if not row.repeats]
        self.once += [
            (cell.slot or "").removeprefix("project.")
            for cell, row in cells
            if row.repeats and "project." in (cell.slot or "")
        ]
        self.rows = [cell.slot or "" for cell, row in cells if row.repeats]
        self.names_unit = "unit" in self.once

    def may(self, slot: str, strategy: st.SearchStrategy[Any], empty: Any = None) -> Any:
        """A value for a slot that the form has; empty now and then where the form does not want it."""
        if slot not in self.once:
            return empty
        if not {slot, f"project.{slot}"} & {*self.form.required} and self.draw(st.integers(0, 3)) == 0:
            return empty
        return self.draw(strategy)

    def project(self, number: int) -> Project:
        return Project(
            ordinal=number + 1,
            code=self.draw(codes()) if {"code", "code_and_name"} & {*self.once} else None,
            name=f"项目{'甲乙丙'[number]}" + self.draw(words(16)).replace(" ", ""),
            department=self.may("department", words()),
            funds=self.funds("funds"),
            purpose=self.may("purpose", paragraphs()),
            spending_plan=self.plan(),
            goals=self.goals("goals"),
            indicators=self.indicators(),
            execution=self.execution(),
            total_score=self.may("total_score", points()),
            outcome=self.may("outcome", paragraphs().map(self.cut("outcome")), UNSET),
            medium_term=self.medium_term(),
            details=self.details(),
        )

    def department(self) -> Department:
        details = self.details()
        if "department" in self.once:
            details = {**(details or {}), "主管部门": self.draw(words())}
        return Department(
            funds=self.funds("funds"),
            execution=self.execution(),
            tasks=tuple(self.task() for _ in range(self.draw(st.integers(1, 3)))) if "task.name" in self.rows else (),
            goals=self.goals("goals"),
            outcome=self.may("outcome", paragraphs(), UNSET),
            indicators=self.indicators(),
            total_score=self.may("total_score", points()),
            details=details,
        )

    def cut(self, slot: str) -> Callable[[str], str]:
        return lambda text: text[: self.form.longest.get(slot)]

    def goals(self, slot: str) -> tuple[str, ...]:
        """Goals of which none looks like a numbered list itself."""
        goal = (
            words(40)
            .map(lambda text: text.strip("。；：，、—- ") + "。")
            .filter(lambda text: items_of(text) == (text,))
        )
        goals = self.draw(st.lists(goal, min_size=1, max_size=4))
        return tuple(goals) if slot in self.once else ()

    def plan(self) -> tuple[Checkpoint, ...]:
        months = [int(slot[5:]) for slot in self.once if slot.startswith("plan.")]
        return tuple(Checkpoint(month=month, cumulative_percent=self.draw(points())) for month in months)

    def funds(self, side: str) -> Funds:
        parts = [slot.rpartition(".")[2] for slot in self.once if slot.startswith(f"{side}.part.")]
        whole_life = self.may(f"{side}.whole_life", amounts(), UNSET)
        return Funds(
            budget_yuan=self.may(f"{side}.budget", amounts()),
            fiscal_yuan=self.may(f"{side}.fiscal", amounts()),
            other_yuan=self.may(f"{side}.other", amounts()),
            whole_life_yuan=whole_life,
            parts=tuple(FundPart(label=part, yuan=self.draw(amounts())) for part in parts) or UNSET,
        )

    def execution(self) -> Execution | None:
        if not any(slot.startswith("exec.") for slot in self.once):
            return None
        labels = list(
            dict.fromkeys(slot.split(".")[1] for slot in self.once if slot.startswith("exec.") and slot.count(".") == 2)
        )
        return Execution(
            initial_yuan=self.may("exec.initial", amounts()),
            adjusted_yuan=self.may("exec.adjusted", amounts()),
            executed_yuan=self.may("exec.executed", amounts()),
            rate_percent=self.may("exec.rate", points()),
            weight=self.may("exec.weight", points()),
            score=self.may("exec.score", points()),
            deviation_reason=self.may("exec.reason", words(40), UNSET),
            forecast_yuan=self.may("exec.forecast", amounts(), UNSET),
            parts=tuple(self.execution_row(label) for label in labels) or UNSET,
        )

    def execution_row(self, label: str) -> ExecutionRow:
        printed = next(self.printed_label(slot) for slot in self.once if slot.startswith(f"exec.{label}."))
        return ExecutionRow(
            label=printed,
            initial_yuan=self.may(f"exec.{label}.initial", amounts()),
            adjusted_yuan=self.may(f"exec.{label}.adjusted", amounts()),
            executed_yuan=self.draw(amounts()),
            rate_percent=self.may(f"exec.{label}.rate", points()),
            forecast_yuan=self.may(f"exec.{label}.forecast", amounts(), UNSET),
        )

    def printed_label(self, slot: str) -> str:
        """The words before a slot in its row, as reading keeps them."""
        row = next(row for row in self.form.rows if any(cell.slot == slot for cell in row.cells))
        return [cell.text for cell in row.cells if cell.slot is None and cell.text not in "—/^"][-1].removeprefix(
            "其中："
        )

    def medium_term(self) -> Any:
        if not any(slot.startswith("mid.") for slot in (*self.once, *self.rows)):
            return UNSET
        funds = self.funds("mid.funds")
        has_funds = any(slot.startswith("mid.funds") for slot in self.once) and funds != Funds()
        return MediumTerm(
            funds=funds if has_funds else None,
            goals=self.goals("mid.goals"),
            indicators=self.indicators("mid.") if "mid.name" in self.rows else (),
        )

    def details(self) -> Any:
        texts = {slot[8:]: self.may(slot, words(40)) for slot in self.once if slot.startswith("details.")}
        known = {word: text for word, text in texts.items() if text}
        if "total_weight" in self.once:
            known["分值合计"] = "100"
        return known or UNSET

    def indicators(self, prefix: str = "") -> tuple[Indicator, ...]:
        levels = [(level, category) for level, categories in _LEVELS.items() for category in categories]
        chosen = sorted(self.draw(st.lists(st.integers(0, len(levels) - 1), min_size=1, max_size=8)))
        return tuple(self.indicator(*levels[number], prefix) for number in chosen)

    def indicator(self, dimension: str, category: str, prefix: str) -> Indicator:
        rows, draw = self.rows, self.draw
        parted = {"operator", "unit"} <= set(rows)
        target = (
            parse_target(*draw(st.sampled_from(PARTED))) if parted else parse_target(draw(st.sampled_from(TARGETS)))
        )

        def has(slot: str, strategy: st.SearchStrategy[Any], empty: Any = None) -> Any:
            return draw(strategy) if f"{prefix}{slot}" in rows else empty

        likelihoods = [slot[11:] for slot in rows if slot.startswith("likelihood.")]
        reasons = {slot[7:]: "√" for slot in rows if slot.startswith("reason.") and draw(st.booleans())}
        if "remark" in rows and draw(st.booleans()):
            reasons["备注"] = draw(words())
        grades = GradeBands(excellent="100%", good="95%", fair="80%", poor="70%") if "grade.优" in rows else UNSET
        return Indicator(
            dimension=dimension if "dimension" in rows else None,
            category=category if f"{prefix}category" in rows else None,
            name=draw(words()),
            target=target[0] if f"{prefix}target" in rows else None,
            description=has("description", words(40)),
            basis=has("basis", words()),
            weight=has("weight", points()),
            score=has("score", points()),
            actual=has("actual", words()),
            deviation_reason=has("deviation_reason", words(40)),
            forecast=has("forecast", words(), UNSET),
            likelihood=draw(st.sampled_from(likelihoods)) if likelihoods else UNSET,
            direction=has("direction", st.sampled_from(["正向", "反向"])),
            coefficient_percent=has("coefficient", points(), UNSET),
            core=has("core", st.booleans(), UNSET),
            initial_target=target[0] if "initial_target" in rows else UNSET,
            grades=grades,
            details=reasons or UNSET,
        )

    def task(self) -> Task:
        rows, draw = self.rows, self.draw
        return Task(
            name=draw(words()),
            content=draw(paragraphs()),
            budget_yuan=draw(amounts()),
            fiscal_yuan=draw(amounts()) if "task.fiscal" in rows else None,
            other_yuan=draw(amounts()) if "task.other" in rows else None,
            completion=draw(words()) if "task.completion" in rows else UNSET,
            executed_yuan=draw(amounts()) if "task.executed" in rows else UNSET,
        )

"""A project's draft → the project of the model, or the department's part where the form speaks of the whole unit."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import UNSET, UnsetType

from jixiao.forms.assemble_indicator import indicators_of
from jixiao.forms.description import forms
from jixiao.forms.draft import Found, FundRow, ProjectDraft, RecordDraft
from jixiao.forms.goal_items import is_empty, items_of
from jixiao.forms.ledger import Ledger
from jixiao.forms.lexicon import label_of
from jixiao.forms.slots import UNIT_SLOTS, as_written
from jixiao.forms.titles import title_of
from jixiao.forms.values import split_code_and_name
from jixiao.model import (
    Checkpoint,
    Cost,
    Department,
    Execution,
    ExecutionRow,
    FundPart,
    Funds,
    MediumTerm,
    Project,
    Task,
)

_PROJECT_CODE = re.compile(r"^[0-9]{8}[A-Z][0-9A-Z]{12}$")
_UNITS = "|".join(UNIT_SLOTS)
_PAPER = rf"title|year|period|details\..*|goals|outcome|grade|total_score|total_weight|department|{_UNITS}"
_OF_DEPARTMENT = re.compile(rf"{_PAPER}|funds\.(?:budget|fiscal|other|whole_life)")
_OF_PROJECT = re.compile(
    rf"{_OF_DEPARTMENT.pattern}|name|code|code_and_name|purpose|plan\.[0-9]+"
    r"|mid\.(?:period|goals|funds\.(?:budget|fiscal|other|whole_life))"
)
_AMOUNTS = ("initial", "adjusted", "executed", "forecast")


def project_of(draft: ProjectDraft, number: int, ledger: Ledger) -> Project:
    """The project that a draft makes; `number` counts from 0 in the model."""
    path = f"projects[{number}]"
    code, name = _code_and_name(draft, path, ledger)
    _doubts(draft, path, ledger)
    _leave_rest(draft, _OF_PROJECT, ledger)
    for task in draft.tasks:
        ledger.leave_all(task.fields.values())
    return Project(
        ordinal=number + 1,
        code=code,
        name=name,
        department=ledger.keep(f"{path}.department", draft.slots.get("department")),
        funds=_funds(draft, "funds", f"{path}.funds", ledger),
        purpose=ledger.keep(f"{path}.purpose", draft.slots.get("purpose")),
        spending_plan=spending_plan(draft.slots, path, ledger),
        goals=_goals(draft.slots.get("goals"), f"{path}.goals", ledger),
        indicators=indicators_of(draft.indicators, f"{path}.indicators", ledger),
        execution=_execution(draft, f"{path}.execution", ledger),
        total_score=ledger.points(f"{path}.total_score", draft.slots.get("total_score")),
        grade=ledger.keep(f"{path}.grade", draft.slots.get("grade")),
        outcome=ledger.keep(f"{path}.outcome", draft.slots.get("outcome")) or UNSET,
        costs=tuple(_cost(cost, f"{path}.costs[{i}]", draft, ledger) for i, cost in enumerate(draft.costs)) or UNSET,
        medium_term=_medium_term(draft, f"{path}.medium_term", ledger),
        details=_details(draft, path, ledger),
        at=draft.at,
    )


def department_of(draft: ProjectDraft, unit: Found | None, ledger: Ledger) -> Department:
    """The whole unit as a department-wide form states it; `unit` is the cell that names the document's unit."""
    path = "department"
    _doubts(draft, path, ledger)
    _leave_rest(draft, _OF_DEPARTMENT, ledger)
    for record in (*draft.medium_term, *draft.costs):
        ledger.leave_all(record.fields.values())
    for row in draft.medium_term_parts:
        ledger.leave_all([row.label, *row.fields.values()])
    return Department(
        funds=_funds(draft, "funds", f"{path}.funds", ledger),
        execution=_execution(draft, f"{path}.execution", ledger),
        tasks=tuple(_task(task, f"{path}.tasks[{i}]", draft, ledger) for i, task in enumerate(draft.tasks)),
        goals=_goals(draft.slots.get("goals"), f"{path}.goals", ledger),
        outcome=ledger.keep(f"{path}.outcome", draft.slots.get("outcome")) or UNSET,
        indicators=indicators_of(draft.indicators, f"{path}.indicators", ledger),
        total_score=ledger.points(f"{path}.total_score", draft.slots.get("total_score")),
        grade=ledger.keep(f"{path}.grade", draft.slots.get("grade")),
        details=_details(draft, path, ledger, unit, with_department=True),
        at=draft.at,
    )


def _leave_rest(draft: ProjectDraft, held: re.Pattern[str], ledger: Ledger) -> None:
    """List the slots that the model has no field for."""
    name = draft.slots.get("name")
    for slot, found in draft.slots.items():
        is_again = slot == "code_and_name" and name is not None and name.text != found.text
        if is_again or not held.fullmatch(slot):
            ledger.leave_all([found])


def _doubts(draft: ProjectDraft, path: str, ledger: Ledger) -> None:
    for slot, reason, found in draft.doubts:
        if slot in UNIT_SLOTS:
            ledger.doubt("unit.name", reason, found)
            continue
        name = re.sub(r"^(funds\.\w+)$", r"\1_yuan", slot)
        ledger.doubt(f"{path}.{name}" if name else path, reason, found)


def _code_and_name(draft: ProjectDraft, path: str, ledger: Ledger) -> tuple[str | None, str | None]:
    slots = draft.slots
    code = ledger.keep(f"{path}.code", slots.get("code"))
    named = slots.get("name") or slots.get("code_and_name")
    name = ledger.keep(f"{path}.name", named)
    if name and code is None:
        first, rest = split_code_and_name(name)
        if first and _PROJECT_CODE.match(first):
            code, name = first, rest
            if named:
                ledger.places[f"{path}.code"] = named.at
    if name is None and (title := slots.get("title")):
        told = title_of(title.text)
        name = told.project if told else None
    return code, " ".join(name.split()) if name else None


# money


def money_unit(draft: ProjectDraft, slot: str) -> str | None:
    """The unit of an amount that carries none: named by its own label, by the table, or by the form."""
    if slot in draft.money_units:
        return draft.money_units[slot]
    if draft.money_unit:
        return draft.money_unit
    return next((form.money_unit for form in forms() if form.name == draft.form), None)


def _funds(draft: ProjectDraft, side: str, path: str, ledger: Ledger) -> Funds:
    def amount(field: str) -> Decimal | None:
        slot = f"{side}.{field}"
        return ledger.yuan(f"{path}.{field}_yuan", draft.slots.get(slot), money_unit(draft, slot))

    whole_life = amount("whole_life") if f"{side}.whole_life" in draft.slots else None
    return Funds(
        budget_yuan=amount("budget"),
        fiscal_yuan=amount("fiscal"),
        other_yuan=amount("other"),
        whole_life_yuan=UNSET if whole_life is None else whole_life,
        parts=_fund_parts(draft, side, path, ledger),
    )


def _fund_parts(draft: ProjectDraft, side: str, path: str, ledger: Ledger) -> tuple[FundPart, ...] | UnsetType:
    parts: list[FundPart] = []
    for row in draft.fund_parts if side == "funds" else draft.medium_term_parts:
        unit = row.money_unit or money_unit(draft, "funds.part")
        amount = ledger.yuan(f"{path}.parts[{len(parts)}].yuan", row.fields.get("budget"), unit)
        if amount is None:
            _leave_unknown(row.label, ledger)
        else:
            parts.append(FundPart(label=as_written(row.label.text), yuan=amount))
    return tuple(parts) or UNSET


def _execution(draft: ProjectDraft, path: str, ledger: Ledger) -> Execution | None:
    if not draft.execution:
        return None
    rows = list(draft.execution)
    total = next((row for row in rows if _is_total(row.label.text)), None)
    if total:
        rows.remove(total)
    values = _row_values(total, draft, path, ledger) if total else {}
    fields = total.fields if total else {}
    reason = ledger.keep(f"{path}.deviation_reason", fields.get("reason"))
    shared = {found.at for found in fields.values()}
    parts: list[ExecutionRow] = []
    for row in rows:
        part = _row_values(row, draft, f"{path}.parts[{len(parts)}]", ledger)
        forecast = part.pop("forecast_yuan", None)
        for field in ("weight", "score", "reason"):
            if field in row.fields and row.fields[field].at not in shared:
                ledger.leave(row.fields[field], "no_slot")
        if all(value is None for value in part.values()):
            _leave_unknown(row.label, ledger)
        else:
            parts.append(
                ExecutionRow(
                    label=as_written(row.label.text), forecast_yuan=UNSET if forecast is None else forecast, **part
                )
            )
    forecast = values.pop("forecast_yuan", None)
    return Execution(
        **values,
        weight=ledger.points(f"{path}.weight", fields.get("weight")),
        score=ledger.points(f"{path}.score", fields.get("score")),
        deviation_reason=reason or UNSET,
        forecast_yuan=UNSET if forecast is None else forecast,
        parts=tuple(parts) or UNSET,
    )


def _leave_unknown(label: Found, ledger: Ledger) -> None:
    """List the name of a row without amounts, unless it is printed on the form."""
    if label_of(label.text) is None:
        ledger.leave_all([label])


def _is_total(text: str) -> bool:
    label = label_of(text) if text else None
    return not text or (label is not None and label.name in ("预算数", "合计"))


def _row_values(row: FundRow, draft: ProjectDraft, path: str, ledger: Ledger) -> dict[str, Decimal | None]:
    unit = row.money_unit or money_unit(draft, "exec")
    values = {
        f"{field}_yuan": ledger.yuan(f"{path}.{field}_yuan", row.fields.get(field), unit)
        for field in _AMOUNTS
        if field != "forecast" or field in row.fields
    }
    values["rate_percent"] = ledger.percent(f"{path}.rate_percent", row.fields.get("rate"))
    return values


# plan, goals, tasks, the rest


def spending_plan(slots: dict[str, Found], path: str, ledger: Ledger) -> tuple[Checkpoint, ...]:
    """The checkpoints of slots `plan.<month>`, in the document's order."""
    points: list[Checkpoint] = []
    for slot, found in slots.items():
        if slot.startswith("plan."):
            percent = ledger.percent(f"{path}.spending_plan[{len(points)}].cumulative_percent", found)
            points.append(Checkpoint(month=int(slot[5:]), cumulative_percent=percent))
    return tuple(points)


def _goals(found: Found | None, path: str, ledger: Ledger) -> tuple[str, ...]:
    if found is None or is_empty(found.text):
        return ()
    goals = items_of(found.text)
    for number in range(len(goals)):
        ledger.places[f"{path}[{number}]"] = found.at
    return goals


def _medium_term(draft: ProjectDraft, path: str, ledger: Ledger) -> MediumTerm | UnsetType:
    has_slots = any(slot.startswith("mid.") for slot in draft.slots)
    if not (has_slots or draft.medium_term or draft.medium_term_parts):
        return UNSET
    funds = None
    if draft.medium_term_parts or any(slot.startswith("mid.funds.") for slot in draft.slots):
        funds = _funds(draft, "mid.funds", f"{path}.funds", ledger)
    return MediumTerm(
        period=ledger.keep(f"{path}.period", draft.slots.get("mid.period")),
        funds=funds,
        goals=_goals(draft.slots.get("mid.goals"), f"{path}.goals", ledger),
        indicators=indicators_of(draft.medium_term, f"{path}.indicators", ledger),
    )


def _task(task: RecordDraft, path: str, draft: ProjectDraft, ledger: Ledger) -> Task:
    def amount(field: str) -> Decimal | None:
        return ledger.yuan(f"{path}.{field}_yuan", task.fields.get(field), money_unit(draft, f"tasks.{field}"))

    executed = amount("executed")
    return Task(
        name=ledger.keep(f"{path}.name", task.fields.get("name")),
        content=ledger.keep(f"{path}.content", task.fields.get("content")),
        budget_yuan=amount("budget"),
        fiscal_yuan=amount("fiscal"),
        other_yuan=amount("other"),
        completion=ledger.keep(f"{path}.completion", task.fields.get("completion")) or UNSET,
        executed_yuan=UNSET if executed is None else executed,
        at=task.at,
    )


def _cost(cost: RecordDraft, path: str, draft: ProjectDraft, ledger: Ledger) -> Cost:
    details = {
        name[8:]: text
        for name, found in cost.fields.items()
        if name.startswith("details.") and (text := ledger.keep(f"{path}.{name}", found))
    }
    return Cost(
        name=ledger.keep(f"{path}.name", cost.fields.get("name")),
        unit_price=ledger.keep(f"{path}.unit_price", cost.fields.get("unit_price")),
        quantity=ledger.keep(f"{path}.quantity", cost.fields.get("quantity")),
        yuan=ledger.yuan(f"{path}.yuan", cost.fields.get("amount"), money_unit(draft, "costs.amount")),
        basis=ledger.keep(f"{path}.basis", cost.fields.get("basis")),
        details=details or UNSET,
        at=cost.at,
    )


def _details(
    draft: ProjectDraft, path: str, ledger: Ledger, unit: Found | None = None, *, with_department: bool = False
) -> dict[str, str] | UnsetType:
    details: dict[str, str] = {}
    for slot, found in draft.slots.items():
        if not slot.startswith("details."):
            continue
        word = slot[8:]
        if not is_empty(found.text) and (text := ledger.keep(f"{path}.details.{word}", found)):
            details[word] = text
    if text := ledger.keep(f"{path}.details.分值合计", draft.slots.get("total_weight")):
        details["分值合计"] = text
    if with_department:
        for slot, word in (("department", "主管部门"), *UNIT_SLOTS.items()):
            if unit and slot in draft.slots and draft.slots[slot].text == unit.text:
                continue
            if text := ledger.keep(f"{path}.details.{word}", draft.slots.get(slot)):
                details[word] = text
    return details or UNSET

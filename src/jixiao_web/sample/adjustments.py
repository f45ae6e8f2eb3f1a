"""The sample county's adjustments of approved plans, as `county.toml` tells them: begun, filled in, taken along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jixiao_web.accounts.policy import Person
from jixiao_web.filings.adjusting import adjustment_begin
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.rows import row_move
from jixiao_web.filings.services import CellEdit, document_of, draft_save, filing_move
from jixiao_web.review.services import comment_add
from jixiao_web.sample.plans import county
from jixiao_web.sample.years import Years

_TO_FINANCE = ("submit", "pass")
_STEPS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "unit_review": ("submit",),
    "returned_in_unit": ("submit", "return_in_unit"),
    "finance_review": _TO_FINANCE,
    "commented": (*_TO_FINANCE, "comment"),
    "returned_in_finance": (*_TO_FINANCE, "return_in_finance"),
    "approved": (*_TO_FINANCE, "approve"),
}
_REASONS = {
    "return_in_unit": "成本指标的方向写反，请改为不超过合同单价后再报。",
    "return_in_finance": "单价不应设为下限；里程减少后支出相应减少，请同时调减预算数。",
}
_COMMENT = ("projects[1].funds.budget_yuan", "预算数已调减，财政资金没有同步调减，请核对。")


def adjustments_load(county_code: str, people: Mapping[str, Person], years: Years) -> None:
    """Begin what is missing; a plan that was adjusted once is left as it is."""
    units = {unit["code"]: unit for unit in county()["units"]}
    for told in county()["adjustments"]:
        since = date.fromisoformat(f"{years.running}-{told['from']}")
        plans = Filing.objects.filter(county_code=county_code, kind=Kind.PLAN, adjustments=None)
        plan = plans.filter(unit__code=told["unit"], year=years.running).first()
        if plan and since <= years.today and not (told.get("mid") and years.is_season):
            with transaction.atomic():
                _adjust(plan, told, units[told["unit"]], people)


def _adjust(plan: Filing, told: dict[str, Any], unit: dict[str, Any], people: Mapping[str, Person]) -> None:
    filler, reviewer, finance = people[unit["filler"][0]], people[unit["reviewer"][0]], people["baihe"]
    why, authority = (told[name].format(year=plan.year) for name in ("why", "authority"))
    made = adjustment_begin(person=filler, plan_id=plan.pk, why=why, authority=authority)
    cells = cells_of(document_of(made))
    edits = [CellEdit(path, words, cells[path].text) for path, words in told["cells"]]
    draft_save(person=filler, filing_id=made.pk, edits=edits, money_unit="元")
    if "move" in told:
        path, position, to = told["move"]
        row_move(person=filler, filing_id=made.pk, path=path, position=position, to=to, shape=0)
    for step in _STEPS[told["way"]]:
        if step == "comment":
            comment_add(person=finance, filing_id=made.pk, path=_COMMENT[0], text=_COMMENT[1])
            continue
        actor = {"submit": filler, "pass": reviewer, "return_in_unit": reviewer}.get(step, finance)
        seen, reason = Filing.objects.get(pk=made.pk).state, _REASONS.get(step, "")
        made = filing_move(person=actor, filing_id=made.pk, move=step, seen=seen, reason=reason)

"""The sample county's adjustments of approved plans, as `county.toml` tells them: begun, filled in, taken along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jixiao_web.accounts.policy import Person
from jixiao_web.filings.adjusting import adjustment_begin
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.rows import row_move
from jixiao_web.filings.services import CellEdit, document_of, draft_save, filing_move
from jixiao_web.sample.plans import county

_STEPS = {"finance_review": ("submit", "pass"), "approved": ("submit", "pass", "approve")}


def adjustments_load(county_code: str, people: Mapping[str, Person]) -> None:
    """Begin what is missing; a plan that was adjusted once is left as it is."""
    units = {unit["code"]: unit for unit in county()["units"]}
    for told in county()["adjustments"]:
        plans = Filing.objects.filter(county_code=county_code, kind=Kind.PLAN, adjustments=None)
        plan = plans.filter(unit__code=told["unit"], year=told["year"]).first()
        if plan:
            with transaction.atomic():
                _adjust(plan, told, units[told["unit"]], people)


def _adjust(plan: Filing, told: dict[str, Any], unit: dict[str, Any], people: Mapping[str, Person]) -> None:
    filler, reviewer, finance = people[unit["filler"][0]], people[unit["reviewer"][0]], people["baihe"]
    made = adjustment_begin(person=filler, plan_id=plan.pk, why=told["why"], authority=told["authority"])
    cells = cells_of(document_of(made))
    edits = [CellEdit(path, words, cells[path].text) for path, words in told["cells"]]
    draft_save(person=filler, filing_id=made.pk, edits=edits, money_unit="元")
    if "move" in told:
        path, position, to = told["move"]
        row_move(person=filler, filing_id=made.pk, path=path, position=position, to=to, shape=0)
    for step in _STEPS[told["way"]]:
        actor = {"submit": filler, "pass": reviewer}.get(step, finance)
        made = filing_move(person=actor, filing_id=made.pk, move=step, seen=Filing.objects.get(pk=made.pk).state)

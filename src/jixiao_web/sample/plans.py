"""Plans of the sample county, made of `projects.toml`: the same unit and years always give the same plan."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from jixiao import api
from jixiao.api import Entered
from jixiao.model import Document
from jixiao_web.sample.faults import FAULTS
from jixiao_web.sample.years import Years

HERE = Path(__file__).parent
MONTHS = (3, 6, 10, 12)
GROWTH_PERCENT = 4
"""By how much budgets grow from year to year; what `projects.toml` tells is those of the running year."""
_ONCE = Years(date(2025, 12, 31))
_FIELDS = ("dimension", "category", "name", "description", "target", "basis")


@cache
def county() -> dict[str, Any]:
    """What `county.toml` tells."""
    return tomllib.loads((HERE / "county.toml").read_text(encoding="utf-8"))


@cache
def _projects() -> dict[str, Any]:
    return tomllib.loads((HERE / "projects.toml").read_text(encoding="utf-8"))


def plan_of(unit: dict[str, Any], year: int, faults: Iterable[str] = (), years: Years = _ONCE) -> Document:
    """A unit's plan of a year.

    Args:
        unit: as `county.toml` tells it. faults: names of `FAULTS`, committed one after the other. years: in which
            amounts are those of the running one, and nothing is dated later than today.
    """
    kind = _projects()["kinds"][unit["kind"]]
    made = min(date(year - 1, 12, 10), years.today)
    raw: dict[str, Any] = {
        "kind": "performance_plan",
        "profile": "hebei",
        "year": year,
        "unit": {"code": unit["code"], "name": unit["name"]},
        "overall_goals": [{"ordinal": n, **goal} for n, goal in enumerate(kind["goals"], 1)],
        "safeguards": [{"ordinal": n, "text": text} for n, text in enumerate(_projects()["safeguards"], 1)],
        "projects": [_project(unit, year, n, told, years.running) for n, told in enumerate(kind["projects"], 1)],
        "passages": [
            {"text": unit["name"]},
            {"text": f"{year}年部门预算绩效文本"},
            {"text": f"编制日期：{made.year}年{made.month}月{made.day}日"},
        ],
    }
    raw["itemized_goals"] = [_itemized(project, year) for project in raw["projects"]]
    for fault in faults:
        FAULTS[fault](raw)
    return _document(raw)


def _project(unit: dict[str, Any], year: int, ordinal: int, told: dict[str, Any], running: int) -> dict[str, Any]:
    yuan = _amount(told["yuan"], unit.get("amount_percent", 100), year - running)
    return {
        "ordinal": ordinal,
        "code": f"990128{year % 100}P00{unit['code']}0{ordinal:03}",
        "name": told["name"],
        "funds": {"budget_yuan": yuan, "fiscal_yuan": yuan, "other_yuan": "0"},
        "purpose": told["purpose"],
        "goals": [_dated(goal, year) for goal in told["goals"]],
        "spending_plan": [
            {"month": month, "cumulative_percent": str(share)}
            for month, share in zip(MONTHS, told["spending"], strict=True)
        ],
        "indicators": [_indicator(line.replace("{yuan}", yuan), year) for line in told["indicators"]],
    }


def _indicator(line: str, year: int) -> dict[str, Any]:
    values = dict(zip(_FIELDS, (_dated(value, year) for value in line.split("|")), strict=True))
    return {**values, "dimension": f"{values['dimension']}指标", "category": f"{values['category']}指标"}


def _itemized(project: dict[str, Any], year: int) -> dict[str, Any]:
    """A project as part one tells it: the same data once more."""
    return {
        "ordinal": project["ordinal"],
        "project_name": project["name"],
        "budget_yuan": project["funds"]["budget_yuan"],
        "purpose": f"{year}年{project['goals'][0]}",
        "years": [year],
        "spending_plan": [dict(point) for point in project["spending_plan"]],
        "indicators": [
            {key: value for key, value in each.items() if key not in ("description", "basis")}
            for each in project["indicators"]
        ],
    }


def _amount(yuan: int, percent: int, after: int) -> str:
    grown = Decimal(yuan) * percent * (100 + GROWTH_PERCENT * after) / 10_000
    return str((grown / 100).quantize(Decimal(1), ROUND_HALF_UP) * 100)


def _dated(words: str, year: int) -> str:
    return words.replace("{year}", str(year)).replace("{last}", str(year - 1))


def _document(raw: dict[str, Any]) -> Document:
    """The raw values as a document; targets go in as words, by the way that a person's do."""
    words = {
        f"{part}[{p}].indicators[{i}].target": indicator.pop("target")
        for part in ("projects", "itemized_goals")
        for p, owner in enumerate(raw[part])
        for i, indicator in enumerate(owner["indicators"])
    }
    document = msgspec.convert(raw, type=Document, strict=False)
    return api.enter(document, [Entered(path, text) for path, text in words.items()])[0]

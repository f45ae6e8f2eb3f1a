"""AMT06: 其他资金 is left blank. Leaves whether the parts add up to AMT01."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item, Part
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.str.cells import labelled
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Funds

NO_CELL = Words("表中没有其他资金栏", "the tables have no cell for other funds")


@rule(
    id="AMT06",
    level=Level.HINT,
    title=Words("其他资金栏空白", "Other funds left blank"),
    citations=[cite("integration-standard", "绩效指标"), cite("hebei-plan-form", "预算规模及资金用途")],
    message=Words("项目“{name}”的其他资金栏空白。", "Other funds of “{name}” are left blank."),
    many=Words("{count}张项目表的其他资金栏空白。", "Other funds are left blank in {count} tables."),
    hint=Words("没有其他资金的，填“0.00”或“—”，不要留空。", "Write 0.00 or a dash where there are none."),
    kinds=PROJECT_PLANS,
)
def other_funds_blank(dossier: Dossier) -> Outcome:
    """A project without other funds says so: 0.00 or a dash, not an empty cell.

    Judges the cells labelled 其他资金; all blank ones are one finding. Without the file's tables at hand it judges the
    projects that have a spending plan, since their form has this cell.
    """
    blank: dict[str, Item] = {}
    cells = 0
    for cell in labelled(dossier, {"其他资金": "funds.other_yuan"}):
        cells += 1
        if not (cell.value or "").strip():
            blank.setdefault(cell.subject, Part(cell.subject, cell.at, dossier.places))
    if dossier.blocks is None:
        for project in dossier.projects:
            if project.checkpoints:
                cells += 1
                spot = project.field("funds.other_yuan")
                blank[spot.subject] = spot
    findings = [
        found(
            blank[subject],
            found="其他资金" if blank[subject].at.row else None,
            expected=_rest(project.project.funds),
            cause="blank",
            name=project.name,
        )
        for project in dossier.projects
        if (subject := f"{project.subject}.funds.other_yuan") in blank and project.project.funds.other_yuan is None
    ]
    return judged(cells, findings, without=NO_CELL)


def _rest(funds: Funds) -> str | None:
    """What the other funds come to where the fiscal funds are the whole budget."""
    return "0" if funds.budget_yuan is not None and funds.budget_yuan == funds.fiscal_yuan else None

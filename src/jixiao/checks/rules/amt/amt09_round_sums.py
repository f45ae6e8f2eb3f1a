"""AMT09: several projects have round sums without a calculation. Leaves missing task quantities to AMT08."""

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_MONEY
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.amt.beside import told_amounts
from jixiao.checks.rules.amt.written import number_of
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="AMT09",
    level=Level.HINT,
    title=Words("多个项目为整数金额且无测算", "Round sums without calculation"),
    citations=[cite("caiyu-2015-88", "22")],
    message=Words("项目“{name}”为整数金额，没有测算过程。", "“{name}” is a round sum without a calculation."),
    many=Words(
        "{count}个项目均为整数金额（如“{name}”{found}），没有写明测算过程。",
        "{count} projects are round sums (such as “{name}”, {found}) without a calculation.",
    ),
    hint=Words(
        "请在资金用途中补写测算：数量×标准＝金额；确按定额安排的，写明定额依据。",
        "Add the calculation to the purpose (quantity × price), or name the quota.",
    ),
    kinds=PROJECT_PLANS,
)
def round_sums(dossier: Dossier) -> Outcome:
    """A budget comes from a calculation; several unrelated projects are not all round sums.

    A sum is round where only its first digit is not 0. Told from three such projects on (`parameters/amt.toml`), as one
    finding; a table of costs or words such as 测算, 每人, 标准 in purpose or goals are a calculation.
    """
    (least,) = dossier.law.integers("amt.round_projects")
    known = [project for project in dossier.projects if project.project.funds.budget_yuan]
    round_ones = [project for project in known if _is_round(project) and not _is_calculated(project)]
    told = told_amounts(dossier)
    findings = []
    for project in round_ones if len(round_ones) >= least else ():
        spot = project.field("funds.budget_yuan")
        number = number_of(spot, project.project.funds.budget_yuan or Decimal(0))
        related = told.get(project.subject, ())
        findings.append(found(spot, found=number, related=related, cause="round", name=project.name))
    return judged(known, findings, without=NO_MONEY)


def _is_round(project: ProjectItem) -> bool:
    yuan = project.project.funds.budget_yuan
    return yuan is not None and len(yuan.normalize().as_tuple().digits) == 1


def _is_calculated(project: ProjectItem) -> bool:
    held = project.project
    details = held.details.values() if held.details is not UNSET else ()
    texts = (held.purpose or "", *held.goals, *details)
    return held.costs is not UNSET or any(any_of("amt.calculation").search(text) for text in texts)

"""IDN04: the year in a project code is far from the budget year. Leaves the code's structure to IDN01."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.idn.codes import NO_CODES, codes
from jixiao.language import Words
from jixiao.law import cite

NO_YEAR = Words("没有读到预算年度", "no budget year was read")


@rule(
    id="IDN04",
    level=Level.HINT,
    title=Words("项目编码的年份与预算年度相差过大", "Year in the project code far from the budget year"),
    citations=[cite("integration-standard", "项目代码")],
    message=Words(
        "项目“{name}”编码中的年份是{year}年，与{budget}年预算相差较大。",
        "The code of “{name}” bears the year {year}, far from the budget year {budget}.",
    ),
    many=Words(
        "{count}个项目（如{quoted}）编码中的年份与{budget}年预算相差较大，最早为{earliest}年。",
        "The codes of {count} projects such as {quoted} bear years far from {budget}, the earliest {earliest}.",
    ),
    hint=Words(
        "延续项目沿用原编码属正常；请确认入库年份无误，否则从项目库中重新复制编码。",
        "A continuing project keeps its code; confirm the year in which it entered the library, or copy the code anew.",
    ),
)
def code_year_remote(dossier: Dossier) -> Outcome:
    """The year in a project code lies near the budget year.

    It is the year in which the project entered the library: earlier for continuing projects, at most one year later.
    """
    budget = dossier.document.year
    if budget is None:
        return not_applicable(NO_YEAR)
    before, after = dossier.law.integers("idn.code_years_before_and_after")
    known = codes(dossier)
    remote = [code for code in known if not budget - before <= code.year <= budget + after]
    findings = [
        found(
            code.spot,
            found=code.written,
            earliest=min(one.year for one in remote),
            name=code.project.name,
            year=code.year,
            budget=budget,
        )
        for code in remote
    ]
    return judged(known, folded(findings, "name"), without=NO_CODES)

"""IDN03: a project code belongs to another division than the unit's. Leaves the code's structure to IDN01."""

from __future__ import annotations

from collections import Counter

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.idn.codes import at_or_above, divisions
from jixiao.language import Words
from jixiao.law import cite

TOO_FEW = Words("项目编码太少，看不出本单位的区划", "too few project codes to tell the unit's division")


@rule(
    id="IDN03",
    level=Level.WARNING,
    title=Words("项目编码的区划与本单位不符", "Project code of another division"),
    citations=[cite("integration-standard", "项目代码")],
    message=Words(
        "项目“{name}”的编码区划为{found}，其余项目多为{expected}。",
        "The code of “{name}” belongs to division {found}; most others to {expected}.",
    ),
    many=Words(
        "{count}个项目（如{quoted}）编码的区划与其余项目不同，其余项目多为{expected}。",
        "The codes of {count} projects such as {quoted} belong to other divisions than most, {expected}.",
    ),
    hint=Words(
        "请核对该项目是否由其他地区下达；如系录入有误，从项目库中重新复制编码。",
        "Was the project handed down by another place? If not, copy the code anew from the project library.",
    ),
)
def division_foreign(dossier: Dossier) -> Outcome:
    """The division in a project code is that of the unit's county, or of a higher level of government.

    The unit's own division is the one that more than half of the document's codes bear; with fewer than three codes it
    cannot be told. Codes of the province or city above it are right.
    """
    known = divisions(dossier)
    (least,) = dossier.law.integers("idn.codes_to_tell_division")
    own, count = Counter(division for _, division in known).most_common(1)[0] if known else ("", 0)
    if len(known) < least or 2 * count <= len(known):
        return not_applicable(TOO_FEW)
    above = at_or_above(own)
    findings = [
        found(project.field("code"), found=division, expected=own, name=project.name)
        for project, division in known
        if division not in above
    ]
    return judged(known, folded(findings, "name"), without=TOO_FEW)

"""MTR01: an approved project has no sheet in the monitoring report. Leaves its indicators to MTR02."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import Part
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_AGAINST, NO_PROJECTS
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="MTR01",
    level=Level.ERROR,
    title=Words("批复的项目没有填报监控表", "Approved project without a monitoring sheet"),
    citations=[cite("caiyu-2019-136", "监控范围")],
    message=Words(
        "批复的项目“{project}”在监控报告中没有监控表。",
        "The approved project “{project}” has no sheet in the monitoring report.",
    ),
    many=Words(
        "批复的{count}个项目在监控报告中没有监控表，如{quoted}。",
        "{count} approved projects have no sheet in the monitoring report, such as {quoted}.",
    ),
    hint=Words(
        "项目支出都要纳入监控，请逐个补填监控表；项目已经取消或者合并的，请附批准文件并说明。",
        "All projects are monitored: add what is missing, or say by what approval a project was dropped or merged.",
    ),
    kinds=MONITORING,
)
def project_not_monitored(dossier: Dossier) -> Outcome:
    """Every approved project is monitored.

    Projects of the report and of the approved plan are matched by code, then by name. Told at the report's last sheet,
    behind which the missing one belongs. Where a part of the report could
    not be read the sheet may stand there: then it is a hint.
    """
    if dossier.against is None:
        return not_applicable(NO_AGAINST)
    level = Level.HINT if any(unread.reason != "no_slot" for unread in dossier.document.unread) else None
    last = dossier.projects[-1].field("name") if dossier.projects else None
    report = Part("projects", last.at, last.places) if last else dossier.spot("projects")
    missing = [
        found(report, expected=pair.right.name, level=level, project=pair.right.name)
        for pair in dossier.approved_pairs
        if pair.left is None and pair.right is not None
    ]
    return judged(dossier.against.projects, folded(missing, "project"), without=NO_PROJECTS)

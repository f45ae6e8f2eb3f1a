"""REP01: unlike projects have the same indicators. Leaves alike names inside one project to NAM13."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import quoted
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.rep.projects import FEW_PROJECTS, compared_projects, name_key, rows_of, shared
from jixiao.language import Words
from jixiao.law import cite

SHARED = Words(
    "{projects}个项目的{rows}条指标中有{same}条（{percent}%）与其他项目同名，如{names}，没有体现各项目的特点。",
    "{same} of the {rows} indicators of {projects} projects ({percent} %) bear the name of another project’s, "
    "such as {names}.",
)


@rule(
    id="REP01",
    level=Level.WARNING,
    title=Words("不同项目的三级指标名称雷同", "The same indicators for unlike projects"),
    citations=[cite("caiyu-2015-88", "22")],
    message=SHARED,
    many=SHARED,
    hint=Words(
        "逐个项目按其工作内容和受益对象设置指标，不要套用同一组名称；与项目无关的效益指标删去。",
        "Set indicators by what each project does and for whom; leave out effects that it does not have.",
    ),
    kinds=PROJECT_PLANS,
)
def names_repeated(dossier: Dossier) -> Outcome:
    """The indicators of a project are its own: unlike projects share few names.

    Judges the tables, projects with rows enough, rows on satisfaction left out. A name counts where projects bear it
    whose own names have nothing in common (two roads may well be measured alike). Told once for the document, from the
    share that the law's values name.
    """
    projects = compared_projects(dossier)
    rows = rows_of(dossier)
    groups = sorted(shared(rows, name_key).values(), key=len, reverse=True)
    same = {row.subject for group in groups for row in group}
    percent = 100 * len(same) // len(rows) if rows else 0
    if percent < dossier.law.decimal("repetition.names_percent"):
        return judged(rows, (), without=FEW_PROJECTS)
    names = quoted(group[0].name for group in groups)
    findings = [
        found(
            row.field("name"),
            found=row.name,
            cause="names",
            projects=len(projects),
            rows=len(rows),
            same=len(same),
            percent=percent,
            names=names,
        )
        for row in rows
        if row.subject in same
    ]
    return judged(rows, findings, without=FEW_PROJECTS)

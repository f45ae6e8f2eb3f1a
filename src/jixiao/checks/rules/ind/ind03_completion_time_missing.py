"""IND03: nothing fixes when the work is done. Leaves what a 时效 row may hold to NAM05 and VAL05."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.ind.tables import NO_LEVELS, has_categories, project_tables
from jixiao.checks.rules.nam.words_of_slots import TIME, in_time
from jixiao.checks.words import any_of, words
from jixiao.language import Words
from jixiao.law import cite

NO_ROW = Words(
    "{project}没有时效指标，绩效目标中也没有完成时间。",
    "{project} has no indicator of time, and its goal names no date.",
)

_BLANK = "—"

NO_ROWS = Words(
    "{count}个项目没有时效指标，绩效目标中也没有完成时间，如{project}。",
    "{count} projects, such as {project}, have no indicator of time, and their goals name no date.",
)


@rule(
    id="IND03",
    level=Level.WARNING,
    title=Words("没有明确完成时间", "No completion time"),
    citations=[cite("caiyu-2021-101", "二3")],
    message=Words(
        "{project}的时效指标“{name}”为“{found}”，绩效目标中也没有完成时间。",
        "The time indicator “{name}” of {project} is “{found}”, and its goal names no date.",
    ),
    many=Words(
        "{count}个项目没有明确完成时间：时效指标值不是日期、期限，绩效目标中也没有写，如{project}的“{name}”为“{found}”。",
        "{count} projects fix no date, neither in the goal nor as “{name}” of {project}, whose value is “{found}”.",
    ),
    hint=Words(
        "把时效指标值改为日期或期限，例如“≤{year}年11月30日”“每月10日前”“≤10个工作日”，或者在绩效目标中写明完成时间。",
        "Give the time indicator a date or a period, such as ≤{year}年11月30日, or name the date in the goal.",
    ),
    kinds=PROJECT_PLANS,
)
def completion_time_missing(dossier: Dossier) -> Outcome:
    """When the work is done is fixed: in an indicator of time, in the goal, or by the period that the form states.

    Judges projects with second levels. A date, a month, a rhythm (每月, 按季度) or a length of time counts; a bare
    percentage does not, and the plan's year alone does not either; a rate of punctuality (清运及时率) is right for a
    running service, hence a hint. A project that was not read wholly is judged only where its 时效 row was read; the
    finding stands at that row.
    """
    year = dossier.document.year or "××××"
    checked, drafts = 0, []
    for owner, rows in project_tables(dossier):
        timed = [row for row in rows if row.category == TIME]
        if not has_categories(rows) or not (timed or owner.whole):
            continue
        checked += 1
        if _is_fixed(owner, rows):
            continue
        if timed:
            target = timed[0].target
            value = target.text if target else _BLANK
            spot = timed[0].field("target") if target else timed[0]
            punctual = timed[0].name.endswith("率")
            drafts.append(
                found(
                    spot,
                    found=value,
                    project=project_label(owner),
                    name=timed[0].name,
                    year=year,
                    level=Level.HINT if punctual else None,
                )
            )
        else:
            drafts.append(found(owner, project=project_label(owner), year=year, message=NO_ROW, many=NO_ROWS))
    return judged(checked, folded(drafts), without=NO_LEVELS)


def _is_fixed(project: ProjectItem, rows: tuple[IndicatorItem, ...]) -> bool:
    dated = any_of("ind.dates").search
    if any(_is_dated(row) for row in rows if row.category == TIME):
        return True
    if any(row.target and row.target.dates for row in rows):
        return True
    texts = (*project.project.goals, project.project.purpose or "")
    if any(dated(text) for text in texts):
        return True
    details = project.project.details or {}
    return any(value.strip() and label.startswith(words("ind.period_labels")) for label, value in details.items())


def _is_dated(row: IndicatorItem) -> bool:
    dated = any_of("ind.dates").search
    target = row.target
    texts = (row.name, row.indicator.description or "", target.text if target else "")
    return in_time(target) or any(dated(text) for text in texts) or any("时间" in text for text in texts[2:])

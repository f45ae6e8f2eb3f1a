"""IND06: every second level is filled in with one row, relevant or not. Leaves the rows themselves to NAM."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.ind.tables import NO_LEVELS, has_categories, project_tables
from jixiao.checks.rules.nam.phrases import is_phrase
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="IND06",
    level=Level.WARNING,
    title=Words("各类二级指标逐类凑满", "Every second level filled in whether relevant or not"),
    citations=[cite("caiyu-2021-101", "重点突出")],
    message=Words(
        "{project}把{count_of_levels}类二级指标逐类填满，其中“{slogan}”等{empty}条只是套话，换成别的项目也成立。",
        "{project} fills each of {count_of_levels} second levels; {empty} rows, such as “{slogan}”, "
        "would fit any project.",
    ),
    many=Words(
        "{count}个项目把二级指标逐类填满，如{project}的{count_of_levels}类，其中“{slogan}”等{empty}条只是套话，换成别的项目也成立。",
        "{count} projects fill each second level, such as {count_of_levels} in {project}; {empty} rows, "
        "such as “{slogan}”, would fit any project.",
    ),
    hint=Words(
        "删去与项目无关的二级指标，集中写清主要产出和核心效果；必设的是数量、质量和至少一类效益。",
        "Drop the levels that have nothing to do with the project; keep the main output and the core effect.",
    ),
    kinds=PROJECT_PLANS,
)
def all_second_levels_filled(dossier: Dossier) -> Outcome:
    """Few indicators that show the main output and the core effect, not one for every label of the form.

    A project fails that has the most second levels a form can offer and, in several of its benefits, phrases instead
    of measures (促进经济发展, 保障社会稳定): a large project with real indicators everywhere passes. Judges tables that
    were read wholly and have second levels.
    """
    most = int(dossier.law.decimal("indicators.all_categories_count"))
    benefits = dossier.law.words("indicators.benefit_categories")
    checked, drafts = 0, []
    for owner, rows in project_tables(dossier):
        if not owner.whole or not has_categories(rows):
            continue
        checked += 1
        levels = {row.category for row in rows}
        if len(levels) < most:
            continue
        slogans = [row for row in rows if row.category in benefits and is_phrase(row.name, row.target)]
        if len(slogans) > 1:
            drafts.append(
                found(
                    owner,
                    project=project_label(owner),
                    count_of_levels=len(levels),
                    slogan=slogans[0].name,
                    empty=len(slogans),
                    related=[row.field("name") for row in slogans],
                    cause="filled",
                )
            )
    return judged(checked, drafts, without=NO_LEVELS)

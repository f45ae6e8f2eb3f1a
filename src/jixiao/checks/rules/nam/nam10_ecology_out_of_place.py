"""NAM10: an ecological benefit in a project that has none. Leaves slogans as such to NAM01."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import DepartmentItem, GoalItem, Item, Part, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.nam.reasons import NO_ECOLOGICAL
from jixiao.checks.rules.nam.words_of_slots import ECOLOGICAL, speaks
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="NAM10",
    level=Level.WARNING,
    title=Words("生态效益指标与项目无关", "Ecological benefit out of place"),
    citations=[cite("caiyu-2021-101", "高度关联")],
    message=Words(
        "{project}与生态环境没有关系，却设了生态效益指标“{found}”。",
        "{project} has nothing to do with nature, yet sets the ecological benefit “{found}”.",
    ),
    many=Words(
        "{count}处生态效益指标与项目没有关系，如{project}的“{found}”。",
        "{count} ecological benefits have nothing to do with their projects, such as “{found}” of {project}.",
    ),
    hint=Words(
        "删去这一条，不必逐类凑满；确有生态效益的，写明具体内容，例如“会议无纸化率”。",
        "Leave it out; levels need not all be filled. If there is such a benefit, name it, for example paper saved.",
    ),
    kinds=PLANS,
)
def ecology_out_of_place(dossier: Dossier) -> Outcome:
    """An ecological benefit stands only where the project can have one.

    Judges anybody's words under 生态效益 (生态平衡, 保护环境 …) in projects of party, people's congress, militia,
    welfare and the like, told by their names; a name with any word of land, water, building, waste or energy passes,
    and so does a benefit that says what exactly it is. A row in which the document breaks off is judged by the words
    that stand.
    """
    rows = [row for row in dossier.indicators if row.category == ECOLOGICAL and row.name]
    told: list[tuple[Item, str, GoalItem | ProjectItem | DepartmentItem]] = [
        (row.field("name"), row.name, row.owner) for row in rows
    ] + list(_cut_rows(dossier))
    drafts = [
        found(spot, found=name, cause="ecology", project=project_label(owner))
        for spot, name, owner in told
        if speaks(name, "ecological_slogans") and _has_no_ecology(owner.name)
    ]
    return judged(told, drafts, without=NO_ECOLOGICAL)


def _has_no_ecology(project: str) -> bool:
    return speaks(project, "unecological_projects") and not speaks(project, "ecological_projects")


def _cut_rows(dossier: Dossier) -> Iterator[tuple[Item, str, ProjectItem]]:
    """The ecological row in which the last table breaks off: its place, its name and its project."""
    for i, unread in enumerate(dossier.document.unread):
        if unread.reason != "truncated" or not unread.text.startswith(ECOLOGICAL) or not dossier.projects:
            continue
        name = unread.text.removeprefix(ECOLOGICAL).split()[0] if unread.text.split()[1:] else ""
        at = next(
            (
                text.at
                for text in dossier.texts
                if text.words.strip() == name and text.at.table == unread.at.table and text.at.row == unread.at.row
            ),
            unread.at,
        )
        if name:
            yield Part(f"unread[{i}]", at, dossier.places), name, dossier.projects[-1]

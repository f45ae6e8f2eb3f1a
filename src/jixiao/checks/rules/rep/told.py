"""What a document says it will do: overall goals, measures, purposes and goals of projects, each with its place.

Leaves what is wrong with them to the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.outcome import Spot

Told = tuple[Spot, str]


def of_unit(dossier: Dossier) -> Iterator[Told]:
    """The overall goals and measures."""
    for i, overall in enumerate(dossier.document.overall_goals):
        yield dossier.spot(f"overall_goals[{i}]"), f"{overall.heading}。{overall.text}"
    for i, safeguard in enumerate(dossier.document.safeguards):
        yield dossier.spot(f"safeguards[{i}]"), safeguard.text


def of_department(dossier: Dossier) -> Iterator[Told]:
    """The goals of a department-wide form; IDN10 does not look at them."""
    goals = dossier.department.department.goals if dossier.department else ()
    for i, words in enumerate(goals):
        yield dossier.spot(f"department.goals[{i}]"), words


def of_projects(dossier: Dossier) -> Iterator[Told]:
    """Purposes and goals of all projects, those of part one first."""
    for goal in dossier.goals:
        yield goal.field("purpose"), goal.goal.purpose or ""
    for project in dossier.projects:
        yield from of_project(project)


def of_project(project: ProjectItem) -> Iterator[Told]:
    """Purpose and goals of a project's table."""
    yield project.field("purpose"), project.project.purpose or ""
    for i, words in enumerate(project.project.goals):
        yield project.field(f"goals[{i}]"), words


def narratives(dossier: Dossier | None) -> dict[str, list[Told]]:
    """What part one says of each project, by the project's path."""
    pairs = dossier.pairs if dossier else ()
    return {
        pair.project.subject: [(pair.goal.field("purpose"), pair.goal.goal.purpose or "")]
        for pair in pairs
        if pair.goal and pair.project
    }

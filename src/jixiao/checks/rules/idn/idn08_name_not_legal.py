"""IDN08: a project bears a colloquial or outdated name of an item that has a legal one."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_PROJECTS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="IDN08",
    level=Level.WARNING,
    title=Words("项目名称不是规范名称", "Project does not bear the legal name of the item"),
    citations=[cite("caiyu-2015-88", "12")],
    many=Words(
        "项目名称中的“{found}”不是规范名称，若指“{expected}”，应写全称（共{count}处）。",
        "“{found}” in {count} places is no legal name; if “{expected}” is meant, write it in full.",
    ),
    message=Words(
        "项目名称“{name}”中的“{found}”不是规范名称，若指“{expected}”，应写全称。",
        "“{found}” in “{name}” is no legal name; if “{expected}” is meant, write it in full.",
    ),
    hint=Words(
        "请核对政策依据：确系“{expected}”的，改用该名称，资金用途和指标也按该政策填写；不是的，写明实际用途。",
        "If the policy is that of “{expected}”, use that name and fit purpose and indicators; else say what it is.",
    ),
    kinds=PLANS,
)
def name_not_legal(dossier: Dossier) -> Outcome:
    """A project follows the legal name of the item that it pays for.

    Judges names only, by the pairs in `words/idn.toml`. Whether the item is really meant must be asked; so this warns.
    """
    named = [(goal.field("project_name"), goal.name) for goal in dossier.goals if goal.name]
    named += [(project.field("name"), project.name) for project in dossier.projects if project.name]
    pairs = [entry.split("→") for entry in words("idn.legal_names")]
    findings = [draft for spot, name in named for usual, legal in pairs for draft in _usual(spot, name, usual, legal)]
    return judged(named, findings, without=NO_PROJECTS)


def _usual(spot: Item, name: str, usual: str, legal: str) -> Iterator[Draft]:
    if usual in name and legal not in name:
        yield found(spot, found=usual, expected=legal, cause=usual, name=name)

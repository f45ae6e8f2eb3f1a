"""The parts of a project code. Leaves what they must be to the rules."""

from __future__ import annotations

import re
from typing import NamedTuple

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item, ProjectItem
from jixiao.language import Words

NO_CODES = Words("项目没有编码", "no project has a code")

_CENTURY, _DIVISION_DIGITS, _CATEGORY = 2000, 6, 8
_DIVISION = re.compile(r"[0-9]{8}[0-9A-Za-z]{8}")
_PARTS = re.compile(r"(?P<division>[0-9]{6})(?P<year>[0-9]{2})(?P<category>[0-9A-Z])[0-9A-Z]{12}")


class Code(NamedTuple):
    """A well-formed project code: its division (six digits), the year of its entry, its class.

    The class is a letter in most provinces, a digit in some.
    """

    project: ProjectItem
    spot: Item
    written: str
    division: str
    year: int
    category: str


def written_codes(dossier: Dossier) -> list[tuple[ProjectItem, str]]:
    """The projects that have a code, with the code as written."""
    return [(project, project.project.code) for project in dossier.projects if project.project.code]


def divisions(dossier: Dossier) -> list[tuple[ProjectItem, str]]:
    """The projects whose code begins with a division, and that division; the rest of the code may be malformed."""
    found = []
    for project, written in written_codes(dossier):
        if _DIVISION.match(written.strip()):
            found.append((project, written.strip()[:_DIVISION_DIGITS]))
    return found


def codes(dossier: Dossier) -> list[Code]:
    """The well-formed codes."""
    found = []
    for project, written in written_codes(dossier):
        match = _PARTS.fullmatch(written.strip())
        if match:
            spot = project.field("code")
            found.append(
                Code(project, spot, written, match["division"], _CENTURY + int(match["year"]), match["category"])
            )
    return found


def has_letter(code: str) -> bool:
    """Whether the class of a code is a letter."""
    return code[_CATEGORY].isalpha()


def at_or_above(division: str) -> frozenset[str]:
    """A division, its city and its province, and the two codes that stand for the whole country."""
    return frozenset({division, f"{division[:4]}00", f"{division[:2]}0000", "000000", "100000"})

"""What a rule is: its id, level, words and citations, and the function that judges.

Leaves finding the rule files to `registry.py` and running them to `engine.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_args

from jixiao.language import Words
from jixiao.law import Citation
from jixiao.model import DocumentKind

if TYPE_CHECKING:
    from jixiao.checks.outcome import Outcome

Judge = Callable[[Any], "Outcome"]
"""Judges a `Dossier`; the watch rules of spending judge a ledger."""

ALL: frozenset[str] = frozenset(get_args(DocumentKind)) - {"unknown"}
PLANS = frozenset({"performance_plan", "project_targets", "department_targets"})
PROJECT_PLANS = frozenset({"performance_plan", "project_targets"})
EVALUATIONS = frozenset({"self_evaluation", "department_self_evaluation"})
MONITORING = frozenset({"monitoring_report"})


class Level(StrEnum):
    """How sure and how grave: an objective error, something to ask about, or a hint."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One thing that a program can check in a document; equal only to itself.

    Attributes:
        id: family (three letters) and number, for ever.
        level: of a finding, unless the finding says otherwise or leans on a doubtful value.
        title: the defect, as a short noun phrase.
        message, hint: what is wrong and what to write instead, with the finding's named holes.
        many: the message of several findings of one cause; has the hole `count` beside the first finding's holes.
        kinds: kinds of document that the rule speaks of.
        name: of the function, the defect in English.
        about: first sentence of the function's docstring; notes: the rest of it.
    """

    id: str
    level: Level
    title: Words
    citations: tuple[Citation, ...]
    message: Words
    hint: Words
    many: Words | None
    kinds: frozenset[str]
    name: str
    about: str
    notes: str
    judge: Judge

    @property
    def family(self) -> str:
        """The three letters of the id."""
        return self.id[:3]


def rule(
    *,
    id: str,
    level: Level,
    title: Words,
    citations: Sequence[Citation],
    message: Words,
    hint: Words,
    many: Words | None = None,
    kinds: frozenset[str] = ALL,
) -> Callable[[Judge], Rule]:
    """Make a rule of the function that judges a dossier; see `Rule` for the arguments."""

    def made(judge: Judge) -> Rule:
        about, _, notes = (judge.__doc__ or "").strip().partition("\n")
        return Rule(
            id=id,
            level=level,
            title=title,
            citations=tuple(citations),
            message=message,
            hint=hint,
            many=many,
            kinds=kinds,
            name=judge.__name__,
            about=about,
            notes=" ".join(notes.split()),
            judge=judge,
        )

    return made

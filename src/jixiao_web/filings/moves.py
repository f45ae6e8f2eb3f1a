"""Which way a filing may go: the one table of states and moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.models import Filing, State


@dataclass(frozen=True)
class Move:
    """A move from some states to another.

    Attributes:
        title: what a person does. action: the right that it needs. needs_reason: nothing goes back without a reason.
    """

    title: str
    before: tuple[State, ...]
    after: State
    action: Action
    needs_reason: bool = False


MOVES: dict[str, Move] = {
    "submit": Move("提交单位审核", (State.DRAFT, State.RETURNED), State.UNIT_REVIEW, Action.SUBMIT_FILING),
    "withdraw": Move("撤回", (State.UNIT_REVIEW,), State.DRAFT, Action.SUBMIT_FILING),
    "pass": Move("审核通过，报财政部门", (State.UNIT_REVIEW,), State.FINANCE_REVIEW, Action.REVIEW_IN_UNIT),
    "return_in_unit": Move("退回修改", (State.UNIT_REVIEW,), State.RETURNED, Action.REVIEW_IN_UNIT, needs_reason=True),
    "approve": Move("批复", (State.FINANCE_REVIEW,), State.APPROVED, Action.REVIEW_IN_FINANCE),
    "return_in_finance": Move(
        "退回修改", (State.FINANCE_REVIEW,), State.RETURNED, Action.REVIEW_IN_FINANCE, needs_reason=True
    ),
    "publish": Move("公开", (State.APPROVED,), State.PUBLISHED, Action.PUBLISH),
}

GUARDS: list[Callable[[Filing, str], None]] = []
"""What other parts of the application demand before a move: each raises a `FilingError` where it must not be made."""

LISTENERS: list[Callable[[Filing, str, Person], None]] = []
"""What other parts of the application do when a filing has been moved, by whom: within the transaction of the move."""

"""What a token may do at most: a person's rights by the policy, narrowed to the token's scopes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_noop

from jixiao_web.accounts.models import Appointment, User
from jixiao_web.accounts.policy import Action, Person


class Scope(Enum):
    """Parts of what people do, by their names in tokens."""

    READ = "read"
    WRITE = "write"
    REVIEW = "review"


WORDS = {
    Scope.READ: gettext_noop("读取：查看有权查看的申报件、意见、队列和日志"),
    Scope.WRITE: gettext_noop("填报：建立、填写、提交、撤回申报件，提出和答复意见"),
    Scope.REVIEW: gettext_noop("审核：通过、退回、批复、公开，填写审核表，提出和答复意见"),
}
"""The scopes in words."""

ACTIONS: dict[Scope, frozenset[Action]] = {
    Scope.READ: frozenset({Action.SEE_FILING, Action.SEE_QUEUE, Action.SEE_LOG}),
    Scope.WRITE: frozenset({Action.SEE_FILING, Action.EDIT_FILING, Action.SUBMIT_FILING, Action.COMMENT}),
    Scope.REVIEW: frozenset(
        {Action.SEE_FILING, Action.REVIEW_IN_UNIT, Action.REVIEW_IN_FINANCE, Action.COMMENT, Action.PUBLISH}
    ),
}
"""The actions of each scope. Who writes or reviews must see what of; reading at large is a scope of its own."""

NEVER = frozenset({"MANAGE", "ENTER_SPENDING", "CHANGE_BUDGET", "IMPORT_MANY", "KEEP_COMMITMENTS", "OPEN_ROUND"})
"""Names of actions that no token does: a stolen one must not make accounts; the others have no operations."""


@dataclass(frozen=True)
class ScopedPerson(Person):
    """A person acting by a token: every right is the person's and the token's."""

    actions: frozenset[Action] = frozenset()

    @classmethod
    def by_token(cls, user: User, scopes: Iterable[Scope]) -> ScopedPerson:
        """The person behind a token, in one query."""
        own = Person.of(user)
        return cls(own.user, own.appointments, frozenset().union(*(ACTIONS[scope] for scope in scopes)))

    def holding(self, action: Action) -> tuple[Appointment, ...]:
        """As a person's, within the token's scopes."""
        return super().holding(action) if action in self.actions else ()


def scopes_of(words: str) -> tuple[Scope, ...]:
    """The scopes that a token was given; a word that means none any more gives nothing."""
    return tuple(scope for scope in Scope if scope.value in words.split())

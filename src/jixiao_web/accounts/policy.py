"""The one table that says who may do what. Views and services ask `Person.may`; nobody else decides.

A right holds for the units in reach: a filler's and a unit reviewer's own unit, a county's units for all others.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import PermissionDenied

from jixiao_web.accounts.models import Appointment, Role, Unit, User


class Action(Enum):
    """What can be done, by its name in words."""

    SEE_FILING = "see a filing, its revisions and its story"
    EDIT_FILING = "begin and fill in a filing"
    SUBMIT_FILING = "hand a filing in, withdraw it"
    REVIEW_IN_UNIT = "pass or return a filing within the unit"
    REVIEW_IN_FINANCE = "approve or return a filing, grade it"
    COMMENT = "comment on a cell, answer a comment"
    PUBLISH = "publish an approved filing"
    SEE_QUEUE = "see the county's queue"
    SEE_LOG = "see the log of all events"
    ENTER_SPENDING = "enter payments, import them"
    CHANGE_BUDGET = "enter a change of a project's budget"
    OPEN_ROUND = "open a round of monitoring for units, fill it up, close it"
    KEEP_COMMITMENTS = "link goals, note their progress, record commitments"
    MANAGE = "manage units, accounts and settings"
    IMPORT_MANY = "begin filings of many units from files, check all open filings anew"


_READ = {Action.SEE_FILING}

POLICY: dict[Role, frozenset[Action]] = {
    Role.FILLER: frozenset(
        _READ
        | {Action.EDIT_FILING, Action.SUBMIT_FILING, Action.COMMENT, Action.ENTER_SPENDING}
        | {Action.KEEP_COMMITMENTS}
    ),
    Role.UNIT_REVIEWER: frozenset(_READ | {Action.KEEP_COMMITMENTS, Action.REVIEW_IN_UNIT, Action.COMMENT}),
    Role.FINANCE_REVIEWER: frozenset(
        _READ
        | {Action.REVIEW_IN_FINANCE, Action.COMMENT, Action.PUBLISH, Action.SEE_QUEUE}
        | {Action.ENTER_SPENDING, Action.CHANGE_BUDGET, Action.OPEN_ROUND, Action.IMPORT_MANY}
    ),
    Role.ADMINISTRATOR: frozenset(_READ | {Action.SEE_QUEUE, Action.SEE_LOG, Action.MANAGE}),
    Role.AUDITOR: frozenset(_READ | {Action.SEE_QUEUE, Action.SEE_LOG}),
}


@dataclass(frozen=True)
class Person:
    """Who acts: a user with the appointments that hold now."""

    user: User
    appointments: tuple[Appointment, ...]

    @classmethod
    def of(cls, user: User) -> Person:
        """The person behind a user, in one query."""
        return cls(user, tuple(user.appointments.select_related("unit")))

    def may(self, action: Action, unit: Unit) -> bool:
        """Whether this person may do something to what belongs to a unit."""
        return any(_reaches(each, unit) for each in self.holding(action))

    def may_in_county(self, action: Action, county_code: str) -> bool:
        """Whether this person may do something in a whole county: a right for single units is never enough."""
        return any(each.unit_id is None and each.county_code == county_code for each in self.holding(action))

    def may_somewhere(self, action: Action) -> bool:
        """Whether there is anything to which this person may do it. Shows ways and pages; allows nothing by itself."""
        return bool(self.holding(action))

    def demand(self, action: Action, unit: Unit) -> None:
        """Refuse what this person may not do to what belongs to a unit.

        Raises:
            PermissionDenied: it may not be done.
        """
        _demand(action, self.may(action, unit))

    def demand_in_county(self, action: Action, county_code: str) -> None:
        """Refuse what this person may not do in a whole county; raises as `demand`."""
        _demand(action, self.may_in_county(action, county_code))

    def demand_somewhere(self, action: Action) -> None:
        """Refuse who may do this nowhere; raises as `demand`."""
        _demand(action, self.may_somewhere(action))

    def units(self, action: Action) -> tuple[set[uuid.UUID], set[str]]:
        """Where this person may do something: single units, and whole counties."""
        reach = self.holding(action)
        return {each.unit_id for each in reach if each.unit_id}, {
            each.county_code for each in reach if not each.unit_id
        }

    def holding(self, action: Action) -> tuple[Appointment, ...]:
        """The appointments by which this person may do something; every right is read from these."""
        return tuple(each for each in self.appointments if action in POLICY[Role(each.role)])

    @property
    def roles(self) -> Iterable[Role]:
        """The roles that this person holds, each once."""
        return dict.fromkeys(Role(each.role) for each in self.appointments)


def _reaches(appointment: Appointment, unit: Unit) -> bool:
    own = appointment.unit_id is None or appointment.unit_id == unit.pk
    return own and appointment.county_code == unit.county_code


def _demand(action: Action, allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(action.value)

"""Reading units and accounts for lists."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q, QuerySet

from jixiao_web.accounts.models import Appointment, Region, Unit, User
from jixiao_web.accounts.policy import Action, Person


class Account(NamedTuple):
    """An account as a list shows it, with its roles in one unit or in the county."""

    user: User
    roles: list[str]


class UnitAccounts(NamedTuple):
    """A unit, or None for the county, and the accounts that belong to it."""

    unit: Unit | None
    accounts: list[Account]


def managed_county(person: Person) -> str:
    """The code of the county that a person manages.

    Raises:
        PermissionDenied: none.
    """
    counties = sorted(person.units(Action.MANAGE)[1])
    if not counties:
        raise PermissionDenied(Action.MANAGE.value)
    return counties[0]


def county_of(person: Person) -> str | None:
    """The county to whose log a person's own events belong; None for somebody without a role."""
    return min((each.county_code for each in person.appointments), default=None)


def region_name(county_code: str) -> str:
    """A county's name, or its code where nobody named it."""
    return Region.objects.filter(code=county_code).values_list("name", flat=True).first() or county_code


def units_of(county_code: str, words: str = "") -> QuerySet[Unit]:
    """A county's units with the number of accounts that work, by code; only those that hold the words."""
    units = Unit.objects.filter(county_code=county_code).select_related("parent").order_by("code")
    if words:
        units = units.filter(Q(code__startswith=words) | Q(name__icontains=words))
    return units.annotate(
        accounts=Count("appointments__user", filter=Q(appointments__user__is_active=True), distinct=True)
    )


def accounts_by_unit(county_code: str, words: str = "", unit_code: str = "") -> list[UnitAccounts]:
    """A county's accounts: those of the county first, then unit by unit."""
    held = (
        Appointment.objects.filter(county_code=county_code)
        .select_related("user__second_step", "unit")
        .order_by("unit__code", "user__username", "role")
    )
    if words:
        held = held.filter(
            Q(user__username__icontains=words) | Q(user__full_name__icontains=words) | Q(unit__name__icontains=words)
        )
    if unit_code:
        held = held.filter(unit__code=unit_code)
    return _grouped(sorted(held, key=lambda each: each.unit.code if each.unit else ""))


def _grouped(held: list[Appointment]) -> list[UnitAccounts]:
    groups: dict[object, UnitAccounts] = {}
    for each in held:
        group = groups.setdefault(each.unit_id, UnitAccounts(each.unit, []))
        account = next((one for one in group.accounts if one.user == each.user), None)
        if account is None:
            account = Account(each.user, [])
            group.accounts.append(account)
        account.roles.append(each.get_role_display())
    return list(groups.values())


def account_of(county_code: str, user_id: uuid.UUID) -> User | None:
    """An account that holds a role in a county."""
    return (
        User.objects.filter(pk=user_id, appointments__county_code=county_code, is_superuser=False)
        .prefetch_related(Prefetch("appointments", Appointment.objects.select_related("unit")))
        .distinct()
        .first()
    )

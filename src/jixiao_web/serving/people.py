"""Accounts, the roles that they hold, units and regions, held against the log.

A county whose log tells of its first account is proved wholly: nobody else may be there. In the log of an older county,
whose first accounts came otherwise, only those are proved of which it tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from jixiao_web.serving.faults import Fault
from jixiao_web.serving.logged import Finder, Said, faults_found, said_of

if TYPE_CHECKING:
    from jixiao_web.accounts.models import Appointment, User

_FIRST = "sample_loaded"
"""The action by which the sample county's administrator came, with a password that need not be changed."""
_OF_ACCOUNT = (
    "account_created", "account_locked", "account_unlocked", "password_changed", "password_reset", "password_rehashed",
    "second_step_on", "second_step_off", "second_step_reset",
)  # fmt: skip


class AccountTold:
    """What the log says of an account; None where it says nothing.

    Attributes:
        number: of the last entry. is_made: it tells how the account came.
        roles: with the unit's code; empty for the county.
    """

    def __init__(self) -> None:
        self.number = 0
        self.is_made = False
        self.full_name: str | None = None
        self.is_active: bool | None = None
        self.must_change: bool | None = None
        self.credential: str | None = None
        self.has_second_step: bool | None = None
        self.roles: set[tuple[str, str]] = set()

    def make(self, full_name: str | None, *, must_change: bool | None) -> None:
        """Take in how it came."""
        self.is_made, self.is_active, self.must_change = True, True, must_change
        self.full_name = full_name

    def as_it_stands(self, user: User, *, has_second_step: bool, is_elsewhere: bool) -> bool:
        """Whether the account is as it is told.

        Args:
            is_elsewhere: it has roles in other counties, whose logs may tell of its own changes.
        """
        from jixiao_web.accounts.events import credential_of

        stands: list[tuple[Any, Any]] = [(self.full_name, user.full_name), (self.is_active, user.is_active)]
        if self.roles and not is_elsewhere:  # the own changes of somebody without a role belong to no log
            stands.append((self.has_second_step, has_second_step))
            stands.append((self.must_change, user.must_change_password))
            stands.append((self.credential, credential_of(user)))
        if self.is_made:  # no page makes a superuser
            stands += [(False, user.is_superuser), (False, user.is_staff)]
        return all(told is None or told == own for told, own in stands)

    def holds(self, roles: set[tuple[str, str]]) -> bool:
        """Whether the roles are those that are told."""
        return roles == self.roles if self.is_made else roles >= self.roles


def faults_of_people(code: str) -> Iterator[Fault]:
    """Every account, role and unit of a county that is not as the log tells it."""
    return faults_found(code, FINDERS)


def _of_accounts(code: str) -> Iterator[Fault]:
    from jixiao_web.accounts.models import Appointment, SecondStep, User

    told, is_whole = _told_of(code)
    held: dict[str, list[Appointment]] = {}
    appointed = Appointment.objects.filter(county_code=code).select_related("user", "unit").order_by("pk")
    for each in appointed.iterator(chunk_size=2000):
        held.setdefault(each.user.username, []).append(each)
    users = {name: own[0].user for name, own in held.items()}
    users |= User.objects.in_bulk([name for name in told if name not in users], field_name="username")
    elsewhere = set(Appointment.objects.exclude(county_code=code).values_list("user_id", flat=True))
    guarded = set(SecondStep.objects.filter(confirmed_at__isnull=False).values_list("user_id", flat=True))
    for name, account in told.items():
        user = users.get(name)
        if user is None:
            yield Fault(code, account.number, "gone", name)
            continue
        is_elsewhere = user.pk in elsewhere
        if not account.as_it_stands(user, has_second_step=user.pk in guarded, is_elsewhere=is_elsewhere):
            yield Fault(code, account.number, "account", name)
        if not account.holds({(each.role, each.unit.code if each.unit else "") for each in held.get(name, ())}):
            yield Fault(code, account.number, "role", name)
    if is_whole:
        yield from (Fault(code, 0, "unlogged", name) for name in held if name not in told)


def _told_of(code: str) -> tuple[dict[str, AccountTold], bool]:
    """What a county's log says of its accounts, by name; and whether it tells of the first."""
    said = [
        *said_of(code, "county", _FIRST), *said_of(code, "accounts", "accounts_imported"),
        *said_of(code, "account", *_OF_ACCOUNT),
    ]  # fmt: skip
    is_sample = any(each.action == _FIRST for each in said)
    is_whole = is_sample
    told: dict[str, AccountTold] = {}
    for each in sorted(said, key=lambda one: one.number):
        if each.action == "accounts_imported":
            _take_import(told, each, must_change=None if is_sample else True)
            continue
        name = each.actor if each.action == _FIRST else str(each.detail.get("username"))
        account = told.setdefault(name, AccountTold())
        account.number = each.number
        _take(account, each)
        is_whole = is_whole or (each.action == "account_created" and each.actor == name)
    return told, is_whole


def accounts_made(code: str) -> set[str]:
    """The names of the accounts of which a county's log tells how they came."""
    return {name for name, account in _told_of(code)[0].items() if account.is_made}


def _take(account: AccountTold, said: Said) -> None:
    from jixiao_web.accounts.models import OF_UNIT, Role

    if said.action == _FIRST:
        account.make(None, must_change=None)
        account.roles.add((Role.ADMINISTRATOR, ""))
    elif said.action == "account_created":
        account.make(said.detail.get("full_name"), must_change=True)
        unit = said.detail.get("unit", "")
        account.roles |= {(role, unit if role in OF_UNIT else "") for role in said.detail.get("roles", ())}
    elif said.action in ("account_locked", "account_unlocked"):
        account.is_active = said.action == "account_unlocked"
    elif said.action.startswith("second_step"):
        account.has_second_step = said.action == "second_step_on"
    elif said.action != "password_rehashed":
        account.must_change = said.action == "password_reset"
    if said.action == "account_created" or said.action.startswith("password"):
        account.credential = said.detail.get("credential")


def _take_import(told: dict[str, AccountTold], said: Said, *, must_change: bool | None) -> None:
    new: Iterable[list[str]] = said.detail.get("new", ())
    credentials = said.detail.get("credentials", {})
    for name, full_name, _unit, _role in new:
        account = told.setdefault(name, AccountTold())
        account.make(full_name, must_change=must_change)
        account.credential = credentials.get(name)
    for name, _full_name, unit, role in (*new, *said.detail.get("role", ())):
        account = told.setdefault(name, AccountTold())
        account.number = said.number
        account.roles.add((role, unit))


_NAMED, _ABOVE, _ACTIVE = "名称", "上级代码", "启用"
"""Columns of the table of units, as the log names them."""


def _of_units(code: str) -> Iterator[Fault]:
    from jixiao_web.accounts.models import Unit

    told: dict[str, dict[str, str]] = {}
    last: dict[str, int] = {}
    for said in said_of(code, "units", "units_imported"):
        _take_table(told, last, said)
    is_whole = _told_of(code)[1]
    for unit in Unit.objects.filter(county_code=code).select_related("parent").order_by("pk").iterator(chunk_size=2000):
        stands = {_NAMED: unit.name, _ABOVE: unit.parent.code if unit.parent else "", _ACTIVE: _yes(unit.active)}
        own = told.pop(unit.code, None)
        if own is None:
            if is_whole:
                yield Fault(code, 0, "unlogged", unit.code)
        elif not own.items() <= stands.items():
            yield Fault(code, last[unit.code], "unit", unit.code)
    yield from (Fault(code, last[own], "gone", own) for own in told)


def _take_table(told: dict[str, dict[str, str]], last: dict[str, int], said: Said) -> None:
    """Take in what an import did to the rows of a tree, by their codes."""
    for own, name, above, is_active in said.detail.get("new", ()):
        told[own] = {_NAMED: name, _ABOVE: above, _ACTIVE: _yes(is_active)}
        last[own] = said.number
    for own, cells in said.detail.get("changed", {}).items():
        told.setdefault(own, {}).update({column: now for column, _was, now in cells})
        last[own] = said.number


def _yes(is_so: bool) -> str:
    return "是" if is_so else "否"


def _of_regions(code: str) -> Iterator[Fault]:
    """The county and the regions below it; those above it are of other counties, too."""
    from jixiao_web.accounts.models import Region

    told, last, is_whole = _told_regions(code)
    for region in Region.objects.filter(code__startswith=code).order_by("pk").iterator(chunk_size=2000):
        own = told.pop(region.code, None)
        if own is None:
            if is_whole:
                yield Fault(code, 0, "unlogged", region.code)
        elif not own.items() <= {_NAMED: region.name, _ABOVE: region.parent_id or ""}.items():
            yield Fault(code, last[region.code], "region", region.code)
    yield from (Fault(code, last[own], "gone", own) for own in told)


def _told_regions(code: str) -> tuple[dict[str, dict[str, str]], dict[str, int], bool]:
    """What the log says of regions, in which entry last, and whether it tells with which the county began."""
    told: dict[str, dict[str, str]] = {}
    last: dict[str, int] = {}
    is_whole = False
    begun = said_of(code, "county", _FIRST, "county_begun")
    imported = said_of(code, "regions", "regions_imported")
    for said in sorted([*begun, *imported], key=lambda one: one.number):
        if said.action == "regions_imported":
            _take_table(told, last, said)
            continue
        named = [[code, said.detail["name"]]] if "name" in said.detail else said.detail.get("regions", [])
        is_whole = is_whole or bool(named)
        for own, *words in named:
            told.setdefault(own, {}).update(zip((_NAMED, _ABOVE), words, strict=False))
            last[own] = said.number
    ours = {own: {name: words for name, words in each.items() if name != _ACTIVE} for own, each in told.items()}
    return {own: each for own, each in ours.items() if own.startswith(code)}, last, is_whole


FINDERS: tuple[Finder, ...] = (_of_accounts, _of_units, _of_regions)
"""What looks through a county, one after another."""

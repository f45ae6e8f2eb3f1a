"""Importing accounts from a table: what it would make, line by line, and making what is good of it.

An account that exists keeps its password and name; a line about it can only add a role.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from jixiao_web.accounts.errors import ChangedMeanwhile
from jixiao_web.accounts.events import credential_of
from jixiao_web.accounts.imports import Preview, table_import
from jixiao_web.accounts.models import OF_UNIT, Appointment, Role, Unit, User
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.selectors import managed_county
from jixiao_web.accounts.services import Issued, initial_password
from jixiao_web.accounts.tables import Line, lines_of

COLUMNS = ("登录名", "姓名", "单位代码", "角色")
MOST = 500
"""Lines at once: a password is slow to hash, on purpose."""
_ROLES = {role.label: role for role in Role}
_ALSO = dict.fromkeys(("审计", "人大", "审计/人大", "审计人大"), Role.AUDITOR)
"""How people write a role of two offices."""


class Wanted(NamedTuple):
    """What a line would do: `new` account, `role` for one that is there, `same`, or `refused` with the reason."""

    line: int
    kind: str
    username: str
    full_name: str
    unit_code: str
    role: str
    reason: str = ""

    @property
    def told(self) -> list[Any]:
        """All that it would write."""
        return [self.username, self.full_name, self.unit_code, self.role]

    @property
    def role_title(self) -> str:
        """The role in words; as written where there is no such role."""
        return gettext(Role(self.role).label) if self.role in Role.values else self.role


class _Stand(NamedTuple):
    """What stands in a county: codes of its units, its accounts with name and roles, names that others have taken."""

    units: set[str]
    names: dict[str, str]
    roles: set[tuple[str, str, str]]
    taken: set[str]


def accounts_preview(*, person: Person, text: str) -> Preview[Wanted]:
    """What a table of accounts would make in the person's county; changes nothing.

    Raises:
        PermissionDenied: the person manages no county.
        FileRefused: the table cannot be read.
    """
    county = managed_county(person)
    lines = lines_of(text, COLUMNS, MOST)
    return Preview(tuple(_judged(lines, _standing(county, lines))))


def accounts_import(*, person: Person, text: str, seen: str, password: str = "") -> list[Issued]:
    """Make what is good of a table of accounts.

    Args:
        seen: the digest of the preview that the person saw. password: the initial one of all; else each has its own.
    Returns:
        The new accounts with their initial passwords.
    Raises:
        ChangedMeanwhile: the table would do something else now; and as `accounts_preview`.
    """
    names = dict.fromkeys(each.username for each in accounts_preview(person=person, text=text).of("new"))
    words = {name: password or initial_password() for name in names}
    made = {word: make_password(word) for word in {*words.values()}}  # slow: before the transaction
    hashed = {name: made[word] for name, word in words.items()}

    def put(county: str, preview: Preview[Wanted]) -> dict[str, User]:
        if {each.username for each in preview.of("new")} != set(words):
            raise ChangedMeanwhile
        return _put(county, preview, hashed)

    users = table_import(
        person=person, seen=seen, kind="accounts", put=put,
        preview_of=lambda: accounts_preview(person=person, text=text),
        detail=lambda preview: {
            **{kind: [each.told for each in preview.of(kind)] for kind in ("new", "role")},
            "credentials": {name: credential_of(User(password=each)) for name, each in hashed.items()},
        },
    )  # fmt: skip
    return [Issued(users[name], word) for name, word in words.items()]


def _standing(county: str, lines: list[Line]) -> _Stand:
    names = {line.values["登录名"] for line in lines}
    appointed = Appointment.objects.filter(county_code=county, user__username__in=names).select_related("user", "unit")
    own = {each.user.username: each.user.full_name for each in appointed}
    return _Stand(
        units=set(Unit.objects.filter(county_code=county, active=True).values_list("code", flat=True)),
        names=own,
        roles={(each.user.username, each.unit.code if each.unit else "", each.role) for each in appointed},
        taken=set(User.objects.filter(username__in=names).values_list("username", flat=True)) - set(own),
    )


def _judged(lines: list[Line], stand: _Stand) -> Iterator[Wanted]:
    begun: dict[str, str] = {}
    roles = set(stand.roles)
    for line in lines:
        username, full_name, unit_code, word = (line.values.get(column, "") for column in COLUMNS)
        role = _ROLES.get(word) or _ALSO.get(word)
        each = Wanted(line.number, "new", username, full_name, unit_code, role.value if role else word)
        reason = _fault(each, role, stand) or _other_name(each, stand, begun)
        if reason:
            yield each._replace(kind="refused", reason=reason)
        elif (username, unit_code, each.role) in roles:
            yield each._replace(kind="same")
        else:
            roles.add((username, unit_code, each.role))
            begun.setdefault(username, full_name)
            yield each._replace(kind="role") if username in stand.names else each


def _fault(each: Wanted, role: Role | None, stand: _Stand) -> str:
    try:
        UnicodeUsernameValidator()(each.username)
    except ValidationError:
        return gettext("登录名只能用字母、数字和@.+-_。")
    if len(each.username) > 150:
        return gettext("登录名太长。")
    if not each.full_name or len(each.full_name) > 40:
        return gettext("姓名应为1至40个字。")
    if role is None:
        return gettext("没有这种角色，应填：%(roles)s。") % {"roles": "".join(f"“{each}”" for each in _ROLES)}
    if role in OF_UNIT and each.unit_code not in stand.units:
        return gettext("单位代码%(code)s不存在或者已停用。") % {"code": each.unit_code or "（空）"}
    if role not in OF_UNIT and each.unit_code:
        return gettext("这种角色属于全县，单位代码应为空。")
    if each.username in stand.taken:
        return gettext("这个登录名已被占用。")
    return ""


def _other_name(each: Wanted, stand: _Stand, begun: dict[str, str]) -> str:
    name = stand.names.get(each.username, begun.get(each.username, each.full_name))
    return "" if name == each.full_name else gettext("这个登录名属于“%(name)s”，姓名不一致。") % {"name": name}


def _put(county: str, preview: Preview[Wanted], hashed: dict[str, str]) -> dict[str, User]:
    names = {each.username: each.full_name for each in preview.of("new")}
    User.objects.bulk_create(
        User(username=name, full_name=names[name], password=hashed[name], must_change_password=True) for name in names
    )
    good = preview.of("new", "role")
    users = {user.username: user for user in User.objects.filter(username__in={each.username for each in good})}
    units = {unit.code: unit for unit in Unit.objects.filter(county_code=county)}
    Appointment.objects.bulk_create(
        Appointment(county_code=county, user=users[each.username], role=each.role, unit=units.get(each.unit_code))
        for each in good
    )
    return users

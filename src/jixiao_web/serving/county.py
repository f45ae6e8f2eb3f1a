"""`jixiao county`: a county of a server's database and its first administrator."""

from __future__ import annotations

import re

from jixiao_web.serving.errors import ServingError
from jixiao_web.serving.start import migrate, set_up

_CODE = re.compile(r"[0-9]{6}")
_USERNAME = re.compile(r"[\w.@+-]{1,40}")


def county_begin(code: str, name: str, username: str, full_name: str) -> str:
    """Make a county and its administrator; the database is brought up to date first. It may be done while it serves.

    Returns:
        The initial password, which nobody can read again; it must be changed at the first log-in.

    Raises:
        ServingError: the code is none of GB/T 2260, the name or account cannot be, the county has an administrator, the
            account is another's, or as `start.set_up`.
    """
    if not _CODE.fullmatch(code):
        raise ServingError("wrong_code", code=code)
    if not name.strip() or len(name) > 60 or not _USERNAME.fullmatch(username) or len(full_name) > 40:
        raise ServingError("wrong_words")
    set_up()
    migrate()
    from django.contrib.auth.hashers import make_password
    from django.db import transaction

    from jixiao_web.accounts.events import account_log, credential_of
    from jixiao_web.accounts.models import Appointment, Region, Role, User
    from jixiao_web.accounts.policy import Person
    from jixiao_web.accounts.services import initial_password
    from jixiao_web.audit.log import log_append

    word = initial_password()
    with transaction.atomic():
        if Appointment.objects.filter(county_code=code, role=Role.ADMINISTRATOR).exists():
            raise ServingError("county_there", code=code)
        if User.objects.filter(username=username).exists():
            raise ServingError("name_taken", username=username)
        Region.objects.update_or_create(code=code, defaults={"name": name.strip()})
        user = User.objects.create(
            username=username, full_name=full_name.strip(), password=make_password(word), must_change_password=True
        )
        Appointment.objects.create(county_code=code, user=user, role=Role.ADMINISTRATOR)
        log_append(
            county_code=code, actor=username, action="county_begun", object_kind="county", object_key=code,
            detail={"name": name.strip()},
        )  # fmt: skip
        told = {"full_name": user.full_name, "roles": [Role.ADMINISTRATOR], "unit": ""}
        account_log(Person.of(user), code, "account_created", user, credential=credential_of(user), **told)
    return word

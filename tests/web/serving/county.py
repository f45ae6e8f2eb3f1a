"""A county in a data folder of its own, made by a process of its own: `python -m tests.web.serving.county`.

Prints what clients need as JSON: a session of every person and the filing of every unit. Reads JIXIAO_DATA and
JIXIAO_DATABASE as the server does.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

COUNTY = "990128"
UNITS = 3
SAMPLE = Path(__file__).parents[3] / "src/jixiao/samples/qingshi-2025.docx"


def main() -> None:
    """Make it."""
    from jixiao_web.serving.start import migrate, set_up

    set_up()
    migrate()
    from jixiao import api
    from jixiao_web.accounts.models import Appointment, Region, Unit, User
    from jixiao_web.accounts.policy import Person
    from jixiao_web.filings.services import filing_begin

    def person(username: str, role: str, unit: Unit | None = None) -> Person:
        user = User(username=username, full_name=username)
        user.set_unusable_password()
        user.save()
        Appointment.objects.create(county_code=COUNTY, user=user, role=role, unit=unit)
        return Person.of(user)

    plan = api.read(SAMPLE)
    Region.objects.create(code=COUNTY, name="云河县")
    made: dict[str, object] = {
        "finance": _session(person("baihe", "finance_reviewer").user),
        "manager": _session(person("guanli", "administrator").user),
    }
    units = []
    for number in range(UNITS):
        unit = Unit.objects.create(county_code=COUNTY, code=f"47{number:04}", name=f"云河县第{number}小学")
        filler, head = person(f"filler{number}", "filler", unit), person(f"head{number}", "unit_reviewer", unit)
        filing = filing_begin(person=filler, unit=unit, year=2025, document=plan)
        units.append(
            {
                "filler": _session(filler.user),
                "head": _session(head.user),
                "filing": str(filing.pk),
                "unit": str(unit.pk),
            }
        )
    print(json.dumps(made | {"units": units, "purpose": plan.projects[0].purpose}))


def _session(user: object) -> str:
    """A session as logging in makes one."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)  # type: ignore[attr-defined]  # the user model is known only once Django is set up
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()  # type: ignore[attr-defined]  # every user of ours has it
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main()

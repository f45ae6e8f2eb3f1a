"""What the tests of the web share: a folder of their own for data, a county, its people, a client for each of them.

爱丽 fills in for her unit, 白鹤 reviews, 查理 belongs to another unit and must see nothing of the first.
JIXIAO_TEST_DATABASE=postgresql has the tests run on a PostgreSQL server of their own instead of SQLite.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.web.postgresql import postgresql

_FOLDER = tempfile.TemporaryDirectory(prefix="jixiao-web-tests-")
os.environ["JIXIAO_DATA"] = _FOLDER.name  # before Django reads its settings, which make a key and a database there
os.environ.pop("JIXIAO_CONFIG", None)
_ENDS = contextlib.ExitStack()
if "PYTEST_XDIST_WORKER" not in os.environ:  # workers find the server's address, each makes a database of its own there
    os.environ.pop("JIXIAO_DATABASE", None)
    if os.environ.get("JIXIAO_TEST_DATABASE") == "postgresql":
        os.environ["JIXIAO_DATABASE"] = _ENDS.enter_context(postgresql(durable=False))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao_web.config.settings")
# Not in pyproject.toml: pytest-django would load Django for every test of the core, and before this folder is known.

import django  # noqa: E402  # after the folder is known
import msgspec  # noqa: E402  # Django reads the environment when it is loaded
import pytest  # noqa: E402  # Django reads the environment when it is loaded
from django.conf import settings as django_settings  # noqa: E402  # Django reads the environment when it is loaded
from django.test import Client  # noqa: E402  # Django reads the environment when it is loaded
from pytest_django.plugin import _setup_django  # noqa: E402  # Django reads the environment when it is loaded

from jixiao import api  # noqa: E402  # Django reads the environment when it is loaded
from jixiao.model import Document  # noqa: E402  # Django reads the environment when it is loaded

django.setup()
django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing

SAMPLE = Path(__file__).parents[2] / "src/jixiao/samples/qingshi-2025.docx"
COUNTY = "990128"
PASSWORD = "sample-password-2025"


def pytest_configure(config: pytest.Config) -> None:
    """Have pytest-django keep tests that did not ask for a database away from it; it began before Django was there."""
    _setup_django(config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is said of the other database: it runs where that one is tested."""
    from django.db import connection

    said = [(item, item.get_closest_marker("only_on")) for item in items]
    others = [item for item, mark in said if mark and mark.args[0] != connection.vendor]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in set(others)]


def pytest_unconfigure() -> None:
    """End the PostgreSQL server, where one was started."""
    _ENDS.close()


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _shares_for_good(monkeypatch) -> None:
    """PostgreSQL is asked how common words are every ten minutes: that query would come between two counts."""
    monkeypatch.setattr("jixiao_web.search.index._SECONDS", 10**9)


@pytest.fixture
def county(db):
    """云河县, which does not exist."""
    from jixiao_web.accounts.models import Region

    return Region.objects.create(code=COUNTY, name="云河县")


@pytest.fixture
def unit(county):
    """爱丽's unit."""
    return _unit("471012", "云河县青石镇人民政府本级")


@pytest.fixture
def other_unit(county):
    """查理's unit."""
    return _unit("471013", "云河县鹤汀镇人民政府本级")


@pytest.fixture
def person_of(county) -> Callable:
    """Makes a person: a user with a log-in name, a name, a role and where it is held."""
    from jixiao_web.accounts.models import Appointment, User
    from jixiao_web.accounts.policy import Person

    def make(username: str, full_name: str, role: str | None = None, unit=None):
        user = User.objects.create_user(username, password=PASSWORD, full_name=full_name)
        if role:
            Appointment.objects.create(county_code=COUNTY, user=user, role=role, unit=unit)
        return Person.of(user)

    return make


@pytest.fixture
def aili(person_of, unit):
    """爱丽: fills in for her unit."""
    return person_of("aili", "爱丽", "filler", unit)


@pytest.fixture
def baihe_unit(person_of, unit):
    """白鹤 of the unit: reviews within it."""
    return person_of("baihe_unit", "白鹤（单位）", "unit_reviewer", unit)


@pytest.fixture
def baihe(person_of):
    """白鹤 of the finance bureau: reviews for the county."""
    return person_of("baihe", "白鹤", "finance_reviewer")


@pytest.fixture
def chali(person_of, other_unit):
    """查理: fills in for another unit; a stranger to the first."""
    return person_of("chali", "查理", "filler", other_unit)


@pytest.fixture
def administrator(person_of):
    """Manages units and accounts."""
    return person_of("guanli", "管理员", "administrator")


@pytest.fixture
def auditor(person_of):
    """Reads all, writes nothing."""
    return person_of("shenji", "审计员", "auditor")


@pytest.fixture
def nobody(person_of):
    """Has an account without any role."""
    return person_of("nobody", "无岗位")


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """Makes a client in which a person is logged in; None for a stranger."""

    def make(person=None, **headers: str) -> Client:
        client = Client(headers=headers or None)
        if person is not None:
            client.force_login(person.user)
        return client

    return make


@pytest.fixture
def as_aili(client_of, aili) -> Client:
    return client_of(aili)


@pytest.fixture
def as_baihe_unit(client_of, baihe_unit) -> Client:
    return client_of(baihe_unit)


@pytest.fixture
def as_baihe(client_of, baihe) -> Client:
    return client_of(baihe)


@pytest.fixture
def as_chali(client_of, chali) -> Client:
    return client_of(chali)


@pytest.fixture
def as_administrator(client_of, administrator) -> Client:
    return client_of(administrator)


@pytest.fixture
def as_auditor(client_of, auditor) -> Client:
    return client_of(auditor)


@pytest.fixture
def as_nobody(client_of, nobody) -> Client:
    return client_of(nobody)


@pytest.fixture
def as_stranger(client_of) -> Client:
    return client_of()


@pytest.fixture(scope="session")
def sample_bytes() -> bytes:
    """The bundled Word file."""
    return SAMPLE.read_bytes()


@pytest.fixture(scope="session")
def plan(sample_bytes) -> Document:
    """The bundled plan as read, with its faults."""
    return api.read_bytes(sample_bytes, SAMPLE.name)


@pytest.fixture(scope="session")
def mended_plan(plan) -> Document:
    """The bundled plan with the projects that hold no error."""
    faulty = set()
    for finding in api.Checker().check_document(plan).report.findings:
        if finding.level == "error":
            faulty |= {where.partition("]")[0] + "]" for where in _subjects(finding)}
    kept = [
        n for n in range(len(plan.projects)) if f"projects[{n}]" not in faulty and f"itemized_goals[{n}]" not in faulty
    ]
    return _only(plan, kept)


def _subjects(finding) -> list[str]:
    return [finding.subject or "", *(member.subject or "" for member in finding.members)]


def _only(plan: Document, kept: list[int]) -> Document:
    replace = msgspec.structs.replace
    return replace(
        plan,
        doubts=(),  # these name projects by their place
        at={},
        projects=tuple(replace(plan.projects[n], ordinal=at) for at, n in enumerate(kept, 1)),
        itemized_goals=tuple(replace(plan.itemized_goals[n], ordinal=at) for at, n in enumerate(kept, 1)),
    )


def _unit(code: str, name: str):
    from jixiao_web.accounts.models import Unit

    return Unit.objects.create(county_code=COUNTY, code=code, name=name)

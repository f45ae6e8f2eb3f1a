"""Which database: the address as libpq reads it; the suite runs on the one that was asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jixiao_web.config.postgresql import database
from tests.web.serving.running import environment, run


def test_the_suite_runs_on_the_database_that_was_asked_for(db) -> None:
    from django.db import connection

    assert connection.vendor == os.environ.get("JIXIAO_TEST_DATABASE", "sqlite")


def test_an_address_may_hold_everything_that_libpq_knows() -> None:
    told = database("postgresql://jixiao:p%40ss@db.example:5433/county?sslmode=require&connect_timeout=3")
    assert told | {"OPTIONS": {}} == {
        "ENGINE": "django.db.backends.postgresql", "NAME": "county", "USER": "jixiao", "PASSWORD": "p@ss",
        "HOST": "db.example", "PORT": "5433", "OPTIONS": {},
    }  # fmt: skip
    assert told["OPTIONS"] == {"pool": True, "prepare_threshold": 1, "sslmode": "require", "connect_timeout": "3"}


def test_a_socket_is_named_by_its_folder() -> None:
    told = database("postgresql://jixiao@/county?host=/run/postgresql&port=5433")
    assert (told["HOST"], told["PORT"], told["PASSWORD"]) == ("/run/postgresql", "5433", "")


WRONG = [
    "county", "mysql://jixiao:secret@db/county", "postgresql://jixiao:secret@db/county?nonsense=1",
    "postgresql://jixiao:secret@[::1/county", "postgresql://jixiao:secret@db/", "postgresql://jixiao:secret%zz@db/county",
]  # fmt: skip


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_one_is_told_without_its_password(address: str) -> None:
    with pytest.raises(ValueError, match="^DATABASE") as refused:
        database(address)
    assert "secret" not in str(refused.value)


def test_so_it_is_by_a_command(tmp_path: Path) -> None:
    told = run(["audit", "verify"], environment(tmp_path / "data", WRONG[2]))
    assert told.returncode == 2 and "设置有误" in told.stderr
    assert "secret" not in told.stderr and "Traceback" not in told.stderr

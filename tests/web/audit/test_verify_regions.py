"""Regions that were changed behind the application's back are found: the county and those below it."""

from __future__ import annotations

import pytest

from jixiao_web.accounts.imports_units import REGIONS, tree_import, tree_preview
from jixiao_web.accounts.models import Region
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.log import log_append
from jixiao_web.serving.county import county_begin
from jixiao_web.serving.verify import verify_county
from tests.web.audit.tampering import run

COUNTY = "990128"
TABLE = (
    "代码,名称,上级代码\n990000,云岚省,\n990100,云岚市,990000\n990128,云河县,990100\n"
    "990128001,青石镇,990128\n990128002,鹤汀镇,990128\n"
)


def found() -> set[tuple[str, str]]:
    return {(fault.reason, fault.name) for fault in verify_county(COUNTY)}


def _import(person: Person, text: str) -> None:
    seen = tree_preview(person=person, text=text, sort=REGIONS).digest
    tree_import(person=person, text=text, seen=seen, sort=REGIONS)


@pytest.fixture
def regions(administrator) -> Person:
    """A county of an earlier version, which has brought in what is above and below it."""
    _import(administrator, TABLE)
    assert found() == set()
    return administrator


@pytest.fixture
def whole(administrator) -> Person:
    """A county whose log tells with which name it began."""
    log_append(
        county_code=COUNTY, actor="guanli", action="county_begun", object_kind="county", object_key=COUNTY,
        detail={"name": "云河县"},
    )  # fmt: skip
    _import(administrator, TABLE)
    assert found() == set()
    return administrator


def test_what_people_do_is_no_fault(whole) -> None:
    _import(whole, "代码,名称,上级代码\n990128001,青石街道,\n990128003,雾岭乡,990128001\n")
    assert found() == set()


CHANGES = {
    "name": ("region", "990128001", "UPDATE accounts_region SET name = '青石街道' WHERE code = '990128001'"),
    "above": ("region", "990128002", "UPDATE accounts_region SET parent_id = '990128001' WHERE code = '990128002'"),
    "gone": ("gone", "990128002", "DELETE FROM accounts_region WHERE code = '990128002'"),
    "county's parent": ("region", COUNTY, "UPDATE accounts_region SET parent_id = NULL WHERE code = '990128'"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found(regions, what: str) -> None:
    reason, name, sql = CHANGES[what]
    run(sql)
    assert found() == {(reason, name)}


def test_the_name_with_which_the_county_began_is_proved(whole) -> None:
    run("UPDATE accounts_region SET name = '雾城区' WHERE code = '990128'")
    assert found() == {("region", COUNTY)}


@pytest.mark.django_db
def test_a_county_that_was_begun_by_the_command_is_proved_wholly(monkeypatch) -> None:
    monkeypatch.setattr("jixiao_web.serving.county.set_up", lambda: None)
    monkeypatch.setattr("jixiao_web.serving.county.migrate", lambda: None)
    county_begin(COUNTY, " 云河县 ", "wang", "王芳")
    assert found() == set()
    run("UPDATE accounts_region SET name = '雾城区'")
    assert found() == {("region", COUNTY)}
    run("UPDATE accounts_region SET name = '云河县'")
    run("INSERT INTO accounts_region (code, name, parent_id) VALUES ('990128009', '影子镇', '990128')")
    assert found() == {("unlogged", "990128009")}


def test_a_region_that_nobody_brought_in_is_found(whole) -> None:
    run("INSERT INTO accounts_region (code, name, parent_id) VALUES ('990128009', '影子镇', '990128')")
    assert found() == {("unlogged", "990128009")}


def test_of_before_only_what_the_log_tells_is_proved(regions) -> None:
    Region.objects.create(code="990128009", name="从前的镇", parent_id=COUNTY)
    assert found() == set()


def test_what_is_above_and_beside_the_county_is_not_its_own(whole) -> None:
    run("UPDATE accounts_region SET name = '云岚新市' WHERE code = '990100'")
    Region.objects.create(code="990129", name="雾城区", parent_id="990100")
    assert found() == set()

"""Importing units and accounts: the dry run changes nothing and says all; only what is good is done."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import authenticate
from django.core.files.uploadedfile import SimpleUploadedFile

from jixiao_web.accounts import imports_accounts, imports_units
from jixiao_web.accounts.errors import ChangedMeanwhile, FileRefused
from jixiao_web.accounts.models import Appointment, Region, Unit, User
from jixiao_web.accounts.tables import lines_of, table_text
from jixiao_web.audit.models import Entry

UNITS = """代码,名称,上级代码,启用
471012,云河县青石镇人民政府本级,,是
471013,云河县鹤汀镇政府,,否
601,云河县水利局,,是
601001,云河县灌区管理所,601,
601001,又一个,,是
60-2,坏代码,,是
602,,,是
603,无上级,999,是
604,随上级被拒,603,是
605,启用写错,,也许
606,环甲,607,是
607,环乙,606,是
"""


def post_file(client, url, text, encoding="utf-8"):
    return client.post(url, {"file": SimpleUploadedFile("表.csv", text.encode(encoding), "text/csv")})


def seen_in(page: str) -> dict[str, str]:
    return {"seen": re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]}


def kinds(preview) -> dict[str, str]:
    return {f"{each.line}{each.code}": each.kind for each in preview.rows}


def test_the_dry_run_tells_every_line_and_changes_nothing(administrator, unit, other_unit):
    preview = imports_units.units_preview(person=administrator, text=UNITS)
    assert kinds(preview) == {
        "2471012": "same", "3471013": "changed", "4601": "new", "5601001": "new", "6601001": "refused",
        "760-2": "refused", "8602": "refused", "9603": "refused", "10604": "refused", "11605": "refused",
        "12606": "refused", "13607": "refused",
    }  # fmt: skip
    assert [tuple(cell) for cell in preview.of("changed")[0].cells] == [
        ("名称", "云河县鹤汀镇人民政府本级", "云河县鹤汀镇政府"),
        ("启用", "是", "否"),
    ]
    assert "第5行重复" in preview.of("refused")[0].reason and "999" in preview.of("refused")[3].reason
    assert Unit.objects.count() == 2


def test_it_does_what_is_good_when_the_person_says_so(as_administrator, unit, other_unit):
    page = post_file(as_administrator, "/account/units/import/", UNITS).text
    assert "导入这3行" in page and "现在还什么都没有改" in page
    response = as_administrator.post("/account/units/import/", {"text": UNITS, **seen_in(page)})
    assert response.status_code == 302
    other_unit.refresh_from_db()
    assert (other_unit.name, other_unit.active) == ("云河县鹤汀镇政府", False)
    assert Unit.objects.get(code="601001").parent.code == "601"
    assert Unit.objects.count() == 4
    entry = Entry.objects.get(action="units_imported")
    assert "601001" in entry.detail and "云河县鹤汀镇人民政府本级" in entry.detail


def test_a_repeated_import_changes_nothing_more(administrator):
    first = imports_units.units_preview(person=administrator, text=UNITS)
    imports_units.units_import(person=administrator, text=UNITS, seen=first.digest)
    again = imports_units.units_preview(person=administrator, text=UNITS)
    assert again.good == 0
    with pytest.raises(ChangedMeanwhile):
        imports_units.units_import(person=administrator, text=UNITS, seen=first.digest)


def test_it_does_nothing_where_the_preview_does_not_hold_any_more(as_administrator, unit):
    page = post_file(as_administrator, "/account/units/import/", UNITS).text
    Unit.objects.create(county_code=unit.county_code, code="601", name="云河县水利局")
    response = as_administrator.post("/account/units/import/", {"text": UNITS, **seen_in(page)})
    assert response.status_code == 422 and "预览之后数据已有变化" in response.text
    assert Unit.objects.count() == 2


def test_columns_that_are_missing_leave_their_values_alone(administrator, unit, other_unit):
    Unit.objects.filter(pk=unit.pk).update(parent=other_unit, active=False)
    text = f"名称,代码\n新名,{unit.code}\n"
    preview = imports_units.units_preview(person=administrator, text=text)
    imports_units.units_import(person=administrator, text=text, seen=preview.digest)
    unit.refresh_from_db()
    assert (unit.name, unit.parent, unit.active) == ("新名", other_unit, False)


def test_it_reads_a_table_that_excel_saved(as_administrator):
    assert "云河县水利局" in post_file(as_administrator, "/account/units/import/", UNITS, "gb18030").text
    assert "云河县水利局" in post_file(as_administrator, "/account/units/import/", UNITS, "utf-8-sig").text


def test_it_reads_a_table_parted_by_semicolons_as_some_excels_write_it():
    assert lines_of('代码;名称\n601;"甲;乙"\n', ("代码", "名称"), 2)[0].values == {"代码": "601", "名称": "甲;乙"}


def test_the_examples_are_of_the_own_county(as_administrator, county):
    Region.objects.filter(pk=county.pk).update(name="青禾县")
    pages = [as_administrator.get(f"/account/{each}/import/").text for each in ("regions", "units", "accounts")]
    assert f"{county.code},青禾县," in pages[0] and "青禾县水利局" in pages[1] and "单位审核人" in pages[2]
    assert not any("云河" in page or "青石" in page for page in pages)


@pytest.mark.parametrize(
    ("text", "words"), [("甲,乙\n1,2\n", "缺少列"), ("代码,名称\n", "没有数据"), ("代码,名称\n1,甲\n" * 3, "最多")]
)
def test_it_refuses_a_table_as_a_whole(text, words):
    with pytest.raises(FileRefused, match=words):
        lines_of(text, ("代码", "名称"), 2)


def test_it_refuses_a_file_that_is_no_table(as_administrator, sample_bytes):
    with pytest.raises(FileRefused):
        table_text(b"\xff\xff\xff")
    file = SimpleUploadedFile("a.csv", sample_bytes)
    assert as_administrator.post("/account/units/import/", {"file": file}).status_code == 422


def test_many_units_take_few_queries(administrator, django_assert_max_num_queries):
    text = "代码,名称,上级代码\n" + "".join(f"8{n:04},单位{n},{'80000' if n else ''}\n" for n in range(1000))
    preview = imports_units.units_preview(person=administrator, text=text)
    with django_assert_max_num_queries(20):
        imports_units.units_import(person=administrator, text=text, seen=preview.digest)
    assert Unit.objects.filter(parent__code="80000").count() == 999


ACCOUNTS = """登录名,姓名,单位代码,角色
chenyu,陈雨,471012,填报人
chenyu,陈雨,471012,单位审核人
linqiao,林乔,,财政审核人
aili,爱丽,471012,单位审核人
aili,爱丽,471012,填报人
aili,别名,471012,填报人
a b,坏名,471012,填报人
wu,,471012,填报人
wang,王,999,填报人
wei,魏,471012,审计、人大
zhu,朱,471012,国王
chenyu,陈语,471013,填报人
foreign,外人,471012,填报人
"""


def test_the_dry_run_of_accounts_tells_every_line(administrator, unit, other_unit, aili):
    User.objects.create_user("foreign")
    preview = imports_accounts.accounts_preview(person=administrator, text=ACCOUNTS)
    assert [each.kind for each in preview.rows] == ["new"] * 3 + ["role", "same"] + ["refused"] * 8
    assert all(each.reason for each in preview.of("refused"))
    assert User.objects.count() == 3


@pytest.mark.parametrize("word", ["审计、人大", "审计/人大", "审计"])
def test_a_role_of_two_offices_is_known_as_people_write_it(administrator, word):
    text = f"登录名,姓名,单位代码,角色\nshenji,沈计,,{word}\n"
    assert imports_accounts.accounts_preview(person=administrator, text=text).of("new")[0].role == "auditor"
    unknown = imports_accounts.accounts_preview(person=administrator, text=text.replace(word, "国王")).of("refused")[0]
    assert "“管理员”“审计、人大”" in unknown.reason, "no one takes it for two roles"


def test_it_makes_accounts_and_shows_their_passwords_once(as_administrator, unit, other_unit, aili):
    page = post_file(as_administrator, "/account/accounts/import/", ACCOUNTS).text
    response = as_administrator.post("/account/accounts/import/", {"text": ACCOUNTS, **seen_in(page)})
    passwords = re.findall(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", response.text)
    assert len(passwords) == 3, "for three people, and none for 爱丽, who has one"
    chen = authenticate(username="chenyu", password=passwords[0])
    assert chen.must_change_password and chen.full_name == "陈雨"
    assert Appointment.objects.filter(user=chen).count() == 2
    assert Appointment.objects.filter(user=aili.user).count() == 2
    assert not any(password in Entry.objects.get(action="accounts_imported").detail for password in passwords)


def test_a_repeated_import_makes_no_second_accounts(as_administrator, unit, other_unit, aili):
    page = post_file(as_administrator, "/account/accounts/import/", ACCOUNTS).text
    as_administrator.post("/account/accounts/import/", {"text": ACCOUNTS, **seen_in(page)})
    again = as_administrator.post("/account/accounts/import/", {"text": ACCOUNTS, **seen_in(page)})
    assert again.status_code == 422
    assert User.objects.count() == 5


REGIONS = """代码,名称,上级代码
990000,云岚省,
990100,云岚市,990000
990128,云河县,990100
990128101,青石镇,990128
990128102,鹤汀镇,990129
990129,别县,990100
99012,短码,
"""


def test_the_dry_run_of_regions_takes_the_own_county_what_is_above_and_what_is_below(administrator):
    preview = imports_units.tree_preview(person=administrator, text=REGIONS, sort=imports_units.REGIONS)
    assert kinds(preview) == {
        "2990000": "new", "3990100": "new", "4990128": "changed", "5990128101": "new", "6990128102": "refused",
        "7990129": "refused", "899012": "refused",
    }  # fmt: skip
    assert [tuple(cell) for cell in preview.of("changed")[0].cells] == [("上级代码", "", "990100")]


def test_it_imports_regions_with_their_superiors(as_administrator, county):
    page = post_file(as_administrator, "/account/regions/import/", REGIONS).text
    assert "导入这4行" in page and "启用" not in page
    assert as_administrator.post("/account/regions/import/", {"text": REGIONS, **seen_in(page)}).status_code == 302
    county.refresh_from_db()
    assert county.parent.parent.name == "云岚省"
    listed = as_administrator.get("/account/regions/").text
    assert "990128101" in listed and "青石镇" in listed and "云岚市" in listed
    assert Entry.objects.filter(action="regions_imported").count() == 1


def test_a_county_does_not_rename_what_is_above_it(administrator):
    Region.objects.create(code="990000", name="云岚省")
    text = "代码,名称\n990000,别名省\n"
    preview = imports_units.tree_preview(person=administrator, text=text, sort=imports_units.REGIONS)
    assert "不能由本县修改" in preview.of("refused")[0].reason


def test_many_regions_take_few_queries(administrator, django_assert_max_num_queries):
    text = "代码,名称,上级代码\n" + "".join(f"990128{n:03},镇{n},990128\n" for n in range(300))
    preview = imports_units.tree_preview(person=administrator, text=text, sort=imports_units.REGIONS)
    with django_assert_max_num_queries(20):
        imports_units.tree_import(person=administrator, text=text, seen=preview.digest, sort=imports_units.REGIONS)
    assert Region.objects.filter(parent__code="990128").count() == 300


def test_units_stand_with_their_superiors_in_the_list(as_administrator, unit, other_unit):
    Unit.objects.filter(pk=unit.pk).update(parent=other_unit)
    page = as_administrator.get("/account/units/").text
    assert page.count(other_unit.name) >= 2 and page.count(other_unit.code) >= 2

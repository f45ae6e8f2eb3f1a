"""The pages of imports, of the approval, and what the clock counts anew."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jixiao_web.audit.log import faults
from jixiao_web.spending.importing import batch_load, batch_take
from jixiao_web.spending.models import Batch, Ledger, Payment
from jixiao_web.spending.totals import differences
from jixiao_web.spending.watching import ledgers_refresh, ledgers_watch, stale

from .conftest import TODAY

COUNTY = "990128"


@pytest.fixture
def text(ledger):
    return (
        f"日期,摘要,项目名称,金额\n2025-03-01,补助,{ledger.name},100.5\n"
        f"2025-03-02,补助,不知道的项目,1\n2025-03-03,补助,{ledger.name},200\n"
    )


def send(client, text: str, unit="", name="支出.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("spending:imports"), {"file": file, "year": "2025", "unit": unit}, follow=True)


def test_a_file_goes_from_upload_to_result(client_of, aili, unit, text):
    client = client_of(aili)
    assert "还没有导入过" in client.get(reverse("spending:imports")).content.decode()
    page = send(client, text, unit.pk).content.decode()
    assert "核对各列含义" in page and "不知道的项目" in page and re.search(r'value="summary" selected', page)
    batch = Batch.objects.get()
    fields = {"column-0": "day", "column-1": "summary", "column-2": "project_name", "column-3": "fen", "unit": "元"}
    page = client.post(reverse("spending:columns", args=[batch.pk]), fields, follow=True).content.decode()
    assert "试算结果" in page and "300.50" in page and "没有这个项目的支出台账：不知道的项目" in page
    assert "将登记的行" in page and "已有的行" not in page and page.count(">补助</td>") == 2
    assert not Payment.objects.exists()
    refused = client.post(reverse("spending:load", args=[batch.pk]), follow=True)
    assert refused.status_code == 422 and "有不能导入的行" in refused.content.decode()
    page = client.post(reverse("spending:load", args=[batch.pk]), {"good_only": "yes"}, follow=True).content.decode()
    assert "导入结果" in page and "已导入" in page and Payment.objects.count() == 2
    again = send(client, text, unit.pk)
    assert again.status_code == 422 and "已经导入过" in again.content.decode()
    assert "支出.csv" in client.get(reverse("spending:imports")).content.decode()
    ledger = reverse("spending:ledger", args=[Payment.objects.first().ledger_id])
    assert "导入第 4 行" in client.get(ledger).content.decode()
    assert not list(differences(COUNTY)) and not list(faults(COUNTY))


def test_a_known_source_goes_straight_to_the_lines(client_of, aili, unit, text):
    client = client_of(aili)
    send(client, text, unit.pk)
    fields = {"column-0": "day", "column-2": "project_name", "column-3": "fen", "unit": "元"}
    client.post(reverse("spending:columns", args=[Batch.objects.get().pk]), fields)
    assert "试算结果" in send(client, text.replace("200", "300"), unit.pk).content.decode()


def test_trying_lists_what_is_new_and_what_is_known(client_of, aili, unit, text):
    batch = batch_take(
        person=aili, county_code=COUNTY, unit=unit, year=2025, name="1.csv", pieces=[text.encode()]
    )  # fmt: skip
    batch_load(person=aili, batch_id=batch.pk, good_only=True, today=TODAY)
    page = send(client_of(aili), text + text.splitlines()[1].replace(",补助", ",新补助") + "\n", unit.pk)
    fields = {"column-0": "day", "column-1": "summary", "column-2": "project_name", "column-3": "fen", "unit": "元"}
    last = Batch.objects.exclude(pk=batch.pk).get()
    page = client_of(aili).post(reverse("spending:columns", args=[last.pk]), fields, follow=True).content.decode()
    new, known = page.split("将登记的行")[1].split("已有的行，不重复登记")
    assert "新补助" in new and new.count("<tr>") == 2 and known.count("<tr>") == 3 and "新补助" not in known


def test_columns_that_are_missing_are_asked_for(client_of, aili, unit, text):
    client = client_of(aili)
    send(client, text, unit.pk)
    page = client.post(reverse("spending:columns", args=[Batch.objects.get().pk]), {"column-0": "day", "unit": "元"})
    assert page.status_code == 422 and "请指明" in page.content.decode()


def test_an_import_is_given_up(client_of, aili, unit, text):
    client = client_of(aili)
    send(client, text, unit.pk)
    page = client.post(reverse("spending:drop", args=[Batch.objects.get().pk]), follow=True).content.decode()
    assert "没有登记任何支出" in page and "已放弃" in page


def test_what_is_no_list_is_told_beside_the_field(client_of, aili, unit, ledger):
    page = send(client_of(aili), "随便写几个字", unit.pk)
    assert page.status_code == 422 and "没有找到表头" in page.content.decode()


def test_a_filler_does_not_import_for_the_county(client_of, aili, chali, unit, text):
    assert send(client_of(aili), text, "").status_code == 422
    assert send(client_of(chali), text, unit.pk).status_code == 422
    assert not Batch.objects.exists()


def test_a_stranger_does_not_find_the_import(client_of, aili, chali, baihe, auditor, unit, text):
    send(client_of(aili), text, unit.pk)
    url = reverse("spending:batch", args=[Batch.objects.get().pk])
    assert client_of(chali).get(url).status_code == 404 == client_of(auditor).get(url).status_code
    assert client_of(baihe).get(url).status_code == 200
    assert "支出.csv" not in client_of(chali).get(reverse("spending:imports")).content.decode()
    assert client_of(auditor).get(reverse("spending:imports")).status_code == 403


def test_a_whole_county_is_imported_by_the_bureau(client_of, baihe, text):
    page = send(client_of(baihe), text, "").content.decode()
    assert "核对各列含义" in page and Batch.objects.get().unit is None


@pytest.mark.parametrize("number", [1, 15])
def test_the_list_of_imports_asks_the_same_however_many(
    client_of, aili, unit, ledger, number, django_assert_max_num_queries
):
    for n in range(number):
        batch_take(
            person=aili,
            county_code=COUNTY,
            unit=unit,
            year=2025,
            name=f"{n}.csv",
            pieces=[f"日期,金额,项目\n{n}".encode()],
        )
    client = client_of(aili)
    client.get(reverse("spending:imports"))
    with django_assert_max_num_queries(11):
        client.get(reverse("spending:imports"))


# ---- the approval ----


def test_the_bureau_says_when_the_budget_was_handed_down(client_of, baihe, aili, ledger, pay):
    pay("01-20", 100)
    ledger.refresh_from_db()
    before = ledger.warnings  # one of them: before the approval of 10 February
    sent = {"day": "2025-01-15", "document": "云财预〔2025〕3号"}
    url = reverse("spending:approval", args=[ledger.pk])
    assert client_of(aili).post(url, sent).status_code == 403
    page = client_of(baihe).post(url, sent, follow=True).content.decode()
    assert "云财预〔2025〕3号" in page
    ledger.refresh_from_db()
    assert (ledger.approved_on, ledger.warnings) == (date(2025, 1, 15), before - 1)
    assert set(Ledger.objects.values_list("approved_on", flat=True)) == {date(2025, 1, 15)}
    wrong = client_of(baihe).post(url, sent | {"day": "2026-01-15"})
    assert wrong.status_code == 422 and not list(faults(COUNTY))


# ---- what grows old ----


def test_money_becomes_idle_while_nobody_enters_anything(ledger, pay):
    pay("01-20", 100)
    Ledger.objects.update(approved_on=date(2025, 1, 1), watched_on=None)
    ledgers_refresh(date(2025, 2, 1))
    assert Ledger.objects.get(pk=ledger.pk).warnings == 0
    assert ledgers_refresh(date(2025, 2, 1)) == 0
    assert ledgers_refresh(TODAY, most=1) == 1
    ledgers_refresh(TODAY)
    assert Ledger.objects.get(pk=ledger.pk).warnings == 1, "idle since January"
    assert not stale(TODAY).exists() and stale(date(2026, 3, 1)).exists() and not stale(date(2027, 1, 2)).exists()


def test_the_clock_counts_anew(ledger, settings):
    from jixiao_web.deadlines.timer import turn

    turn(datetime(2025, 8, 15, 4, tzinfo=UTC))
    assert not stale(TODAY).exists()


def test_an_entry_that_comes_meanwhile_is_not_forgotten(ledger, pay, monkeypatch):
    """The watch has read the books, somebody enters, the watch notes what it found in the old ones."""
    from jixiao_web.spending import watching

    found = watching.findings_of
    entered = []

    def late(books, county_code, today):
        if not entered:
            entered.append(1)
            pay("03-15", ledger.initial_fen + 1)
        return found(books, county_code, today)

    monkeypatch.setattr(watching, "findings_of", late)
    ledgers_watch([ledger.pk], TODAY)
    assert Ledger.objects.get(pk=ledger.pk).errors == 1


def test_many_changed_ledgers_are_left_to_the_clock(ledger, aili, unit, text, today, monkeypatch):
    from jixiao_web.spending import importing

    monkeypatch.setattr(importing, "WATCHED_AT_ONCE", 0)
    batch = batch_take(person=aili, county_code=COUNTY, unit=unit, year=2025, name="a.csv", pieces=[text.encode()])
    batch_load(person=aili, batch_id=batch.pk, good_only=True, today=TODAY)
    assert ledger.pk in stale(TODAY).values_list("pk", flat=True)

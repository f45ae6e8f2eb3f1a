"""Imports of payments: tried, loaded, loaded again, cut off in the middle, two at once. Nothing lost, nothing twice."""

from __future__ import annotations

import csv
import io
import threading
from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from jixiao_web.audit.log import faults
from jixiao_web.audit.models import Entry as LogEntry
from jixiao_web.filings.errors import NotReadable
from jixiao_web.spending import importing
from jixiao_web.spending.columns import columns_now, shown
from jixiao_web.spending.errors import ColumnsMissing, HasRefusals, LoadedAlready, NotAList
from jixiao_web.spending.importing import batch_drop, batch_load, batch_take, batch_try, columns_set
from jixiao_web.spending.marks import Seen
from jixiao_web.spending.models import Batch, Ledger, MonthTotal, Payment, Source
from jixiao_web.spending.totals import differences
from jixiao_web.spending.uploads import rows_stored

COUNTY = "990128"
TODAY = date(2025, 8, 15)
HEADS = ("支付日期", "凭证号", "项目编码", "项目名称", "收款人名称", "用途", "支付金额")


@pytest.fixture
def line(ledger):
    """A line of the first project's: line(3, 15, "100", voucher="记-1")."""

    def make(
        month: int, day: int, amount: str, voucher: str = "", payee: str = "甲公司", use: str = "补助", **other: str
    ):
        code, name = other.get("code", ledger.code), other.get("name", ledger.name)
        return (f"2025-{month:02}-{day:02}", voucher, code, name, payee, use, amount)

    return make


def listed(*lines: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([heads, *lines])
    return text.getvalue().encode()


@pytest.fixture
def take(aili, unit, today):
    """Takes a file as 爱丽: take(listed(…))."""

    def make(data: bytes, person=aili, own=unit, name: str = "支出.csv", year: int = 2025) -> Batch:
        return batch_take(person=person, county_code=COUNTY, unit=own, year=year, name=name, pieces=[data])

    return make


@pytest.fixture
def load(aili, today):
    def make(batch: Batch, person=aili, good_only: bool = False) -> Batch:
        return batch_load(person=person, batch_id=batch.pk, good_only=good_only, today=TODAY)

    return make


def proved(number: int, fen: int) -> None:
    """So many entries of so much stand, the roll-ups equal them and the log holds."""
    assert (Payment.objects.count(), sum(Payment.objects.values_list("fen", flat=True))) == (number, fen)
    assert not list(differences(COUNTY)) and not list(faults(COUNTY))


def test_a_list_is_taken_tried_and_loaded(take, load, line, aili, ledger):
    batch = take(listed(line(3, 15, "1,234.50", "记-1"), line(4, 2, "-34.50", "记-2"), ("合计", *[""] * 6)))
    tried = batch_try(person=aili, batch=batch, today=TODAY)
    assert (tried.new, tried.known, tried.refused, tried.fen) == (2, 0, 0, 1_200_00)
    proved(0, 0)
    done = load(batch)
    assert (done.state, done.new, done.known, done.refused, done.fen) == ("loaded", 2, 0, 0, 1_200_00)
    proved(2, 1_200_00)
    ledger.refresh_from_db()
    assert (ledger.spent_fen, ledger.last_paid_on, ledger.watched_on) == (1_200_00, date(2025, 4, 2), TODAY)
    assert dict(MonthTotal.objects.values_list("month", "fen")) == {3: 1_234_50, 4: -34_50}
    first = Payment.objects.earliest("day")
    assert (first.voucher, first.payee, first.summary, first.line, first.entered_by) == (
        "记-1", "甲公司", "补助", 2, aili.user,
    )  # fmt: skip
    told = list(LogEntry.objects.filter(object_kind="batch").order_by("number").values_list("action", flat=True))
    assert told == ["payments_taken", "payments_loaded"]


def test_refused_lines_are_told_by_line_and_only_a_word_lets_the_others_in(take, load, line, aili):
    lines = [
        line(3, 15, "100"),
        line(13, 1, "100"),
        line(3, 16, "壹百元整"),
        line(3, 17, "100", code="X1", name="没有的项目"),
        line(9, 17, "100"),
        ("2024-12-31", *line(1, 1, "5")[1:]),
        line(3, 18, "2000000000000"),
    ]
    batch = take(listed(*lines))
    tried = batch_try(person=aili, batch=batch, today=TODAY)
    assert (tried.new, tried.refused) == (1, 6)
    assert [(each.number, str(each)) for each in tried.refusals] == [
        (3, "日期写法不对：2025-13-01"),
        (4, "金额写法不对：壹百元整"),
        (5, "没有这个项目的支出台账：X1"),
        (6, "日期晚于今天：2025-09-17"),
        (7, "不在本预算年度内：2024-12-31"),
        (8, "金额过大，请核对单位：2,000,000,000,000.00"),
    ]
    with pytest.raises(HasRefusals):
        load(batch)
    proved(0, 0)
    done = load(batch, good_only=True)
    assert (done.new, done.refused) == (1, 6)
    proved(1, 100_00)


def test_the_same_file_twice_adds_nothing(take, load, line):
    data = listed(line(3, 15, "100"), line(3, 16, "200"))
    batch = take(data)
    assert take(data) == batch, "a file that is not loaded yet is found again"
    load(batch)
    with pytest.raises(LoadedAlready):
        take(data)
    with pytest.raises(LoadedAlready):
        load(batch)
    proved(2, 300_00)


def test_overlapping_exports_add_nothing_twice(take, load, line):
    march, april, may = line(3, 15, "100", "记-1"), line(4, 15, "200", "记-2"), line(5, 15, "300", "记-3")
    load(take(listed(march, april)))
    done = load(take(listed(may, april), name="五月.csv"))
    assert (done.new, done.known) == (1, 1)
    proved(3, 600_00)


def test_two_equal_lines_of_one_file_are_two_payments_and_stay_two(take, load, line):
    twice = line(3, 15, "100")
    load(take(listed(twice, twice)))
    done = load(take(listed(twice, twice, line(3, 16, "1"))))
    assert (done.new, done.known) == (1, 2)
    done = load(take(listed(twice, twice, twice)))
    assert (done.new, done.known) == (1, 2), "a third one is new"
    proved(4, 301_00)


@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_a_load_that_is_cut_off_goes_on_where_it_stopped(take, load, line, monkeypatch, cut):
    monkeypatch.setattr(importing, "CHUNK", 3)
    same = line(3, 15, "1")
    lines = [same, line(3, 1, "2"), line(13, 1, "9"), same, line(3, 2, "3"), same, line(4, 1, "4"), line(4, 2, "5")]
    batch = take(listed(*lines))
    entered = []
    enter = importing._chunk_enter

    def breaking(*words):
        if len(entered) == cut:
            raise KeyboardInterrupt
        entered.append(1)
        return enter(*words)

    monkeypatch.setattr(importing, "_chunk_enter", breaking)
    if cut < 3:
        with pytest.raises(KeyboardInterrupt):
            load(batch, good_only=True)
    assert not list(differences(COUNTY))
    monkeypatch.setattr(importing, "_chunk_enter", enter)
    done = load(batch, good_only=cut in (0, 3))  # what the person said holds for the rest of it
    assert (done.state, done.new, done.refused) == ("loaded", 7, 1)
    proved(7, 17_00)
    assert LogEntry.objects.filter(action="payments_loaded").count() == 1


def test_a_chunk_that_breaks_leaves_nothing(take, load, line, monkeypatch):
    batch = take(listed(line(3, 15, "100")))
    monkeypatch.setattr(importing, "_log", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(batch)
    proved(0, 0)


def test_columns_are_chosen_and_remembered(take, aili, ledger, load):
    heads = ("甲", "日期", "乙", "金额（万元）")
    batch = take(listed(("随意", "2025-03-01", ledger.name, "0.5"), heads=heads))
    assert columns_now(batch).missing == (("project_code", "project_name"),)
    with pytest.raises(ColumnsMissing):
        load(batch)
    with pytest.raises(ColumnsMissing):
        columns_set(person=aili, batch_id=batch.pk, fields={"day": 1, "fen": 3}, money_unit="万元")
    with pytest.raises(ColumnsMissing):
        columns_set(
            person=aili, batch_id=batch.pk, fields={"day": 1, "fen": 3, "project_name": 3}, money_unit="万元"
        )  # fmt: skip
    fields = {"day": 1, "fen": 3, "project_name": 2, "summary": 0}
    batch = columns_set(person=aili, batch_id=batch.pk, fields=fields, money_unit="千元")
    assert [(each.head, each.values, each.field) for each in shown(batch)][2] == ("乙", (ledger.name,), "project_name")
    load(batch)
    proved(1, 500_00)
    again = take(listed(("再来", "2025-03-02", ledger.name, "1"), heads=heads), name="四月.csv")
    assert again.source == Source.objects.get() and columns_now(again).unit == "千元"
    load(again)
    proved(2, 1500_00)


def test_a_workbook_is_read_apart(take, load, line, ledger):
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("明细")
        sheet.write(0, 0, "国库集中支付明细")
        for row, words in enumerate([HEADS, line(3, 15, "100.5", "记-1")], 1):
            sheet.write_row(row, 0, words)
        sheet.write_datetime(3, 0, datetime(2025, 4, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_row(3, 1, line(4, 1, "", "记-2")[1:6])
        sheet.write_number(3, 6, 2000)
    batch = take(made.getvalue(), name="明细.xlsx")
    load(batch)
    proved(2, 2100_50)
    assert list(Payment.objects.order_by("line").values_list("line", flat=True)) == [3, 4]


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.csv", NotReadable),
        (b"PK\x03\x04 broken", "a.xlsx", NotReadable),
        ("没有，表头".encode(), "a.csv", NotAList),
        (b'a,b\n"' + b"x" * 200_000, "a.csv", NotReadable),
        (b"\x00\x01\x02" * 50, "a.bin", NotAList),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_is_kept(take, data, name, error):
    with pytest.raises(error):
        take(data, name=name)
    assert not Batch.objects.exists()


def test_a_file_that_is_too_large_is_refused(take, settings, line):
    settings.UPLOAD_BYTES = 100
    with pytest.raises(NotReadable, match="MB"):
        take(listed(line(3, 1, "1"), line(3, 2, "1")))


def test_signs_that_no_database_keeps_are_left_out(take, load, line):
    load(take(listed(line(3, 15, "100", use="补\0助"), line(3, 16, "1", payee="甲" * 900))))
    assert Payment.objects.get(fen=100_00).summary == "补助"
    assert len(Payment.objects.get(fen=1_00).payee) == 200


def test_a_whole_county_is_the_finance_bureaus_and_finds_every_unit(take, load, line, baihe, aili, chali, ledger):
    data = listed(line(3, 15, "100"))
    with pytest.raises(PermissionDenied):
        take(data, own=None)
    batch = take(data, person=baihe, own=None)
    for stranger in (aili, chali):
        with pytest.raises(PermissionDenied):
            load(batch, person=stranger)
    load(batch, person=baihe)
    mine = take(data)
    assert mine != batch, "a unit may try the county's file, too"
    assert load(mine).known == 1
    proved(1, 100_00)


def test_a_strangers_file_finds_no_ledger_of_the_unit(take, chali, other_unit, unit, line, auditor, baihe_unit):
    with pytest.raises(PermissionDenied):
        take(listed(line(3, 15, "100")), person=chali, own=unit)
    for reader in (auditor, baihe_unit):
        with pytest.raises(PermissionDenied):
            take(listed(line(3, 15, "100")), person=reader)
    batch = take(listed(line(3, 15, "100")), person=chali, own=other_unit)
    tried = batch_try(person=chali, batch=batch, today=TODAY)
    assert (tried.new, tried.refused) == (0, 1)


def test_a_batch_that_is_given_up_can_be_taken_again(take, load, line, aili):
    data = listed(line(3, 15, "100"))
    batch = take(data)
    batch_drop(person=aili, batch_id=batch.pk)
    again = take(data)
    assert again != batch
    load(again)
    with pytest.raises(LoadedAlready):
        batch_drop(person=aili, batch_id=again.pk)
    proved(1, 100_00)


def test_projects_of_one_name_are_told_apart_by_code_or_unit(take, load, line, ledger, baihe, other_unit, aili):
    other = Ledger.objects.create(
        county_code=COUNTY, unit=other_unit, plan=ledger.plan, year=2025, ordinal=1, key="x", name=ledger.name
    )
    heads = (*HEADS, "单位名称")
    name = {"code": "", "name": ledger.name.replace("（", "(").replace("）", ")")}
    first = listed((*line(3, 15, "1", **name), ""), (*line(3, 15, "2", **name), other_unit.name), heads=heads)
    batch = take(first, person=baihe, own=None)
    assert [each.why for each in batch_try(person=baihe, batch=batch, today=TODAY).refusals] == ["several_projects"]
    load(batch, person=baihe, good_only=True)
    other.refresh_from_db()
    assert other.spent_fen == 2_00


@given(st.lists(st.binary(min_size=16, max_size=16), max_size=60))
def test_contents_are_counted(contents):
    seen, told = Seen(), {}
    for content in [each for each in contents for _ in range(2)]:
        told[content] = told.get(content, 0) + 1
        assert seen.count(content) == told[content]


def test_many_contents_are_counted():
    seen = Seen()
    keys = [number.to_bytes(4, "little") * 4 for number in range(5000)]
    assert {seen.count(key) for key in keys} == {1} and {seen.count(key) for key in keys} == {2}


@pytest.mark.django_db(transaction=True)
@pytest.mark.only_on("postgresql")  # a database in memory has one writer; see test_kill_imports
def test_two_imports_at_once_enter_every_line_once(take, load, line, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 40)
    lines = [line(1 + n % 8, 1 + n % 15, f"{n + 1}", f"记-{n}") for n in range(400)]
    batches = [take(listed(*lines), name="a.csv"), take(listed(*reversed(lines)), name="b.csv")]
    wrong = []

    def run(batch: Batch) -> None:
        try:
            load(batch)
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[batch]) for batch in [*batches, batches[0]]]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [error for error in wrong if not isinstance(error, LoadedAlready)] == []
    proved(400, sum(range(1, 401)) * 100)
    new, known = (sum(Batch.objects.values_list(name, flat=True)) for name in ("new", "known"))
    assert (new, known) == (400, 400)


def test_the_rows_that_are_kept_are_plain(take, line):
    batch = take(listed((" 2025-03-15 ", *line(3, 15, "100")[1:]), (), ("", "")))
    assert [len(row) for row in rows_stored(batch.stored)] == [7, 7, 0, 2]

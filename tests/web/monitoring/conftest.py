"""What the tests of monitoring share: an approved plan with payments, a round on 1–7月, the report of 爱丽's unit."""

from __future__ import annotations

import functools
import io
import uuid
import zipfile
from datetime import date

import pytest

from tests.web.filings.conftest import Sheet

TODAY = date(2025, 8, 15)


@pytest.fixture
def today(monkeypatch):
    """The day on which everything happens."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    return TODAY


@pytest.fixture
def approve(aili, baihe_unit, baihe):
    """Takes a filing of 爱丽's through its reviews."""
    from jixiao_web.filings.services import filing_move

    def moved(filing):
        for person, move, seen in (
            (aili, "submit", "draft"),
            (baihe_unit, "pass", "unit_review"),
            (baihe, "approve", "finance_review"),
        ):
            filing = filing_move(person=person, filing_id=filing.pk, move=move, seen=seen)
        return filing

    return moved


@pytest.fixture
def approved(aili, unit, mended_plan, approve, today):
    """爱丽's plan of 2025, approved."""
    from jixiao_web.filings.services import filing_begin

    return approve(filing_begin(person=aili, unit=unit, year=2025, document=mended_plan))


@pytest.fixture
def ledger(approved):
    from jixiao_web.spending.models import Ledger

    Ledger.objects.update(approved_on=date(2025, 2, 10))
    return Ledger.objects.get(plan=approved, ordinal=1)


@pytest.fixture
def pay(aili, ledger, today):
    from jixiao_web.spending.services import Told, payment_add

    def make(day: str, fen: int):
        return payment_add(
            person=aili, ledger_id=ledger.pk, key=uuid.uuid4(), day=date.fromisoformat(f"2025-{day}"), fen=fen,
            told=Told(summary="付款"), today=today,
        )  # fmt: skip

    return make


@pytest.fixture
def open_round(baihe, approved):
    """Opens a round for 爱丽's unit."""
    from jixiao_web.monitoring.rounds import round_open

    def make(period: str = "1-7", units=None, person=baihe, due=date(2025, 8, 31)):
        return round_open(
            person=person, county_code="990128", year=2025, period=period, title=f"{period}月监控", due=due,
            units=units if units is not None else [approved.unit_id],
        )  # fmt: skip

    return make


@pytest.fixture
def report(open_round):
    """爱丽's report on 1–7月, a draft."""
    return open_round().begun[0]


@pytest.fixture
def round_(report):
    from jixiao_web.monitoring.models import Round

    return Round.objects.get()


@pytest.fixture
def fill_in(aili):
    """Fills cells of a report in: fill_in(report, {path: words})."""
    from jixiao_web.filings.models import Filing
    from jixiao_web.filings.services import CellEdit, draft_save

    def make(filing, cells):
        filing = Filing.objects.get(pk=filing.pk)
        edits = [CellEdit(path, words, "") for path, words in cells.items()]
        return draft_save(person=aili, filing_id=filing.pk, edits=edits, money_unit="元", shape=filing.shape)

    return make


@pytest.fixture
def all_reached(fill_in):
    """Fills in every row as reached: no light is red then."""
    from jixiao_web.filings.store import document_of

    def make(filing, but=()):
        cells = {}
        for number, project in enumerate(document_of(filing).projects):
            for row, each in enumerate(project.indicators):
                path = f"projects[{number}].indicators[{row}]"
                if path not in but:
                    cells[f"{path}.actual"] = (each.target.text if each.target else "") or "已完成"
        fill_in(filing, cells)

    return make


@pytest.fixture
def sheet_of():
    return Sheet


@functools.cache
def xlsx() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("[Content_Types].xml", "<x/>")
        file.writestr("xl/workbook.xml", "<x/>")
    return data.getvalue()


PDF = b"%PDF-1.7 proof"

"""The county's queue: who sees it, worst first, filters, moves of many."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jixiao_web.accounts.models import Unit
from jixiao_web.filings.models import Filing, State

QUEUE = "/review/"
SEVERAL = "/review/several/"


@pytest.fixture
def waiting(county, baihe) -> list[Filing]:
    """Five filings of five units that wait for finance, each worse than the one before."""
    return make_waiting(5)


def make_waiting(count: int) -> list[Filing]:
    filings = []
    for number in range(count):
        unit = Unit.objects.create(county_code="990128", code=f"48{number:04}", name=f"云河县第{number}中学")
        filings.append(
            Filing.objects.create(
                county_code="990128", unit=unit, year=2025 + number % 2, draft="{}", state=State.FINANCE_REVIEW,
                errors=number, warnings=1, budget_fen=number * 1_000_000,
            )
        )  # fmt: skip
    return filings


def test_it_shows_the_worst_first(as_baihe, waiting) -> None:
    page = as_baihe.get(QUEUE).content.decode()
    places = [page.index(filing.unit.name) for filing in reversed(waiting)]
    assert places == sorted(places)


def test_it_refuses_a_unit(as_aili, as_baihe_unit, as_chali) -> None:
    for client in (as_aili, as_baihe_unit, as_chali):
        assert client.get(QUEUE).status_code == 403
        assert client.post(SEVERAL, {"move": "approve"}).status_code == 403


def test_it_sends_a_stranger_to_the_log_in(as_stranger) -> None:
    assert as_stranger.get(QUEUE).status_code == 302
    assert as_stranger.post(SEVERAL).status_code == 302


def test_an_auditor_reads_it_and_moves_nothing(as_auditor, waiting) -> None:
    page = as_auditor.get(QUEUE)
    assert page.status_code == 200 and 'name="move"' not in page.content.decode()
    answer = as_auditor.post(SEVERAL, {"move": "approve", "filing": [waiting[0].pk], "confirmed": "yes"})
    assert answer.status_code == 403
    waiting[0].refresh_from_db()
    assert waiting[0].state == State.FINANCE_REVIEW


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("risk=errors", [4, 3, 2, 1]),
        ("risk=warnings", [0]),
        ("risk=clean", []),
        ("year=2026", [3, 1]),
        ("words=第2中", [2]),
        ("words=480003", [3]),
        ("order=unit", [0, 1, 2, 3, 4]),
        ("days=3", []),
        ("state=draft", []),
        ("state=nonsense&year=x&order=--&risk=%27", [4, 3, 2, 1, 0]),
    ],
)
def test_it_is_filtered_and_ordered(as_baihe, waiting, asked: str, shown: list[int]) -> None:
    rows = as_baihe.get(f"{QUEUE}?{asked}").context["queue"].page.object_list
    keys = [filing.pk for filing in waiting]
    assert [keys.index(row.key) for row in rows] == shown


def test_an_empty_queue_says_so(as_baihe) -> None:
    assert "这一状态下没有申报件" in as_baihe.get(QUEUE).content.decode()
    assert "没有符合条件" in as_baihe.get(f"{QUEUE}?risk=errors").content.decode()


def test_the_number_of_its_queries_does_not_grow(as_baihe, county, django_assert_max_num_queries) -> None:
    make_waiting(120)
    with django_assert_max_num_queries(10):
        page = as_baihe.get(QUEUE)
    assert len(page.context["queue"].page.object_list) == 50
    assert "第1页，共3页，120份" in page.content.decode()


def test_many_are_returned_with_one_reason(as_baihe, waiting) -> None:
    ids = [filing.pk for filing in waiting[:3]]
    asked = as_baihe.post(SEVERAL, {"move": "return_in_finance", "filing": ids})
    assert "退回3份申报件" in asked.content.decode()
    assert Filing.objects.filter(state=State.RETURNED).count() == 0
    without = as_baihe.post(SEVERAL, {"move": "return_in_finance", "filing": ids, "confirmed": "yes", "reason": " "})
    assert without.status_code == 422 and "请写明退回理由" in without.content.decode()
    done = as_baihe.post(
        SEVERAL, {"move": "return_in_finance", "filing": ids, "confirmed": "yes", "reason": "依据不足"}, follow=True
    )
    assert "已退回3份申报件" in done.content.decode()
    returned = Filing.objects.filter(state=State.RETURNED)
    assert {filing.pk for filing in returned} == set(ids) and {filing.reason for filing in returned} == {"依据不足"}


def test_what_moved_on_meanwhile_is_told_and_left(as_baihe, waiting) -> None:
    Filing.objects.filter(pk=waiting[0].pk).update(state=State.RETURNED)
    ids = [filing.pk for filing in waiting[:2]]
    done = as_baihe.post(SEVERAL, {"move": "approve", "filing": ids, "confirmed": "yes"}, follow=True).content.decode()
    assert "已批复1份申报件" in done and "云河县第0中学未办理" in done
    assert [filing.state for filing in Filing.objects.order_by("unit__code")[:2]] == [State.RETURNED, State.APPROVED]


def test_nothing_chosen_is_told(as_baihe) -> None:
    for ids in ([], ["no-key"]):
        answer = as_baihe.post(SEVERAL, {"move": "approve", "filing": ids}, follow=True)
        assert "请先勾选申报件" in answer.content.decode()
    assert as_baihe.post(SEVERAL, {"move": "publish", "filing": ids}).status_code == 404
    assert reverse("review:queue") == QUEUE

"""When something is due: pure functions of words and dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_web.commitments.rhythm import Rhythm, due_on, periods, promises_in, rhythm_in, standing, start_of

YEAR = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("words", "kind", "times", "months"),
    [
        ("每月一次矛盾大排查", "month", 1, ()),
        ("每个月不少于两次巡查", "month", 2, ()),
        ("每季度听取一次项目进度汇报", "quarter", 1, ()),
        ("每季度召开两次调度会", "quarter", 2, ()),
        ("每半年盘点一次资产", "half", 1, ()),
        ("每周一调度", "week", 1, ()),
        ("年度终了做好绩效自评", "year", 1, ()),
        ("全年培训不少于三次", "year", 3, ()),
        ("七月和十月开展绩效运行监控；年度终了自评", "months", 1, (7, 10)),
        ("7月、10月各开展一次", "months", 1, (7, 10)),
        ("9月份、12月份检查", "months", 1, (9, 12)),
        ("十二月底前完成", "months", 1, (12,)),
        ("发现隐患随时整改", "any", 1, ()),
        ("防火期每日巡查不少于两次", "any", 1, ()),
        ("三个月内完成", "unset", 1, ()),
        ("严格按预算用款", "unset", 1, ()),
        ("每月10日前报送", "month", 1, ()),
        ("", "unset", 1, ()),
    ],
)
def test_the_rhythm_is_read_from_the_words(words, kind, times, months):
    assert rhythm_in(words) == Rhythm(kind, times, months)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("每月排查一次，每季度通报。", [("每月排查一次", "month", 1), ("每季度通报。", "quarter", 1)]),
        (
            "加强内部监督：每季度检查两次，发现问题立即整改；每半年向党委报告一次，结果公开。",
            [
                ("加强内部监督：每季度检查两次，发现问题立即整改", "quarter", 2),
                ("每半年向党委报告一次，结果公开。", "half", 1),
            ],
        ),
        ("每月、每季度分别调度。", [("每月、每季度分别调度。", "month", 1), ("每月、每季度分别调度。", "quarter", 1)]),
        ("按月监测，7月和10月开展监控。", [("按月监测", "month", 1), ("7月和10月开展监控。", "months", 1)]),
        ("每周巡查；每年培训三次", [("每周巡查", "week", 1), ("每年培训三次", "year", 3)]),
        ("每月调度，每月通报。", [("每月调度，每月通报。", "month", 1)]),
        ("每季度末月25日前报送，年底总结。", [("每季度末月25日前报送，年底总结。", "quarter", 1)]),
        ("每年每季度至少一次。", [("每年每季度至少一次。", "quarter", 1)]),
        ("七月和十月开展监控；年度终了自评。", [("七月和十月开展监控；年度终了自评。", "months", 1)]),
        ("全年每月一次排查，及时整改。", [("全年每月一次排查，及时整改。", "month", 1)]),
        ("严格按预算用款", [("严格按预算用款", "unset", 1)]),
        ("", [("", "unset", 1)]),
    ],
)
def test_a_promise_of_several_rhythms_comes_to_as_many(words, told):
    found = promises_in(words)
    assert [(each.words, each.rhythm.kind, each.rhythm.times) for each in found] == told
    assert [promises_in(each.words)[0].words for each in found] == [each.words for each in found], "parts stay whole"


@given(st.text(alphabet="每月季度半年周一次两7、10底，；。按", max_size=40))
def test_no_words_are_lost_or_told_twice_at_one_rhythm(words):
    found = promises_in(words)
    assert len({each.rhythm.kind for each in found}) == len(found)
    assert all(each.words in words for each in found)
    assert all(sign in "".join(each.words for each in found) for sign in words if sign not in "，；")


@pytest.mark.parametrize(("year", "last"), [(2024, 29), (2025, 28), (2100, 28), (2000, 29)])
def test_february_ends_with_its_last_day(year, last):
    assert periods(Rhythm("month"), year, date(year, 1, 1))[1].end == date(year, 2, last)


def test_the_months_quarters_halves_and_the_year_end_where_they_end():
    def ends(kind):
        return [period.end.isoformat()[5:] for period in periods(Rhythm(kind), 2025, YEAR)]

    assert ends("month")[-2:] == ["11-30", "12-31"]
    assert ends("quarter") == ["03-31", "06-30", "09-30", "12-31"]
    assert ends("half") == ["06-30", "12-31"]
    assert ends("year") == ["12-31"]
    assert ends("any") == ends("unset") == []


def test_weeks_are_those_of_the_calendar():
    weeks = periods(Rhythm("week"), 2026, date(2025, 12, 1))
    assert (weeks[0].start, weeks[-1].end, len(weeks)) == (date(2025, 12, 29), date(2027, 1, 3), 53)
    assert len(periods(Rhythm("week"), 2025, date(2024, 12, 1))) == 52


def test_what_was_over_before_it_began_is_not_wanted():
    assert periods(Rhythm("month"), 2025, date(2025, 2, 28))[0].start == date(2025, 2, 1)
    assert periods(Rhythm("month"), 2025, date(2025, 3, 1))[0].start == date(2025, 3, 1)


def test_the_approval_begins_it_unless_it_lies_outside_the_year():
    assert start_of(2025, date(2025, 2, 10)) == date(2025, 2, 10)
    assert start_of(2025, date(2024, 12, 30)) == start_of(2025, date(2026, 3, 1)) == YEAR


def test_it_is_late_on_the_day_after_the_last():
    monthly = Rhythm("month")
    assert standing(monthly, 2024, date(2024, 2, 1), [], date(2024, 2, 29)).late == ()
    late = standing(monthly, 2024, date(2024, 2, 1), [], date(2024, 3, 1)).late
    assert [slot.period.end for slot in late] == [date(2024, 2, 29)]


def test_a_record_keeps_its_own_month():
    told = standing(Rhythm("month"), 2025, YEAR, [date(2025, 2, 28)], date(2025, 3, 1))
    assert [slot.period.start.month for slot in told.late] == [1]
    assert told.next.period.start.month == 3


def test_a_second_time_makes_up_a_missed_month_but_never_a_later_one():
    days = [date(2025, 2, 3), date(2025, 2, 27)]
    assert due_on(Rhythm("month"), 2025, YEAR, days) == date(2025, 3, 31)
    early = [date(2025, 1, 3), date(2025, 1, 27)]
    assert due_on(Rhythm("month"), 2025, YEAR, early) == date(2025, 2, 28)


def test_two_times_a_quarter_want_two_records():
    twice = Rhythm("quarter", 2)
    assert due_on(twice, 2025, YEAR, [date(2025, 1, 9)]) == date(2025, 3, 31)
    assert due_on(twice, 2025, YEAR, [date(2025, 1, 9), date(2025, 3, 31)]) == date(2025, 6, 30)


def test_december_can_be_made_up_in_the_next_year():
    days = [date(2025, month, 15) for month in range(1, 12)]
    assert due_on(Rhythm("month"), 2025, YEAR, days) == date(2025, 12, 31)
    assert due_on(Rhythm("month"), 2025, YEAR, [*days, date(2026, 1, 5)]) is None


def test_nothing_is_due_of_what_has_no_rhythm():
    assert due_on(Rhythm("any"), 2025, YEAR, []) is None
    assert standing(Rhythm("unset"), 2025, YEAR, [date(2025, 1, 1)], date(2026, 1, 1)).slots == ()


_KINDS = st.sampled_from(["week", "month", "quarter", "half", "year", "any", "unset"])
_RHYTHMS = st.builds(Rhythm, _KINDS, st.integers(1, 3)) | st.builds(
    Rhythm, st.just("months"), st.just(1), st.sets(st.integers(1, 12), min_size=1).map(lambda s: tuple(sorted(s)))
)
_DAYS = st.lists(st.integers(-5, 400), max_size=30)


@given(_RHYTHMS, st.integers(1990, 2060), _DAYS, st.integers(0, 400), st.integers(0, 364))
def test_every_record_counts_once_at_most_and_slots_are_parted(rhythm, year, offsets, now, start):
    first = date(year, 1, 1)
    days = [first + timedelta(days=offset) for offset in offsets]
    today, starts_on = first + timedelta(days=now), first + timedelta(days=start)
    told = standing(rhythm, year, starts_on, days, today)
    done = [slot.done_on for slot in told.slots if slot.done_on]
    assert all(done.count(day) <= days.count(day) for day in done)
    assert all(slot.done_on is None or slot.done_on >= slot.period.start for slot in told.slots)
    assert told.done + len(told.late) <= len(told.slots)
    assert all(slot.period.end < today for slot in told.late)
    assert told.next is None or told.next.period.end >= today
    ends = [slot.period.end for slot in told.slots]
    assert ends == sorted(ends)
    more = standing(rhythm, year, starts_on, [*days, today], today)
    assert more.done >= told.done

"""Goals and safeguards become rows on approval; an adjustment changes words and keeps what stands."""

from __future__ import annotations

from datetime import date

from jixiao_web.audit.models import Entry
from jixiao_web.commitments.following import plan_follow
from jixiao_web.commitments.heads import head_of, heads_lacking, heads_of
from jixiao_web.commitments.models import Commitment, Goal, GoalLink
from jixiao_web.filings.services import filing_begin

from .conftest import GOALS, SAFEGUARDS, TODAY


def test_approval_makes_goals_and_commitments_with_their_words(approved, unit):
    goals = list(Goal.objects.filter(unit=unit, year=2025).values_list("heading", "text"))
    kept = list(Commitment.objects.filter(unit=unit, year=2025))
    assert goals == list(GOALS)
    assert [each.text for each in kept] == list(SAFEGUARDS)
    assert [(each.rhythm, each.times) for each in kept] == [("month", 1), ("quarter", 2), ("unset", 1)]
    assert kept[0].is_proposed and kept[0].starts_on == TODAY and kept[0].due_on == date(2025, 8, 31)
    assert Entry.objects.filter(action="commitments_made").count() == 1


def test_a_draft_has_none(aili, unit, promising):
    filing_begin(person=aili, unit=unit, year=2025, document=promising)
    assert not Goal.objects.exists() and not Commitment.objects.exists()


def test_an_adjustment_changes_words_and_keeps_records_and_rhythm(
    approved, commitment, record, aili, promising, with_promises, today
):
    record("08-01")
    changed = with_promises(
        promising,
        [GOALS[1], ("守牢安全底线", "护林员分片包山，防火期每日巡查不少于三次。")],
        ["每月一次矛盾大排查，由综治中心负责。", "每半年培训一次。", SAFEGUARDS[2]],
    )
    plan_follow(approved, changed, aili, today)
    kept = Commitment.objects.get(pk=commitment.pk)
    assert kept.text.endswith("综治中心负责。") and kept.records_count == 1 and kept.in_plan
    assert list(Goal.objects.order_by("ordinal").values_list("heading", flat=True)) == ["化解矛盾纠纷", "守牢安全底线"]
    assert Goal.objects.get(ordinal=2).text.endswith("不少于三次。")
    assert Goal.objects.count() == 2
    gone = Commitment.objects.get(text=SAFEGUARDS[1])
    assert not gone.in_plan
    assert Commitment.objects.get(text="每半年培训一次。").rhythm == "half"


def test_following_twice_changes_nothing(approved, promising, aili, today):
    before = (Goal.objects.count(), Commitment.objects.count(), GoalLink.objects.count())
    plan_follow(approved, promising, aili, today)
    assert (Goal.objects.count(), Commitment.objects.count(), GoalLink.objects.count()) == before


def test_a_safeguard_of_two_rhythms_is_two_commitments(approved, aili, promising, with_promises, today, record):
    both = "每月排查一次，由司法所负责；每季度向党委报告两次。"
    document = with_promises(promising, GOALS, [both])
    Commitment.objects.exclude(text=SAFEGUARDS[0]).delete()
    Commitment.objects.update(text=both, is_proposed=False)  # as an earlier version kept it, and somebody confirmed it
    record("08-01")
    for _ in range(2):
        plan_follow(approved, document, aili, today)
        told = Commitment.objects.filter(in_plan=True).order_by("ordinal")
        assert [(each.text, each.rhythm, each.times, each.records_count) for each in told] == [
            ("每月排查一次，由司法所负责", "month", 1, 1),
            ("每季度向党委报告两次。", "quarter", 2, 0),
        ]
    assert Commitment.objects.count() == 2 and told[1].is_proposed and told[1].due_on == date(2025, 9, 30)


def test_a_confirmed_rhythm_is_not_proposed_anew(approved, commitment, promising, with_promises, aili, today):
    Commitment.objects.filter(pk=commitment.pk).update(is_proposed=False, rhythm="week")
    plan_follow(approved, with_promises(promising, GOALS, ["每季度一次矛盾大排查，由司法所负责。"]), aili, today)
    assert Commitment.objects.get(pk=commitment.pk).rhythm == "week"


def test_the_seven_heads_are_told_by_their_words():
    assert len(heads_of(2025)) == 7
    assert head_of("每月核对支出进度，加强支出管理", 2025) == "支出管理"
    assert head_of("每月一次矛盾大排查", 2025) == ""
    assert [head.name for head in heads_lacking(["完善制度", "加强支出管理", "做好绩效自评"], 2025)] == [
        "绩效运行监控",
        "财务资产管理",
        "内部监督",
        "宣传培训调研",
    ]
    assert heads_lacking([head.opening for head in heads_of(2025)], 2025) == ()

"""Looking values up: by date, by province, and what a user's rule pack sets before them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jixiao.errors import UsageError
from jixiao.language import set_language
from jixiao.law import PROFILES, Law, NotInForce, cite

KEY = "basis.standards"
"""A key with two values: 2015-05-21 three standards, 2021-08-18 four."""


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2015, 5, 21), 3),
        (date(2021, 8, 17), 3),
        (date(2021, 8, 18), 4),
        (date(2030, 1, 1), 4),
        (None, 4),
    ],
)
def test_the_value_in_force_at_a_day(day: date | None, count: int) -> None:
    law = Law(as_of=day)
    assert len(law.words(KEY)) == count
    assert law.source(KEY) == cite(*(("caiyu-2015-88", "11") if count == 3 else ("caiyu-2021-101", "三")))


def test_before_its_first_day_a_value_is_not_in_force() -> None:
    with pytest.raises(NotInForce) as caught:
        Law(as_of=date(2015, 5, 20)).words(KEY)
    assert caught.value.key == KEY
    assert str(caught.value) == "2015年5月20日尚没有规定“指标值可以依据的标准”"
    assert caught.value.reason.en == "not yet set on 2015-05-20: Standards that a value may rest on"


def test_what_only_another_province_sets_is_not_in_force() -> None:
    assert Law("hebei").integers("spending_plan.checkpoint_months") == (3, 6, 10, 12)
    with pytest.raises(NotInForce, match="当地没有规定“资金支出计划的节点月份”"):
        Law("sichuan", date(2025, 1, 1)).integers("spending_plan.checkpoint_months")
    with pytest.raises(NotInForce):
        Law().source("spending_plan.checkpoint_months")


def test_a_province_goes_before_the_country() -> None:
    key = "self_evaluation.over_flag_ratio"
    assert Law("guangxi").decimal(key) == Decimal("1.3")
    assert Law("guangxi").source(key).kind == "practice"
    assert Law("yunnan").decimal(key) == Law().decimal(key) == Decimal("1.2")


def test_before_a_province_has_its_own_value_the_country_holds() -> None:
    key = "self_evaluation.explain_below_percent"
    assert Law("sichuan", date(2022, 12, 31)).decimal(key) == Decimal("80")
    assert Law("sichuan", date(2023, 1, 1)).decimal(key) == Decimal("90")


def test_each_kind_has_its_look_up() -> None:
    law = Law("sichuan")
    assert law.decimal("disclosure.days") == Decimal("20")
    assert law.decimals("spending_plan.required_percents") == tuple(map(Decimal, ("25", "40", "60", "80")))
    assert law.integers("spending_plan.required_months") == (4, 6, 8, 10)
    assert law.words("self_evaluation.grade_names") == ("优", "良", "中", "差")
    assert law.text("self_evaluation.execution_method") == "rate"
    assert law.flag("self_evaluation.over_reason_required") is True


def test_a_key_of_another_kind_or_of_none_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="integers"):
        Law("hebei").decimal("spending_plan.checkpoint_months")
    for key in ("spending_plan.nothing", "nothing.at_all", "nothing", "/acts.zh"):
        with pytest.raises(LookupError, match=key):
            Law().decimal(key)


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        Law("atlantis")
    assert "没有“atlantis”这个地区" in str(caught.value)
    assert all(place in str(caught.value) for place in PROFILES)


def test_a_rule_pack_goes_before_all() -> None:
    key = "spending_plan.checkpoint_months"
    law = Law("hebei", overrides={"spending_plan": {"checkpoint_months": [6, 12], "last_percent": "95"}})
    assert law.integers(key) == (6, 12)
    assert law.decimal("spending_plan.last_percent") == Decimal("95")
    assert law.source(key) == cite("own-rules")
    assert law.decimal("spending_plan.highest_percent") == Decimal("100")


def test_a_dated_value_of_a_rule_pack_holds_from_its_day() -> None:
    key = "spending_plan.last_percent"
    source = {"act": "caiyu-2015-88", "clause": "13"}
    pack = {
        "spending_plan": {"last_percent": {"values": [{"from": date(2024, 1, 1), "value": "95", "source": source}]}}
    }
    assert Law(as_of=date(2023, 12, 31), overrides=pack).decimal(key) == Decimal("100")
    law = Law(as_of=date(2024, 1, 1), overrides=pack)
    assert (law.decimal(key), law.source(key)) == (Decimal("95"), cite("caiyu-2015-88", "13"))


def test_a_rule_pack_declares_its_own() -> None:
    declaration = {
        "description": {"zh": "会议最多次数", "en": "Most meetings"},
        "unit": "meetings",
        "kind": "decimal",
        "values": [{"from": date(2024, 1, 1), "value": "4"}],
    }
    law = Law(overrides={"county": {"meetings": declaration}})
    assert law.decimal("county.meetings") == Decimal("4")
    with pytest.raises(NotInForce, match="会议最多次数"):
        Law(as_of=date(2023, 1, 1), overrides={"county": {"meetings": declaration}}).decimal("county.meetings")


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("九十五", "值 九十五 不是 decimal 类型"),
        ("NaN", "不是 decimal 类型"),
        (["95"], "不是 decimal 类型"),
        (True, "值 True 不是 decimal 类型"),
        (95, "写法不对"),
        ({"values": [{"value": "95"}]}, "写法不对"),
        ({"value": "95"}, "写法不对"),
        ({"unit": "yuan"}, "类型是 decimal，单位是 percent，不能改动"),
        ({"values": [{"from": date(2024, 1, 1), "value": "9", "source": {"act": "nothing"}}]}, "出处不在法规清单里"),
    ],
)
def test_a_broken_value_of_a_rule_pack_is_told_in_a_sentence(entry: object, why: str) -> None:
    with pytest.raises(UsageError) as caught:
        Law(overrides={"spending_plan": {"last_percent": entry}})
    assert "spending_plan.last_percent" in str(caught.value)
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("topic", "name", "entry"),
    [
        ("spending_plan", "checkpoint_months", ["3"]),
        ("spending_plan", "checkpoint_months", []),
        ("spending_plan", "required_percents", ["25", "x"]),
        ("spending_plan", "once_a_year_words", [1]),
        ("self_evaluation", "over_reason_required", "true"),
        ("self_evaluation", "execution_method", ["rate"]),
    ],
)
def test_a_value_must_be_of_its_kind(topic: str, name: str, entry: object) -> None:
    with pytest.raises(UsageError, match="不是 .* 类型"):
        Law(overrides={topic: {name: entry}})


@pytest.mark.parametrize("entry", ["95", {"values": []}])
def test_an_unknown_key_of_a_rule_pack_is_told(entry: object) -> None:
    with pytest.raises(UsageError, match="没有“spending_plan.lst_percent”这个参数"):
        Law(overrides={"spending_plan": {"lst_percent": entry}})


def test_the_sentences_are_english_too() -> None:
    set_language("en")
    try:
        with pytest.raises(UsageError, match="There is no profile atlantis"):
            Law("atlantis")
        with pytest.raises(NotInForce, match="not set in this place: Months at whose end"):
            Law().integers("spending_plan.checkpoint_months")
    finally:
        set_language("zh")


def test_equal_laws_are_equal() -> None:
    assert Law("hebei", date(2025, 1, 1)) == Law("hebei", date(2025, 1, 1)) != Law("hebei")

"""The data of the law: every value has unit, date and source; lists that belong together are equally long."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.law import PROFILES, Law, Parameter, Value, acts, parameters, profile

PARAMETERS = parameters()

TOGETHER = [
    ("spending_plan.required_months", "spending_plan.required_percents"),
    ("self_evaluation.execution_band_floors", "self_evaluation.execution_band_shares"),
    ("self_evaluation.satisfaction_band_floors", "self_evaluation.satisfaction_band_shares"),
    ("self_evaluation.tier_floors", "self_evaluation.tier_names"),
    ("self_evaluation.grade_floors", "self_evaluation.grade_names"),
    ("self_evaluation.over_band_ratios", "self_evaluation.over_band_shares"),
    ("monitoring.period_end_months", "monitoring.report_dates"),
    ("weights.dimensions_without_cost", "weights.without_cost"),
    ("weights.dimensions_with_cost", "weights.with_cost"),
    ("identity.short_names", "identity.legal_names"),
    ("review.parts", "review.part_points"),
    ("review.items", "review.item_points"),
    ("review.grade_floors", "review.grade_names"),
    ("review.grade_names", "review.grade_results"),
]


def _values() -> Iterator[tuple[Parameter, Value]]:
    for parameter in PARAMETERS.values():
        for values in (parameter.values, *parameter.by_profile.values()):
            yield from ((parameter, value) for value in values)


def test_every_value_has_its_meaning_unit_date_and_source() -> None:
    assert len(PARAMETERS) > 150
    for parameter, value in _values():
        assert parameter.description.zh and parameter.description.en and parameter.unit, parameter.key
        assert date(2000, 1, 1) < value.start < date(2100, 1, 1), parameter.key
        assert value.source.act != "own-rules", parameter.key
        assert value.source.act in acts(), parameter.key


def test_no_value_is_older_than_the_act_it_comes_from() -> None:
    checked = 0
    for parameter, value in _values():
        number = re.search("〔([0-9]{4})〕", value.source.number or "")
        issued = value.source.date or (date(int(number[1]), 1, 1) if number else None)
        if issued:
            checked += 1
            assert value.start >= issued, parameter.key
    assert checked > 50


def test_every_parameter_is_set_somewhere() -> None:
    assert [key for key, found in PARAMETERS.items() if not found.values and not found.by_profile] == []


def test_no_parameter_has_two_values_of_one_day() -> None:
    for parameter in PARAMETERS.values():
        for values in (parameter.values, *parameter.by_profile.values()):
            starts = [value.start for value in values]
            assert starts == sorted(set(starts)), parameter.key


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_lists_that_belong_together_are_equally_long(one: str, other: str) -> None:
    for place in PROFILES:
        pair = [PARAMETERS[key].by_profile.get(place, PARAMETERS[key].values) for key in (one, other)]
        lengths = [len(values[-1].setting) if values else 0 for values in pair]
        assert lengths[0] == lengths[1], place


def test_weights_add_up() -> None:
    for place in PROFILES:
        law = Law(place)
        execution, rows = law.decimal("self_evaluation.execution_points"), law.decimal("weights.indicators_total")
        assert execution + rows == law.decimal("self_evaluation.total_points")
    assert sum(Law().decimals("weights.with_cost")) == sum(Law().decimals("weights.without_cost")) == 90
    assert sum(Law().decimals("review.part_points")) == sum(Law().decimals("review.item_points")) == 100


def test_bands_fall() -> None:
    for parameter, value in _values():
        if parameter.key.endswith(("band_floors", "grade_floors", "tier_floors", "execution_band_shares")):
            assert value.setting == tuple(sorted(value.setting, reverse=True)), parameter.key


def test_patterns_are_patterns() -> None:
    code = re.compile(Law().text("identity.project_code_pattern"))
    assert code.fullmatch("99010125P00AB12345678")
    assert not code.fullmatch("99010125p00AB12345678")
    assert len("99010125P00AB12345678") == Law().decimal("identity.project_code_length")


def test_a_profile_sets_declared_parameters_only() -> None:
    for place in PROFILES:
        for topic, entries in profile(place).values.items():
            for name, table in entries.items():
                assert f"{topic}.{name}" in PARAMETERS
                assert set(table) == {"values"}


def test_every_file_of_a_profile_is_known(root: Path) -> None:
    files = {path.stem for path in (root / "src/jixiao/law/profiles").glob("*.toml")}
    assert files == set(PROFILES) - {"national"}


def test_provinces_have_their_own_division_and_names() -> None:
    provinces = [profile(place) for place in PROFILES if place != "national"]
    assert len({province.division for province in provinces}) == len(provinces)
    names = [name for province in provinces for name in province.names]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[1-6][0-9]", province.division) for province in provinces)


def test_numbers_stand_as_text(root: Path) -> None:
    """A TOML number would become a float."""
    for path in (root / "src/jixiao/law").rglob("*.toml"):
        assert [*_floats(tomllib.loads(path.read_text(encoding="utf-8")))] == [], path.name
    assert all(isinstance(value.setting, Decimal) for found, value in _values() if found.kind == "decimal")


def _floats(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _floats(entry)

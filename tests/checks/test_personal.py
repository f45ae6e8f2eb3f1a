"""Numbers of persons: found where the digits prove it, left alone where they do not."""

from __future__ import annotations

import pytest

from jixiao.checks.personal import personal_data


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("身份证号11010519491231002X", "identity", "110105********002X"),
        ("户主：王小明，11010519491231002x。", "identity", "110105********002x"),
        ("卡号6222021234567890128", "card", "6222***********0128"),
        ("卡号 6222 0212 3456 7890 128", "card", "6222***********0128"),
        ("联系人：王建国 13812345678", "mobile", "138****5678"),
        ("负责人李明，139-1234-5678", "mobile", "139****5678"),
    ],
)
def test_it_is_found_and_masked(text: str, kind: str, masked: str) -> None:
    (found,) = personal_data(text)
    assert (found.kind, found.masked) == (kind, masked)
    assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        "身份证号110105194912310021",
        "身份证号11010519491331002X",
        "项目编码13992125P00FDZ1000018",
        "身份证号110105********002X",
        "卡号6222021234567890129",
        "发票号码4563510100000000",
        "预算数1381234567800元",
        "服务热线13812345678",
        "财政所电话：13812345678",
        "联系电话0315-6123456",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert list(personal_data(text)) == []


def test_the_name_may_stand_in_the_cell_before() -> None:
    (found,) = personal_data("13812345678", before="联系人")
    assert found.kind == "mobile"

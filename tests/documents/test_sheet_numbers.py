"""Number formats: what a person sees in a cell."""

from __future__ import annotations

import pytest

from jixiao.documents.sheet_numbers import code_of, plain_text, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (20000.0, "General", "20000"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678901234567.0, "General", "12345678901234600"),
        (1e-7, "General", "0.0000001"),
        (-0.0, "General", "0"),
        (20000, "0.00", "20000.00"),
        (2.675, "0.00", "2.68"),
        (-2.675, "0.00", "-2.68"),
        (0.25, "0%", "25%"),
        (0.9085, "0.00%", "90.85%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (999, "#,##0", "999"),
        (5, "000", "005"),
        (86000, '0"元"', "86000元"),
        (86000, "#,##0.00\\元", "86,000.00元"),
        (20000, "¥#,##0.00", "¥20,000.00"),
        (20000, "[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00", "¥20,000.00"),
        (-1234.5, "#,##0.00_ ;[Red](#,##0.00)", "-1,234.50"),
        (-1234.5, "0.00_ ;[Red]0.00", "-1234.50"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0"),
        (20000, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "20,000.00"),
        (0, "0.00", "0.00"),
        (1234567, "0.00,", "1234.57"),
        (1.5, "0.##", "1.5"),
        (1, "0.##", "1"),
        (12, "# ?/?", "12"),
        (12000, "0.0E+0", "12000"),
        (12345, '0!.0,"万"', "12345"),
        (7, "@", "7"),
        (7, ";;;", "7"),
        (90, 'General"分"', "90"),
        (44561, "yyyy/m/d", "2021-12-31"),
        (44561, 'yyyy"年"m"月"d"日"', "2021-12-31"),
        (44561, "[$-804]yyyy-mm-dd;@", "2021-12-31"),
        (44561.5, "yyyy-mm-dd hh:mm", "2021-12-31 12:00"),
        (44561, "m/d/yy h:mm", "2021-12-31"),
        (0.354166666666667, "h:mm", "08:30"),
        (0.35417824, "h:mm:ss", "08:30:01"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (-5, "yyyy-mm-dd", "-5"),
        (1e12, "yyyy-mm-dd", "1000000000000"),
        (3, '0"month"', "3month"),
        (3, "[Red]0", "3"),
    ],
)
def test_a_number_in_its_format(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_days_from_1904() -> None:
    assert shown(43099, "yyyy-mm-dd", from_1904=True) == "2021-12-31"


def test_codes_of_the_workbook_come_first() -> None:
    assert code_of(9, {}) == "0%"
    assert code_of(9, {9: "0.0"}) == "0.0"
    assert code_of(14, {}) == code_of(31, {}) == "yyyy-mm-dd"
    assert code_of(4711, {}) == "General"


@pytest.mark.parametrize(
    ("raw", "text"),
    [("20000", "20000"), ("20000.0", "20000"), ("0.28999999999999998", "0.29"), ("1E3", "1000"), ("-4", "-4")],
)
def test_stored_numbers_read_plainly(raw: str, text: str) -> None:
    assert plain_text(raw) == text

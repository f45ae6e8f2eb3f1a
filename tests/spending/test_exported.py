"""Exported lists as they arrive: any columns, any way to write a day or an amount, sums in between."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.rows import rows_of
from jixiao.errors import EmptyFile
from jixiao.spending.exported import Line, Refused, columns_of, fen_of, line_of

HEADS = ("支付日期", "凭证号", "项目编码", "项目名称", "收款人名称", "用途", "支付金额", "资金性质")
ROW = ("2025-03-05", "记-12", "99012825P002", "河渠清理", "甲公司", "清淤费", "12,345.60", "一般公共预算")


def understood(*rows: tuple[str, ...]):
    columns = columns_of(rows)
    assert columns
    return [line_of(row, columns) for row in rows[columns.row + 1 :]]


def test_a_list_of_a_budget_system_is_understood():
    (line,) = understood(("云河县国库集中支付明细",), HEADS, ROW)
    assert line == Line(
        day=date(2025, 3, 5), fen=1_234_560, project_code="99012825P002", project_name="河渠清理", payee="甲公司",
        voucher="记-12", summary="清淤费", fund_source="一般公共预算",
    )  # fmt: skip


def test_a_ledger_with_debit_and_credit_is_understood():
    heads = ("日期", "凭证字号", "摘要", "项目", "借方金额", "贷方金额")
    lines = understood(
        heads, ("20250305", "记1", "清淤", "河渠清理", "100", ""), ("20250306", "记2", "退款", "河渠清理", "", "40.5")
    )
    assert [line.fen for line in lines] == [10_000, -4_050]


def test_sums_and_empty_lines_are_nobodys_payments():
    assert understood(HEADS, ("",) * 8, ("", "", "", "", "", "本月合计", "12,345.60", ""), ("合计",)) == [None] * 3


@pytest.mark.parametrize(
    ("column", "words", "why"),
    [
        (0, "2025-13-05", "wrong_day"),
        (0, "", "no_day"),
        (6, "", "no_amount"),
        (6, "0.00", "no_amount"),
        (6, "1.005", "wrong_amount"),
        (6, "壹万", "wrong_amount"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(column, words, why):
    row = (*ROW[:column], words, *ROW[column + 1 :])
    assert understood(HEADS, row) == [Refused(why, words)]


def test_a_line_without_a_project_is_refused():
    assert understood(HEADS, (*ROW[:2], "", "", *ROW[4:])) == [Refused("no_project")]


def test_what_is_needed_and_missing_is_told():
    columns = columns_of([("日期", "摘要", "收款人")])
    assert columns and columns.missing == (("fen",), ("project_code", "project_name"))
    assert columns_of([("一", "二"), ("三",)]) is None


def test_amounts_in_wan_are_multiplied_out_exactly():
    (line,) = understood((*HEADS[:6], "支付金额（万元）", "资金性质"), (*ROW[:6], "0.123456", ""))
    assert line.fen == 123_456


@given(st.integers(-(10**14), 10**14))
def test_every_amount_to_the_fen_is_read_as_it_is(fen):
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    assert fen_of(f"{sign}{whole}.{rest:02}") == fen
    assert fen_of(f"{sign}{whole:,}.{rest:02}") == fen


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_text_is_read_in_any_coding(tmp_path: Path, coding, delimiter):
    path = tmp_path / "a.csv"
    path.write_text("\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in (HEADS, ROW)), encoding=coding)
    assert [*rows_of(path, "a.csv")] == [HEADS, ROW]


def test_a_workbook_is_read_as_it_is_shown(tmp_path: Path):
    import openpyxl

    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(HEADS)
    book.active.append((date(2025, 3, 5), *ROW[1:6], 12345.6, ROW[7]))
    book.save(path)
    (line,) = understood(*rows_of(path, "a.xlsx"))
    assert (line.day, line.fen) == (date(2025, 3, 5), 1_234_560)


def test_an_empty_file_is_told(tmp_path: Path):
    (tmp_path / "a.csv").write_text(" \n")
    with pytest.raises(EmptyFile):
        rows_of(tmp_path / "a.csv", "a.csv")


def test_two_head_rows_are_one_and_a_unit_above_them_counts():
    upper = ("日期", "项目", "", "收款信息", "", "金额", "", "摘要")
    lower = ("", "编码", "名称", "收款人", "账号", "支付金额", "退回金额", "")
    row = ("2026-03-05", "P1", "河渠清理", "甲公司", "6222", "0.0123", "", "清淤费")
    rows = [("支出明细表",), ("单位：万元",), upper, lower, row]
    columns = columns_of(rows)
    assert columns and columns.row == 3 and columns.unit == "万元"
    assert columns.heads[:5] == ("日期", "项目编码", "项目名称", "收款人", "收款信息账号")
    (line,) = understood(*rows)
    assert isinstance(line, Line)
    assert (line.fen, line.project_code, line.project_name, line.payee) == (12_300, "P1", "河渠清理", "甲公司")


def test_a_line_of_words_below_one_head_row_is_no_head():
    columns = columns_of([HEADS, ("", "", "", "河渠清理", "甲公司", "", "", "")])
    assert columns and columns.row == 0


def test_a_head_means_its_longest_word():
    columns = columns_of([("付款时间", "付给谁（收款单位全称）", "预算项目", "金额")])
    assert columns and columns.fields == {"day": 0, "payee": 1, "project_name": 2, "fen": 3}


@pytest.mark.parametrize("words", ["本月合计", "本年累计", "3月小计", "累计", "承前页", "上年结转"])
def test_a_dated_sum_is_no_payment(words):
    assert understood(HEADS, (*ROW[:5], words, *ROW[6:])) == [None]


@pytest.mark.parametrize("words", ["上年结转资金支付维修尾款", "合计支付3月劳务费", "小计量器具购置"])
def test_a_payment_whose_summary_begins_like_a_sum_is_a_payment(words):
    (line,) = understood(HEADS, (*ROW[:5], words, *ROW[6:]))
    assert isinstance(line, Line) and line.summary == words


def test_an_undated_sum_with_its_amount_in_words_is_no_payment():
    assert understood(HEADS, ("合计：12,345.60元",), ("本年计划项目",)) == [None, Refused("wrong_day", "本年计划项目")]


@pytest.mark.parametrize(("delimiter", "coding"), [(";", "gb18030"), ("\t", "utf-16"), ("|", "utf-8-sig")])
def test_the_delimiter_is_found_below_a_title(tmp_path, delimiter, coding):
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["支出明细", delimiter.join(HEADS), delimiter.join(ROW)]), encoding=coding)
    assert [*rows_of(path, "list.csv")] == [("支出明细",), HEADS, ROW]

"""A clerk fills in a workbook: what can be typed where, and that it is read back."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.documents import read_blocks
from jixiao.documents.writing.paper import Entry, EntryKind, Grid, Paper, Section
from jixiao.documents.writing.xlsx import xlsx_of
from jixiao.documents.writing.xlsx_numbers import Number, number_of
from tests.documents.writing import papers, xlsx_samples

FORM = xlsx_samples.filled_in()


def _sheet(paper: Paper = FORM) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(xlsx_of(paper))).worksheets[0]


def _texts(data: bytes) -> tuple[dict[tuple[int, int], str], list[tuple[int, int, int, int]]]:
    """Texts by place, and the grid, of the only table."""
    blocks = read_blocks(data, "a.xlsx")
    assert blocks.notes == ()
    (table,) = blocks.tables()
    grid = [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells]
    return {(cell.row, cell.column): cell.text for cell in table.cells}, grid


def test_what_a_clerk_types_is_read_back() -> None:
    before, grid = _texts(xlsx_of(FORM))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(FORM)))
    sheet = book.worksheets[0]
    typed = {
        "B5": ("130229250000JXC000017", (0, 1), "130229250000JXC000017"),
        "D5": ("新渠道\n（二期）", (0, 3), "新渠道\n（二期）"),
        "B6": (89500.5, (1, 1), "89,500.50"),
        "D6": (1200, (1, 3), "1,200.00"),
        "B7": (0.4, (2, 1), "40%"),
        "D7": (101.25, (2, 3), "101.25"),
        "D8": (9.5, (3, 3), "9.5"),
        "B9": ("质量指标", (4, 1), "质量指标"),
        "D9": (xlsx_samples.UNITS[-1], (4, 3), xlsx_samples.UNITS[-1]),
        "B10": ("1.清淤。\n2.修补渠壁。\n3.栽树。", (5, 1), "1.清淤。\n2.修补渠壁。\n3.栽树。"),
        "B11": (None, (6, 1), ""),
        "D11": ("=1+1不是算式", (6, 3), "=1+1不是算式"),
    }
    for place, (new, _, _) in typed.items():
        sheet[place].value = new
        if isinstance(new, str):
            sheet[place].data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    after, grid_after = _texts(buffer.getvalue())
    assert grid_after == grid
    assert after == before | {place: text for _, place, text in typed.values()}


def test_a_formula_is_read_by_its_last_value() -> None:
    data = xlsx_of(FORM)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<v>500</v>", b"<f>B6+D6</f><v>1234567.8</v>"))
    assert _texts(buffer.getvalue())[0][6, 1] == "1234567.8"


def test_numbers_are_numbers_in_the_format_of_the_paper() -> None:
    sheet = _sheet()
    assert {place: (sheet[place].value, sheet[place].number_format) for place in ("B6", "B7", "D7", "B8", "B11")} == {
        "B6": (1234567.8, "#,##0.00"),
        "B7": (0.25, "0%"),
        "D7": (98.7, "General"),
        "B8": (10, "General"),
        "B11": (500, "General"),
    }
    # Empty cells take what their likes have; codes and marks stay text until a number is typed.
    assert [sheet[place].number_format for place in ("D6", "D8", "B5", "D11")] == ["#,##0.00", "General", "@", "@"]


@pytest.mark.parametrize(
    ("text", "kind", "number", "expected"),
    [
        ("20000.00", "amount", "20000.00", ("20000.00", "0.00")),
        ("20000", "amount", "20000", ("20000", "General")),
        ("1,234", "amount", "1234", ("1234", "#,##0")),
        ("123456789012", "amount", "123456789012", ("123456789012", "0")),
        ("-3.5", "amount", "-3.5", ("-3.5", "General")),
        ("12.50%", "percent", "12.5", ("0.125", "0.00%")),
        ("25", "percent", "25", ("25", "General")),
        ("12345678901234567", "amount", "12345678901234567", None),
        ("约2万", "amount", "20000", None),
        ("2", "amount", "20000", None),
        ("—", "points", None, None),
        ("130229", "text", "130229", None),
    ],
)
def test_a_number_shows_the_text_or_stays_text(
    text: str, kind: EntryKind, number: str | None, expected: tuple[str, str] | None
) -> None:
    entry = Entry(path="p", kind=kind, number=None if number is None else Decimal(number))
    assert number_of(text, entry) == (expected and Number(Decimal(expected[0]), expected[1]))


def test_only_values_can_be_typed_over() -> None:
    sheet = _sheet()
    protection = sheet.protection
    assert protection.sheet and protection.password is None
    assert not (protection.formatCells or protection.formatColumns or protection.formatRows)  # false is allowed
    # C is parted for the words at the right edge of the line above the table.
    is_open = {cell.coordinate for row in sheet["A1:E13"] for cell in row if not cell.protection.locked}
    assert is_open == {
        *(f"B{row}" for row in range(5, 12)),
        *(f"{name}{row}" for name in "DE" for row in range(5, 12)),
        "C10",
    }


def _rules(sheet: Worksheet) -> dict[str, DataValidation]:
    return {str(area): rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}


def test_entries_are_asked_for_and_held_to_their_bounds() -> None:
    rules = _rules(_sheet())
    assert {place: (rule.type, rule.operator, rule.formula1) for place, rule in rules.items()} == {
        "B5": ("textLength", "lessThanOrEqual", "21"),
        "B6": ("decimal", "greaterThanOrEqual", "0"),
        "D6": ("decimal", "greaterThanOrEqual", "0"),
        "B7": ("decimal", "greaterThanOrEqual", "0"),
        "D7": ("decimal", "greaterThanOrEqual", "0"),
        "B8": ("decimal", "greaterThanOrEqual", "0"),
        "D8": ("decimal", "greaterThanOrEqual", "0"),
        "B9": ("list", None, f'"{",".join(xlsx_samples.LEVELS)}"'),
        "D9": ("list", None, "'下拉选项'!$A$1:$A$24"),
        "B10": ("textLength", "lessThanOrEqual", "200"),
        "B11": ("decimal", "greaterThanOrEqual", "0"),
    }
    assert (rules["B5"].promptTitle, rules["B5"].prompt) == (None, "必填。最多21个字。")
    assert (rules["D6"].promptTitle, rules["D6"].prompt) == ("其他资金", "请填数字，不写单位。")
    assert (rules["B7"].prompt, rules["D7"].prompt) == ("请填百分数，如25%。", "请填百分数的数字，如25，不写%。")
    assert (rules["D9"].errorTitle, rules["D9"].error) == ("填写有误", "本栏只能填下拉列表中的内容。")


def test_long_lists_lie_on_a_sheet_that_nobody_sees_or_reads() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(FORM)))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("申报表", "visible"), ("下拉选项", "veryHidden")]
    assert [cell.value for (cell,) in book["下拉选项"].iter_rows()] == list(xlsx_samples.UNITS)
    assert xlsx_samples.UNITS[0] not in _texts(xlsx_of(FORM))[0].values()


@pytest.mark.parametrize("choices", [("甲,乙", "丙"), ("=1", "=2"), ('"是"', "否")])
def test_choices_with_marks_of_the_list_itself(choices: tuple[str, ...]) -> None:
    box = xlsx_samples.value("", 0, 1, asked=xlsx_samples.entry("choice", choices=choices))
    grid = Grid(boxes=(xlsx_samples.label("选", 0, 0), box), height=1, widths=(0.5, 0.5))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(Paper(title="表", sections=(Section(items=(grid,)),)))))
    assert _rules(book.worksheets[0])["B1"].formula1 == "'下拉选项'!$A$1:$A$2"
    assert tuple(cell.value for (cell,) in book["下拉选项"].iter_rows()) == choices


def test_empty_cells_are_tinted_and_marks_are_red_until_they_are_filled() -> None:
    rules = {rule.type: (str(area.sqref), rule) for area in _sheet().conditional_formatting for rule in area.rules}
    where, rule = rules["containsBlanks"]
    assert where.split() == ["A1", "B5:B11", "D5:D9", "D11"] and rule.formula == ["LEN(TRIM(A1))=0"]
    where, rule = rules["cellIs"]
    assert (where.split(), rule.formula, rule.dxf.font.color.rgb) == (["A1", "D8"], ['"待填"'], "FFC00000")


def test_an_english_paper_asks_in_english() -> None:
    paper = Paper(title="Form", language="en", sections=FORM.sections)
    assert _rules(_sheet(paper))["D6"].prompt == "A number without unit."


def test_cells_alike_share_a_rule() -> None:
    rules = _sheet(papers.flat(700)).conditional_formatting
    assert sum(len(area.rules) for area in rules) <= 4

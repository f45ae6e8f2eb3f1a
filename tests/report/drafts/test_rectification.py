"""The rectification notice: every finding told once, in the order of an official letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jixiao import api
from jixiao.checks.finding import Cited, Finding, LevelName, Member, Report, Summary
from jixiao.documents.writing import bytes_of
from jixiao.documents.writing.paper import Grid, Line, Paper
from jixiao.errors import UsageError
from jixiao.language import set_language
from jixiao.model import Document, Place, Unit, Unread
from jixiao.report.drafts.rectification import rectification_notice
from tests.report.drafts.sources import plain_values, value_at

HERE = Path(__file__).parent
SAMPLE = HERE.parents[2] / "src/jixiao/samples/qingshi-2025.docx"
WHOLE = {"issuer": "云河县财政局", "deadline": date(2025, 4, 30), "day": date(2025, 3, 31)}
PLAN = Document(kind="performance_plan", year=2025, unit=Unit(code="471012", name="云河县青石镇人民政府"))

GOALS = Cited(
    act="财预〔2015〕88号",
    clause="13",
    verified=True,
    name="《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十三条",
    what="绩效目标应当指向明确、细化量化、合理可行、相应匹配。",
)
REVIEW = Cited(
    act="财预〔2015〕88号",
    clause="22",
    verified=False,
    name="《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第二十二条",
    what="审核绩效目标的完整性、相关性、适当性和可行性。",
)
OPEN_BUDGET = Cited(
    act="财预〔2016〕143号",
    clause="准确",
    verified=True,
    name="《地方预决算公开操作规程》（财预〔2016〕143号）关于“准确”的规定",
    what="公开的数据应当准确。",
)


def finding(rule: str, level: LevelName, title: str, message: str, at: Place, hint: str, *acts: Cited) -> Finding:
    return Finding(
        rule=rule,
        level=level,
        title=title,
        message=message,
        at=at,
        subject=None,
        found=None,
        expected=None,
        hint=hint,
        citations=acts,
    )


YEARS = [Place(table=2, row=7, column=2, quote="完成2024年绩效目标"), Place(line=51, quote="2023年管护广场")]
SPREAD = tuple(Member(subject=None, at=Place(table=table, row=3, column=6), found=None) for table in range(2, 9))


@pytest.fixture
def report() -> Report:
    """Two errors of a rule, one of another at seven places, a warning, a hint, and a crash of ours between them."""
    wrong = "目标文字的年份不是本年度"
    basis = finding(
        "BAS02", "error", "确定依据照抄名称", "7条指标的确定依据与名称相同。", SPREAD[0].at, "写明来源。", GOALS
    )
    findings = (
        finding(
            "GOL02", "error", wrong, "2025年的文本写“2024年绩效目标”。", YEARS[0], "请改为“2025年”。", GOALS, REVIEW
        ),
        finding(
            "GOL02", "error", wrong, "2025年的文本写“2023年管护广场”。", YEARS[1], "请改为“2025年”。", GOALS, REVIEW
        ),
        finding("SYS01", "error", "规则运行出错", "规则VAL01运行出错。", Place(), "请报告。"),
        Finding(**{name: getattr(basis, name) for name in basis.__struct_fields__} | {"members": SPREAD}),
        finding(
            "TXT01", "warning", "标点重复", "有3处标点重复。", Place(line=60, quote="。。"), "只留一个。", OPEN_BUDGET
        ),
        finding("TXT07", "hint", "用词不统一", "“指标值”和“目标值”混用。", Place(line=61), "统一用词。"),
    )
    summary = Summary(
        error=4,
        warning=1,
        hint=1,
        places=12,
        passed=9,
        not_applicable=3,
        not_checked=1,
        complete=False,
        omitted=0,
        profile="hebei",
        as_of="2025-12-31",
    )
    unread = (Unread(at=Place(table=12, row=8, column=3), reason="truncated", text="消防器材长期"),)
    return Report(
        file="送审/青石镇2025.docx",
        not_checked=unread,
        findings=findings,
        passed=(),
        not_applicable=(),
        summary=summary,
    )


def lines_of(paper: Paper) -> list[Line]:
    return [item for item in paper.items() if isinstance(item, Line)]


def letter_of(paper: Paper) -> str:
    return "\n".join(item.text for item in paper.sections[0].items if isinstance(item, Line))


def list_of(paper: Paper) -> Grid:
    return next(item for item in paper.sections[1].items if isinstance(item, Grid))


def printed(paper: Paper) -> str:
    return bytes_of(paper, "txt").data.decode("utf-8-sig")


def test_a_notice_looks_as_agreed(report: Report, golden: Callable[[Path, str], None]) -> None:
    golden(HERE / "notice.txt", printed(rectification_notice(report, PLAN, **WHOLE)))


def test_every_finding_of_a_check_stands_once() -> None:
    checked = api.Checker().check(SAMPLE)
    paper = rectification_notice(checked.report, checked.document, **WHOLE)
    letter, grid = letter_of(paper), list_of(paper)
    listed = [box.text for box in grid.boxes if box.column == 2]
    assert len(checked.report.findings) > 40
    for one in checked.report.findings:
        assert sum(text.split("\n原文：")[0] == one.message for text in listed) == 1, one.message
        assert letter.count(one.message) == (one.level == "error"), one.message
    numbers = [int(box.text) for box in grid.boxes if box.column == 0 and box.role == "value"]
    assert numbers == [*range(1, len(checked.report.findings) + 1)]
    assert "云河县青石镇人民政府本级：" in letter
    assert "2025年部门预算绩效文本" in letter


def test_every_path_leads_to_a_value(report: Report) -> None:
    told = plain_values(own=report)
    paths = [path for line in lines_of(rectification_notice(report, PLAN)) for path in line.sources]
    assert len(paths) > 20
    assert [path for path in paths if value_at(told, path) is None] == []


def test_what_nobody_said_is_marked(report: Report) -> None:
    wanted = [line.text for line in lines_of(rectification_notice(report)) if line.missing]
    assert len(wanted) == 8
    for what in ("发文字号", "被检查单位名称", "整改期限", "发文机关名称", "成文日期", "联系电话", "没有全部完成"):
        assert any(what in words for words in wanted), what
    left = [line.text for line in lines_of(rectification_notice(report, PLAN, **WHOLE)) if line.missing]
    assert len(left) == 3


def test_the_unit_of_the_call_goes_before_the_document(report: Report) -> None:
    letter = letter_of(rectification_notice(report, PLAN, unit="云河县青石镇财政所"))
    assert "云河县青石镇财政所：" in letter
    assert "青石镇人民政府：" not in letter


def test_clauses_that_nobody_compared_say_so(report: Report) -> None:
    letter = letter_of(rectification_notice(report, PLAN))
    assert "第十三条；《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第二十二条〔条款未经核对〕。" in letter


def test_our_own_crash_is_nobodys_to_mend(report: Report) -> None:
    words = printed(rectification_notice(report, PLAN, **WHOLE))
    assert "运行出错" not in words
    assert "检查没有全部完成" in words


def test_hints_alone(report: Report) -> None:
    only = Report(
        file=None,
        not_checked=(),
        findings=report.findings[-1:],
        passed=(),
        not_applicable=(),
        summary=report.summary,
    )
    letter = letter_of(rectification_notice(only, PLAN, **WHOLE))
    assert "本次检查共发现问题1个，为供参考的问题。" in letter
    assert "【待填：检查所依据的规定】" in letter
    assert "应当核实" not in letter


def test_it_is_chinese_in_an_english_session(report: Report) -> None:
    chinese = printed(rectification_notice(report, PLAN))
    set_language("en")
    try:
        assert printed(rectification_notice(report, PLAN)) == chinese
    finally:
        set_language("zh")


def test_nothing_found_is_no_notice(report: Report) -> None:
    clean = Report(file=None, not_checked=(), findings=(), passed=(), not_applicable=(), summary=report.summary)
    with pytest.raises(UsageError, match="没有发现问题"):
        api.write_notice(clean, "docx")

"""The sample county as its year begins, what its people import and write, and their steps through the year's pages.

云河县第一中学 is the unit whose year is told; all others take part in the round.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from jixiao.model import Document
from jixiao_web.accounts.models import Unit
from jixiao_web.common.money import yuan_of
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.services import filing_begin, filing_move
from jixiao_web.spending.models import Ledger, Payment
from tests.web.browser.steps import Table, downloaded, form_filled, upload, worked
from tests.web.conftest import COUNTY

SCHOOL = "205001"
HEADS = ("日期", "凭证号", "摘要", "项目编码", "项目名称", "收款人", "支付方式", "借方金额", "贷方金额")
"""As the school's accounts export them."""
_TREASURY = (
    "支付日期",
    "支付凭证号",
    "预算单位编码",
    "预算单位",
    "项目编码",
    "项目名称",
    "收款人",
    "用途",
    "支付金额",
    "支付方式",
)


class Clock:
    """The day on which everything happens."""

    day = date(2025, 8, 4)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """It goes on when a test says so."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: clock.day)
    return clock


@pytest.fixture
def county_year(transactional_db: None, clock: Clock, county, person_of) -> None:
    """云河县 with its units and people; every unit's plan of 2025 is approved."""
    from jixiao_web.sample.plans import county as told
    from jixiao_web.sample.plans import plan_of

    finance = person_of("baihe", "白鹤", "finance_reviewer")
    for each in told()["units"]:
        unit = Unit.objects.create(county_code=COUNTY, code=each["code"], name=each["name"])
        filler = person_of(*each["filler"], "filler", unit)
        reviewer = person_of(*each["reviewer"], "unit_reviewer", unit)
        plan = filing_begin(person=filler, unit=unit, year=2025, document=plan_of(each, 2025))
        for person, move in ((filler, "submit"), (reviewer, "pass"), (finance, "approve")):
            plan = filing_move(person=person, filing_id=plan.pk, move=move, seen=plan.state)


def treasury_list(months: int) -> bytes:
    """The treasury's list of all payments up to a month: every project pays a twelfth a month from February on."""
    rows: list[tuple[str, ...]] = [("国库集中支付明细",), _TREASURY]
    for month in range(2, months + 1):
        for number, ledger in enumerate(Ledger.objects.filter(year=2025).order_by("code"), 1):
            unit, day = (ledger.unit.code, ledger.unit.name), f"2025-{month:02}-{number % 20 + 4:02}"
            amount = f"{yuan_of(ledger.initial_fen // 12):,.2f}"
            voucher, words = f"支-{month:02}{number:04}", f"{month}月{ledger.name}"
            rows.append((day, voucher, *unit, ledger.code, ledger.name, f"{words}供应商", words, amount, "直接支付"))
    return _csv(rows)


def faulty_list(plan: Filing) -> bytes:
    """The school's own list: two lines of the treasury's, five new ones, five that cannot be, and a sum."""
    code, name = plan.ledgers.filter(name="校舍日常维修").values_list("code", "name").get()
    known = Payment.objects.filter(ledger__plan=plan).order_by("day", "voucher").select_related("ledger")[:2]
    rows: list[tuple[str, ...]] = [
        (f"{each.day}", each.voucher, each.summary, each.ledger.code, each.ledger.name, each.payee, each.kind,
         f"{each.fen / 100:,.2f}", "")
        for each in known
    ]  # fmt: skip
    rows += [
        ("2025年7月5日", "记-0701", "7月门窗维修", code, name, "柳浦五金建材行", "", "2,860.00", ""),
        ("2025年7月5日", "记-0701", "7月门窗维修", code, name, "柳浦五金建材行", "", "2,860.00", ""),
        ("20250709", "记-0704", "业务接待餐费", code, name, "云河县望江楼饭店", "", "1,468.00", ""),
        ("2025-07-31", "记-0705", "上下水配件", "", name, "柳浦五金建材行", "", "1,230.50", ""),
        ("2025-07-16", "记-0713", "退回多付维修费", code, name, "云河县固安修缮队", "", "", "640.00"),
        ("2025-07-32", "记-0706", "屋面防水维修", code, name, "云河县固安修缮队", "", "12,300.00", ""),
        ("2025-07-12", "记-0707", "屋面防水维修", code, name, "云河县固安修缮队", "", "一万二千三百元", ""),
        ("2025-07-12", "记-0708", "体育馆灯具", "", "", "云河县明照电料行", "", "2,150.00", ""),
        ("2025-07-15", "记-0711", "宿舍维修", f"{code[:-2]}99", "宿舍维修", "云河县固安修缮队", "", "3,000.00", ""),
        ("2024-12-28", "记-1231", "门窗配件", code, name, "柳浦五金建材行", "", "980.00", ""),
        ("", "", "本月合计", "", "", "", "", "29,708.50", "640.00"),
    ]
    return _csv([("云河县第一中学支出明细账",), (), HEADS, *rows])


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("gb18030")  # as accounting software on Windows writes it


Picture = Callable[..., None]
PROOF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
ROOF = "projects[2].indicators[0]"
"""The row that falls behind: 屋面防水面积 of 校舍日常维修."""
_GUARDS = {"安保人员人数": "4人", "持证上岗率": "100%", "劳务费发放及时率": "100%", "人均劳务费": "1950元"}
_GUARDS |= {"校园侵害事件起数": "0起", "学生家长满意率": "94%"}
_DEVICES = {"设备验收合格率": "100%", "完成时间": "2025年7月28日", "单间教室设备费": "14800元"}
_DEVICES |= {"设备使用年限": "6年", "任课教师满意率": "93%"}
_REPAIRS = {"工程验收合格率": "100%", "报修修复时间": "2天", "防水单价": "44元", "停课天数": "0天"}


def _under(head: str, rows: dict[str, str], **more: str) -> dict[str, dict[str, str]]:
    return {name: {head: words, **more} for name, words in rows.items()}


JULY: Table = {
    "校园安保人员经费": _under("执行情况", _GUARDS, 确定能="√"),
    "教学设备更新": _under("执行情况", _DEVICES | {"更新设备教室数": "8间", "受益学生人数": "360人"}, 确定能="√"),
    "校舍日常维修": _under("执行情况", _REPAIRS | {"师生满意率": "91%"}, 确定能="√"),
}
"""What the clerk writes into the form of monitoring at the end of July."""
DECEMBER: Table = {
    "校园安保人员经费": _under("实际完成值", _GUARDS),
    "教学设备更新": _under("实际完成值", _DEVICES | {"更新设备教室数": "12间", "受益学生人数": "560人"}),
    "校舍日常维修": _under("实际完成值", _REPAIRS | {"屋面防水面积": "900平方米", "师生满意率": "81%"}),
}
"""What the clerk writes into the form of self-evaluation at the year's end."""


class Desks:
    """Everybody's browser, and the plan of the unit whose year is told."""

    def __init__(self, enters, picture: Picture) -> None:
        self.filler, self.head, self.finance = (enters(who) for who in ("zhengtan", "wangqiu", "baihe"))
        self.picture = picture
        self.plan = Filing.objects.get(unit__code=SCHOOL, kind=Kind.PLAN, year=2025)

    def ledger(self, name: str) -> Ledger:
        return Ledger.objects.get(plan=self.plan, name=name)


def sent(page: Page, name: str, data: bytes) -> None:
    """Send a list of payments."""
    page.goto("/spending/import/")
    page.locator("[name=year]").select_option("2025")
    page.locator("input[type=file]").set_input_files(upload(name, data))
    page.locator("form:has(input[type=file]) button.main").click()
    page.wait_for_load_state()


def loaded(page: Page) -> None:
    """Have what is new entered, and follow the page until it says so."""
    page.locator("form[action$='/load/'] button.main").click()
    worked(page, "导入结果")


def counted(page: Page, words: str) -> int:
    """A number of the table of a trial or a result."""
    told = page.locator(f"dt:text-is('{words}') + dd").inner_text()
    return int(re.findall(r"[\d,]+", told)[0].replace(",", ""))


def merged(desks: Desks, filing: Filing, form: str, told: Table) -> None:
    """Download an official form as a workbook, fill it in elsewhere, send it back, look at the changes, take them."""
    page = desks.filler
    page.goto(f"/filings/{filing.pk}/")
    data = form_filled(downloaded(page, f"a[href*='file.xlsx?form={form}']"), told)
    page.goto(f"/filings/{filing.pk}/workbook/")
    page.locator("input[type=file]").set_input_files(upload("离线填好.xlsx", data))
    page.locator("form:has(input[type=file]) button.main").click()
    expect(page.locator("main")).to_contain_text("请看清后再并入")
    desks.picture(page, f"year-offline-{form}")
    page.get_by_role("button", name="并入草稿").click()
    expect(page.locator("main")).to_contain_text("文件内容已并入草稿")


def numbers_of(document: Document) -> list[tuple[object, ...]]:
    """What a report states: money, and of every row what was planned, reached and marked."""
    return [
        (project.name, project.execution.executed_yuan, project.total_score, row.name, row.target.text, row.actual,
         row.score)
        for project in document.projects
        for row in project.indicators
    ]  # fmt: skip

"""The sample county's year in a real browser, from the first import to the plan of the next year.

The finance bureau imports the treasury's list and opens a round for all units; one unit, each of its people with a
browser of their own, goes through the whole year with it. What they saw lies in out/pictures.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from jixiao import api
from jixiao_web.common.money import yuan_of
from jixiao_web.evaluation.models import Rectification, Result
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.services import document_of
from jixiao_web.monitoring.models import Measure
from jixiao_web.overview.models import Summary
from jixiao_web.serving.verify import verify_county
from jixiao_web.spending.models import Payment
from jixiao_web.spending.totals import differences
from tests.web.browser.steps import (
    approve,
    downloaded,
    move,
    review,
    save_cell,
    upload,
    words_of_docx,
    words_of_pdf,
    worked,
)
from tests.web.browser.year import (
    DECEMBER,
    JULY,
    PROOF,
    ROOF,
    SCHOOL,
    Clock,
    Desks,
    Picture,
    clock,
    counted,
    county_year,
    faulty_list,
    loaded,
    merged,
    numbers_of,
    sent,
    treasury_list,
)
from tests.web.conftest import COUNTY

__all__ = ["clock", "county_year"]

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desks(county_year: None, enters, picture: Picture) -> Desks:
    return Desks(enters, picture)


def test_the_year(desks: Desks, clock: Clock) -> None:
    paid(desks)
    listed_with_faults(desks)
    watched(desks)
    report = asked(desks)
    red(desks, report)
    filled_offline(desks, report)
    explained(desks, report)
    adjusted(desks)
    clock.day = date(2026, 1, 12)
    evaluation = year_ended(desks)
    marked(desks, evaluation)
    rechecked(desks, evaluation)
    mended(desks, evaluation)
    begun_again(desks)
    reported(desks)
    assert not [*verify_county(COUNTY)] and not [*differences(COUNTY)]


def paid(desks: Desks) -> None:
    """The bureau says when budgets were handed down, and imports the treasury's list for the whole county."""
    page = desks.finance
    page.goto(f"/spending/{desks.ledger('校舍日常维修').pk}/")
    page.locator("details:has(form[action$='/approval/']) summary").click()
    form = page.locator("form[action$='/approval/']")
    form.locator("[name=day]").fill("2025-02-17")
    form.locator("[name=document]").fill("云财预〔2025〕6号")
    form.locator("button").click()
    expect(page.locator("main")).to_contain_text("批复日期已登记")
    sent(page, "国库集中支付明细.csv", treasury_list(7))
    expect(page.locator("h1")).to_have_text("核对各列含义")
    assert page.locator("select[name^=column-] option:checked", has_text="项目编码").count() == 1
    desks.picture(page, "year-01-columns")
    page.locator("form:has([name=column-0]) button.main").click()
    expect(page.locator("main")).to_contain_text("试算结果")
    assert not Payment.objects.exists()
    number = counted(page, "将登记")
    loaded(page)
    assert number == Payment.objects.count() > 100 and counted(page, "已登记") == number


def listed_with_faults(desks: Desks) -> None:
    """The clerk imports the list of the school's accounts: a trial first, then the good lines on purpose."""
    page, data, before = desks.filler, faulty_list(desks.plan), Payment.objects.count()
    sent(page, "支出明细账.csv", data)
    page.locator("form:has([name=column-0]) button.main").click()
    expect(page.locator("main")).to_contain_text("试算结果")
    assert [counted(page, words) for words in ("将登记", "已有，不重复登记", "不能导入")] == [5, 2, 5]
    rows = page.locator("table").first.locator("tbody tr").all()
    refused = {row.locator("th").inner_text(): row.locator("td").inner_text() for row in rows}
    assert list(refused) == ["11", "12", "13", "14", "15"]
    for words, line in (("日期写法不对", "11"), ("金额写法不对", "12"), ("没有项目", "13"), ("2024-12-28", "15")):
        assert words in refused[line]
    desks.picture(page, "year-02-trial")
    assert Payment.objects.count() == before
    loaded(page)
    assert Payment.objects.count() == before + 5
    desks.picture(page, "year-03-loaded")
    sent(page, "支出明细账.csv", data)
    expect(page.locator("main")).to_contain_text("已经导入过")
    sent(page, "支出明细账（再次导出）.csv", data + b"\r\n")
    expect(page.locator("main")).to_contain_text("没有新的支出可以登记", timeout=60_000)  # columns are remembered
    assert [counted(page, words) for words in ("将登记", "已有，不重复登记")] == [0, 7]
    assert Payment.objects.count() == before + 5 and not [*differences(COUNTY)]


def watched(desks: Desks) -> None:
    """The ledger asks about what is odd in the new lines."""
    page = desks.filler
    page.goto("/spending/?year=2025&only=findings")
    page.get_by_role("link", name="校舍日常维修").click()
    found = page.locator("section:has(h2:text-is('支出监督'))")
    for words in ("支付早于预算批复日", "“餐费”不在项目名称、用途和目标之内", "收款人、金额、摘要相同"):
        expect(found).to_contain_text(words)
    found.locator("summary").first.click()
    expect(found).to_contain_text("依据")
    desks.picture(page, "year-04-watched")


def asked(desks: Desks) -> Filing:
    """The bureau opens a round for every unit; the sheets are filled in as far as plans and books know them."""
    page = desks.finance
    page.goto("/monitoring/open/?year=2025&last=7")
    assert page.locator("[name=unit]:checked").count() == 12
    page.locator("[name=title]").fill("2025年1—7月绩效运行监控")
    page.locator("[name=due]").fill("2025-08-31")
    desks.picture(page, "year-05-round-to-open")
    page.locator("main form.card button.main").click()
    worked(page, "2025年1—7月绩效运行监控")
    expect(page.locator("table a[href^='/monitoring/reports/']")).to_have_count(12)
    desks.picture(page, "year-06-round")
    report = Filing.objects.get(unit__code=SCHOOL, kind=Kind.MONITORING)
    for project in document_of(report).projects:
        assert yuan_of(desks.ledger(project.name).spent_fen) == project.execution.executed_yuan > 0
    return report


def red(desks: Desks, report: Filing) -> None:
    """The clerk finds the sheet among what waits, fills a reading in, adds its proof; the row is red."""
    page = desks.filler
    page.goto("/")
    page.locator(f"main a[href*='{report.pk}']").first.click()
    page.goto(f"/filings/{report.pk}/edit/")
    spent = desks.ledger("校舍日常维修").spent_fen
    expect(page.locator("#projects-2")).to_contain_text(f"{yuan_of(spent):,.2f}")
    page.locator(f"[name='{ROOF}.likelihood']").select_option("有可能")
    save_cell(page, f"{ROOF}.actual", "120平方米")
    desks.picture(page, "year-07-sheet")
    page.goto(f"/monitoring/reports/{report.pk}/")
    row = page.locator("tr:has(th:has-text('屋面防水面积'))")
    expect(row).to_contain_text("红灯")
    row.locator("summary", has_text="附材料").click()
    row.locator("input[type=file]").set_input_files(upload("7月底工程量确认单.pdf", PROOF))
    row.locator("button", has_text="上传").click()
    expect(page.locator("main")).to_contain_text("已附上：7月底工程量确认单.pdf")
    with page.expect_download() as kept:
        page.get_by_role("link", name="7月底工程量确认单.pdf").click()
    assert Path(kept.value.path()).read_bytes() == PROOF


def filled_offline(desks: Desks, report: Filing) -> None:
    """All other readings are filled in without a network, in the official form; the same numbers come back."""
    page = desks.filler
    merged(desks, report, "monitoring", JULY)
    desks.picture(page, "year-08-lights")
    readings = {
        (project.name, row.name): (row.actual, row.likelihood)
        for project in document_of(Filing.objects.get(pk=report.pk)).projects
        for row in project.indicators
    }
    assert readings.pop(("校舍日常维修", "屋面防水面积")) == ("120平方米", "有可能")
    written = {(p, i): (each["执行情况"], "确定能") for p, rows in JULY.items() for i, each in rows.items()}
    assert readings == written


def explained(desks: Desks, report: Filing) -> None:
    """A red row is not handed in without its reason and its measure; with both it goes through both reviews."""
    page = desks.filler
    page.goto(f"/filings/{report.pk}/")
    page.locator('button[name="move"][value="submit"]').click()
    expect(page.locator("main")).to_contain_text("屋面防水面积")
    report.refresh_from_db()
    assert report.state == "draft"
    page.goto(f"/filings/{report.pk}/edit/")
    save_cell(page, f"{ROOF}.deviation_reason", "原定防水范围含已列入改扩建的西楼，实际需维修面积减少。")
    page.goto(f"/monitoring/reports/{report.pk}/")
    page.locator("tr:has(th:has-text('屋面防水面积'))").get_by_role("link", name="登记措施").click()
    page.locator("[name=what]").select_option("adjust")
    page.locator("[name=words]").fill("按实际需要的维修面积申请目标调整，剩余面积暑假内完工。")
    page.locator("[name=responsible]").fill("郑檀")
    page.locator("[name=due]").fill("2025-09-30")
    page.locator("main form button.main").click()
    expect(page.locator("main")).to_contain_text("措施已登记")
    move(page, report, "submit")
    review(desks.head, report, "pass")
    approve(desks.finance, report)
    desks.finance.goto(f"/monitoring/reports/{report.pk}/")
    desks.picture(desks.finance, "year-09-approved-lights")
    desks.finance.goto("/monitoring/matrix/?year=2025&only=red")
    expect(desks.finance.locator("main")).to_contain_text("校舍日常维修")
    desks.picture(desks.finance, "year-10-matrix")


def adjusted(desks: Desks) -> None:
    """The measure leads to an adjustment of the plan, seen as what changed; approved it closes the measure."""
    page, measure = desks.filler, Measure.objects.get(filing__unit__code=SCHOOL)
    page.goto(f"/filings/{desks.plan.pk}/adjust/")
    page.locator("[name=why]").fill("西楼屋面列入改扩建，防水维修面积由1200平方米调减为900平方米。")
    page.locator("form:has([name=why]) button.main").click()
    page.wait_for_url("**/edit/")
    change = Filing.objects.get(adjusts=desks.plan)
    save_cell(page, f"{ROOF}.target", "≥900平方米")
    page.goto(f"/filings/{change.pk}/changes/")
    row = page.locator("table.semantic tr", has_text="屋面防水面积")
    expect(row.first).to_contain_text("≥1200平方米")
    expect(row.first).to_contain_text("≥900平方米")
    desks.picture(page, "year-11-adjustment")
    move(page, change, "submit")
    review(desks.head, change, "pass")
    approve(desks.finance, change)
    plan = document_of(Filing.objects.get(pk=desks.plan.pk))
    assert plan.projects[2].indicators[0].target.text == "≥900平方米"
    page.goto(f"/monitoring/measures/{measure.pk}/")
    page.locator("form[action$='/link/'] button").click()
    expect(page.locator("dl.pairs")).to_contain_text("调减为900平方米")
    page.locator("[name=text]").fill("目标调整已批复，剩余面积8月25日完工。")
    page.get_by_role("button", name="记录并办结").click()
    expect(page.locator("main")).to_contain_text("已办结")
    desks.picture(page, "year-12-measure")
    measure.refresh_from_db()
    assert measure.closed_at and measure.adjustment_id == change.pk


def year_ended(desks: Desks) -> Filing:
    """The rest of the year is imported; the bureau begins all self-evaluations, filled in from plans, books, rounds."""
    page, before = desks.finance, Payment.objects.count()
    sent(page, "国库集中支付明细（全年）.csv", treasury_list(12))
    expect(page.locator("main")).to_contain_text("试算结果", timeout=60_000)
    known = counted(page, "已有，不重复登记")
    loaded(page)
    assert known == before - 5, "what July's list held is not entered again"
    page.goto("/evaluation/?year=2025")
    page.get_by_role("button", name="为各单位建立2025年绩效自评").click()
    worked(page, "云河县公路养护中心")
    assert Filing.objects.filter(kind=Kind.SELF_EVALUATION, year=2025, period="").count() == 12
    evaluation = Filing.objects.get(unit__code=SCHOOL, kind=Kind.SELF_EVALUATION, period="")
    own = document_of(evaluation).projects[2]
    assert own.execution.executed_yuan == yuan_of(desks.ledger(own.name).spent_fen)
    assert own.indicators[0].target.text == "≥900平方米" and own.indicators[0].actual == "120平方米"
    return evaluation


def marked(desks: Desks, evaluation: Filing) -> None:
    """The clerk fills in offline what was reached, has marks reckoned, gives the reason demanded, hands it in."""
    page = desks.filler
    merged(desks, evaluation, "national_self_evaluation", DECEMBER)
    for number, project in enumerate(document_of(Filing.objects.get(pk=evaluation.pk)).projects):
        assert {row.name: row.actual for row in project.indicators} == {
            name: each["实际完成值"] for name, each in DECEMBER[project.name].items()
        }
        page.goto(f"/filings/{evaluation.pk}/edit/")
        save_cell(page, f"projects[{number}].outcome", "全年任务完成，资金按规定支付。")
    page.goto(f"/evaluation/marks/{evaluation.pk}/")
    page.get_by_role("button", name="按公式填入得分").click()
    row = page.locator("tr:has(th:has-text('师生满意率'))")
    expect(row).to_contain_text("81 ÷ 90 × 10 = 9")
    expect(row).to_contain_text("请写明偏差原因")
    row.scroll_into_view_if_needed()
    desks.picture(page, "year-13-marks")
    page.goto(f"/filings/{evaluation.pk}/")
    page.locator('button[name="move"][value="submit"]').click()
    expect(page.locator("main")).to_contain_text("师生满意率")
    page.goto(f"/evaluation/marks/{evaluation.pk}/")
    for box in page.locator("textarea[name^='reason:']").all():
        box.fill("施工期间噪声影响上课，已调整到假期施工。")
    page.get_by_role("button", name="只保存所选得分和原因").click()
    expect(page.locator("main")).to_contain_text("各项得分都符合计分规则")
    page.locator("textarea[name^='reason:']").last.scroll_into_view_if_needed()
    desks.picture(page, "year-14-reasons")
    move(page, evaluation, "submit")
    review(desks.head, evaluation, "pass")
    assert evaluation.state == "finance_review"


def rechecked(desks: Desks, evaluation: Filing) -> None:
    """The bureau's own mark stands beside the unit's, with a reason; both see the difference and the grade."""
    page, address = desks.finance, f"/evaluation/recheck/{evaluation.pk}/"
    page.goto(address)
    page.locator(f"[name='points:{ROOF}']").fill("3")
    page.get_by_role("button", name="保存并告知单位").click()
    expect(page.locator("main")).to_contain_text("请写明理由")
    page.locator(f"[name='reason:{ROOF}']").fill("工程量确认单缺监理签字，暂按部分完成计分。")
    page.get_by_role("button", name="保存并告知单位").click()
    expect(page.locator("main")).to_contain_text("复核意见已告知单位")
    page.locator(f"[name='points:{ROOF}']").scroll_into_view_if_needed()
    desks.picture(page, "year-15-recheck")
    result = Result.objects.get(filing=evaluation, ordinal=3)
    less = (result.total - result.recheck) / 100
    assert less == 10 and (result.grade, result.recheck_grade) == ("优", "良")
    desks.filler.goto(address)
    expect(desks.filler.locator("section:has(h2:text-is('校舍日常维修')) .sums")).to_contain_text(f"相差{less:g}")
    desks.filler.goto("/evaluation/?year=2025")
    row = desks.filler.locator("tr", has_text="校舍日常维修")
    expect(row).to_contain_text(f"{result.recheck / 100:g}")
    expect(row).to_contain_text(result.recheck_grade)
    desks.picture(desks.filler, "year-16-results")


def mended(desks: Desks, evaluation: Filing) -> None:
    """Corrective action is issued from the row, done with its proof, and verified; the self-evaluation is approved."""
    page = desks.finance
    page.goto(f"/evaluation/recheck/{evaluation.pk}/")
    page.locator("tr:has(th:has-text('屋面防水面积'))").get_by_role("link", name="下达整改").click()
    page.locator("[name=demand]").fill("补齐监理签字的工程量确认单。")
    page.locator("[name=due]").fill("2026-02-28")
    page.locator("[name=responsible]").fill("王秋")
    page.locator("main form button.main").click()
    expect(page.locator("main")).to_contain_text("整改已下达")
    desks.filler.goto(page.url)
    expect(desks.filler.locator("main")).to_contain_text("2026-02-28")
    desks.filler.locator("[name=text]").fill("监理已补签，确认单附后。")
    desks.filler.locator("[name=files]").set_input_files(upload("工程量确认单（监理已签）.pdf", PROOF))
    desks.filler.get_by_role("button", name="报送").click()
    expect(desks.filler.locator("main")).to_contain_text("工程量确认单（监理已签）.pdf")
    page.reload()
    page.locator("[name=text]").fill("材料齐全。")
    page.get_by_role("button", name="核实通过").click()
    expect(page.locator(".head .grade")).to_have_text(re.compile("核实通过"))
    desks.picture(page, "year-17-corrective-action")
    assert Rectification.objects.get(filing=evaluation).state == Rectification.State.VERIFIED
    approve(page, evaluation)


def begun_again(desks: Desks) -> None:
    """Where the next year's plan is begun, the last year's result is told."""
    page = desks.filler
    page.goto("/filings/start/")
    card = page.locator("section.card:has(h2:has-text('2025年自评结果'))")
    for result in Result.objects.filter(filing__unit__code=SCHOOL):
        line = card.locator("li", has_text=result.name)
        expect(line).to_contain_text(f"{result.recheck / 100:g}")
        expect(line).to_contain_text(result.recheck_grade)
    desks.picture(page, "year-18-next-plan")


def reported(desks: Desks) -> None:
    """The reports of the unit and the county, and the official forms, are taken along and opened."""
    page, spent = desks.finance, {each.unit_id: each.spent_fen for each in Summary.objects.filter(year=2025)}
    page.goto("/overview/?year=2025")
    desks.picture(page, "year-19-county")
    for unit_id, name in ((None, "云河县"), (desks.plan.unit_id, "云河县第一中学")):
        page.goto(f"/overview/unit/{unit_id}/?year=2025" if unit_id else "/overview/?year=2025")
        told = f"{Decimal(spent[unit_id]) / 1_000_000:.6f}".rstrip("0")
        for words in (
            words_of_docx(downloaded(page, "a[href*='report.docx']")),
            words_of_pdf(downloaded(page, "a[href*='report.pdf']")),
        ):
            assert name in words and told in words
    desks.picture(page, "year-20-unit")
    for kind, form in ((Kind.MONITORING, "monitoring"), (Kind.SELF_EVALUATION, "national_self_evaluation")):
        filing = Filing.objects.get(unit__code=SCHOOL, kind=kind)
        page.goto(f"/filings/{filing.pk}/")
        for ending in ("docx", "xlsx"):
            back = api.read_bytes(downloaded(page, f"a[href*='file.{ending}?form={form}']"), f"a.{ending}")
            assert numbers_of(back) == numbers_of(document_of(filing)), ending

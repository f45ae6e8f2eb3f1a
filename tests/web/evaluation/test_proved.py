"""Samples, re-checks, corrective action and appraisals that were changed behind the application's back are found."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jixiao_web.evaluation.appraising import About, Line, appraisal_begin, appraisal_save
from jixiao_web.evaluation.models import Appraisal, Drawn, Recheck, Rectification
from jixiao_web.evaluation.rechecking import Given, recheck_save
from jixiao_web.evaluation.rectifying import Problem, rectification_issue, rectification_move
from jixiao_web.evaluation.sampling import sample_draw
from tests.web.audit.tampering import log_of_before, reasons, run

LINES = [
    Line("决策", "立项依据", "20", "18"), Line("过程", "资金管理", "20", "15"), Line("产出", "维修里程", "30", "28"),
    Line("效益", "出行条件", "30", "25.5", "问卷"),
]  # fmt: skip


@pytest.fixture
def answered(handed_in, baihe, aili):
    """A re-check with two marks, one of them the unit's own; corrective action returned once; an appraisal told."""
    rows = "projects[0].indicators[{}]"
    given = {rows.format(2): Given("24", "没有问卷"), rows.format(3): Given("10", "")}
    for version, is_told in ((0, False), (1, True)):
        recheck_save(
            person=baihe, filing_id=handed_in.pk, given=given, opinion="请补充佐证。", version=version, is_told=is_told
        )
    told = Problem("里程没有完成", "三月底前完成0.5公里", date(2026, 3, 31), "赵所长", "道路维修", "道路维修")
    made = rectification_issue(person=baihe, unit=handed_in.unit, year=2025, told=told, filing=handed_in)
    upload = SimpleUploadedFile("照片.pdf", b"%PDF-1.7 proof")
    moves = ((aili, "report", "issued", [upload]), (baihe, "return", "reported", []), (aili, "report", "returned", []))
    for person, move, seen, uploads in moves:
        rectification_move(
            person=person, rectification_id=made.pk, move=move, seen=seen, text=f"说明{seen}", uploads=uploads
        )
    about = About(handed_in.unit, 2025, Appraisal.Kind.FINANCE, "道路维修", "云河咨询公司")
    begun = appraisal_begin(person=baihe, about=about)
    assert reasons() == set()
    appraisal_save(
        person=baihe, appraisal_id=begun.pk, lines=LINES, institution="云河咨询公司", conclusion="总体较好",
        version=1, is_told=True,
    )  # fmt: skip
    assert reasons() == set()


CHANGES = {
    "mark": ("recheck", "UPDATE evaluation_recheckmark SET points = 2800 WHERE reason <> ''"),
    "same mark": ("recheck", "UPDATE evaluation_recheckmark SET points = 100 WHERE reason = ''"),
    "reason": ("recheck", "UPDATE evaluation_recheckmark SET reason = '无' WHERE reason <> ''"),
    "no mark": ("recheck", "DELETE FROM evaluation_recheckmark WHERE reason <> ''"),
    "opinion": ("recheck", "UPDATE evaluation_recheck SET opinion = '没有意见'"),
    "told": ("recheck", "UPDATE evaluation_recheck SET is_told = NOT is_told"),
    "state": ("rectification", "UPDATE evaluation_rectification SET state = 'verified'"),
    "due": ("rectification", "UPDATE evaluation_rectification SET due = '2027-03-31'"),
    "problem": ("rectification", "UPDATE evaluation_rectification SET problem = '没有问题'"),
    "responsible": ("rectification", "UPDATE evaluation_rectification SET responsible = '李所长'"),
    "note": ("rectification", "UPDATE evaluation_rectificationnote SET text = '已完成' WHERE text = '说明issued'"),
    "no note": ("rectification", "DELETE FROM evaluation_rectificationnote WHERE state = 'returned'"),
    "proof": ("rectification", "DELETE FROM evaluation_proof"),
    "other proof": ("rectification", "UPDATE evaluation_proof SET sha256 = ''"),
    "total": ("appraisal", "UPDATE evaluation_appraisal SET total = 9900"),
    "grade": ("appraisal", "UPDATE evaluation_appraisal SET grade = '差'"),
    "untold": ("appraisal", "UPDATE evaluation_appraisal SET is_told = NOT is_told"),
    "indicators": ("appraisal", "UPDATE evaluation_appraisal SET indicators = '[]'"),
    "conclusion": ("appraisal", "UPDATE evaluation_appraisal SET conclusion = '很好'"),
    "year": ("appraisal", "UPDATE evaluation_appraisal SET year = 2024"),
    "gone": ("gone", "DELETE FROM evaluation_appraisal"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found(answered, what: str) -> None:
    reason, sql = CHANGES[what]
    run(sql)
    assert reasons() == {reason}


def test_what_nobody_entered_is_found(answered, unit) -> None:
    told = {"county_code": unit.county_code, "unit": unit, "year": 2025}
    Rectification.objects.create(**told, problem="无", demand="无", due=date(2026, 1, 1))
    assert reasons() == {"unlogged"}
    Rectification.objects.filter(problem="无").delete()
    Appraisal.objects.create(**told, key="河渠", project="河渠")
    assert reasons() == {"unlogged"}


def test_a_recheck_that_is_gone_is_found(answered) -> None:
    Recheck.objects.all().delete()
    assert reasons() == {"gone", "listed"}  # its marks are still shown


def test_entries_of_before_are_proved_as_far_as_they_tell(answered) -> None:
    log_of_before(
        "marks", "words_sha256", "proofs", "problem", "responsible", "key", "project", "path", "year", "unit", "kind"
    )
    assert reasons() == set()
    run("UPDATE evaluation_recheckmark SET points = 2800 WHERE reason <> ''")
    assert reasons() == {"recheck"}
    run("UPDATE evaluation_rectification SET due = '2027-03-31'")
    run("UPDATE evaluation_appraisal SET total = 9900")
    assert reasons() == {"recheck", "rectification", "appraisal"}


@pytest.fixture
def sample(handed_in, baihe):
    """The list of a sample that was drawn."""
    made = sample_draw(person=baihe, county_code="990128", year=2025, wanted=1, seed="云河")
    assert reasons() == set()
    return made


DRAWN_OF_BEFORE = {
    "seed": "UPDATE evaluation_sample SET seed = '雾城'",
    "year": "UPDATE evaluation_sample SET year = 2024",
    "wanted": "UPDATE evaluation_sample SET wanted = 2",
    "person": "UPDATE evaluation_sample SET made_by_id = NULL",
}
DRAWN = DRAWN_OF_BEFORE | {
    "among": "UPDATE evaluation_sample SET among = 900",
    "name": "UPDATE evaluation_drawn SET name = '别的项目'",
    "risks": "UPDATE evaluation_drawn SET risks = '[]', weight = 0",
    "lot": "UPDATE evaluation_drawn SET by_lot = NOT by_lot",
    "left out": "DELETE FROM evaluation_drawn",
}


@pytest.mark.parametrize("what", DRAWN)
def test_a_list_that_was_changed_is_found(sample, what: str) -> None:
    run(DRAWN[what])
    assert reasons() == {"sample"}


@pytest.mark.parametrize("what", DRAWN_OF_BEFORE)
def test_lists_of_before_are_proved_as_far_as_the_log_tells(sample, what: str) -> None:
    log_of_before("row", "among", "words_sha256")
    assert reasons() == set()
    run(DRAWN_OF_BEFORE[what])
    assert reasons() == {"sample"}


def test_a_project_that_was_put_into_a_list_is_found(sample, handed_in) -> None:
    Drawn.objects.create(county_code="990128", sample=sample, place=9, filing=handed_in, ordinal=1, weight=0)
    assert reasons() == {"sample"}


def test_a_list_that_nobody_drew_and_one_that_is_gone_are_found(sample) -> None:
    type(sample).objects.create(county_code="990128", year=2025, seed="影子", wanted=1, among=1)
    assert reasons() == {"unlogged"}
    run("DELETE FROM evaluation_sample WHERE seed = '影子'")
    run("DELETE FROM evaluation_drawn")
    run("DELETE FROM evaluation_sample")
    assert reasons() == {"gone"}

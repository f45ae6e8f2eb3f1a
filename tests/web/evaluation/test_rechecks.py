"""Re-check, samples, corrective action, appraisals: who may, what is refused, what the log tells."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from jixiao_web.audit.log import faults
from jixiao_web.audit.models import Entry
from jixiao_web.common.proofs import proof_read
from jixiao_web.evaluation import errors
from jixiao_web.evaluation.appraising import About, AlreadyAppraised, Line, appraisal_begin, appraisal_save
from jixiao_web.evaluation.models import Proof, Rectification, Result
from jixiao_web.evaluation.rechecking import Given, compared_of, opinion_lines, recheck_save
from jixiao_web.evaluation.rectifying import Problem, rectification_issue, rectification_move
from jixiao_web.evaluation.sampling import candidates, proofs_of, sample_draw
from jixiao_web.evaluation.selectors import appraisals_seen_by, last_years, recheck_seen
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import filing_move

ROW = "projects[0].indicators[2]"
PDF = b"%PDF-1.7 proof"


@pytest.fixture
def recheck(baihe, handed_in):
    """Re-checks a row of the self-evaluation: recheck("24", "没有佐证")."""

    def make(points="24", reason="没有问卷，改按下限计", *, version=0, is_told=True, person=baihe, path=ROW):
        return recheck_save(
            person=person, filing_id=handed_in.pk, given={path: Given(points, reason)}, opinion="请补充佐证。",
            version=version, is_told=is_told,
        )  # fmt: skip

    return make


@pytest.fixture
def mending(baihe, handed_in):
    """Corrective action of 爱丽's unit."""
    told = Problem("里程没有完成", "三月底前完成0.5公里", date(2026, 3, 31), "赵所长", "道路维修", "道路维修")
    return rectification_issue(person=baihe, unit=handed_in.unit, year=2025, told=told, filing=handed_in)


def test_a_recheck_stands_beside_the_units_marks(recheck, handed_in):
    recheck()
    compared = compared_of(handed_in)[0]
    assert (str(compared.own), str(compared.total), str(compared.less)) == ("95.75", "91.75", "4.00")
    assert (compared.own_grade.name, compared.grade.name) == ("优", "优")
    result = Result.objects.get(filing=handed_in)
    assert (result.total, result.recheck, result.recheck_grade) == (9575, 9175, "优")
    entry = Entry.objects.get(action="recheck_told")
    assert json.loads(entry.detail)["cells"] == {ROW: "28 → 24"}


def test_the_unit_sees_it_only_when_it_is_told(recheck, aili, baihe, auditor, handed_in):
    recheck(is_told=False)
    assert recheck_seen(aili, handed_in) is None
    assert recheck_seen(auditor, handed_in) is not None
    assert Result.objects.get(filing=handed_in).recheck is None
    recheck(version=1)
    assert recheck_seen(aili, handed_in).is_told


def test_the_letter_of_opinions_tells_it(recheck, handed_in, as_aili):
    assert opinion_lines(handed_in) is None
    recheck()
    head, lines = opinion_lines(handed_in)
    assert head == "复核意见"
    assert lines == [
        "请补充佐证。", "“道路维修”自评95.75分（优），复核91.75分（优）。",
        "出行条件：自评28分，复核24分。没有问卷，改按下限计",
    ]  # fmt: skip
    assert "复核91.75分" in as_aili.get(f"/review/{handed_in.pk}/opinions/").content.decode()


@pytest.mark.parametrize(
    ("points", "reason", "error"),
    [("24", "", errors.ReasonWanted), ("31", "多", errors.WrongPoints), ("-1", "少", errors.WrongPoints),
     ("x", "何", errors.WrongPoints)],
)  # fmt: skip
def test_a_recheck_that_cannot_stand_is_refused(recheck, points, reason, error):
    with pytest.raises(error):
        recheck(points, reason)


def test_only_finance_rechecks_and_nobody_over_another(recheck, aili, chali, baihe_unit):
    for person in (aili, chali, baihe_unit):
        with pytest.raises(PermissionDenied):
            recheck(person=person)
    recheck()
    with pytest.raises(errors.ChangedMeanwhile):
        recheck("25", "另一个人")


def test_a_draft_is_not_rechecked(baihe, done):
    with pytest.raises(errors.NotHandedIn):
        recheck_save(person=baihe, filing_id=done.pk, given={}, opinion="", version=0, is_told=False)


def test_a_returned_draft_keeps_results_and_recheck(recheck, handed_in, baihe, aili, enter):
    recheck()
    filing_move(person=baihe, filing_id=handed_in.pk, move="return_in_finance", seen="finance_review", reason="请核对")
    enter(handed_in, {"projects[0].outcome": "完成维修九公里半"})
    assert Result.objects.get(filing=handed_in).recheck == 9175


def test_a_sample_tells_its_reasons_and_can_be_drawn_again(baihe, handed_in):
    first = sample_draw(person=baihe, county_code=handed_in.county_code, year=2025, wanted=5, seed="2026-甲")
    again = sample_draw(person=baihe, county_code=handed_in.county_code, year=2025, wanted=5, seed="2026-甲")
    shape = [(row.filing_id, row.ordinal, row.by_lot, row.risks) for row in first.drawn.all()]
    assert shape == [(row.filing_id, row.ordinal, row.by_lot, row.risks) for row in again.drawn.all()]
    assert "no_proof" in shape[0][3]


def test_a_department_is_proved_by_what_proves_any_of_its_projects(handed_in):
    proofs = {"道路维修": 2, "河渠清理": 0}
    told = [proofs_of(Result(ordinal=at, name=name), proofs) for at, name in enumerate(("部门整体", *proofs, "x"))]
    assert told == [2, 2, 0, 0]


def test_only_what_was_handed_in_is_drawn(baihe, chali, done):
    with pytest.raises(errors.NothingToDraw):
        sample_draw(person=baihe, county_code=done.county_code, year=2025, wanted=5)
    with pytest.raises(PermissionDenied):
        sample_draw(person=chali, county_code=done.county_code, year=2025, wanted=5)


def test_low_execution_and_full_marks_are_risks(handed_in):
    Result.objects.filter(filing=handed_in).update(rate=7000, full=4, over=1)
    found = candidates(handed_in.county_code, 2025)[0]
    assert {risk.kind for risk in found.risks} >= {"low_execution", "all_full", "over"}


def test_corrective_action_goes_from_demand_to_verification(mending, aili, baihe):
    upload = SimpleUploadedFile("验收单.pdf", PDF)
    rectification_move(
        person=aili, rectification_id=mending.pk, move="report", seen="issued", text="已完成", uploads=[upload]
    )
    rectification_move(person=baihe, rectification_id=mending.pk, move="return", seen="reported", text="缺验收人签字")
    rectification_move(person=aili, rectification_id=mending.pk, move="report", seen="returned", text="已补签")
    rectification_move(person=baihe, rectification_id=mending.pk, move="verify", seen="reported", text="")
    notes = [(note.state, note.text) for note in mending.notes.all()]
    assert notes == [
        ("issued", "三月底前完成0.5公里"), ("reported", "已完成"), ("returned", "缺验收人签字"), ("reported", "已补签"),
        ("verified", ""),
    ]  # fmt: skip
    proof = Proof.objects.get(rectification=mending)
    assert (proof.size, proof.kind, proof_read(proof.county_code, proof.sha256)) == (len(PDF), "pdf", PDF)
    actions = Entry.objects.filter(object_kind="rectification").values_list("action", flat=True)
    assert list(actions) == [
        f"rectification_{word}" for word in ("issued", "reported", "returned", "reported", "verified")
    ]
    assert list(faults(mending.county_code)) == []


def test_corrective_action_moves_only_from_the_state_that_was_seen(mending, aili, baihe):
    with pytest.raises(errors.ChangedMeanwhile):
        rectification_move(person=baihe, rectification_id=mending.pk, move="verify", seen="reported", text="好")
    with pytest.raises(errors.WordsWanted):
        rectification_move(person=aili, rectification_id=mending.pk, move="report", seen="issued", text=" ")


def test_nobody_else_touches_corrective_action(mending, aili, chali, baihe_unit, unit):
    for person in (chali, baihe_unit):
        with pytest.raises(PermissionDenied):
            rectification_move(person=person, rectification_id=mending.pk, move="report", seen="issued", text="x")
    with pytest.raises(PermissionDenied):
        rectification_issue(
            person=aili, unit=unit, year=2025, told=Problem("x", "y", date(2026, 3, 1)), filing=mending.filing
        )


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.exe", b"MZ"), ("a.pdf", b""), ("a.pdf", b"MZ not a pdf"), ("a.pdf", b"%PDF-" + b"0" * 1000)],
)
def test_a_file_beyond_the_limits_is_refused(mending, aili, settings, name, data):
    settings.UPLOAD_BYTES = 1000
    with pytest.raises(errors.FileRefused):
        rectification_move(
            person=aili, rectification_id=mending.pk, move="report", seen="issued", text="已完成",
            uploads=[SimpleUploadedFile(name, data)],
        )  # fmt: skip
    assert Rectification.objects.get(pk=mending.pk).state == "issued"
    assert not Proof.objects.exists()


def test_next_years_plan_is_told_result_and_open_action(recheck, mending, unit):
    recheck("24", "没有问卷，改按下限计")
    last = last_years([unit], 2026)[0]
    row = last.rows[0]
    assert (last.filing.year, row.total, row.own, row.grade) == (2025, 9175, 9575, "优")
    assert "予以支持" in row.leads_to
    assert [each.pk for each in row.undone] == [mending.pk]
    assert last_years([unit], 2025) == []


def test_the_worst_of_many_projects_are_told_first(handed_in, unit, as_aili):
    first = Result.objects.get(filing=handed_in)
    first.total = 7000
    first.save()
    for ordinal in range(2, 32):
        Result.objects.create(
            filing=handed_in,
            ordinal=ordinal,
            key=f"P{ordinal}",
            name=f"项目{ordinal}",
            total=8000 + ordinal,
            grade="良",
        )
    (last,) = last_years([unit], 2026)
    assert (len(last.rows), last.number) == (12, 31)
    assert [row.total for row in last.rows][:3] == [7000, 8002, 8003]
    assert "查看全部 31 项" in as_aili.get("/filings/start/").content.decode()


LINES = [
    Line("决策", "立项依据", "20", "18"), Line("过程", "资金管理", "20", "15"), Line("产出", "维修里程", "30", "28"),
    Line("效益", "出行条件", "30", "25.5", "问卷"), Line("效益", "", "", ""),
]  # fmt: skip


@pytest.fixture
def appraisal(baihe, unit, today):
    return appraisal_begin(person=baihe, about=About(unit, 2025, "finance", "道路维修", "云河会计师事务所"))


def _save(person, appraisal, lines, version=1, is_told=True, conclusion="较好"):
    return appraisal_save(
        person=person, appraisal_id=appraisal.pk, lines=lines, institution="云河会计师事务所", conclusion=conclusion,
        version=version, is_told=is_told, uploads=[SimpleUploadedFile("报告.pdf", PDF)],
    )  # fmt: skip


def test_an_appraisal_has_its_own_indicators_marks_and_report(baihe, appraisal):
    saved = _save(baihe, appraisal, LINES)
    assert (saved.total, saved.grade, saved.is_told) == (8650, "良", True)
    assert saved.proofs.get().name == "报告.pdf"


def test_output_and_benefit_weigh_sixty_percent_at_least(baihe, appraisal):
    wrong = [
        LINES[0]._replace(weight="30"),
        LINES[1],
        LINES[2]._replace(weight="20", points="9"),
        LINES[3]._replace(points=""),
    ]
    with pytest.raises(errors.WeightsWrong, match="占50%"):
        _save(baihe, appraisal, wrong, is_told=False)
    with pytest.raises(errors.WeightsWrong, match="合计为90分"):
        _save(baihe, appraisal, [LINES[0]._replace(weight="10", points="9"), *LINES[1:]])
    with pytest.raises(errors.WrongPoints):
        _save(baihe, appraisal, [LINES[0]._replace(points="21"), *LINES[1:]])
    with pytest.raises(errors.WordsWanted):
        _save(baihe, appraisal, [LINES[0]._replace(points=""), *LINES[1:]])
    with pytest.raises(errors.WordsWanted, match="指标"):
        _save(baihe, appraisal, [*LINES, LINES[0]._replace(name=" ")])
    with pytest.raises(errors.WrongPoints):
        _save(baihe, appraisal, [LINES[0]._replace(points="1e999999999"), *LINES[1:]])
    with pytest.raises(errors.WordsWanted, match="评价结论"):
        _save(baihe, appraisal, LINES, conclusion=" ")


def test_an_appraisal_stands_once_and_is_finances(baihe, aili, appraisal, unit):
    with pytest.raises(AlreadyAppraised):
        appraisal_begin(person=baihe, about=About(unit, 2025, "finance", "道路维修"))
    with pytest.raises(PermissionDenied):
        _save(aili, appraisal, LINES)
    _save(baihe, appraisal, LINES)
    with pytest.raises(errors.ChangedMeanwhile):
        _save(baihe, appraisal, LINES)


def test_a_department_evaluates_and_only_as_itself(baihe_unit, aili, baihe, as_baihe_unit, unit, today):
    made = appraisal_begin(person=baihe_unit, about=About(unit, 2025, "department", "道路维修", "云河县评价中心"))
    assert _save(baihe_unit, made, LINES, is_told=False).total == 8650
    seen = [made in appraisals_seen_by(person) for person in (baihe_unit, baihe, aili)]
    assert seen == [True, True, False]
    page = as_baihe_unit.get("/evaluation/appraisals/").content.decode()
    assert 'value="department"' in page
    assert 'value="finance"' not in page
    assert 'name="conclusion"' in as_baihe_unit.get(f"/evaluation/appraisals/{made.pk}/").content.decode()
    for person, kind in ((baihe_unit, "finance"), (aili, "department")):
        with pytest.raises(PermissionDenied):
            appraisal_begin(person=person, about=About(unit, 2025, kind, "护林"))


def test_a_department_rechecks_before_the_finance_bureau(baihe_unit, aili, baihe, done, as_baihe_unit):
    filing_move(person=aili, filing_id=done.pk, move="submit", seen="draft")
    given = {ROW: Given("24", "没有问卷，改按下限计")}
    told = {"filing_id": done.pk, "opinion": "", "is_told": False}
    with pytest.raises(PermissionDenied):
        recheck_save(person=baihe, given=given, version=0, **told)
    assert f'name="points:{ROW}"' in as_baihe_unit.get(f"/evaluation/recheck/{done.pk}/").content.decode()
    recheck_save(person=baihe_unit, given=given, version=0, **told)
    filing_move(person=baihe_unit, filing_id=done.pk, move="pass", seen="unit_review")
    filing = Filing.objects.get(pk=done.pk)
    assert [recheck_seen(person, filing) is not None for person in (baihe_unit, baihe, aili)] == [True, True, False]
    with pytest.raises(PermissionDenied):
        recheck_save(person=baihe_unit, given=given, version=1, **told)
    recheck_save(person=baihe, given={ROW: Given("26", "补交了问卷")}, version=1, **told)
    assert str(compared_of(filing)[0].total) == "93.75"
    assert [entry.actor for entry in Entry.objects.filter(action="rechecked")] == ["baihe_unit", "baihe"]


def test_a_deleted_draft_leaves_no_results(evaluation, aili):
    from jixiao_web.filings.discarding import filing_discard, filing_recover

    assert Result.objects.filter(filing=evaluation).exists()
    filing_discard(person=aili, filing_id=evaluation.pk)
    assert not Result.objects.filter(filing__in=Filing.every.filter(pk=evaluation.pk)).exists()
    filing_recover(person=aili, filing_id=evaluation.pk)
    assert Result.objects.filter(filing=evaluation).count() == 1

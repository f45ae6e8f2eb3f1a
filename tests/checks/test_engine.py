"""The engine: three answers, folding, doubt, a rule that crashes, the limit of output."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import cast

import jsonschema
import msgspec
import pytest

from jixiao import api
from jixiao.checks import Dossier, Finding, Level, Report, Rule, all_rules, engine, run, selected
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.rule import PLANS, rule
from jixiao.documents.traits import FileTraits
from jixiao.errors import UsageError
from jixiao.language import Words
from jixiao.law import Law
from jixiao.model import Document, Doubt, Execution, Indicator, OverallGoal, Project, Safeguard, Unit
from tests.checks.casebook import BASES, dossier_of

Judge = Callable[[Dossier], Outcome]
NOTHING = Words("没有", "none")


@pytest.fixture
def plan() -> Dossier:
    return dossier_of((BASES / "plan.txt").read_text(encoding="utf-8"))


def _rule(judge: Judge, many: Words | None = None) -> Rule:
    message, hint = Words("{name}有误", "{name} is wrong"), Words("改为{expected}", "write {expected}")
    make = rule(
        id="USR01",
        level=Level.ERROR,
        title=Words("试", "trial"),
        citations=[],
        message=message,
        hint=hint,
        many=many,
        kinds=PLANS,
    )
    return make(judge)


def _finding(dossier: Dossier, judge: Judge, many: Words | None = None) -> Finding:
    (finding,) = run(dossier, [_rule(judge, many)]).findings
    return finding


def _every_name(dossier: Dossier, cause: str | None) -> Outcome:
    items = [item.field("name") for item in dossier.table_indicators]
    return judged(items, [found(i, found="x", expected="y", cause=cause, name="甲") for i in items], without=NOTHING)


def test_findings_of_one_cause_are_one_finding_with_members(plan: Dossier) -> None:
    finding = _finding(plan, lambda dossier: _every_name(dossier, "one"))
    assert len(finding.members) == len(plan.table_indicators)
    assert finding.members[0].subject == finding.subject == "projects[0].indicators[0].name"
    assert finding.message == f"甲有误（同样的问题共{len(finding.members)}处）"
    assert finding.hint == "改为y"


def test_a_rule_may_word_many_itself(plan: Dossier) -> None:
    finding = _finding(plan, lambda dossier: _every_name(dossier, "one"), Words("{count}处", "{count} places"))
    assert finding.message == f"{len(plan.table_indicators)}处"


def test_findings_without_a_cause_stand_alone(plan: Dossier) -> None:
    report = run(plan, [_rule(lambda dossier: _every_name(dossier, None))])
    assert len(report.findings) == report.summary.error == report.summary.places == len(plan.table_indicators)
    assert all(finding.members == () for finding in report.findings)


def test_a_doubtful_value_is_a_hint_and_leaves_the_group(plan: Dossier) -> None:
    subject = "projects[0].indicators[1].name"
    doubt = Doubt(subject=subject, reason="label_repaired", text="", at=plan.spot(subject).at)
    doubtful = Dossier(msgspec.structs.replace(plan.document, doubts=(doubt,)), plan.law)
    report = run(doubtful, [_rule(lambda dossier: _every_name(dossier, "one"))])
    assert [(f.level, f.doubtful, len(f.members)) for f in report.findings] == [
        ("error", False, len(plan.table_indicators) - 1),
        ("hint", True, 0),
    ]
    assert report.findings[1].subject == subject


def test_a_finding_that_leans_on_a_doubtful_value_is_a_hint(plan: Dossier) -> None:
    doubt = Doubt(subject="projects[0].indicators[0]", reason="cells_lost", text="", at=plan.spot("projects[0]").at)
    doubtful = Dossier(msgspec.structs.replace(plan.document, doubts=(doubt,)), plan.law)
    related = [doubtful.spot("projects[0].indicators[0].target")]
    finding = _finding(
        doubtful, lambda d: judged(1, [found(d.spot("unit"), name="甲", related=related)], without=NOTHING)
    )
    assert (finding.level, finding.related[0].subject) == ("hint", "projects[0].indicators[0].target")


def test_a_rule_that_crashes_is_a_finding_and_the_others_go_on(plan: Dossier) -> None:
    def broken(dossier: Dossier) -> Outcome:
        raise ZeroDivisionError("oh")

    report = run(plan, [_rule(broken), all_rules()["PLN02"]])
    (finding,) = report.findings
    assert (finding.rule, finding.level) == ("SYS01", "error")
    assert finding.found is not None and "ZeroDivisionError: oh" in finding.found
    assert [one.rule for one in report.passed] == ["PLN02"]
    assert not report.summary.complete


def test_other_kinds_and_values_not_in_force_are_not_applicable(plan: Dossier) -> None:
    report = run(
        dossier_of((BASES / "monitoring.txt").read_text(encoding="utf-8")), [_rule(lambda d: _every_name(d, None))]
    )
    assert [one.reason for one in report.not_applicable] == ["不适用于这类文本"]

    def needs(dossier: Dossier) -> Outcome:
        dossier.law.integers("spending_plan.checkpoint_months")
        return not_applicable(NOTHING)

    foreign = Dossier(plan.document, Law("shanghai"))
    assert "节点月份" in run(foreign, [_rule(needs)]).not_applicable[0].reason


def test_output_is_bounded_and_says_so(plan: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_FINDINGS", 3)
    report = run(plan, [_rule(lambda dossier: _every_name(dossier, None))])
    assert len(report.findings) == 3
    assert report.summary.omitted == len(plan.table_indicators) - 3
    assert not report.summary.complete


def test_the_gravest_come_first_each_in_document_order() -> None:
    report = api.Checker().check("../shared/samples/gushu-2025.txt").report
    order = [(["error", "warning", "hint"].index(f.level), f.at.page or 0, f.at.line or 0) for f in report.findings]
    assert order == sorted(order)


def test_reports_obey_their_schema() -> None:
    report: Report = api.Checker().check("../shared/samples/gushu-2025.txt").report
    jsonschema.validate(json.loads(msgspec.json.encode(report)), api.schema("check"))


def test_selection_by_id_and_family() -> None:
    rules = all_rules()
    assert [one.id for one in selected(rules, ["PLN01"], [])] == ["PLN01"]
    assert {one.family for one in selected(rules, ["PLN", "AMT02"], ["AMT02"])} == {"PLN"}
    assert len(selected(rules, [], ["TXT"])) == sum(one.family != "TXT" for one in rules.values())
    with pytest.raises(UsageError, match="没有规则或规则族 ABC"):
        selected(rules, ["ABC"], [])


def test_facts_of_the_file_are_asked_for_once_and_only_by_rules_that_need_them(plan: Dossier) -> None:
    asked: list[FileTraits] = []

    def told() -> FileTraits:
        asked.append(FileTraits(kind="docx"))
        return asked[-1]

    dossier = Dossier(plan.document, plan.law, traits=told)
    run(dossier, [all_rules()["STR01"], all_rules()["AMT01"]])
    assert asked == []
    run(dossier, [all_rules()["FMT01"], all_rules()["FMT02"]])
    assert asked == [dossier.traits]


def test_words_that_break_and_an_answer_that_is_none_are_a_crash_too(plan: Dossier) -> None:
    no_hole = _rule(lambda dossier: judged(1, [found(dossier.spot(""))], without=NOTHING))
    no_answer = _rule(cast(Judge, lambda dossier: None))
    report = run(plan, [no_hole, no_answer, all_rules()["PLN01"]])
    assert [finding.rule for finding in report.findings] == ["SYS01", "SYS01"]
    assert [passed.rule for passed in report.passed] == ["PLN01"]
    assert not report.summary.complete


def test_a_report_is_held_against_the_adjusted_budget_that_its_form_has_no_cell_for() -> None:
    spent = Execution(initial_yuan=Decimal(260_000), executed_yuan=Decimal(216_724), forecast_yuan=Decimal(270_905))
    found = []
    for adjusted in (None, Decimal(280_000)):
        execution = msgspec.structs.replace(spent, adjusted_yuan=adjusted)
        project = Project(ordinal=1, name="农村饮水管网改造", execution=execution)
        report = Document(
            kind="monitoring_report", year=2025, period="1-10", unit=Unit(name="云河县水务局"), projects=(project,)
        )
        found.append({each.rule for each in api.Checker().check_document(report).report.findings})
    assert "MTR04" in found[0] and "MTR04" not in found[1]


def test_a_draft_with_empty_goals_and_values_crashes_no_rule() -> None:
    empty = Document(
        kind="performance_plan",
        year=2025,
        unit=Unit(name="云河县水务局"),
        overall_goals=(OverallGoal(ordinal=1, heading="", text=""),),
        safeguards=(Safeguard(ordinal=1, text=""),),
        projects=(Project(ordinal=1), Project(ordinal=2, indicators=(Indicator(category="时效指标"), Indicator()))),
    )
    findings = api.Checker().check_document(empty).report.findings
    assert [finding.rule for finding in findings if finding.rule == "SYS01"] == []
    assert all("None" not in finding.message for finding in findings)

"""Comparing versions by meaning: what a thing is, not where it stands, decides what changed."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from jixiao import api
from jixiao_web.filings.compare import Change, compared, pieces
from jixiao_web.filings.saying import difference_of, head_of, sides_of, words_of

replace = msgspec.structs.replace


def with_project(plan, number: int = 0, **changed):
    projects = list(plan.projects)
    projects[number] = replace(projects[number], **changed)
    return replace(plan, projects=tuple(projects))


def only_group(before, after):
    groups = compared(before, after).groups
    assert len(groups) == 1, [group.title for group in groups]
    return groups[0]


def test_equal_plans_do_not_differ(plan):
    held = compared(plan, plan)
    assert held.groups == () and held.more_fen == 0 and held.number == 0


def test_a_budget_tells_from_what_to_what(plan):
    funds = replace(plan.projects[0].funds, budget_yuan=Decimal(70000))
    held = compared(plan, with_project(plan, funds=funds))
    change = held.groups[0].changes[0]
    assert words_of(change, "万元") == ("6.00 万元", "7.00 万元")
    assert difference_of(change, "元") == "+10,000.00 元"
    assert held.more_fen == 1_000_000


def test_a_point_of_the_spending_plan_tells_its_month_and_points(plan):
    points = list(plan.projects[0].spending_plan)
    points[0] = replace(points[0], cumulative_percent=Decimal(30))
    (change,) = only_group(plan, with_project(plan, spending_plan=tuple(points))).changes
    assert ("3月底" in change.label, change.before, change.after) == (True, "25%", "30%")
    assert difference_of(change, "元") == "+5个百分点"


def test_a_new_name_is_not_another_project(plan):
    group = only_group(plan, with_project(plan, name="老年人日间照料站运转经费", code=None))
    assert "原名“老年人日间照料站运转”" in head_of(group)
    assert {change.label for change in group.changes} == {"项目名称", "项目编码"}


def test_a_project_that_moved_is_told_as_moved(plan):
    projects = list(plan.projects)
    projects.append(projects.pop(0))
    group = only_group(plan, replace(plan, projects=tuple(projects)))
    assert group.moved == (1, len(projects)) and not group.changes
    assert "移到第" in head_of(group)


def test_projects_come_and_go(plan):
    new = replace(plan.projects[0], name="云溪桥桥面维修", code="X1", indicators=())
    held = compared(plan, replace(plan, projects=(*plan.projects[1:], new)))
    assert [(group.title, group.kind) for group in held.groups] == [
        ("云溪桥桥面维修", "added"),
        ("老年人日间照料站运转", "removed"),
    ]
    assert held.projects == (6, 6)


def test_indicators_that_moved_were_renamed_added_and_taken_away(plan):
    rows = list(plan.projects[0].indicators)
    rows[1] = replace(rows[1], name="食品留样合格率")
    rows[0], rows[3] = rows[3], rows[0]
    new = replace(rows[6], name="投诉办结率", category="质量指标", description="办结占比", basis="台账", target=None)
    group = only_group(plan, with_project(plan, indicators=(*rows[:6], new)))
    told = [(change.kind, change.label) for change in group.changes]
    assert ("changed", "三级指标") in told and ("added", "新增指标") in told and ("removed", "取消指标") in told
    assert told.count(("moved", "指标顺序")) == 2 and len(told) == 5


def test_goals_and_safeguards_are_known_by_their_words(plan):
    changed = replace(
        plan,
        safeguards=plan.safeguards[1:],
        overall_goals=(replace(plan.overall_goals[0], text="另一段"),) + plan.overall_goals[1:],
    )
    group = only_group(plan, changed)
    assert [(change.kind, change.row) for change in group.changes] == [
        ("changed", "总体绩效目标1"),
        ("removed", "工作保障措施1"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("≥45人", "≥50人", ["45"], ["50"]),
        ("防火期每日巡查两次", "防火期每周巡查两次", ["日"], ["周"]),
        ("全镇", "另一句完全不同的话", ["全镇"], ["另一句完全不同的话"]),
        ("", "新写的话", [""], ["新写的话"]),
    ],
)
def test_what_differs_within_a_text_is_marked(before, after, gone, new):
    sides = pieces(before, after)
    assert ["".join(part.words for part in side) for side in sides] == [before, after]
    assert [[part.words for part in side if not part.same] for side in sides] == [gone, new]


def test_what_people_wrote_is_escaped():
    change = Change("", "", "内容", "<b>甲乙丙丁</b>", "<b>甲乙丙戊</b>", "changed")
    assert "<b>" not in sides_of(change, "元")[0] and "&lt;b&gt;" in sides_of(change, "元")[1]


def test_a_passage_is_told_by_what_it_is_and_not_by_its_number(plan):
    first = next(number for number, label in api.passages_of(plan).items() if label == "前言")
    told = replace(plan.passages[first], text="2025年，青石镇守住安全底线，办好民生小事。")
    changed = only_group(plan, replace(plan, passages=(*plan.passages[:first], told, *plan.passages[first + 1 :])))
    assert [(each.label, each.after) for each in changed.changes] == [("前言", told.text)]
    shorter = replace(plan, passages=(*plan.passages[:first], *plan.passages[first + 1 :]))
    assert [(each.label, each.kind) for each in only_group(plan, shorter).changes] == [("前言", "removed")]

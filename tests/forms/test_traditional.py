"""Documents in traditional characters: the words of the form are known, what stands in the cells stays as written."""

from __future__ import annotations

from decimal import Decimal

from jixiao.api import read_bytes

PLAN = """雲河縣青石鎮人民政府2025年部門預算績效文本
第一部分 部門整體績效目標
一、總體績效目標
一是保障群眾飲水。對九個行政村的蓄水池逐一檢修。
二、分項績效目標
一、“河渠清理” 項目年初預算安排20000元，項目主要目標為2025年清理全部河渠。資金支出進度3月底、\
12月底，分別達到25%、100%。具體為:1、數量指標--清理長度>=12公里，服務對象滿意度指標--村民滿意率>=90%。
三、工作保障措施
1、每月核對一次支出與進度；
第二部分 預算項目績效目標
1.河渠清理績效目標表
\t471012雲河縣青石鎮人民政府
\t單位：元

\t項目編碼
\t99012825P00QSX0000001
\t項目名稱
\t河渠清理

\t預算規模及資金用途
\t預算數
\t20000.00
\t其中：財政資金
\t20000.00
\t其他資金
\t

\t一級指標
\t二級指標
\t三級指標
\t績效指標描述
\t指標值
\t指標值確定依據

\t產出指標
\t數量指標
\t清理長度
\t清理的河渠總長
\t不低於12公里
\t年度計劃

\t滿意度指標
\t服務對象滿意度指標
\t村民滿意率
\t問卷調查
\t≥90%
\t上年結果
"""


def test_a_plan_in_traditional_characters_is_read_whole() -> None:
    document = read_bytes(PLAN.encode("utf-8"), "a.txt")
    assert (document.kind, document.year, document.profile) == ("performance_plan", 2025, "hebei")
    assert (document.unit.code, document.unit.name) == ("471012", "雲河縣青石鎮人民政府")
    assert [goal.heading for goal in document.overall_goals] == ["保障群眾飲水"]
    assert len(document.safeguards) == 1
    (goal,) = document.itemized_goals
    assert (goal.project_name, goal.budget_yuan, goal.purpose) == ("河渠清理", Decimal(20000), "2025年清理全部河渠")
    assert [point.month for point in goal.spending_plan] == [3, 12]
    assert [each.category for each in goal.indicators] == ["数量指标", "服务对象满意度指标"]
    (project,) = document.projects
    assert (project.name, project.funds.fiscal_yuan) == ("河渠清理", Decimal("20000.00"))
    first = project.indicators[0]
    assert (first.dimension, first.category, first.name) == ("产出指标", "数量指标", "清理長度")
    assert first.target is not None
    assert (first.target.operator, first.target.amount, first.target.text) == ("≥", Decimal(12), "不低於12公里")
    assert document.unread == ()

"""Random plans whose texts are hard to tell apart in sentences: signs, numbers, years and words of the paper itself."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.forms.values import parse_target
from jixiao.model import (
    Checkpoint,
    Document,
    Funds,
    Indicator,
    OverallGoal,
    Project,
    Safeguard,
    TargetValue,
    Unit,
)

_PIECES = (
    "清理河渠 检查企业 “两癌”筛查 “双拥” 护林员 村道 培训 2025年 第三季度 12月31日前 30% ≥90% 5万元 3处 1.5公里 "
    "（含村组） 、 ， ； ： 。 -- — / 年初预算安排8万元 资金支出进度3月底、6月底分别达到20%、50% 数量指标--合格率≥80% "
    "主要目标为 一是 二是 产出指标： 绩效指标： 项目 （一） 1. 2、 《办法》 “甲”、“乙” ” “ 「 」 及时 不低于 A4 X-1 无"
).split()
_TARGETS = (
    "≥12公里 >90% =100% ≤5天 <3起 12月31日前 2025年12月31日前 定性 良好 5-10人 98% 1.25万元 达标 长期 明显改善 "
    "≤3900元/公里 ≥95百分比 >=90% 6 3-5天 每月10日前 定性：基本健全 "
    "≥21公里，其中新建3公里 逐步提高、持续改善；有制度 按合同约定 全年 不低于95% 约90%"
).split()
_LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("成本指标", "经济成本指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "可持续影响指标"),
    ("满意度指标", "服务对象满意度指标"),
    ("产出指标", None),
    ("满意度指标", None),
    (None, "质量指标"),
    (None, None),
    ("效益指标", "数量指标"),
    ("投入指标", "管理指标"),
    ("其他", "部门，管理"),
)


def words(most: int = 5) -> st.SearchStrategy[str]:
    """A text of hard pieces that begins and ends with a word."""
    inner = st.lists(st.sampled_from(_PIECES), max_size=most).map("".join)
    return st.builds(
        "{}{}{}".format, st.sampled_from(["清淤", "巡河", "第2批补助"]), inner, st.sampled_from(["工作", "率", ""])
    )


def lines(most: int = 3) -> st.SearchStrategy[str]:
    """Several lines of text."""
    sentence = st.builds("{}{}".format, words(), st.sampled_from(["。", "；", ""]))
    return st.lists(sentence, min_size=1, max_size=most).flatmap(
        lambda parts: st.sampled_from(["", "\n"]).map(lambda sign: sign.join(parts))
    )


def targets() -> st.SearchStrategy[TargetValue]:
    return st.sampled_from(_TARGETS).map(lambda text: parse_target(text)[0])


def indicators() -> st.SearchStrategy[Indicator]:
    return st.builds(
        lambda levels, name, target: Indicator(dimension=levels[0], category=levels[1], name=name, target=target),
        st.sampled_from(_LEVELS),
        words(3) | words(0) | st.none(),
        targets() | st.none(),
    )


def projects() -> st.SearchStrategy[Project]:
    return st.builds(
        lambda name, budget, purpose, goals, plan, rows: Project(
            ordinal=1,
            name=name,
            funds=Funds(budget_yuan=budget),
            purpose=purpose,
            goals=tuple(goals),
            spending_plan=plan,
            indicators=tuple(rows),
        ),
        words(4) | words(0) | st.none(),
        st.none() | st.sampled_from([Decimal("0"), Decimal("20000.00"), Decimal("1234567.89"), Decimal("5E+4")]),
        st.none() | lines(),
        st.lists(words(), max_size=3),
        plans(),
        st.lists(indicators(), max_size=5),
    )


def plans() -> st.SearchStrategy[tuple[Checkpoint, ...]]:
    months = st.lists(st.integers(1, 12), unique=True, max_size=6)
    percents = st.sampled_from([Decimal("25"), Decimal("33.3"), Decimal("0"), Decimal("325"), Decimal("100.00"), None])
    return months.flatmap(
        lambda chosen: st.tuples(
            *(st.builds(Checkpoint, month=st.just(month), cumulative_percent=percents) for month in chosen)
        )
    )


def overall_goals() -> st.SearchStrategy[tuple[OverallGoal, ...]]:
    goal = st.tuples(words().map(lambda text: text.replace("。", "，")), st.just("") | lines())
    return st.lists(goal, max_size=4).map(
        lambda goals: tuple(OverallGoal(ordinal=n, heading=h, text=t) for n, (h, t) in enumerate(goals, 1))
    )


def safeguards() -> st.SearchStrategy[tuple[Safeguard, ...]]:
    return st.lists(lines(), max_size=4).map(
        lambda texts: tuple(Safeguard(ordinal=n, text=text) for n, text in enumerate(texts, 1))
    )


def documents() -> st.SearchStrategy[Document]:
    return st.builds(
        lambda goals, rows, measures: Document(
            kind="performance_plan",
            year=2025,
            unit=Unit(code="901001", name="云河县青石镇人民政府"),
            overall_goals=goals,
            safeguards=measures,
            projects=tuple(rows),
        ),
        overall_goals(),
        st.lists(projects(), max_size=3),
        safeguards(),
    )

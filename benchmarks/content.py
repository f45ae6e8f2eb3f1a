"""An invented performance plan of any size, no two texts alike, so that caches of strings flatter nobody.

The place, its unit and its division code do not exist. The same size gives the same words on every run.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.form import HEAD, by_level, target_table
from benchmarks.paper import Line, Paper

UNIT = "471012云河县青石镇人民政府本级"
TOWN = "青石镇"
YEAR = 2025
INDICATORS = 9

_PLACES = (
    "东山 南川 西坪 北岭 河湾 柳林 石桥 枣园 沙岗 竹溪 古渡 新庄 大营 小寨 泉头 槐店 高坪 下湾 中塘 前峪"
).split()
_THINGS = (
    "护林防火 养老服务 饮水安全 河道清淤 村道养护 环境卫生 "
    "文化广场 便民大厅 农田水利 垃圾清运 安全监管 基层党建 防汛抗旱"
).split()
_MONEY = "补助资金 专项经费 运转经费 奖补资金 维护费用 工作经费 保障资金".split()
_SUBJECTS = (
    "巡查 培训 走访 清运 检修 发放 登记 验收 公示 宣传 采购 演练 改造 监测 慰问 绿化 消杀 调解 核查 抽检 值守".split()
)
_OBJECTS = "点位 村组 农户 管网 路段 台账 设备 人员 材料 站点 水源 林地 摊位 档案 工单 车辆 场所 河段 危房".split()
_ASPECTS = "覆盖率 合格率 完成率 及时率 知晓率 达标率 控制率 到位率 完好率 办结率 增长率 准确率".split()
_CATEGORIES = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("效益指标", "经济效益指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "生态效益指标"),
    ("效益指标", "可持续影响指标"),
    ("满意度指标", "服务对象满意度指标"),
)
IN_PROSE = (0, 1, 2, 5, 6, 7, 8)
_VALUES = ("≥{}%", ">{}百分比", "={}%", "≤{}万元", "≥{}人", "≥{}次", "<{}天", "≥{}百分比", "={}%")
_BASES = (
    "{}年年初预算及{}管理办法",
    "县财政局{}年批复的{}方案",
    "上年（{}年度）{}实际完成情况",
    "{}年镇政府关于{}的会议纪要",
)
_DIGITS = "零一二三四五六七八九"


def plan(projects: int) -> Paper:
    """The whole document: narrative part one, then a table a project."""
    words = random.Random(projects)
    budgets = [words.randrange(2_000, 900_000) for _ in range(projects)]
    tables = [list(_indicators(number, words)) for number in range(projects)]
    paper: Paper = list(_part_one(budgets, tables))
    paper += [Line("第二部分", 1), Line("预算项目绩效目标", 1)]
    for number, (budget, indicators) in enumerate(zip(budgets, tables, strict=True)):
        paper.append(Line(f"{number + 1}.{name(number)}绩效目标表", 2))
        paper.append(target_table(_rows(number, budget, indicators)))
        paper.append(Line(" "))
    return paper


def name(number: int) -> str:
    """Name of the project with this number (from 0); no two are equal below 1,820."""
    number, place = divmod(number, len(_PLACES))
    money, thing = divmod(number, len(_THINGS))
    return f"{_PLACES[place]}片区{_THINGS[thing]}{_MONEY[money]}"


def code(number: int) -> str:
    """Project code; `CODES` finds it in any reader's output."""
    return f"99012825P00QSX{number + 1:07}"


CODES = r"99012825P00QSX\d{7}"


def _part_one(budgets: list[int], tables: list[list[list[str]]]) -> Iterator[Line]:
    yield Line("第一部分", 1)
    yield Line("部门整体绩效目标", 1)
    yield Line("一、总体绩效目标", 2)
    yield Line(f"{YEAR}年，{TOWN}围绕全县稳中求进的部署，把有限的财力用在群众最盼的事情上。")
    for ordinal in range(1, 7):
        place, thing = _PLACES[ordinal], _THINGS[ordinal * 2]
        yield Line(
            f"{numeral(ordinal)}是扎实做好{thing}工作。{place}一带逐村排查，建立台账，明确责任人和完成时限。"
            f"每季度通报一次进展，全年{thing}投诉不超过{ordinal + 3}件。"
        )
    yield Line("二、分项绩效目标", 2)
    yield Line(f"{TOWN}{YEAR}年乡镇专项公用经费年初预算共分为{numeral(len(budgets))}项。")
    for number, (budget, indicators) in enumerate(zip(budgets, tables, strict=True)):
        yield Line(_itemized(number, budget, indicators))
    yield Line(f"{TOWN}{YEAR}年无专款年初预算项目。")
    yield Line("三、工作保障措施", 2)
    yield Line("为完成上述目标，我镇主要采取以下保障措施：")
    for ordinal in range(1, 6):
        yield Line(f"{ordinal}、{_THINGS[ordinal]}由{_PLACES[ordinal]}片区负责人牵头，每月核对一次支出与进度；")


def _itemized(number: int, budget: int, indicators: list[list[str]]) -> str:
    prose = [indicators[position] for position in IN_PROSE]
    told = "，".join(f"{category}--{indicator}{target}" for _, category, indicator, _, target, _ in prose)
    percents = "、".join(_percents(number))
    return (
        f"{numeral(number + 1)}、“{name(number)}” 项目年初预算安排{budget}元，"
        f"项目主要目标为{YEAR}年{_purpose(number)}。"
        f"资金支出进度3月底、6月底、10月底、12月底，分别达到{percents}。"
        f"项目共设产出指标、效果指标、满意度指标三个一级指标。具体为:1、{told}。以上依据年初预算要求。"
    )


def _rows(number: int, budget: int, indicators: list[list[str]]) -> list[list[str]]:
    money = f"{budget}.00"
    return [
        [UNIT, "单位：元"],
        ["项目编码", code(number), "项目名称", name(number)],
        ["预算规模及资金用途", "预算数", money, "其中：财政    资金", money, "其他资金", ""],
        ["", _purpose(number)],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", *_percents(number)],
        ["绩效目标", f"1.完成{name(number)}{YEAR}年绩效目标\n2.第{number + 1}项资金专款专用"],
        list(HEAD),
        *by_level(indicators),
    ]


def _purpose(number: int) -> str:
    return f"用于{_PLACES[number % len(_PLACES)]}片区第{number + 1}项{_THINGS[number % len(_THINGS)]}及配套支出"


def _percents(number: int) -> list[str]:
    return [f"{15 + number % 11}%", f"{35 + number % 17}%", f"{60 + number % 23}%", "100%"]


def _indicators(number: int, words: random.Random) -> Iterator[list[str]]:
    for position, (dimension, category) in enumerate(_CATEGORIES):
        running = number * INDICATORS + position
        subject = _SUBJECTS[running % len(_SUBJECTS)]
        thing = _OBJECTS[running // len(_SUBJECTS) % len(_OBJECTS)]
        aspect = _ASPECTS[running // (len(_SUBJECTS) * len(_OBJECTS)) % len(_ASPECTS)]
        target = _VALUES[words.randrange(len(_VALUES))].format(f"{words.randrange(6_000, 10_000) / 100:g}")
        basis = _BASES[words.randrange(len(_BASES))].format(YEAR - words.randrange(1, 5), subject + thing)
        described = f"第{number + 1}项资金中{subject}过的{thing}占应{subject}{thing}的比例"
        yield [dimension, category, f"{thing}{subject}{aspect}", described, target, basis]


def numeral(number: int) -> str:
    """A number from 1 to 999 in Chinese words."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")

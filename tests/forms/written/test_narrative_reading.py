"""Part one as units write it: what is a goal's own words, what is quoted, and which level an indicator has."""

from __future__ import annotations

import pytest

from jixiao.documents.blocks import Blocks, Paragraph
from jixiao.forms.assemble import assemble
from jixiao.forms.prose import JoinedText, indicators_in
from jixiao.forms.reader import read_draft
from jixiao.model import Document
from tests.forms.family import indicator_line
from tests.work import no_hang


def read(*texts: str) -> Document:
    return assemble(read_draft(Blocks("docx", tuple(Paragraph(text, n) for n, text in enumerate(texts, 1)))))


@pytest.mark.parametrize(
    ("texts", "goals"),
    [
        (
            ["一是抓安全。做到：一是巡山；二是值守。", "二是抓民生。办好实事。"],
            [("抓安全", "做到：一是巡山；二是值守。"), ("抓民生", "办好实事。")],
        ),
        (["一是抓安全。巡山。二是抓民生。办好实事。"], [("抓安全", "巡山。"), ("抓民生", "办好实事。")]),
        (
            ["一是抓安全。巡山；二是值守；三是演练。", "二是抓民生。"],
            [("抓安全", "巡山；二是值守；三是演练。"), ("抓民生", "")],
        ),
        (["一是抓安全。巡山。二是抓民生。", "三是抓党建。"], [("抓安全", "巡山。"), ("抓民生", ""), ("抓党建", "")]),
        (
            ["（一）抓安全。一是巡山；二是值守。", "（二）抓民生。"],
            [("抓安全", "一是巡山；二是值守。"), ("抓民生", "")],
        ),
        (["一是抓安全。", "不发生火灾。", "（此页无正文）"], [("抓安全", "不发生火灾。")]),
        (["云河县青石镇综合行政执法和应急管理办公室本级", "一是抓安全。"], [("抓安全", "")]),
        (["云河县青石镇综合行政执法和应急管理办公室本级"], []),
    ],
)
def test_a_list_within_a_goal_is_part_of_its_words(texts: list[str], goals: list[tuple[str, str]]) -> None:
    document = read("一、总体绩效目标", *texts)
    assert [(goal.heading, goal.text) for goal in document.overall_goals] == goals


def test_a_measure_that_ends_like_a_heading_is_a_measure() -> None:
    document = read("三、工作保障措施", "1.完善工作保障措施", "2.加强监督。", "每季度通报。")
    assert [measure.text for measure in document.safeguards] == ["完善工作保障措施", "加强监督。\n每季度通报。"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("（一）“双拥”工作经费", "“双拥”工作经费"),
        ("（一）“双拥”项目", "双拥"),
        ("（一）““双拥”工作，2025年预算安排5万元”项目", "“双拥”工作，2025年预算安排5万元"),
        ("（一）「“双拥工作」项目", "“双拥工作"),
    ],
)
def test_a_name_is_what_stands_in_its_own_quotation_marks(line: str, name: str) -> None:
    (goal,) = read("二、分项绩效目标", line, "年初预算安排20000元。").itemized_goals
    assert (goal.project_name, goal.budget_yuan, goal.purpose) == (name, 20000, None)


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("主要目标：养护村道。做到：雨后2日内巡查。", "养护村道。做到：雨后2日内巡查"),
        ("主要目标：养护村道。数量指标--里程≥3公里。", "养护村道"),
        (
            "主要目标为“养护村道。数量指标--里程≥2公里，年初预算安排5万元”。",
            "养护村道。数量指标--里程≥2公里，年初预算安排5万元",
        ),
        ("主要目标为“双拥”工作达标。", "“双拥”工作达标"),
    ],
)
def test_a_purpose_ends_with_its_paragraph_or_its_quotation_marks(text: str, purpose: str) -> None:
    document = read("二、分项绩效目标", "（一）“养护”项目", text, "资金支出进度为12月底达到100%。")
    (goal,) = document.itemized_goals
    assert goal.purpose == purpose
    assert goal.budget_yuan is None
    assert [point.month for point in goal.spending_plan] == [12]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "产出指标：数量指标--里程≥3公里；三级指标--路灯≥9盏。三级指标--桥≥1座。",
            ["产出/数量/里程 ≥3公里", "产出/-/路灯 ≥9盏", "-/-/桥 ≥1座"],
        ),
        (
            "成本指标：经济成本指标--养护单价≤3900元/公里。满意度指标：服务对象满意度指标--村民满意率≥90%。",
            ["成本/经济成本/养护单价 ≤3900元/公里", "满意度/服务对象满意度/村民满意率 ≥90%"],
        ),
        (
            "产出指标：数量指标--里程≥3公里；社会效益指标--受益村≥5个。",
            ["产出/数量/里程 ≥3公里", "效益/社会效益/受益村 ≥5个"],
        ),
        ("“投入”：“管理，制度”--制度：有。", ["投入/管理，制度/制度 定性“有”"]),
        (
            "数量指标--“巡河、保洁≥2类”：≥3次；质量指标--机制健全性：基本健全；质量指标--说明：“见附件；另报”。",
            [
                "产出/数量/巡河、保洁≥2类 ≥3次",
                "产出/质量/机制健全性 定性“基本健全”",
                "产出/质量/说明 定性“见附件；另报”",
            ],
        ),
    ],
)
def test_an_indicator_has_the_levels_and_the_value_that_its_words_tell(text: str, rows: list[str]) -> None:
    (goal,) = read("二、分项绩效目标", "（一）“养护”项目", text).itemized_goals
    assert [indicator_line(row) for row in goal.indicators] == rows


@pytest.mark.parametrize("words", ["产出指标：", "数量指标--“", "“甲”：", "“投入”：“管理”--", "」「", "三级指标--甲，"])
def test_a_long_text_does_not_hang_the_reader(words: str) -> None:
    with no_hang():
        indicators_in(JoinedText([Paragraph(words * 10_000, 1)]))

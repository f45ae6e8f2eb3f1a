"""The acts: what a citation shows, what is held back as unverified, and that a wrong citation does not load."""

from __future__ import annotations

from datetime import date

import pytest

from jixiao.language import Words
from jixiao.law import acts, cite


def test_a_citation_shows_what_it_cites() -> None:
    citation = cite("caiyu-2020-10", "13")
    assert citation.number == "财预〔2020〕10号"
    assert citation.title.zh == "项目支出绩效评价管理办法"
    assert citation.issuer == Words("财政部", "Ministry of Finance")
    assert citation.date == date(2020, 2, 25)
    assert citation.verified
    assert citation.what.zh.startswith("自评指标是预算批复时确定的绩效指标")


@pytest.mark.parametrize(
    ("act", "clause", "zh", "en"),
    [
        ("budget-law", "57", "《中华人民共和国预算法》第五十七条", "Budget Law, art. 57"),
        ("budget-law", "14", "《中华人民共和国预算法》第十四条", "Budget Law, art. 14"),
        ("budget-law-regulations", "20", "《中华人民共和国预算法实施条例》第二十条", ", art. 20"),
        ("zhongfa-2018-34", "十七", "（中发〔2018〕34号）第（十七）项", ", item 17"),
        ("caiyu-2021-101", "六", "（财预〔2021〕101号）第（六）项", ", item 6"),
        ("caiyu-2021-101", "二3", "（财预〔2021〕101号）第（二）项第3点", ", item 2, point 3"),
        ("caiyu-2021-101", "二四", "（财预〔2021〕101号）第（二）项第4点", ", item 2, point 4"),
        ("caiyu-2021-101", "高度关联", "（财预〔2021〕101号）关于“高度关联”的规定", ", “高度关联”"),
        ("caiyu-2015-88", "附件3", "（财预〔2015〕88号）附件3", ", annex 3"),
        ("caiyu-2016-143", "准确", "（财预〔2016〕143号）关于“准确”的规定", ", “准确”"),
        ("gbt-9704", "7.3.3", "GB/T 9704-2012《党政机关公文格式》第7.3.3条", "(GB/T 9704-2012), 7.3.3"),
        ("hebei-plan-form", "资金支出计划", "河北省部门预算绩效文本格式关于“资金支出计划”的要求", "“资金支出计划”"),
        ("performance-module", "超额完成", "其他绩效管理系统的通行做法中的“超额完成”", "“超额完成”"),
        ("caiyu-2013-53", None, "《预算绩效评价共性指标体系框架》（财预〔2013〕53号）", "(财预〔2013〕53号)"),
    ],
)
def test_a_citation_is_named_as_a_reader_calls_it(act: str, clause: str | None, zh: str, en: str) -> None:
    name = cite(act, clause).name
    assert name.zh.endswith(zh)
    assert name.en.endswith(en)


def test_a_clause_whose_number_was_not_checked_is_not_verified() -> None:
    assert cite("caiyu-2015-88").verified
    assert not cite("caiyu-2015-88", "22").verified
    assert cite("caiyu-2015-88", "13").verified


def test_an_act_without_clause_tells_what_it_is_about() -> None:
    assert cite("gbt-15834").what.en.startswith("Chinese text has full-width marks")
    assert cite("performance-module").issuer is None


def test_practice_is_never_verified() -> None:
    practice = [act for act in acts().values() if act.kind == "practice"]
    assert len(practice) > 5
    for act in practice:
        assert not act.verified
        assert not any(clause.verified for clause in act.clauses.values())


def test_every_text_stands_in_both_languages() -> None:
    for key, act in acts().items():
        for words in (act.title, act.what, *act.clauses.values(), *([act.issuer] if act.issuer else [])):
            assert words.zh and words.en, key


def test_an_act_stands_once() -> None:
    numbers = [act.number for act in acts().values() if act.number]
    titles = [act.title.zh for act in acts().values()]
    assert len(set(numbers)) == len(numbers)
    assert len(set(titles)) == len(titles)


def test_a_number_of_a_document_names_the_year_of_its_date() -> None:
    dated = {act.number: act.date for act in acts().values() if act.number and "〔" in act.number and act.date}
    assert len(dated) >= 5
    for number, day in dated.items():
        assert f"〔{day.year}〕" in number


@pytest.mark.parametrize(
    ("act", "clause", "named"),
    [("caiyu-2015-99", None, "caiyu-2015-88"), ("caiyu-2015-88", "99", "13")],
)
def test_a_wrong_citation_names_the_known_ones(act: str, clause: str | None, named: str) -> None:
    with pytest.raises(LookupError, match=named):
        cite(act, clause)

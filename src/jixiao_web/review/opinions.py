"""审核意见书: what a review found and said of a filing, as a page to print and as a letter of one's own.

The findings are those of the check, in the words of the check; leaves what is demanded beyond them to the reviewer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from jixiao import api
from jixiao_web.accounts.policy import Person
from jixiao_web.common.chinese import in_chinese
from jixiao_web.filings.models import Filing, Revision
from jixiao_web.review.page import ReviewPage, Shown, TalkShown, Where
from jixiao_web.review.selectors import sheet_of
from jixiao_web.review.sheet import ZERO, points_from, terms_of

RETURNS = ("return_in_unit", "return_in_finance")

FURTHER: list[Callable[[Filing], tuple[str, list[str]] | None]] = []
"""What other parts of the application have to say in the letter on a filing: a head and its paragraphs, in Chinese."""


class Outcome(NamedTuple):
    """What the review sheet came to, in words."""

    total: str
    grade: str
    result: str
    opinion: str


class Opinions(NamedTuple):
    """Everything that the letter says; `returned` is the last return, if there was one."""

    filing: Filing
    title: str
    returned: Revision | None
    outcome: Outcome | None
    grave: tuple[Shown, ...]
    hints: int
    talks: tuple[TalkShown, ...]
    further: tuple[tuple[str, list[str]], ...]
    day: datetime
    reviewer: str


def opinions_of(filing: Filing, person: Person) -> Opinions:
    """The letter on a filing as it stands, in Chinese: its findings, and the comments that are still open."""
    with in_chinese():
        return _opinions(ReviewPage(filing, person))


def _opinions(page: ReviewPage) -> Opinions:
    filing = page.filing
    returned = filing.revisions.filter(cause__in=RETURNS).select_related("author").order_by("-number").first()
    talks = tuple(shown for shown in page.talks if shown.talk.comment.resolved_at is None)
    reviewer = str(returned.author) if returned and returned.author else ""
    return Opinions(
        filing=filing,
        title=f"关于{filing.unit.name}{filing.year}年{filing.get_kind_display()}的审核意见",
        returned=returned,
        outcome=_outcome(filing),
        grave=_once(page.grave),
        hints=len(page.hints),
        talks=talks,
        further=tuple(told for teller in FURTHER if (told := teller(filing))),
        day=timezone.localtime(returned.created_at if returned else timezone.now()),
        reviewer=reviewer,
    )


def _once(findings: Iterable[Shown]) -> tuple[Shown, ...]:
    """The findings, of those with the same sentence about the same places the first: rules can meet in one fault."""
    told: dict[tuple[str, tuple[Where, ...]], Shown] = {}
    for shown in findings:
        told.setdefault((shown.finding.message, shown.places), shown)
    return tuple(told.values())


def _outcome(filing: Filing) -> Outcome | None:
    sheet = sheet_of(filing)
    if sheet is None:
        return None
    total = sum(points_from(sheet.points).values(), ZERO)
    grade = terms_of(filing.year).grade_of(total)
    return Outcome(f"{total.normalize():f}", grade.name, grade.result, sheet.opinion)


def opinions_paper(letter: Opinions) -> api.Paper:
    """The letter on paper."""
    section = api.Section(items=tuple(_lines(letter)), name="审核意见")
    return api.Paper(title=letter.title, sections=(section,))


def _lines(letter: Opinions) -> Iterator[api.Line]:
    yield api.Line(text=letter.title, style="title")
    yield api.Line(text=f"{letter.filing.unit.name}：", style="opening")
    yield api.Line(text=f"你单位报送的{letter.filing.year}年{letter.filing.get_kind_display()}已经审核，意见如下。")
    parts = [
        ("审核结果", [*_result(letter)]),
        ("审核人意见", [*_talks(letter)]),
        *((head, [api.Line(text=words) for words in lines]) for head, lines in letter.further),
        ("检查发现的问题", [*_findings(letter)]),
        ("修改要求", [api.Line(text="请你单位按照上述意见逐项修改，对不采纳的意见说明理由，修改后重新提交。")]),
    ]
    told = [(title, lines) for title, lines in parts if lines]
    for numeral, (title, lines) in zip("一二三四五六七八", told, strict=False):
        yield api.Line(text=f"{numeral}、{title}", style="heading1")
        yield from lines
    yield api.Line(text="")
    day = f"{letter.day.year}年{letter.day.month}月{letter.day.day}日"
    # One paragraph: the day does not stand alone on a page.
    yield api.Line(text=f"审核人：{letter.reviewer}\n{day}" if letter.reviewer else day, style="signature")


def _result(letter: Opinions) -> Iterator[api.Line]:
    outcome = letter.outcome
    if outcome:
        yield api.Line(text=f"审核得分{outcome.total}分，等次为“{outcome.grade}”：{outcome.result}。")
    if outcome and outcome.opinion:
        yield api.Line(text=outcome.opinion)
    if letter.returned and letter.returned.note:
        yield from (api.Line(text=line) for line in f"退回理由：{letter.returned.note}".splitlines())


def _talks(letter: Opinions) -> Iterator[api.Line]:
    for number, shown in enumerate(letter.talks, 1):
        comment = shown.talk.comment
        gone = f"{comment.place}（已删除的行）：" if shown.is_gone else ""
        place = f"{shown.place.label}：" if shown.place else gone
        quote = f"（原文：“{comment.quote}”）" if comment.quote else ""
        yield api.Line(text=f"{number}.{place}{comment.text}{quote}")
        yield from (api.Line(text=f"答复（{answer.author}）：{answer.text}") for answer in shown.talk.answers)


def _findings(letter: Opinions) -> Iterator[api.Line]:
    for number, shown in enumerate(letter.grave, 1):
        finding = shown.finding
        kind = "应当改正" if finding.level == "error" else "应当核实"
        yield api.Line(text=f"{number}.（{kind}）{finding.message}")
        if shown.places:
            more = f"等{len(shown.places)}处" if len(shown.places) > 3 else ""
            yield api.Line(text=f"位置：{'；'.join(place.label for place in shown.places[:3])}{more}。")
        yield api.Line(text=f"修改建议：{finding.hint}")
    if letter.hints:
        yield api.Line(text=f"另有供参考的提示{letter.hints}条，请在系统中查看。")

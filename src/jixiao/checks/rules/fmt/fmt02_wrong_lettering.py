"""FMT02: body, title or headings in other fonts or sizes than those of an official paper."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.published import at_file
from jixiao.checks.reasons import NO_FILE_TRAITS
from jixiao.checks.rule import Level, rule
from jixiao.documents.traits import Lettering
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Place

_BODY, _TITLE = Words("正文", "body"), Words("标题", "title")
_FIRST, _SECOND = Words("一级标题", "heading of level one"), Words("二级标题", "heading of level two")
_HALF = Decimal("0.5")


@rule(
    id="FMT02",
    level=Level.WARNING,
    title=Words("字体字号不合公文格式", "Font or size not that of an official paper"),
    citations=[cite("gbt-9704", "5.2.2"), cite("gbt-9704", "7.3")],
    message=Words("{what}用的是{now}，应为{right}。", "The {what} is set in {now}, not in {right}."),
    many=Words("{count}处{what}用的是{now}，应为{right}。", "{count} lines ({what}) are set in {now}, not in {right}."),
    hint=Words("请把{what}改为{right}。", "Set the {what} in {right}."),
)
def wrong_lettering(dossier: Dossier) -> Outcome:
    """Body in 仿宋 of size 3, title in 小标宋 of size 2, headings of level one in 黑体, of level two in 楷体.

    The body is what more than half of the running text is set in. Fonts that the file does not name are not judged, nor
    are tables, whose lettering the standard leaves free.
    """
    traits = dossier.traits
    if traits is None or traits.body is None:
        return judged(0, (), without=NO_FILE_TRAITS)
    drafts: list[Draft] = []
    body = [one for one in traits.body if one.share > _HALF]
    for one in body:
        drafts += _of(dossier, at_file(dossier, Place()), one, "body", _BODY)
    for line in traits.headlines or ():
        spot = at_file(dossier, line.at)
        if line.role == "title":
            drafts += _of(dossier, spot, line, "title", _TITLE)
        elif line.level in (1, 2):
            drafts += _of(dossier, spot, line, f"heading_{line.level}", _FIRST if line.level == 1 else _SECOND)
    return judged(len(body) + len(traits.headlines or ()), drafts, without=NO_FILE_TRAITS)


def _of(dossier: Dossier, spot: Item, one: Lettering, key: str, what: Words) -> Iterator[Draft]:
    fonts = dossier.law.words(f"layout.{key}_fonts")
    points = dossier.law.decimal("layout.title_points" if key == "title" else "layout.body_points")
    slack = dossier.law.decimal("layout.size_tolerance_points")
    wrong_font = one.font is not None and not any(font.lower() in one.font.lower() for font in fonts)
    wrong_size = one.size_pt is not None and abs(one.size_pt - points) > slack
    if key == "title" and one.size_pt is not None:
        # A cover sets its title larger, and the standard says nothing of covers.
        wrong_size = one.size_pt < points - slack
    if wrong_font or wrong_size:
        now = f"{one.font or ''}{_points(one.size_pt)}"
        right = f"{fonts[0]}{_points(points)}"
        yield found(spot, found=now, expected=right, cause=(key, now), what=what.say(), now=now, right=right)


def _points(size: Decimal | None) -> str:
    return "" if size is None else f"{size.normalize():f}磅"

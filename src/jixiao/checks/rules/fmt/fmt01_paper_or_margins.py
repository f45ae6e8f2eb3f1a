"""FMT01: paper that is not A4, or margins that are not those of an official paper."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.published import at_file
from jixiao.checks.reasons import NO_FILE_TRAITS
from jixiao.checks.rule import Level, rule
from jixiao.documents.traits import Section
from jixiao.language import Words
from jixiao.law import cite

_SIDES = {"top": "上", "bottom": "下", "left": "左", "right": "右"}
_MARGINS = Words(
    "页边距为{now}毫米，应为{right}毫米。", "The margins are {now} mm, not {right} mm (上 top, 下 bottom, 左, 右)."
)
_SET = Words("请在页面设置中把页边距设为{right}毫米。", "Set the margins to {right} mm.")


@rule(
    id="FMT01",
    level=Level.WARNING,
    title=Words("纸张或者页边距不合公文格式", "Paper or margins not those of an official paper"),
    citations=[cite("gbt-9704", "5.1"), cite("gbt-9704", "5.2.1")],
    message=Words("纸张为{now}毫米，应为A4（{right}毫米）。", "The paper is {now} mm, not A4 ({right} mm)."),
    many=Words("有{count}处纸张或者页边距不合公文格式。", "{count} sections differ in paper or margins."),
    hint=Words("请在页面设置中把纸张改为A4。", "Set the paper to A4."),
)
def paper_or_margins(dossier: Dossier) -> Outcome:
    """Paper is A4, and the type area lies as the standard wants it.

    Margins are judged on upright pages only: lying ones hold wide tables. A PDF tells its paper, not its margins.
    """
    sections = (dossier.traits.sections if dossier.traits else None) or ()
    drafts = [draft for section in sections for draft in (*_paper(dossier, section), *_margins(dossier, section))]
    return judged(sections, drafts, without=NO_FILE_TRAITS)


def _paper(dossier: Dossier, section: Section) -> Iterator[Draft]:
    law = dossier.law
    width, height = law.decimal("layout.page_width_mm"), law.decimal("layout.page_height_mm")
    slack = law.decimal("layout.page_tolerance_mm")
    sides = sorted((section.width_mm, section.height_mm))
    if abs(sides[0] - width) > slack or abs(sides[1] - height) > slack:
        now, right = f"{section.width_mm}×{section.height_mm}", f"{width}×{height}"
        spot = at_file(dossier, section.at)
        yield found(spot, found=now, expected=right, cause=("paper", now), now=now, right=right)


def _margins(dossier: Dossier, section: Section) -> Iterator[Draft]:
    wanted = {side: dossier.law.decimal(f"layout.margin_{side}_mm") for side in _SIDES}
    slack = dossier.law.decimal("layout.margin_tolerance_mm")
    margins: dict[str, Decimal | None] = {side: getattr(section, f"{side}_mm") for side in _SIDES}
    known = {side: now for side, now in margins.items() if now is not None}
    if not section.is_landscape and any(abs(now - wanted[side]) > slack for side, now in known.items()):
        now = "、".join(f"{_SIDES[side]}{value.normalize():f}" for side, value in known.items())
        right = "、".join(f"{_SIDES[side]}{wanted[side]}" for side in known)
        spot = at_file(dossier, section.at)
        cause = ("margins", now)
        yield found(spot, found=now, expected=right, cause=cause, message=_MARGINS, hint=_SET, now=now, right=right)

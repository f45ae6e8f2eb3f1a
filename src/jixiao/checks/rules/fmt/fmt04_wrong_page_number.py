"""FMT04: pages without numbers, or numbers in another form or place than in an official paper."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_FILE_TRAITS
from jixiao.checks.rule import Level, rule
from jixiao.documents.traits import PageNumber
from jixiao.language import Words
from jixiao.law import cite

_NONE = Words("文件有多页，没有页码。", "The file has several pages and no page numbers.")
_HEADER = Words("在页眉里（应在版心下边缘之下）", "in the header, not below the type area")
_DASHES = Words("左右没有一字线（应为“— 1 —”的样式）", "no dash on each side")
_SIZE = Words("字号{now}磅（应为4号，{right}磅）", "{now} points, not {right}")
_SIDE = Words("{now}（应为单页居右、双页居左）", "{now}, not right on odd and left on even pages")
_JOINT, _COMMA = Words("；", "; "), Words("、", ", ")
_WHERE = {
    "left": Words("居左", "left"),
    "center": Words("居中", "centred"),
    "right": Words("居右", "right"),
    "inside": Words("居内侧", "inside"),
    "outside": Words("居外侧", "outside"),
}


@rule(
    id="FMT04",
    level=Level.WARNING,
    title=Words("页码不合公文格式", "Page numbers not those of an official paper"),
    citations=[cite("gbt-9704", "7.5")],
    message=Words("页码不合公文格式：{faults}。", "The page numbers are not in the official form: {faults}."),
    hint=Words(
        "请用4号半角宋体阿拉伯数字，编排在版心下边缘之下，左右各放一条一字线；单页码居右空一字，双页码居左空一字。",
        "Arabic digits in 宋体 of size 4 below the type area, dashes beside, right on odd and left on even pages.",
    ),
)
def wrong_page_number(dossier: Dossier) -> Outcome:
    """Pages are numbered below the type area, with dashes, in size 4, on the outer side.

    Missing numbers are told only of files that surely have several pages. The side is a hint: centred ones are common
    and read as well.
    """
    numbers = dossier.traits.page_numbers if dossier.traits else None
    if numbers is None:
        return judged(0, (), without=NO_FILE_TRAITS)
    return judged(1, _faults(dossier, numbers), without=NO_FILE_TRAITS)


def _faults(dossier: Dossier, numbers: tuple[PageNumber, ...]) -> Iterator[Draft]:
    law, spot = dossier.law, dossier.spot("")
    if not numbers:
        page = law.decimal("layout.lines_a_page") * law.decimal("layout.characters_a_line")
        if sum(len(text.words) for text in dossier.texts) > 2 * page:
            yield found(spot, message=_NONE)
        return
    faults = list(_looks(dossier, numbers))
    side = _side(numbers)
    level = None if faults else Level.HINT
    faults += [side] if side else []
    if faults:
        words = _JOINT.say().join(faults)
        yield found(spot, found=words, level=level, faults=words)


def _looks(dossier: Dossier, numbers: tuple[PageNumber, ...]) -> Iterator[str]:
    right = dossier.law.decimal("layout.page_number_points")
    slack = dossier.law.decimal("layout.size_tolerance_points")
    if all(number.where == "header" for number in numbers):
        yield _HEADER.say()
    if not all(number.has_dashes for number in numbers):
        yield _DASHES.say()
    size = next((number.size_pt for number in numbers if number.size_pt and abs(number.size_pt - right) > slack), None)
    if size is not None:
        yield _SIZE.say(now=f"{size.normalize():f}", right=right)


def _side(numbers: tuple[PageNumber, ...]) -> str | None:
    """The side on which numbers stand, null where it is the outer one."""
    sides = {number.pages: number.alignment for number in numbers}
    odd_and_even = sides.get("odd"), sides.get("even")
    if sides.get("all") == "outside" or odd_and_even in (("right", "left"), ("outside", "outside")):
        return None
    return _SIDE.say(now=_COMMA.say().join(dict.fromkeys(_WHERE[side].say() for side in sides.values())))

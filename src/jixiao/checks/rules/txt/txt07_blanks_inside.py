"""TXT07: blanks inside a cell or a quotation. Leaves the blank after a quotation to TXT09."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import everything, has_true_blanks
from jixiao.language import Words
from jixiao.law import cite

BLANKS_OF_PDF = Words(
    "PDF文件中的空格多由排版产生，不作判断", "blanks of a PDF come from its layout and are not judged"
)
QUOTED = Words("引号或书名号内多了空格：{words}。", "Blanks inside quotation marks: {words}.")
MANY_QUOTED = Words(
    "引号或书名号内多了空格，共{count}处，如{words}。", "Blanks inside quotation marks in {count} places: {words}."
)
CLOSE_UP = Words("请删去空格，写作{expected}。", "Close the gap: {expected}.")

_CELL = re.compile(
    r"(?<=\x00)(?P<before>[\u4e00-\u9fff：:（()）]*[\u4e00-\u9fff]{2})(?P<gap>[ \u3000\t]{2,}|\t)"
    r"(?P<after>[\u4e00-\u9fff]{2}[\u4e00-\u9fff（()）]*)(?=\x00)"
)
_QUOTED = re.compile(
    r"[“《][ \u3000\t]+(?=[^\s”》\x00])[^”》\x00]{0,40}[”》]?|[“《][^“”《》\x00]{0,39}[\u4e00-\u9fff][ \u3000\t]+[”》]"
)
_BLANKS = re.compile(r"[ \u3000\t]+")
_EDGES = re.compile(r"(?<=[“《])[ \u3000\t]+|[ \u3000\t]+(?=[”》])")


@rule(
    id="TXT07",
    level=Level.HINT,
    title=Words("单元格或引号内有多余空格", "Blanks inside a cell or a quotation"),
    citations=[cite("caiyu-2016-143", "形式规范")],
    message=Words("单元格“{words}”中间有多余的空格。", "There are blanks inside the cell “{words}”."),
    many=Words("有{count}个单元格中间有多余的空格，如{quoted}。", "There are blanks inside {count} cells: {quoted}."),
    hint=Words(
        "请删去空格，写作“{expected}”，以免检索和比对时对不上。", "Write “{expected}”, or searches will miss it."
    ),
)
def blanks_inside(dossier: Dossier) -> Outcome:
    """No blanks stand inside a cell's words or right inside quotation marks.

    Judges cells of two words with one wide gap, and blanks after “ and 《 or before ” and 》. Not judged: single signs
    set apart (目  标), cells with labels and numbers (姓名：  电话：), single blanks, and whatever comes from a PDF.
    """
    if not has_true_blanks(dossier):
        return not_applicable(BLANKS_OF_PDF)
    texts = everything(dossier)
    cells, quotations = [], []
    for text, match in texts.finds(_CELL, _BLANKS):
        if text.role != "cell":
            continue
        right = match["before"] + match["after"]
        cells.append(found(text, found=match[0], expected=right, words=_flat(match[0])))
    for text, match in texts.finds(_QUOTED, _BLANKS):
        right, words = _EDGES.sub("", match[0]), _flat(match[0])
        quotations.append(
            found(text, found=match[0], expected=right, words=words, message=QUOTED, many=MANY_QUOTED, hint=CLOSE_UP)
        )
    return judged(texts.texts, [*folded(cells, "words"), *folded(quotations)], without=NO_TEXT)


def _flat(words: str) -> str:
    return words.replace("\t", " ")

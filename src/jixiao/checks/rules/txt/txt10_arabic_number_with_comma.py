"""TXT10: an item is numbered 1、 where the standard has 1. Leaves gaps in the numbering to STR06."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.lists import lists
from jixiao.language import Words
from jixiao.law import cite

NO_ITEMS = Words(
    "文本没有分层次编号，或者没有用阿拉伯数字编号的段落", "no levels, or no paragraph with an Arabic number"
)


@rule(
    id="TXT10",
    level=Level.HINT,
    title=Words("阿拉伯数字序号后用了顿号", "Arabic number followed by 、"),
    citations=[cite("gbt-9704", "7.3.3")],
    message=Words(
        "序号“{found}”的写法不规范，阿拉伯数字序号后应用下脚点。", "The number “{found}” should be followed by a dot."
    ),
    many=Words(
        "有{count}项的序号写作“{found}”一类，阿拉伯数字序号后应用下脚点。",
        "{count} items are numbered like “{found}”; Arabic numbers are followed by a dot.",
    ),
    hint=Words(
        "层次序数依次为“一、”“（一）”“1.”“（1）”，“{found}”改为“{expected}”，余类推。",
        "Levels are 一、 （一） 1. （1）: “{found}” becomes “{expected}”, and so on.",
    ),
)
def arabic_number_with_comma(dossier: Dossier) -> Outcome:
    """The levels of a text are numbered 一、 （一） 1. （1）.

    Judges paragraphs that begin with an Arabic number where the text has levels (一、 or （一）) at all, in one
    finding; cells and numbers inside a sentence are left alone.
    """
    runs = lists(dossier)
    levels = any(run[0].kind in ("chinese", "enclosed") for run in runs)
    items = [item for run in runs for item in run if item.sign and levels]
    findings = [
        found(item.text, found=item.number, expected=item.number.replace("、", "."), cause="、")
        for item in items
        if item.sign == "、"
    ]
    return judged(items, findings, without=NO_ITEMS)

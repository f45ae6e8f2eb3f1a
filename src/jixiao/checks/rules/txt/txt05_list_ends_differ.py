"""TXT05: the items of a list end in different marks. Leaves their numbers to STR06 and TXT10."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.lists import ListItem, lists
from jixiao.checks.texts import Text
from jixiao.language import Words
from jixiao.law import cite

NO_LISTS = Words("文本没有成段的编号条目", "the text has no list of numbered paragraphs")

_STOPS = "；。;"

ENDS, ALSO = Words("{number}项用“{end}”", "{number} in “{end}”"), Words("，", ", ")
DIFFER = Words("同一列表的各项末尾标点不一致：{ends}。", "The items of one list end in different marks: {ends}.")
LISTS = Words(
    "有{lists}个列表的各项末尾标点不一致，如一个列表中{ends}。",
    "The items of {lists} lists end in different marks, such as {ends} in one.",
)
UNENDED = Words("列表末项以“{found}”结尾，应为“。”。", "The last item of a list ends in “{found}”, not in 。.")
MANY_UNENDED = Words(
    "有{count}个列表的末项以“{found}”结尾，应为“。”。", "The last items of {count} lists end in “{found}”, not in 。."
)


@rule(
    id="TXT05",
    level=Level.HINT,
    title=Words("条目末尾标点不一致", "Items of a list end in different marks"),
    citations=[cite("gbt-15834")],
    message=DIFFER,
    hint=Words(
        "同一列表各项末尾用同一标点：分项用“；”、末项用“。”，或者各项都用“。”。",
        "End all items alike: ； and 。 after the last, or 。 after each.",
    ),
)
def list_ends_differ(dossier: Dossier) -> Outcome:
    """The items of a list end in the same mark, the last one in a full stop.

    Judges three and more numbered paragraphs in a row that all end in ； or 。: those before the last must end alike,
    and the last in 。. All items of such lists are told as one finding. Headings and items without a mark at the end
    are not judged; items inside a paragraph neither.
    """
    known = [run for run in lists(dossier) if len(run) > 2 and all(_end(item) in _STOPS for item in run)]
    wrong = [run for run in known if len(set(map(_end, run[:-1]))) > 1 or _end(run[-1]) != "。"]
    uneven = [run for run in wrong if len(set(map(_end, run))) > 1]
    findings = [
        found(
            _at_end(item),
            found=_end(item),
            many=LISTS if len(uneven) > 1 else DIFFER,
            lists=len(uneven),
            ends=_ends(run),
        )
        for run in uneven
        for item in run
    ]
    findings += [
        found(_at_end(run[-1]), found=_end(run[-1]), expected="。", message=UNENDED, many=MANY_UNENDED)
        for run in wrong
        if run not in uneven
    ]
    return judged(known, folded(findings), without=NO_LISTS)


def _ends(run: list[ListItem]) -> str:
    """How many items end in which mark."""
    return ALSO.say().join(ENDS.say(number=number, end=end) for end, number in Counter(map(_end, run)).items())


def _at_end(item: ListItem) -> Text:
    """The item with its last words only, in which its end stands but once."""
    words = item.text.words.rstrip()
    last = words[words.rfind(words[-1], 0, -1) + 1 :]
    return replace(item.text, at=replace(item.text.at, quote=last))


def _end(item: ListItem) -> str:
    return item.text.words.rstrip()[-1:]

"""TXT12: marks of secrecy and words that demean people. Leaves data of persons and traces in the file to PUB07."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import Joined, everything
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite

DEMEANING = Words("“{found}”的称呼不妥，应为“{expected}”。", "“{found}” demeans; “{expected}” is the proper word.")
MANY_DEMEANING = Words(
    "有{count}处“{found}”的称呼不妥，应为“{expected}”。",
    "“{found}” demeans in {count} places; “{expected}” is the proper word.",
)
REPLACE = Words("请把“{found}”改为“{expected}”。", "Write “{expected}” instead of “{found}”.")

_SECRET = re.compile(
    r"(?<=\x00)\s*(?:[绝机秘]\s*密)\s*(?:[★☆]\s*[0-9一二三四五六七八九十长]{0,3}\s*(?:年|月|期)?)?\s*(?=\x00)|(?:绝密|机密|秘密)\s*[★☆]"
    r"|(?<=\x00)\s*[（(【]?(?:内部资料|内部文件|内部材料)[，,：:、 ]*"
    r"(?:注意保密|不得外传|请勿外传|严禁外传|妥善保管)[）)】]?\s*(?=\x00)"
)
_QUICK = re.compile("密|★|☆|内部")


@rule(
    id="TXT12",
    level=Level.ERROR,
    title=Words("含有涉密标志或者不当称呼", "Marks of secrecy or demeaning words"),
    citations=[cite("state-secrets"), cite("open-information", "14")],
    message=Words(
        "文本标有“{found}”，涉密和内部文件不得放入公开的预算绩效文本。",
        "The text is marked “{found}”; what is secret or internal does not belong in a published text.",
    ),
    many=Words(
        "文本有{count}处涉密或内部标志，如{quoted}；涉密和内部文件不得放入公开的预算绩效文本。",
        "The text bears {count} marks such as {quoted}; what is secret or internal is not published.",
    ),
    hint=Words(
        "请先确定密级：确属涉密的，按保密规定管理，不在本系统处理和公开；误标的，删去标志。",
        "Find out whether it is classified: if so, it is not handled here; if not, delete the mark.",
    ),
)
def sensitive_content(dossier: Dossier) -> Outcome:
    """A text that is to be published bears no mark of secrecy and no demeaning words.

    An error: a mark of secrecy where such a mark stands (机密★1年, a line of its own). Words that demean (残废人) ask
    for the proper ones. Identity numbers, bank cards and telephone numbers are PUB07's business.
    """
    texts = everything(dossier)
    findings = [
        *folded(found(text, found=match[0].strip("\x00 \t\n")) for text, match in texts.finds(_SECRET, _QUICK)),
        *_demeaning(texts),
    ]
    return judged(texts.texts, findings, without=NO_TEXT)


def _demeaning(texts: Joined) -> Iterator[Draft]:
    for entry in words("txt.demeaning"):
        wrong, _, right = entry.partition("→")
        if texts.holds(wrong):
            for text, _ in texts.finds(re.compile(wrong)):
                yield found(
                    text,
                    found=wrong,
                    expected=right,
                    cause=wrong,
                    level=Level.WARNING,
                    message=DEMEANING,
                    many=MANY_DEMEANING,
                    hint=REPLACE,
                )

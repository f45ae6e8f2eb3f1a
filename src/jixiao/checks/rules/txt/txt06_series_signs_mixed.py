"""TXT06: a series is parted by 、 here and by ， there. Leaves doubled and clashing marks to TXT01 and TXT02."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import everything
from jixiao.language import Words
from jixiao.law import cite

_MONTH = r"[0-9]{1,2}月(?:份|底|末|[0-9]{1,2}日)?"
_PERCENT = r"[0-9]{1,3}(?:\.[0-9]{1,2})?[%％]"
_QUARTER = r"第?[一二三四]季度末?"

_SERIES = re.compile("|".join(rf"{item}(?:[、，,]{item}){{2,}}+" for item in (_MONTH, _PERCENT, _QUARTER)))
_SIGNS = re.compile("[、，,]")
_QUICK = re.compile(r"[，,](?=[0-9第一二三四])")
_COMMAS = re.compile("[，,]")


@rule(
    id="TXT06",
    level=Level.HINT,
    title=Words("并列词语之间顿号、逗号混用", "、 and ， mixed in a series"),
    citations=[cite("gbt-15834")],
    message=Words("“{found}”是并列词语，之间顿号和逗号混用。", "“{found}” is a series parted by both 、 and ，."),
    many=Words(
        "有{count}处并列词语之间顿号和逗号混用，如{quoted}。",
        "{count} series are parted by both 、 and ，, as {quoted}.",
    ),
    hint=Words("并列词语之间用顿号，如“{expected}”。", "Words in a series are parted by 、: “{expected}”."),
)
def series_signs_mixed(dossier: Dossier) -> Outcome:
    """The words of a series are parted by 、 throughout.

    Judges series of months, quarters and percents, where the items are surely of one kind, with a comma that stands
    between two 、. A comma before the last items may begin a new clause, and series of other words may have two levels:
    on both the rule is silent.
    """
    texts = everything(dossier)
    findings = [
        found(text, found=match[0], expected=_COMMAS.sub("、", match[0]))
        for text, match in texts.finds(_SERIES, _QUICK)
        if _is_mixed("".join(_SIGNS.findall(match[0])))
    ]
    return judged(texts.texts, folded(findings), without=NO_TEXT)


def _is_mixed(signs: str) -> bool:
    """Whether a comma stands between two 、."""
    inner = signs[signs.find("、") : signs.rfind("、") + 1]
    return bool(_COMMAS.search(inner))

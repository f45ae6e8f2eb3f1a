"""STR11: a placeholder of a template is left in the text. Leaves empty cells to STR07."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import whole
from jixiao.checks.texts import Text
from jixiao.checks.words import any_of, words
from jixiao.language import Words
from jixiao.law import cite

MASKED = Words(
    "“{found}”像是未填的占位符，也可能是公开时隐去的内容。",
    "“{found}” looks like a placeholder, or was masked for disclosure.",
)
MASKED_OFTEN = Words(
    "有{count}处星号（如“{found}”）像是未填的占位符，也可能是公开时隐去的内容。",
    "{count} rows of stars such as “{found}” look like placeholders, or were masked for disclosure.",
)
FILL_IN = Words("未填的请补填；依法隐去的内容，可不处理。", "Fill it in; what was masked by law may stay so.")

_NOUNS = "|".join(sorted(words("str.after_placeholder"), key=len, reverse=True))
_PLACEHOLDER = re.compile(
    rf"20[XxＸｘ×]{{2}}(?=\s*年)|(?<![0-9A-Za-zＸｘ×])[XxＸｘ×]{{2,}}(?=\s*(?:{_NOUNS}))"
    r"|[{｛][\u4e00-\u9fff]{1,10}[}｝]|[【\[<＜]请[^】\]>＞]{1,12}[】\]>＞]"
    r"|[【\[<＜][\u4e00-\u9fff]{0,4}(?:单位|名称|年份|金额|数字)[】\]>＞]"
    r"|[（(](?:请填写|待填写?|待补充|待完善|此处填写|填写)[^）)]{0,12}[）)]"
    r"|(?:此处|单击此处|点击此处)(?:填写|输入)[\u4e00-\u9fff]{0,8}"
    r"|[（(](?:模板|样表|示例|样例)[）)]|[≥≤<>＞＜=＝]\s*\*+(?![0-9*])"
)
_STARS = re.compile(r"(?<![0-9*≥≤<>＞＜=＝])\*{3,}(?![0-9*])")
_SIGNS = (
    *("XX", "xx", "ＸＸ", "××", "{", "｛", "【", "[", "**", "此处", "<请", "＜请", "<单", "<项"),
    *(f"{left}{sign}" for left in "（(" for sign in "请待此填模样示"),
    *(f"{operator}*" for operator in "≥≤<>＞＜=＝"),
)


@rule(
    id="STR11",
    level=Level.ERROR,
    title=Words("留有模板占位符", "Placeholder of a template left in"),
    citations=[cite("integration-standard", "指标值"), cite("performance-module", "目标录入校验")],
    message=Words("“{found}”是模板占位符，没有替换为实际内容。", "“{found}” is a placeholder of the template."),
    many=Words(
        "有{count}处模板占位符没有替换为实际内容，如{quoted}。", "{count} placeholders are left, such as {quoted}."
    ),
    hint=Words(
        "请把占位符换成实际的名称、数字或文字；不需要的，删去。",
        "Replace a placeholder by what it stands for, or delete it.",
    ),
)
def placeholder_left(dossier: Dossier) -> Outcome:
    """Nothing of the template is left: no XX镇, 20XX年, {单位}, （请填写）, ≥**, no cell that says 待填.

    Masked numbers (telephone, identity card) are none. Rows of stars alone may be masked for disclosure and give a hint
    only; so do not 某某, which hides a name.
    """
    joined, alone = whole(dossier), frozenset(words("str.whole_placeholder"))
    signs = any(map(joined.holds, _SIGNS))
    texts = dossier.texts if signs else joined.holding(any_of("str.whole_placeholder"))
    findings = [draft for text in texts for draft in _left(text, alone)]
    return judged(dossier.texts, folded(findings), without=NO_TEXT)


def _left(text: Text, alone: frozenset[str]) -> Iterator[Draft]:
    """The placeholders of a text, those among them that stand alone."""
    stripped = text.words.strip()
    if stripped in alone:
        yield found(text, found=stripped)
    elif text.role != "contents":
        for match in _PLACEHOLDER.finditer(text.words):
            yield found(text, found=match[0])
        for match in _STARS.finditer(text.words):
            yield found(text, found=match[0], level=Level.HINT, message=MASKED, many=MASKED_OFTEN, hint=FILL_IN)

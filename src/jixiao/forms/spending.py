"""A spending plan told in prose: `3月底、6月底分别达到25%、50%`, `3月底0%、6月底40%`, `到6月底累计支出百分之四十`.

Leaves the columns of a table to `pairs.py`. Months and percents are matched one to one or not at all: a passage in
which they do not match is left unread.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from jixiao.forms.draft import Found
from jixiao.forms.prose import JoinedText
from jixiao.forms.values_words import either
from jixiao.model import Unread
from jixiao.units import month_of

_SPENT = "(?:支出|执行|支付|拨付|用款|支用|列支)"
_ANCHOR = rf"(?:资金|预算|经费|项目)*+(?:{_SPENT}|使用)(?:进度|计划|安排|比例)++"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_AND = r"\s*(?:[、,，/和及]|以及)\s*"
_UNTIL = r"(?:-{1,2}|[—–]{1,2}|[~～至到])"
_NUMERALS = "[零〇一二两三四五六七八九十百点]+"

_NO_DAY = "(?![0-9]{1,2}[日号]|[初上中下底末])"
_MONTH = (
    rf"(?<![0-9.])(?:0?1月?份?{_UNTIL})?[0-9]{{1,2}}月份?(?:底|末|(?:28|29|30|31)[日号]|{_NO_DAY})"
    rf"|(?<![0-9.])[0-9]{{1,2}}(?=(?:{_AND}[0-9]{{1,2}}){{1,12}}+月)"
    rf"|(?:十[一二]?|[一二三四五六七八九])月份?(?:[底末]|{_NO_DAY})"
    rf"|第?[一二三四](?=(?:{_AND}第?[一二三四]){{1,4}}+个?季度)|第?[一二三四1-4]个?季度[底末]?"
    r"|上半年[底末]?|年[底末终中]"
)
_PERCENT = rf"{_NUMBER}\s*%|{_NUMBER}(?=(?:{_AND}{_NUMBER}){{1,12}}+\s*%)|百分之(?:{_NUMBER}|{_NUMERALS})|百分百"
_LINKS = """
    分别 依次 各 达到 达 完成 实现 累计 不低于 不少于 不小于 不超过 不高于 不得低于 不得少于 控制在 大于 约 大约 左右
    以上 以内 为 是 到 至 截至 截止 在 于 前 之前 以前 时 力争 争取 确保 保证 预计 计划 拟 按 应 应当 需 须 要 将 资金
    预算 项目 经费 总额 进度 比例 率 序时 目标 节点 的 和 及 与 以及 并 且 其中 即 当年 本年 年度 年初 占 共 共计 合计
    安排 使用 时间
""".split()
_LINK = (
    rf"{either(_LINKS)}|{_SPENT}|20[0-9]{{2}}年|{_NUMBER}(?:亿元|万元|元)|[(（][^()（）0-9%]*[)）]"
    r"|[\s，,、；;：:()（）“”\"≥>=<≤→/—–-]"
)
_WHOLE_YEAR = rf"全年度?(?=(?:{_LINK})*+(?:{_PERCENT}))"
_TIME = rf"(?:{_MONTH}|{_WHOLE_YEAR})"
_NEXT_SENTENCE = rf"。(?=\s*[到至]?{_TIME}(?:{_SPENT}|累计|达到|[:：\s])*+(?:{_PERCENT}))"
_TOKEN = re.compile(
    rf"(?P<unclear>{_NUMBER}\s*%?\s*{_UNTIL}\s*{_NUMBER}\s*%)|(?P<M>{_TIME})|(?P<P>{_PERCENT})"
    rf"|(?P<link>{_LINK}|{_NEXT_SENTENCE})"
)
_BARE = re.compile(rf"(?P<P>{_NUMBER})(?![0-9.]|\s*[%年月日号亿万元])")
"""A number without its sign, where the words before the months say that all are percents: `支出计划（%）：3月底25`."""

_ANCHORED = re.compile(
    rf"{_ANCHOR}|(?:资金|预算|经费)(?:按(?:季度?|月|序时)?(?:进度)?)?{_SPENT}率?(?:按[月季]度?)?(?:安排)?(?=[:：为达到在\s]*+{_TIME})"
)
_IN_PERCENT = re.compile(r"\s*[(（]\s*(?:%|百分比)\s*[)）]")
_SPENT_BY = re.compile(rf"{_TIME}(?:(?!{_SPENT})(?:{_TIME}|{_LINK})){{0,60}}+{_SPENT}(?:{_LINK})*+(?:{_PERCENT})")
_MONTHS_BEFORE = re.compile(rf"{_TIME}(?:{_TIME}|[、,，/和及\s]|资金|项目|预算|经费|累计)*+\Z")
_FIRST_TIME = re.compile(rf"{_TIME}|(?P<other>[0-9]{{1,2}}月)")
_ENDS = re.compile(r"[。\n]|[\u4e00-\u9fff]{0,12}指标|(?:项目|主要|绩效)目标")
_LONGEST = 300
"""Characters; words further behind the last percent do not speak of the plan."""

_CLAUSE_END = re.compile(r"[，,；;。]|$")
_OTHER_TIME = rf"(?:{_TIME}|下半年|[0-9]{{1,2}}月(?:[0-9]{{1,2}}[日号])?)"
_GOES_ON = re.compile(
    rf"{_OTHER_TIME}(?:(?:{_LINK})*+(?:{_PERCENT}|全部|其余|剩余|余款|全额)|[^，,；;。]*?{_SPENT}[^，,；;。]*?(?:{_PERCENT}))"
)
_BRACKET = re.compile(r"\s*[(（]\s*")
_NARROW = {
    0xFF01 + sign: 0x21 + sign for sign in range(0x5E) if chr(0x21 + sign).isalnum() or chr(0x21 + sign) in "%.-"
}


class Plan(NamedTuple):
    """The checkpoints of a text as month and percent, and the passages that could not be matched."""

    points: dict[int, Found]
    unread: list[Unread]


class _Run(NamedTuple):
    """Months (M) and percents (P) in the order of the text, with nothing but words of a plan between them."""

    tokens: list[re.Match[str]]
    begin: int
    end: int

    @property
    def signs(self) -> str:
        return "".join({"M": "M", "P": "P"}.get(token.lastgroup or "", "?") for token in self.tokens)


def spending_plan_in(joined: JoinedText) -> Plan:
    """The spending plan that a text tells; what it tells again in the same words counts once."""
    plan = Plan({}, [])
    text = joined.shape.translate(_NARROW)
    start = 0
    for begin in _starts(text):
        if begin < start:
            continue
        run = _run_from(text, begin)
        end = _sentence_end(text, run.end)
        goes_on = _GOES_ON.search(text, run.end, end) is not None
        points = None if goes_on else _matched(text, run)
        if points is not None:
            told = {
                month: Found(joined.text[at.start() : at.end()].strip(), joined.place(*at.span()))
                for month, at in points.items()
            }
            if all(plan.points.get(month, found).text == found.text for month, found in told.items()):
                plan.points.update({month: found for month, found in told.items() if month not in plan.points})
            else:
                points = None
        if points is None and (goes_on or run.tokens):
            words = joined.text[run.begin : end].strip("，,；;、 ")
            plan.unread.append(
                Unread(at=joined.place(run.begin, run.begin + len(words)), reason="not_separable", text=words)
            )
        start = end if points is None else max(run.end, begin + 1)
    return plan


def _starts(text: str) -> list[int]:
    """Where a plan may begin: words for one, or a month by which a share is spent; not inside an indicator."""
    found = (match.start() for pattern in (_ANCHORED, _SPENT_BY) for match in pattern.finditer(text))
    return sorted(at for at in found if not _is_in_indicator(text, at))


def _is_in_indicator(text: str, at: int) -> bool:
    clause = max(text.rfind(sign, 0, at) for sign in "。；;，,")
    return "指标" in text[clause + 1 : at]


def _run_from(text: str, begin: int) -> _Run:
    """The months and percents of the plan that begins here, those before its words among them."""
    head = _ANCHORED.match(text, begin)
    run = _run(text, begin, head.end() if head else begin)
    if head and not run.tokens:
        first = _FIRST_TIME.search(text, head.end(), _sentence_end(text, head.end()))
        later = _run(text, begin, first.start()) if first and not first["other"] else run
        return later if "P" in later.signs else run
    if run.signs.startswith("P") and not _in_brackets(text, run):
        sentence = 1 + max(text.rfind(sign, 0, begin) for sign in "。；;")
        if before := _MONTHS_BEFORE.search(text[:begin], sentence):
            months = _run(text, before.start(), before.start())
            tokens = [token for token in months.tokens if token.end() <= begin]
            return _Run([*tokens, *run.tokens], before.start(), run.end)
        return run._replace(tokens=[]) if run.signs == "P" else run
    return run


def _run(text: str, begin: int, start: int) -> _Run:
    """The tokens from `start` on, up to the first word that is none of a plan's; times of what follows are left off."""
    bare = _IN_PERCENT.match(text, start)
    at = bare.end() if bare else start
    tokens: list[re.Match[str]] = []
    while token := (_after_month(tokens, text, at) if bare else None) or _TOKEN.match(text, at):
        at = token.end()
        if token.lastgroup != "link":
            tokens.append(token)
    last = max((number for number, token in enumerate(tokens) if token.lastgroup == "P"), default=len(tokens) - 1)
    if last + 1 < len(tokens) and at < _clause_end(text, tokens[-1].end()):
        tokens = tokens[: last + 1]
    return _Run(tokens, begin, tokens[-1].end() if tokens else at)


def _after_month(tokens: list[re.Match[str]], text: str, at: int) -> re.Match[str] | None:
    """A bare number right behind a month that is written out."""
    is_month = bool(tokens) and tokens[-1].lastgroup == "M" and not tokens[-1][0].isdigit()
    return _BARE.match(text, at) if is_month else None


def _clause_end(text: str, start: int) -> int:
    found = _CLAUSE_END.search(text, start)
    return found.start() if found else len(text)


def _sentence_end(text: str, start: int) -> int:
    end = min(start + _LONGEST, len(text))
    found = _ENDS.search(text, start, end)
    return found.start() if found else end


def _in_brackets(text: str, run: _Run) -> bool:
    """Whether every percent comes before its month in brackets: `25%（3月底）`."""
    pairs = list(zip(run.tokens[::2], run.tokens[1::2], strict=False))
    return run.signs == "PM" * len(pairs) and all(
        _BRACKET.fullmatch(text, percent.end(), month.start()) for percent, month in pairs
    )


def _matched(text: str, run: _Run) -> dict[int, re.Match[str]] | None:
    """Each month with its percent; None where they do not match one to one."""
    tokens = run.tokens
    if _in_brackets(text, run):
        tokens = [token for pair in zip(tokens[1::2], tokens[::2], strict=True) for token in pair]
    if not tokens or any(token.lastgroup not in ("M", "P") for token in tokens):
        return None if tokens else {}
    groups = [(sign, list(group)) for sign, group in groupby(tokens, key=lambda token: token.lastgroup)]
    months, percents = groups[::2], groups[1::2]
    if groups[0][0] != "M" or [len(group) for _, group in months] != [len(group) for _, group in percents]:
        return None
    times = [_month(token[0]) for _, group in months for token in group]
    points = {
        month: percent
        for month, percent in zip(times, (p for _, group in percents for p in group), strict=True)
        if month
    }
    return points if len(points) == len(times) else None


def _month(words: str) -> int | None:
    """The month 1-12 at whose end a checkpoint stands."""
    if words.isdigit() and words.isascii():
        return int(words) if 1 <= int(words) <= 12 else None
    if words.startswith("年中"):
        return 6
    return month_of(words) or month_of(f"{words}季度")

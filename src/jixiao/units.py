"""Numbers, money, percents, years and months as Chinese documents write them.

Leaves what a number is said of to the forms. Every reader returns None for what is not wholly such a number: a cell
with two numbers in it is not one, and nothing is guessed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from decimal import Context, Decimal
from typing import Literal, TypeVar, cast

MoneyUnit = Literal["元", "万元", "亿元", "千元"]

# Longer texts are sentences; keeping them out bounds both time and what the caches hold.
LONGEST = 64

NUMBER = r"(?:(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0)(?:\.[0-9]+)?|\.[0-9]+)"
PERCENT_WORDS = ("%", "百分比", "百分之", "percent")
YEAR = r"(?:199[0-9]|20[0-9]{2})"

_CACHED = 4096
_EXACT = Context(prec=2 * LONGEST)
_FACTORS = {"": 1, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4}
_FACTORS |= {"十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "億": 10**8}
_TENS = {"十": 10, "百": 100, "千": 1000}
_DIGITS = {sign: value for value, signs in enumerate(("零〇○", "一", "二两", *"三四五六七八九")) for sign in signs}

_WIDE = "０１２３４５６７８９％﹪．，－−﹣＋＞﹥＜﹤＝﹦（）～"
_NARROW: dict[int, int | None] = dict(zip(map(ord, _WIDE), map(ord, "0123456789%%.,---+>><<==()~"), strict=True))
_NARROW |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"))
_HAS_WIDE = re.compile(f"[{''.join(map(chr, _NARROW))}]")

# A blank between two digits may part two numbers. It is a mere line break only where decimals go on that no score or
# percent would have (968.191 8), after a long whole part (968. 1918), or between groups of thousands with more to come.
_BLANKS = re.compile(
    r"(?<![0-9.,])\s+|\s+(?![0-9\s])"
    r"|(?:(?<=\.[0-9]{3})|(?<=\.[0-9]{4})|(?<=\.[0-9]{5}))\s+(?=[0-9]{1,3}(?![0-9.]))"
    r"|(?<=[0-9]{3}\.)\s+(?=[0-9])|(?<=[0-9],)\s+(?=[0-9]{3}[.,][0-9])"
)
_SIGNED = re.compile(rf"[-+]?{NUMBER}")
_MONEY = re.compile(rf"(?:人民币|¥|￥)?([-+]?{NUMBER})\(?([十百千]?[万萬]|[亿億千百])?([元圆圓])?\)?整?")
_PERCENT = re.compile(
    rf"([-+]?{NUMBER})\(?(?:{'|'.join(PERCENT_WORDS)}|个?百分点)?\)?|百分之(?:({NUMBER})|(.+))|百分百"
)
_YEARS = re.compile(
    r"[〔\[(（【﹝［]\s?[0-9]{4}\s?年?\s?[〕\])）】﹞］]\s?第?\s?[0-9]{1,6}\s?号"
    rf"|(?<![0-9.])({YEAR})(?=(?:\s?[-—–~至到、和]{{1,2}}\s?{YEAR}){{0,9}}\s{{0,4}}年)"
    r"|((?:二[零〇○OoＯ0]|一九九)[零〇○OoＯ0一二三四五六七八九]{1,2})(?=\s{0,4}年)"
)
_MONTHS = re.compile(
    r"(?<![0-9.])(1[0-2]|0?[1-9])月|(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月"
    r"|([1-4一二三四])个?季度|(上半年)|(下半年|全年|年底|年末|年终)"
)
_TO_9 = "[一二两三四五六七八九]"
_TO_999 = rf"(?:{_TO_9}百(?:零{_TO_9}|{_TO_9}十{_TO_9}?)?|{_TO_9}?十{_TO_9}?|{_TO_9})"
_TO_9999 = rf"(?:{_TO_9}千(?:零{_TO_999}|{_TO_999})?|{_TO_999})"
_CHINESE = re.compile(rf"{_TO_9999}(?:万(?:零{_TO_999}|{_TO_9}千(?:零?{_TO_999})?)?)?|[零〇]")
_ORDINAL = re.compile(
    r"第([0-9]{1,3}|[一二三四五六七八九十百]+)(?:部分|[章节条项、，,：:])"
    r"|(?:目标|指标|其)?[(（]?([0-9]{1,3}|[一二三四五六七八九十百]+)(?:[)）]?[、．，：:]|[)）]|[.](?![0-9])|[.](?=20[0-9]{2}年)|(?=[“\"《])|是|$)"
    r"|([①-⑳])"
)
_Reader = TypeVar("_Reader", bound=Callable[..., object])


def _short(reader: _Reader) -> _Reader:
    """Remember what was read, and read no text above `LONGEST`."""
    cached = functools.lru_cache(maxsize=_CACHED)(reader)

    @functools.wraps(reader)
    def bounded(text: str, *rest: str, **named: str) -> object:
        if len(text) > LONGEST:
            text = text.strip()
            if len(text) > LONGEST:
                return None
        return cached(text, *rest, **named)

    return cast(_Reader, bounded)


def narrow(text: str) -> str:
    """The text with digits, signs and points in ASCII, and without the blanks that cannot part two numbers.

    >>> narrow("≥ ９５ ％")
    '≥95%'
    """
    text = text.strip()
    if _HAS_WIDE.search(text):
        text = text.translate(_NARROW)
    if text.isalnum():
        return text
    return _BLANKS.sub("", text)


def written(number: str) -> Decimal:
    """The value of a text that `NUMBER` matches (a sign may lead), every digit kept.

    >>> written("20,000.00")
    Decimal('20000.00')
    """
    return Decimal(number.replace(",", ""))


@_short
def decimal_of(text: str) -> Decimal | None:
    """A number as written, `20000.00` with both zeros; None when the text is not just a number.

    A whole part with zeros in front (`007`, `00`) is a code or two cells run together, hence None.
    """
    found = _SIGNED.fullmatch(narrow(text))
    return written(found[0]) if found else None


@_short
def yuan_of(text: str, unit: MoneyUnit = "元") -> Decimal | None:
    """An amount in yuan, exact and in plain notation; a unit inside the text wins over `unit`.

    >>> yuan_of("8.66", "万元"), yuan_of("86000元", "万元")
    (Decimal('86600.00'), Decimal('86000'))
    """
    found = _MONEY.fullmatch(narrow(text))
    if not found:
        return None
    number, scale, yuan = found.groups()
    factor = _FACTORS[scale or ""] if scale or yuan else _FACTORS[unit[:-1]]
    return written(number) if factor == 1 else _EXACT.multiply(written(number), Decimal(factor))


@_short
def percent_points_of(text: str) -> Decimal | None:
    """A percent in points: `25%`, `25百分比`, `百分之二十五`, and a bare `25`.

    >>> percent_points_of("百分之二十五点五")
    Decimal('25.5')
    """
    found = _PERCENT.fullmatch(narrow(text))
    if not found:
        return None
    number, hundredths, words = found.groups()
    if words:
        return _chinese_decimal(words)
    return written(number or hundredths or "100")


def _chinese_decimal(words: str) -> Decimal | None:
    whole, point, decimals = words.partition("点")
    number = 100 if words == "百" else chinese_number(whole)
    if number is None or (point and not decimals) or any(sign not in _DIGITS for sign in decimals):
        return None
    return Decimal(f"{number}.{''.join(str(_DIGITS[sign]) for sign in decimals)}") if point else Decimal(number)


def years_of(text: str) -> tuple[int, ...]:
    """Every year 1990-2099 that 年 follows, in reading order, each once; both ends of `2021-2025年`.

    The year of a document number (财预〔2020〕10号) is not a year that the text speaks of.
    """
    years: dict[int, None] = {}
    for found in _YEARS.finditer(text.translate(_NARROW) if _HAS_WIDE.search(text) else text):
        if found[1]:
            years[int(found[1])] = None
        elif found[2] and len(found[2]) == 4:
            years[int("".join(str(_DIGITS.get(sign, 0)) for sign in found[2]))] = None
    return tuple(years)


def month_of(text: str) -> int | None:
    """The month 1-12 that a checkpoint or period ends with: `3月底`, `1-7月`, `第一季度末`, `12月31日`, `年底`."""
    found = _MONTHS.findall(narrow(text))
    if not found:
        return None
    arabic, chinese, quarter, half, _ = found[-1]
    if arabic:
        return int(arabic)
    if quarter:
        return 3 * (_DIGITS.get(quarter) or int(quarter))
    return chinese_number(chinese) if chinese else 6 if half else 12


@_short
def chinese_number(text: str) -> int | None:
    """A whole number in Chinese numerals below 一亿, spelled properly: `十二`, `一百二十`, `三万五千`, `零`.

    >>> chinese_number("九十九"), chinese_number("一百二十"), chinese_number("二〇二五")
    (99, 120, None)
    """
    if not _CHINESE.fullmatch(text):
        return None
    total = section = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign == "万":
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _TENS[sign], 0
    return total + section + digit


def ordinal_of(text: str) -> int | None:
    """The number that an item of a list begins with: `一、`, `（二）`, `3.`, `第四部分`, `五是`; a lone `6` too.

    None where the number belongs to the words: `2023年…`, `三次`, `1.5万元`.
    """
    found = _ORDINAL.match(text.lstrip().translate(_NARROW))
    if not found:
        return None
    counted, listed, circled = found.groups()
    if circled:
        return ord(circled) - ord("①") + 1
    number = counted or listed
    return int(number) if number.isdigit() else chinese_number(number)

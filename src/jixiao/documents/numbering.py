"""Numbers of automatic lists as Word shows them (一、 1. （一）), and the counting behind them.

Leaves the reading of list definitions to the readers of .docx and .doc; formats go by the names of WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CHINESE = frozenset(
    ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"]
)
_DIGIT_BY_DIGIT = frozenset(["ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"])
_ENCLOSED = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "ideographEnclosedCircle": ("㊀", 10),
    "ideographParenthesized": ("㈠", 10),
}
_UNNUMBERED = frozenset({"bullet", "none"})


def formatted(value: int, form: str) -> str:
    """A list value in a number format; an unknown format counts in plain digits, bullets give an empty text.

    >>> formatted(12, "chineseCounting"), formatted(3, "upperRoman"), formatted(2, "decimalEnclosedCircle")
    ('十二', 'III', '②')
    """
    if form in _UNNUMBERED:
        return ""
    if form in _CHINESE:
        return chinese(value, _DIGITS, "十百千万")
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return chinese(value, _LEGAL_DIGITS, "拾佰仟万")
    if form in _DIGIT_BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(max(value, 0)))
    if form in _ENCLOSED:
        first, count = _ENCLOSED[form]
        return chr(ord(first) + value - 1) if 1 <= value <= count else str(value)
    if form in ("ideographTraditional", "ideographZodiac") and value >= 1:
        row = _STEMS if form == "ideographTraditional" else _BRANCHES
        return row[(value - 1) % len(row)]
    if form in ("upperLetter", "lowerLetter") and value >= 1:
        return _cased(chr(ord("A") + (value - 1) % 26) * min((value - 1) // 26 + 1, 9), form)
    if form in ("upperRoman", "lowerRoman") and 1 <= value < 4000:
        return _cased(_roman(value), form)
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    return str(value)


def chinese(value: int, digits: str = _DIGITS, places: str = "十百千万") -> str:
    """A whole number in words as lists count: 十, 十一, 二十, 一百零五 (below ten thousand; digits above).

    >>> chinese(10), chinese(21), chinese(105)
    ('十', '二十一', '一百零五')
    """
    if not 1 <= value < 10_000:
        return str(value)
    words = ""
    gap = False
    for power, digit in zip(range(len(str(value)) - 1, -1, -1), map(int, str(value)), strict=True):
        if digit:
            words += ("零" if gap else "") + digits[digit] + (places[power - 1] if power else "")
        gap = not digit
    return words[1:] if words.startswith(digits[1] + places[0]) else words


def label(pattern: str, values: Sequence[int], forms: Sequence[str], *, legal: bool = False) -> str:
    """The number of a paragraph: the level's text with `%1` … `%9` replaced by the levels' values.

    A bullet gives an empty text: its sign says nothing.

    Args:
        values, forms: value and format of every level down to this one; the last is this level.
        legal: all levels in plain digits (`w:isLgl`).

    >>> label("（%2）", [1, 3], ["decimal", "chineseCounting"])
    '（三）'
    """
    if not forms or forms[-1] == "bullet":
        return ""
    for level, (value, form) in enumerate(zip(values, forms, strict=True), 1):
        pattern = pattern.replace(f"%{level}", formatted(value, "decimal" if legal else form))
    return pattern.strip()


def numbered(number: str, text: str) -> str:
    """A paragraph's text behind its number; a blank keeps `1.` and `5吨` apart where the sign itself does not.

    >>> numbered("一、", "总体目标"), numbered("1.", "5吨")
    ('一、总体目标', '1. 5吨')
    """
    return f"{number}{'' if number[-1:] in '、）)】' else ' '}{text}"


class Counters:
    """The running values of every list of one document."""

    def __init__(self) -> None:
        self._values: dict[Hashable, list[int | None]] = {}
        self._started: set[Hashable] = set()

    def advance(self, series: Hashable, level: int, starts: Sequence[int], restart: Hashable = None) -> list[int]:
        """Count one more paragraph and give the values of all levels down to its own.

        Args:
            series: what shares one count (the abstract list, not its instance).
            level: level of the paragraph, from 0.
            starts: first value of every level down to this one.
            restart: an instance whose first use begins anew at this level; null for none.
        """
        values = self._values.setdefault(series, [])
        values.extend([None] * (level + 1 - len(values)))
        del values[level + 1 :]
        fresh = restart is not None and (restart, level) not in self._started
        self._started.add((restart, level))
        current = values[level]
        values[level] = starts[level] if fresh or current is None else current + 1
        shown = [starts[at] if value is None else value for at, value in enumerate(values)]
        values[:level] = shown[:level]
        return shown


def _cased(letters: str, form: str) -> str:
    return letters.lower() if form.startswith("lower") else letters


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        text += letters * count
    return text

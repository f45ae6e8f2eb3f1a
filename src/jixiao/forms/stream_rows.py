"""Records that ran together inside one text: name, value, points without a border between them.

Each reader gives the rows that something in the text itself confirms, or None: it never guesses. Which level the rows
belong to and where they go is told by `stream_glued_list`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.forms.values import fused_pairs, misread_operator
from jixiao.forms.values_words import known_unit
from jixiao.model.document import DoubtReason

_NUM = r"[0-9]+(?:\.[0-9]+)?"
_SIGNED = rf"[≥≤<>=]{{0,2}}{_NUM}"
_WORDS = "是|否|有|无|高|中|低|好|优|良|达标|完成|合格|有效|显著|明显|提高|提升|长期|持续"
_PAIRS = (
    re.compile(rf"(?P<t>{_SIGNED}%)(?P<a>{_SIGNED}%)"),
    re.compile(rf"(?P<t>{_SIGNED}(?P<u>[^0-9%()、,。;]{{1,4}}))(?P<a>{_SIGNED}(?P=u))"),
    re.compile(r"(?P<t>(?<![0-9.])(?P<u>[0-9]{1,4}))(?P<a>(?P=u))$"),
    re.compile(rf"(?P<t>{_WORDS})(?P<a>(?P=t))(?=$|[0-9])"),
    re.compile(rf"(?P<t>{_SIGNED}%)(?P<a>无|未完成)(?P<r>[^0-9%]*)$"),
)
_MARK = re.compile(r"指标(?=[0-9])")
_MARK_NUMBER = re.compile(r"^指标(?:[0-9]{1,2}(?![0-9])|[0-9])")
_SCORED = re.compile(rf"({_NUM})([^0-9%≥≤]*)$")
_VALUE_WORD = re.compile(r"(?P<t>是|否|有|无|高|低)(?P<a>[^0-9]{2,12})")
_TWO_VALUES = re.compile(rf"(?P<t>(?P<v>{_NUM})(?P<u>[^0-9%]{{1,4}}))(?P<a>{_NUM}(?P=u))$")
_GRADES = re.compile(rf"((?:{_NUM}%){{4}}|(?:≥?{_NUM}%){{4}})")
_NAME_ENDS = tuple(
    re.compile(rf"(.{{1,16}}?(?:{ends})(?:\([^()]*\))?)(.{{4,}})")
    for ends in ("率|度|比例", "数量|次数|人数|金额|时间|面积|数|额|量")
)
_COEFFICIENT = re.compile(r"(.+?)([0-9]{1,3}(?:\.[0-9]+)?%)([0-9.]{2,8})([是否])")
_UNIT = r"%|个|次|份|篇|人|户|件|场|期|项|条|万元|元|亩|天|月|年|家|套|台|公里|吨"
_FRONT = re.compile(rf"(?P<name>.+?)(?P<u>{_UNIT})(?P<kind>定量指标|定性指标|定量|定性)?(?P<values>.*)")
_PERCENTS = re.compile(rf"(?P<t>{_NUM}%|0)(?P<a>{_NUM}%|0)")
_GARBLED_KIND = re.compile(r"(?P<name>.+?)(?P<kind>[定性指标]{4})(?P<t>.{1,4})(?P<a>(?P=t))")
_SIGN_VALUE = re.compile(rf"(?P<name>[^≥≤<>=]+?)(?P<t>[≥≤<>=]{{1,2}}{_NUM})(?P<rest>[^≥≤<>=]*)")
_LEADING_NUMBER = re.compile(rf"{_NUM}")
_POINTS = re.compile(r"[0-9.]{2,7}(?![0-9.%])")
_WHOLE = (Decimal(90), Decimal(100), Decimal(80))
"""What the weights of a form's indicators add up to: all, or what the execution rate (10 or 20) leaves."""
_LONGEST_ROW = 200
_ODD_SIGN = re.compile(r"[工$^=]")


@dataclass(slots=True)
class Row:
    """A record: texts by field, doubts as (field, reason, words in doubt where they are others than the field's).

    The empty field is the row itself. `target_read` is what a target means whose sign or number was misread.
    """

    fields: dict[str, str]
    doubts: list[tuple[str, DoubtReason, str]] = field(default_factory=list)

    def doubt(self, name: str, reason: DoubtReason, text: str = "") -> None:
        """Note a doubt about a field."""
        self.doubts.append((name, reason, text))


Reader = Callable[[str], "list[Row] | None"]


def reader_for(fields: Sequence[str], texts: Sequence[str]) -> Reader:
    """The reader that the columns of a head call for; `texts` are all groups of the list, for what repeats in them."""
    if any(name.startswith("grade.") for name in fields):
        known = _clean_bases(texts)
        return lambda text: graded(text, known, "description" in fields)
    if "coefficient" in fields:
        return with_coefficients
    if "weight" in fields and "actual" in fields and fields.index("weight") > fields.index("actual"):
        return _pointed_if_whole(texts)
    if "weight" in fields and "actual" in fields:
        usual = usual_points(texts)
        return lambda text: weighted(text, usual)
    if "actual" in fields:
        return paired
    return signed


# name, target, actual


def paired(text: str) -> list[Row] | None:
    """Name, target and actual: parted where two values of one kind meet (`完成率100%100%`, `事件数0起0起`)."""
    rows: list[Row] = []
    while text:
        match = _first_pair(text)
        if match is None or match.start() == 0:
            return None
        groups = match.groupdict()
        row = Row({"name": text[: match.start()], "target": groups["t"], "actual": groups["a"]})
        if groups.get("r"):
            row.fields["deviation_reason"] = groups["r"]
        if groups["t"].isdigit():
            row.doubt("", "digits_fused")
        _doubt_signs(row)
        rows.append(row)
        text = text[match.end() :]
        if text and _first_pair(text) is None and not re.search(r"[0-9]", text):
            row.fields["deviation_reason"] = text
            break
    return rows


def _first_pair(text: str) -> re.Match[str] | None:
    found = [match for pattern in _PAIRS if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start(), default=None)


# name, weight, target, actual, score, reason


def usual_points(texts: Iterable[str]) -> list[str]:
    """The numbers that end several records: the weights that repeat in this list."""
    ends: Counter[str] = Counter()
    for text in texts:
        for _, segment in _segments(text):
            if match := re.search(r"(?:[^0-9.])([0-9]{1,2})$", segment):
                ends[match[1]] += 1
    return [number for number, count in ends.most_common() if count > 1]


def _segments(text: str) -> list[tuple[str, str]]:
    """The records that `指标1 … 指标2 …` part, each as it stands and without these words; else the whole text."""
    marks = [match.start() for match in _MARK.finditer(text)]
    if not marks:
        return [(text, text)] if text else []
    stretches = [text[start:stop] for start, stop in zip(marks, [*marks[1:], None], strict=True)]
    return [(stretch, _MARK_NUMBER.sub("", stretch, count=1)) for stretch in stretches]


def weighted(text: str, usual: Sequence[str]) -> list[Row] | None:
    """Name, weight, target, actual, score, reason: the weight is one that repeats, confirmed by score or value."""
    rows = []
    for stretch, segment in _segments(text):
        row = _weighted_row(segment, usual) or _values_only(segment)
        if row is None:
            return None
        if "weight" in row.fields and (fused := segment[len(row.fields["name"]) :])[1:2].isdigit():
            row.doubt("", "digits_fused", stretch if segment[0].isdigit() else fused)
        _doubt_signs(row)
        rows.append(row)
    return rows


def _weighted_row(segment: str, usual: Sequence[str]) -> Row | None:
    readings: list[tuple[int, Row]] = []
    for weight in usual:
        for match in re.finditer(rf"(?<=[^0-9.≥≤<>=]){weight}", segment):
            rest = segment[match.end() :]
            scored = _SCORED.search(rest)
            if scored is None or Decimal(scored[1]) > Decimal(weight):
                scored = re.search(rf"({weight})()$", rest)
            if scored is None:
                continue
            if two := _two(rest[: scored.start()]):
                row = Row({"name": segment[: match.start()], "weight": weight, **two, "score": scored[1]})
                if scored[2]:
                    row.fields["deviation_reason"] = scored[2]
                readings.append(((scored[1] == weight) + (two["target"] == two["actual"]), row))
    best = [row for rank, row in readings if rank == max(rank for rank, _ in readings)]
    return best[0] if len(best) == 1 else None


def _two(text: str) -> dict[str, str] | None:
    """Target and actual that meet: the same twice, a percentage and the next, a word and what follows."""
    half = len(text) // 2
    if text and text[:half] == text[half:]:
        return {"target": text[:half], "actual": text[half:]}
    percent = re.match(r"([^%$]*[0-9][%$])(.*%)$", text)
    if percent and re.search(r"[0-9]", percent[2]):
        return {"target": percent[1], "actual": percent[2]}
    word = _VALUE_WORD.fullmatch(text)
    return {"target": word["t"], "actual": word["a"]} if word else None


def _values_only(segment: str) -> Row | None:
    match = _TWO_VALUES.search(segment)
    if match is None or match.start() == 0:
        return None
    return Row({"name": segment[: match.start()], "target": match["t"], "actual": match["a"]})


def _doubt_signs(row: Row) -> None:
    """Signs that a scanner made of ≥ (2, 工, $, ^, =) leave their value in doubt."""
    target, actual = row.fields.get("target", ""), row.fields.get("actual", "")
    odd_actual = bool(misread_operator(actual) or (_ODD_SIGN.search(actual) and "%" in actual))
    meant = misread_operator(target)
    if meant:
        row.fields["target_read"] = f"{meant.operator}{meant.amount}{meant.unit or ''}"
    if meant or (_ODD_SIGN.search(target[1:] if target[:1] == "=" else target) and target):
        row.doubt("target", "operator_misread")
    elif odd_actual and re.fullmatch(rf"{_NUM}%", target):
        row.doubt("target", "operator_lost")
    if odd_actual:
        row.doubt("actual", "operator_misread")


# name, target, actual, weight and score, reason


def _pointed_if_whole(texts: Sequence[str]) -> Reader:
    """A reader of rows that end with weight and score; only where all weights together are the points of a form."""
    found = {text: _pointed(text) for text in texts if text}
    rows = [row for group in found.values() for row in group or ()]
    whole = None not in found.values() and sum(Decimal(row.fields["weight"]) for row in rows) in _WHOLE
    return lambda text: found[text] if whole else None


def _pointed(text: str) -> list[Row] | None:
    """Rows `名称≥300户300户2020`: weight and score ran together, as the same number or in the only possible way."""
    rows: list[Row] = []
    while text:
        match = _first_pair(text)
        points = _POINTS.match(text, match.end()) if match else None
        if match is None or points is None or match.start() == 0:
            return None
        pairs = fused_pairs(points[0])
        pairs = [pair for pair in pairs if pair[0] == pair[1]] or pairs
        if len(pairs) != 1:
            return None
        weight, score = pairs[0]
        row = Row({"name": text[: match.start()], "target": match["t"], "actual": match["a"]})
        row.fields |= {"weight": str(weight), "score": str(score)}
        row.doubt("", "digits_fused")
        _doubt_signs(row)
        rows.append(row)
        text = text[points.end() :]
        if text and _first_pair(text) is None and not re.search(r"[0-9]", text):
            row.fields["deviation_reason"], text = text, ""
    return rows


# four grade bounds


def _clean_bases(texts: Iterable[str]) -> list[str]:
    """What stands behind the last four bounds of a group: a basis with a border behind it."""
    bases = []
    for text in texts:
        ends = list(_GRADES.finditer(text))
        if ends and (basis := text[ends[-1].end() :]):
            bases.append(basis)
    return sorted(set(bases), key=len, reverse=True)


def graded(text: str, bases: Sequence[str], described: bool) -> list[Row] | None:
    """Name, description, four bounds, basis: a basis in mid-text is one that also stands clean at a group's end."""
    rows: list[Row] = []
    position = 0
    marks = list(_GRADES.finditer(text))
    for index, match in enumerate(marks):
        front = text[position : match.start()]
        named = next((m for ends in _NAME_ENDS if (m := ends.fullmatch(front))), None) if described else None
        if described and named is None:
            return None
        bounds = re.findall(rf"≥?{_NUM}%", match[1])
        row = Row({"name": named[1], "description": named[2]} if named else {"name": front})
        row.fields |= {f"grade.{word}": bound for word, bound in zip("优良中差", bounds, strict=True)}
        position = match.end()
        tail = text[position:] if index + 1 == len(marks) else None
        basis = tail if tail is not None else next((b for b in bases if text.startswith(b, position)), None)
        if basis is None:
            return None
        if basis:
            row.fields["basis"] = basis
        position += len(basis)
        rows.append(row)
    return rows or None


# name, unit, kind, target, actual, coefficient, weight, score, core


def with_coefficients(text: str) -> list[Row] | None:
    """Rows that end with 是/否; weight and score are told apart by the coefficient."""
    rows: list[Row] = []
    position = 0
    while position < len(text):
        match = _COEFFICIENT.match(text, position)
        if match is None:
            return None
        coefficient = Decimal(match[2].rstrip("%"))
        pairs = [(w, s) for w, s in fused_pairs(match[3]) if w * coefficient / 100 == s]
        row = _front(match[1])
        if row is None or len(pairs) != 1:
            return None
        weight, score = pairs[0]
        row.fields |= {"coefficient": match[2], "weight": str(weight), "score": str(score), "core": match[4]}
        row.doubt("", "digits_fused")
        rows.append(row)
        position = match.end()
    return rows


def _front(text: str) -> Row | None:
    """Name, unit, kind and up to two values before the coefficient."""
    if len(text) > _LONGEST_ROW:
        return None
    garbled = _GARBLED_KIND.fullmatch(text)
    if garbled and sorted(garbled["kind"]) == sorted("定性指标"):
        row = Row({name: garbled[key] for name, key in (("name", "name"), ("target", "t"), ("actual", "a"))})
        row.doubt("target", "label_repaired", garbled["kind"])
        return row
    for cut in range(2, len(text)):
        match = _FRONT.fullmatch(text[cut:])
        if match is None:
            return None
        start = match.start("u") + cut
        unit, values, kind = match["u"], match["values"], match["kind"]
        found = _front_values(unit, values)
        if found is not None:
            row = Row({"name": text[:start], **found})
            if kind:
                row.fields["details.指标性质"] = kind
            _doubt_target(row, unit)
            return row
    return None


def _front_values(unit: str, values: str) -> dict[str, str] | None:
    if not values:
        return {}
    if unit == "%":
        match = _PERCENTS.fullmatch(values)
    else:
        match = re.fullmatch(rf"(?P<t>[^{unit[0]}]*{unit})(?P<a>{_NUM}{unit})", values)
    return {"target": match["t"], "actual": match["a"]} if match else None


def _doubt_target(row: Row, unit: str) -> None:
    """A bare number lost its operator; one that an actual far below it fulfils, or with odd signs, is misread."""
    target = row.fields.get("target", "").removesuffix(unit)
    actual = row.fields.get("actual", "").removesuffix(unit)
    if not target:
        return
    if not re.fullmatch(_NUM, target):
        number = re.search(rf"(?<![0-9.]){_NUM}$", target)
        row.fields["target_read"] = f"{number[0] if number and len(number[0]) > 1 else '*'}{unit}"
        row.doubt("target", "operator_misread")
    elif unit == "%":
        row.doubt("target", "operator_lost")
    elif target[0] == "2" and len(target) > 1 and re.fullmatch(_NUM, actual) and Decimal(actual) < Decimal(target):
        row.fields["target_read"] = f"≥{target[1:]}{unit}"
        row.doubt("target", "operator_misread")


# name, signed target, weight


def signed(text: str) -> list[Row] | None:
    """Name and target with its sign, and the points behind: `保障率=100% 22.5`."""
    rows: list[Row] = []
    while text:
        match = _SIGN_VALUE.match(text)
        if match is None:
            return None
        rest = match["rest"]
        unit = next((rest[:size] for size in range(min(5, len(rest)), 0, -1) if known_unit(rest[:size])), "")
        row = Row({"name": match["name"], "target": match["t"] + unit})
        end = match.start("rest") + len(unit)
        if points := _LEADING_NUMBER.match(text, end):
            row.fields["weight"] = points[0]
            end = points.end()
        rows.append(row)
        text = text[end:]
    return rows

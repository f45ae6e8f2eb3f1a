"""Data of persons in a text: identity numbers, bank cards, mobile numbers beside a name. Masked ones are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from jixiao.language import Words

Kind = Literal["identity", "card", "mobile"]

KINDS: dict[Kind, Words] = {
    "identity": Words("身份证号", "identity number"),
    "card": Words("银行卡号", "bank card"),
    "mobile": Words("个人手机号", "mobile number"),
}

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-8][0-9]{5})((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
DIGITS = re.compile(r"[0-9]{3}[ \-]?[0-9]{4}")
_CARD = re.compile(r"(?<![0-9A-Za-z.])[1-9][0-9]{3}(?:[ \-]?[0-9]{4}){2,3}[ \-]?[0-9]{3,4}(?![0-9A-Za-z.])")
_CARD_WORDS = re.compile(r"卡\s?号|账\s?[号户]|帐\s?[号户]|银行|开户|信用社|农商行|一卡通|存折")
_MOBILE = re.compile(r"(?<![0-9A-Za-z.\-])1[3-9][0-9][ \-]?[0-9]{4}[ \-]?[0-9]{4}(?![0-9A-Za-z.])")
_PERSON = re.compile(
    r"(?:姓\s?名|联\s?系\s?人|负\s?责\s?人|经\s?办\s?人|填\s?[报表]\s?人|户\s?主|法人|受益人|领款人|手机|身份证)[^0-9]{0,16}$"
    r"|(?:^|[、，,；;：:\s（(])[\u4e00-\u9fff]{2,4}(?:同志)?[\s，,、：:（(]{0,3}(?:电话|手机|联系方式|联系电话)?[\s：:]{0,2}$"
)
_NAME_ENDS = re.compile(
    r"(?:局|所|办|科|室|站|院|校|公司|中心|政府|单位|电话|热线|传真|编号|编码|号码|序号)[\s：:（(]*$"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_NO_NAME = re.compile(r"用户|电脑|微软|系统|管理|财政|政府|单位|[局所办科室部处院校委]$|中心$|公司$")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_BANKS = "62"
"""What the numbers of Chinese bank cards begin with."""


class PersonalDatum(Struct, frozen=True):
    """A number of a person as written, and what shows enough of it when it is published."""

    kind: Kind
    words: str
    masked: str


def personal_data(text: str, before: str = "") -> Iterator[PersonalDatum]:
    """The persons' numbers in a text, each checked as far as its digits allow.

    Args:
        before: the words that stand before the text (the cell to the left).
    """
    if not DIGITS.search(text):
        return
    taken: list[tuple[int, int]] = []
    for found in _IDENTITY.finditer(text):
        if _is_identity(found):
            taken.append(found.span())
            yield PersonalDatum("identity", found[0], f"{found[0][:6]}********{found[0][14:]}")
    for found in _CARD.finditer(text):
        digits = re.sub("[^0-9]", "", found[0])
        near = before + text[: found.start()]
        known = digits.startswith(_BANKS) or _CARD_WORDS.search(near[-16:])
        if known and len(digits) in range(16, 20) and _luhn(digits) and not _overlaps(found.span(), taken):
            taken.append(found.span())
            yield PersonalDatum("card", found[0], f"{digits[:4]}{'*' * (len(digits) - 8)}{digits[-4:]}")
    for found in _MOBILE.finditer(text):
        near = (before + "\n" + text[: found.start()])[-40:]
        if _PERSON.search(near) and not _NAME_ENDS.search(near) and not _overlaps(found.span(), taken):
            digits = re.sub("[^0-9]", "", found[0])
            yield PersonalDatum("mobile", found[0], f"{digits[:3]}****{digits[-4:]}")


def is_name(words: str) -> bool:
    """Whether the author that a file names looks like a person: 王小明, not 财政所 or 微软用户."""
    return _NAME.fullmatch(words) is not None and _NO_NAME.search(words) is None


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _is_identity(found: re.Match[str]) -> bool:
    """Whether the date is in the calendar and the last sign is the right one."""
    try:
        date(int(found[2]), int(found[3]), int(found[4]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, found[0][:17], strict=True))
    return _CHECKS[total % 11] == found[0][17].upper()


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0

"""TXT08: a word that sounds or looks like the one that is meant. The slips lie in `words/txt.toml`."""

from __future__ import annotations

import functools
import re

from msgspec import Struct

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import everything
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite


class Slip(Struct, frozen=True):
    """A wrong word, the right one, and the words before and after which it is not surely wrong."""

    wrong: str
    right: str
    after: tuple[str, ...]
    before: tuple[str, ...]

    def pattern(self) -> re.Pattern[str]:
        """What finds it where it is surely wrong."""
        behind = "".join(f"(?<!{word})" for word in self.after)
        ahead = f"(?!{'|'.join(self.before)})" if self.before else ""
        return re.compile(f"{behind}{self.wrong}{ahead}")


@functools.cache
def slips() -> tuple[Slip, ...]:
    """The slips of the list: `wrong→right`, then `not after …` and `not before …` as signs or words apart by `/`."""
    return tuple(_slip(*entry.split("|")) for entry in words("txt.slips"))


def _slip(pair: str, after: str = "", before: str = "") -> Slip:
    wrong, _, right = pair.partition("→")
    return Slip(wrong, right, _split(after), _split(before))


def _split(listed: str) -> tuple[str, ...]:
    return tuple(filter(None, listed.split("/")))


@rule(
    id="TXT08",
    level=Level.WARNING,
    title=Words("疑似错别字", "Probable slip of the pen"),
    citations=[cite("caiyu-2016-143", "形式规范")],
    message=Words("“{found}”疑为“{expected}”之误。", "“{found}” is probably a slip for “{expected}”."),
    many=Words(
        "“{found}”疑为“{expected}”之误，共{count}处。", "“{found}” is probably “{expected}”, in {count} places."
    ),
    hint=Words(
        "请核对原意；如是笔误，改为“{expected}”。", "Look at what was meant; if it is a slip, write “{expected}”."
    ),
)
def homophone(dossier: Dossier) -> Outcome:
    """Every word is the one that is meant.

    Knows slips of this trade that make no sense as they stand (资金事业 for 资金使用, 帐户 for 账户), each only where
    its neighbours leave no other reading. Words that are right in some sense (制订, 截止) are not in the list: telling
    them needs a reader.
    """
    texts = everything(dossier)
    findings = [
        found(text, found=slip.wrong, expected=slip.right, cause=slip.wrong)
        for slip in slips()
        if texts.holds(slip.wrong)
        for text, _ in texts.finds(slip.pattern())
    ]
    return judged(texts.texts, findings, without=NO_TEXT)

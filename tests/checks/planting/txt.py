"""Planters of the family TXT: language and typography."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from jixiao.checks.rules.txt.txt08_homophone import slips
from jixiao.checks.words import words
from jixiao.model import Document, Passage, Place
from tests.checks.planting import Planted, changed, plants

Prose = tuple[str, str, str]


def _prose(document: Document) -> Iterator[Prose]:
    """Texts that a fault can be put in: path, subject of the text, words."""
    for i, safeguard in enumerate(document.safeguards):
        yield f"safeguards[{i}].text", f"safeguards[{i}]", safeguard.text
    for i, overall in enumerate(document.overall_goals):
        yield f"overall_goals[{i}].text", f"overall_goals[{i}]", overall.text
    for i, project in enumerate(document.projects):
        for k, goal in enumerate(project.goals):
            yield f"projects[{i}].goals[{k}]", f"projects[{i}].goals[{k}]", goal


def _changed(random: Random, document: Document, pattern: str, new: Callable[[re.Match[str]], str]) -> Planted | None:
    """One match of the pattern in a random text replaced."""
    places = [
        (path, subject, text, match)
        for path, subject, text in _prose(document)
        for match in re.finditer(pattern, text)
        if new(match) != match[0]
    ]
    if not places:
        return None
    path, subject, text, match = random.choice(places)
    return Planted(changed(document, path, text[: match.start()] + new(match) + text[match.end() :]), (subject,))


def _appended(random: Random, document: Document, sentence: str) -> Planted | None:
    prose = list(_prose(document))
    if not prose:
        return None
    path, subject, text = random.choice(prose)
    return Planted(changed(document, path, f"{text.rstrip('。；')}。{sentence}"), (subject,))


def _with_passages(document: Document, texts: list[str], wrong: int) -> Planted:
    """The document with further paragraphs at its end; the number of the wrong one among them."""
    old = tuple(document.passages or ())
    new = tuple(Passage(text=text, at=Place(line=9000 + i, quote=text)) for i, text in enumerate(texts))
    return Planted(replace(document, passages=old + new), (f"passages[{len(old) + wrong}]",))


@plants("TXT01")
def _(random: Random, document: Document) -> Planted | None:
    return _changed(random, document, "[，。；]", lambda match: match[0] * 2)


@plants("TXT02")
def _(random: Random, document: Document) -> Planted | None:
    return _changed(random, document, "，", lambda match: random.choice(("；，", "，。", "，、")))


@plants("TXT03")
def _(random: Random, document: Document) -> Planted | None:
    return _changed(random, document, "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", lambda match: ",")


@plants("TXT04")
def _(random: Random, document: Document) -> Planted | None:
    rightly = words("txt.doubled_by_right")

    def doubled(match: re.Match[str]) -> str:
        return match[0] if match[0] in rightly or match[0][0] == match[0][1] else match[0] * 2

    return _changed(random, document, "(?<![一-十])[\u4e00-\u9fff]{2}(?=[，。；])", doubled)


@plants("TXT05")
def _(random: Random, document: Document) -> Planted | None:
    ends = ["；", "；", "；", "。"]
    wrong = random.randrange(3)
    ends[wrong] = "。"
    items = [f"{i}.落实第{i}项工作要求{end}" for i, end in enumerate(ends, 1)]
    return _with_passages(document, items, wrong)


@plants("TXT06")
def _(random: Random, document: Document) -> Planted | None:
    return _appended(random, document, "按3月底、6月底，10月底、12月底四个节点核对。")


@plants("TXT07")
def _(random: Random, document: Document) -> Planted | None:
    return _appended(random, document, random.choice(("落实“ 双随机”要求。", "落实《管理办法 》要求。")))


@plants("TXT08")
def _(random: Random, document: Document) -> Planted | None:
    return _appended(random, document, f"其中，{random.choice(slips()).wrong}，逐项核实。")


@plants("TXT09")
def _(random: Random, document: Document) -> Planted | None:
    return _appended(random, document, "落实“双随机” 要求。")


@plants("TXT10")
def _(random: Random, document: Document) -> Planted | None:
    return _with_passages(document, ["一、组织实施", "1、明确分工。", "2、按月调度。"], 1)


@plants("TXT11")
def _(random: Random, document: Document) -> Planted | None:
    sentence = random.choice(("压减5-10%的公用开支。", "压减百分之5的公用开支。", "压减５０００元公用开支。"))
    return _appended(random, document, sentence)


@plants("TXT12")
def _(random: Random, document: Document) -> Planted | None:
    return _with_passages(document, [random.choice(("机密★1年", "秘 密", "内部资料 注意保密"))], 0)

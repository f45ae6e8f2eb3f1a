"""Named places in the text of a paragraph: found across runs, and put words in.

A place stands in doubled brackets: {{单位名称}}, ｛｛单位名称｝｝ or 【【单位名称】】. Word cuts typed text into runs
as it likes, so a place is looked for in the text of the whole paragraph; its words take the look of the run that it
begins in.
Leaves to `template_fill.py` what is repeated, and to whoever fills what a name means.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from jixiao.documents.writing.docx_markup import with_plain_ends

_PLACE = re.compile(r"(?:[{｛]{2}|【【)([^{}｛｝【】\t\n]{1,120})(?:[}｝]{2}|】】)")
_LEFT_OVER = re.compile(r"[{｛]{2}|[}｝]{2}|【【|】】")
_REMARKS = re.compile(r"\(([^()]*)\)$")
_SEVERAL = re.compile("[,、;]")
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("([\t\n])")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_LEFT_ALONE = frozenset({"txbxContent", "del", "moveFrom", "rPr", "pPr"})
"""What a paragraph holds and does not say itself."""

Element = etree._Element


class Place(NamedTuple):
    """A place as it was typed.

    Attributes:
        name: its words, without blanks and remarks, in plain width.
        remarks: what stands in brackets behind the name: `预算数（万元、可空）`.
        mark: `#` where it begins a block that is repeated, `/` where it ends one, empty otherwise.
        typed: as it stands in the file.
    """

    name: str
    remarks: tuple[str, ...] = ()
    mark: str = ""
    typed: str = ""


class Found(NamedTuple):
    """A place in the text of a paragraph, from one character to another."""

    place: Place
    start: int
    end: int


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    return _local(element.tag)


@functools.lru_cache(maxsize=1024)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


@functools.lru_cache(maxsize=4096)
def place_of(typed: str) -> Place:
    """What is meant by the words between the brackets.

    >>> place_of("预算数（万元、可空）")[:2], place_of("#项目")[2]
    (('预算数', ('万元', '可空')), '#')
    """
    words = "".join(unicodedata.normalize("NFKC", typed).split())
    remarks: tuple[str, ...] = ()
    while bracket := _REMARKS.search(words):
        words = words[: bracket.start()]
        remarks = (*filter(None, _SEVERAL.split(bracket[1])), *remarks)
    mark = words[:1] if words[:1] in ("#", "/") else ""
    return Place(words.removeprefix(mark), remarks, mark, f"{{{{{typed}}}}}")


class Words:
    """The text of a paragraph, with the nodes that it stands in."""

    def __init__(self, paragraph: Element) -> None:
        self._nodes: list[tuple[Element, int]] = []
        parts: list[str] = []
        at = 0
        for node in _text_nodes(paragraph):
            name = local(node)
            part = (node.text or "") if name == "t" else "\t" if name in ("tab", "ptab") else "\n"
            self._nodes.append((node, at))
            parts.append(part)
            at += len(part)
        self.text = "".join(parts)
        self.found = [Found(place_of(each[1]), each.start(), each.end()) for each in _PLACE.finditer(self.text)]

    def lone(self) -> Place | None:
        """The place that is all that the paragraph says."""
        if len(self.found) == 1 and self.text.strip() == self.text[self.found[0].start : self.found[0].end]:
            return self.found[0].place
        return None

    def left_over(self) -> str:
        """Doubled brackets that belong to no place, with the words round them."""
        bare = _PLACE.sub(lambda place: "\0" * len(place[0]), self.text)
        odd = _LEFT_OVER.search(bare)
        return self.text[max(0, odd.start() - 8) : odd.end() + 12].strip() if odd else ""

    def put(self, words_of: Callable[[Place], str]) -> None:
        """Put words into every place; from the last to the first, so that what stands before keeps its position."""
        texts = [words_of(each.place) for each in self.found]
        for each, words in zip(reversed(self.found), reversed(texts), strict=True):
            self._put(each.start, each.end, _NO_XML.sub("\ufffd", with_plain_ends(words)))

    def put_alone(self, words: str) -> None:
        """Put words into the one place of the paragraph."""
        self.put(lambda _: words)

    def _put(self, start: int, end: int, words: str) -> None:
        touched = [(node, at) for node, at in self._nodes if at < end and at + len(node.text or "") > start]
        first, first_at = touched[0]
        _enter(first)
        for node, at in touched[1:]:
            node.text = (node.text or "")[end - at :]
            if node.text:
                node.set(_PRESERVE, "preserve")
            else:
                _drop(node)
        text = first.text or ""
        _write(first, text[: start - first_at] + words + text[end - first_at :])


def _enter(node: Element) -> None:
    """Make what stands round a text a content that was entered: no prompt, and no copy of a value kept elsewhere."""
    for control in node.iterancestors("{*}sdt"):
        for name in ("showingPlcHdr", "dataBinding"):
            for each in control.findall(f"{{*}}sdtPr/{{*}}{name}"):
                remove(each)


def remove(element: Element) -> None:
    """Take an element out of what holds it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _text_nodes(element: Element) -> Iterator[Element]:
    for child in element:
        name = local(child)
        if name in ("t", "tab", "ptab", "br", "cr"):
            yield child
        elif name and name not in _LEFT_ALONE:
            yield from _text_nodes(child)


def _write(node: Element, words: str) -> None:
    """Put words into a text node; tabs and breaks follow it as elements of their own."""
    parts = [part for part in _BREAKS.split(words) if part]
    space = node.tag.rpartition("}")[0] + "}"
    last = node
    if parts and parts[0] not in "\t\n":
        node.text = parts.pop(0)
        node.set(_PRESERVE, "preserve")
    else:
        node.text = ""
    for part in parts:
        if part == "\t":
            new = etree.Element(f"{space}tab")
        elif part == "\n":
            new = etree.Element(f"{space}br")
        else:
            new = etree.Element(f"{space}t")
            new.text = part
            new.set(_PRESERVE, "preserve")
        last.addnext(new)
        last = new
    if not node.text:
        _drop(node)


def _drop(node: Element) -> None:
    """Take an empty text node away, and its run where nothing else stands in it."""
    run = node.getparent()
    remove(node)
    if run is not None and local(run) == "r" and all(local(child) == "rPr" for child in run):
        remove(run)

"""The body of a template filled: paragraphs, table rows and tables repeated once for each thing that they speak of.

Three things repeat: what stands between {{#名称}} and {{/名称}}; a table row whose places speak of the members of a
list, or the whole table where several of its rows do; a paragraph that holds a list of texts. What the names mean, and
which lists there are, says the `Scope`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, Protocol

from jixiao.documents.writing.template_places import Element, Place, Words, local
from jixiao.documents.writing.template_rows import bare_copy, emptied, in_space_of, joins_down, line_copy, merge_down

Repeat = Literal["table", "row", "paragraph", "block"]
"""What is repeated by itself for each member of a list; a `block` only between its marks."""

FaultKind = Literal["unpaired", "not_alone", "left_over", "outside", "mixed"]

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
"""What may stand round paragraphs, tables, rows and cells."""


class Scope(Protocol):
    """What places may speak of at one spot of the template."""

    @property
    def path(self) -> tuple[str, ...]:
        """The lists that this is a member of, in the order that they were entered."""

    def lists_of(self, place: Place) -> tuple[str, ...]:
        """The lists that a place, or a block, runs over, from the outermost."""

    def each(self, name: str, place: Place) -> Sequence[Scope]:
        """The members of a list that `place` asks for; none only for a block that may be empty."""

    def text(self, place: Place) -> str:
        """The words for a place."""

    def repeat(self, name: str) -> Repeat:
        """How a list repeats."""


class Fault(NamedTuple):
    """What is wrong with a template: where (the words as typed) and what kind."""

    kind: FaultKind
    typed: str
    other: str = ""


class Member(NamedTuple):
    """A scope to fill a copy with; `opens` where it is the first of its list."""

    scope: Scope
    opens: bool


class Filling:
    """Fills what hangs below one element; collects the faults."""

    def __init__(self) -> None:
        self.faults: dict[Fault, None] = {}

    def container(self, element: Element, scope: Scope) -> None:
        """Fill what holds paragraphs and tables: a body, a cell, a header, a text box."""
        self.siblings(list(element), scope)
        last = next((child for child in reversed(element) if local(child) in ("p", "tbl", *_WRAPPERS)), None)
        if local(element) != "body" and (last is None or local(last) == "tbl"):
            element.append(element.makeelement(in_space_of(element, "p")))

    def siblings(self, elements: Sequence[Element], scope: Scope) -> None:
        """Fill elements one after the other, blocks between marks as often as they have members."""
        number = 0
        while number < len(elements):
            element = elements[number]
            mark = _mark(element)
            if mark is None:
                self._one(element, scope)
                number += 1
                continue
            end = _end_of(elements, number, mark)
            if end is None:
                self._fault("unpaired", mark)
                return
            self._repeated(elements[number + 1 : end], self._members(scope, _open_lists(scope, mark), mark))
            for each in (element, elements[end]):
                if any(br.get(in_space_of(br, "type")) == "page" for br in each.iter("{*}br")):
                    Words(each).put_alone("")  # a page that begins at the mark still begins there
                else:
                    _take_away(each)
            number = end + 1

    def _one(self, element: Element, scope: Scope) -> None:
        kind = local(element)
        if kind == "p":
            self._paragraph(element, scope)
        elif kind == "tbl":
            self._table(element, scope)
        elif kind == "tr":
            self._row(element, scope)
        elif kind == "tc":
            self.container(element, scope)
        elif kind in _WRAPPERS:
            self.siblings(list(element), scope)

    def _members(self, scope: Scope, path: Sequence[str], place: Place) -> list[Member]:
        """Every member of the lists of a path, one within the other."""
        members = [Member(scope, True)]
        for name in path:
            members = [
                Member(inner, number == 0)
                for each in members
                for number, inner in enumerate(each.scope.each(name, place))
            ]
        return members

    def _repeated(
        self,
        elements: Sequence[Element],
        members: Sequence[Member],
        copied: Callable[[Element], Element] = bare_copy,
    ) -> None:
        """Fill elements once for each member, copies before them; without a member they are taken away."""
        if not elements:
            return
        for member in members[:-1]:
            copies = [copied(element) for element in elements]
            for copy in copies:
                elements[0].addprevious(copy)
            if local(elements[0]) == local(elements[-1]) == "tbl":
                # Word joins tables that touch.
                elements[0].addprevious(elements[0].makeelement(in_space_of(elements[0], "p")))
            self.siblings(copies, member.scope)
        if members:
            self.siblings(elements, members[-1].scope)
            return
        for element in elements:
            _take_away(element)

    # ---- paragraphs ----

    def _paragraph(self, paragraph: Element, scope: Scope) -> None:
        words = Words(paragraph)
        if marks := [each.place for each in words.found if each.place.mark]:
            self._fault("not_alone", marks[0])
            return
        asking = self._asking([each.place for each in words.found], scope)
        if asking is None:
            return
        if not asking:
            self._say(paragraph, words, scope)
            return
        path, place = asking[0]
        members = self._members(scope, path, place)
        if scope.repeat(path[-1]) == "paragraph":
            self._repeated([paragraph], members, line_copy)
        elif len(members) > 1:
            self._fault("outside", place, path[-1])
        else:
            self._paragraph(paragraph, members[0].scope)

    def _asking(self, places: Sequence[Place], scope: Scope) -> list[tuple[tuple[str, ...], Place]] | None:
        """The places that speak of lists that a scope is not in, the deepest first, with those lists.

        They must lie in one another; None where they do not.
        """
        asking = [(path, place) for place in places if (path := _open_lists(scope, place))]
        asking.sort(key=lambda each: -len(each[0]))
        for path, place in asking[1:]:
            if asking[0][0][: len(path)] != path:
                self._fault("mixed", asking[0][1], place.typed)
                return None
        return asking

    def _say(self, paragraph: Element, words: Words, scope: Scope) -> None:
        for box in paragraph.iter("{*}txbxContent"):
            if next(box.iterancestors(paragraph.tag), None) is paragraph:
                self.container(box, scope)
        if not words.found:
            return
        lone = words.lone()
        lines = scope.text(lone).split("\n") if lone else []
        if len(lines) < 2 or next(paragraph.iter("{*}drawing", "{*}pict", "{*}object"), None) is not None:
            words.put(scope.text)
            return
        # A paragraph a line: a break inside a justified paragraph would stretch the line before it.
        for line in lines[:-1]:
            copy = line_copy(paragraph)
            paragraph.addprevious(copy)
            Words(copy).put_alone(line)
        words.put_alone(lines[-1])

    # ---- tables ----

    def _table(self, table: Element, scope: Scope) -> None:
        """A table, repeated where several of its rows speak of the members of a list that repeats tables."""
        rows = [
            {_open_lists(scope, place)[0]: place for place in _open_places([row], scope)}
            for row in _unmarked(list(table))
            if local(row) == "tr"
        ]
        for name in dict.fromkeys(name for row in rows for name in row):
            asking = [row[name] for row in rows if name in row]
            if len(asking) > 1 and scope.repeat(name) == "table":
                self._repeated([table], self._members(scope, (name,), asking[0]))
                return
        self.siblings(list(table), scope)

    def _row(self, row: Element, scope: Scope) -> None:
        """A row, repeated where its own paragraphs speak of the members of a list; equal cells merged where asked."""
        own = [
            place
            for place in _open_places([row], scope, deep=False)
            if scope.repeat(scope.lists_of(place)[-1]) in ("row", "table")
        ]
        asking = self._asking(own, scope)
        if asking is None:
            return
        if not asking:
            self.siblings(list(row), scope)
            return
        joins = joins_down(row)
        members = self._members(scope, *asking[0])
        filled: list[tuple[Element, bool]] = []
        for member in members[:-1]:
            copy = bare_copy(row)
            row.addprevious(copy)
            filled.append((copy, member.opens))
        filled.append((row, members[-1].opens))
        for (each, _), member in zip(filled, members, strict=True):
            self.siblings(list(each), member.scope)
        merge_down(filled, joins)

    def _fault(self, kind: FaultKind, place: Place, other: str = "") -> None:
        self.faults[Fault(kind, place.typed, other)] = None


def _open_lists(scope: Scope, place: Place) -> tuple[str, ...]:
    """The lists that a place speaks of and that a scope is not in, from the outermost."""
    return tuple(name for name in scope.lists_of(place) if name not in scope.path)


def _mark(element: Element) -> Place | None:
    """The mark of a block, where a paragraph or a row is nothing else."""
    kind = local(element)
    if kind not in ("p", "tr"):
        return None
    words = [Words(element)] if kind == "p" else [Words(paragraph) for paragraph in element.iter("{*}p")]
    saying = [each for each in words if each.text.strip()]
    place = saying[0].lone() if len(saying) == 1 else None
    return place if place and place.mark else None


def _end_of(elements: Sequence[Element], start: int, mark: Place) -> int | None:
    """The position of the mark that ends a block."""
    depth = 0
    for number in range(start, len(elements)):
        other = _mark(elements[number])
        if other and other.name == mark.name:
            depth += 1 if other.mark == "#" else -1
            if depth <= 0:
                return number if depth == 0 else None
    return None


def _unmarked(elements: Sequence[Element]) -> Iterator[Element]:
    """The elements that stand in no block, and the marks that begin one."""
    number = 0
    while number < len(elements):
        yield elements[number]
        mark = _mark(elements[number])
        number = ((_end_of(elements, number, mark) if mark else None) or number) + 1


def _open_places(elements: Sequence[Element], scope: Scope, *, deep: bool = True) -> Iterator[Place]:
    """The places below some elements that speak of members of lists, those in blocks apart, which see to themselves.

    Args:
        deep: also those in tables and text boxes within.
    """
    for element in _unmarked(elements):
        kind = local(element)
        if kind == "p":
            for each in Words(element).found:
                if not each.place.mark and _open_lists(scope, each.place):
                    yield each.place
            if deep:
                for box in element.iter("{*}txbxContent"):
                    yield from _open_places(list(box), scope)
        elif kind in ("tr", "tc", *_WRAPPERS) or (kind == "tbl" and deep):
            yield from _open_places(list(element), scope, deep=deep)


def _take_away(element: Element) -> None:
    """Take a paragraph, a table or a row away, unless what stands round it needs it."""
    parent = element.getparent()
    if parent is None:
        return
    before, after = element.getprevious(), element.getnext()
    kind = local(element)
    parts_tables = before is not None and after is not None and local(before) == local(after) == "tbl"
    if kind == "p" and (parts_tables or element.find("{*}pPr/{*}sectPr") is not None):
        emptied(element)
        return
    parent.remove(element)
    if kind == "tr" and not any(local(child) in ("tr", *_WRAPPERS) for child in parent):
        _take_away(parent)

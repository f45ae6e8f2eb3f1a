"""XML of a .docx part in bounded memory: checked by libxml2, scanned for the few tags that matter.

A walk through every element costs several times the parse itself, since most of a Word file says how it looks. Here
libxml2 proves in C that the part is well formed, without building anything, and one regular expression takes the
wanted tags out of the same bytes. In well-formed XML without comments and CDATA every `<` begins a tag, so the scan is
exact; in any other the checker refuses the part, at its end at the latest, and whoever uses what is scanned before that
must only not stumble over it. Document type declarations, and with them entities, are refused.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from jixiao.documents.limits import Limits
from jixiao.errors import DamagedFile, LimitExceeded
from jixiao.language import text

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "urn:schemas-microsoft-com:office:office"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATH.encode(),
}

Tag = tuple[bytes, bytes, bytes]
"""Name as written (`w:p`, `/w:p`), attributes as written (with the `/` of an empty element), text behind the tag."""

_LONGEST = 10 * 2**20
"""Bytes between two tags, or in one; libxml2 holds the same bound."""

_MOST_BESIDE = 16 * 2**20
"""Bytes of a part beside the text: its content is kept in memory, and real ones hold a fraction of this."""

_ODD = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>", re.DOTALL)
_ODD_START = re.compile(rb"<[!?]")
_ATTRIBUTES = rb"""[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+"""
_ANY_TAG = re.compile(rb"<" + _ATTRIBUTES + rb">")
_NOT_IN_BONES = bytes(sorted(set(range(256)) - set(b"""</>"'""")))
_DECLARATION = re.compile(rb"""xmlns(?::([^\s=]+))?\s*=\s*["']([^"']*)["']""")
_REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(\w+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class _Nothing:
    """A target that wants no event: libxml2 checks the markup and builds no tree."""

    def close(self) -> None:
        pass


def pieces(chunks: Iterable[bytes], name: str, limits: Limits) -> Iterator[bytes]:
    """Markup in pieces that begin with a tag, without comments and CDATA, checked as it passes.

    Args:
        chunks: the part in UTF-8.
        name: the file's name, for messages only.
    Raises:
        DamagedFile: not well formed, or with a document type. LimitExceeded: elements nested too deep.
    """
    target: Any = _Nothing()  # the stubs ask for methods that libxml2 does not
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True)
    depth = 0
    try:
        for piece in _cut(chunks, name):
            parser.feed(piece)
            depth += _deeper(piece)
            if depth > limits.depth:
                raise too_deep(name, depth, limits)
            yield piece
        parser.close()
    except etree.LxmlError as error:
        raise DamagedFile(name) from error


def too_deep(name: str, found: int, limits: Limits) -> LimitExceeded:
    """The exception for nesting beyond the limit."""
    return LimitExceeded(name, what=text("limits.depth"), found=found, limit=limits.depth, setting="JIXIAO_MAX_DEPTH")


class Scanner:
    """Finds the wanted tags, whatever prefixes the part gives to the namespaces.

    Args:
        wanted: local names by namespace; an end tag is wanted by its own name, `/p`.
    """

    def __init__(self, wanted: Mapping[str, Iterable[str]]) -> None:
        self._wanted = wanted
        self._known: set[tuple[bytes, bytes]] = set()
        self._pattern = re.compile(rb"(?!)")
        self.names: dict[bytes, tuple[str, str]] = {}
        """Namespace and local name of every name as written that was met so far."""

    def tags(self, piece: bytes) -> list[Tag]:
        """The wanted tags of a piece in order."""
        if b"xmlns" in piece:
            self._learn(piece)
        return self._pattern.findall(piece)

    def _learn(self, piece: bytes) -> None:
        new = set(_DECLARATION.findall(piece)) - self._known
        if not new:
            return
        self._known |= new
        for prefix, uri in new:
            namespace = _STRICT.get(uri, uri).decode(errors="replace")
            lead = prefix.decode(errors="replace") + ":" if prefix else ""
            for local in self._wanted.get(namespace, ()):
                written = f"/{lead}{local[1:]}" if local.startswith("/") else lead + local
                self.names[written.encode()] = namespace, local
        self._pattern = _tag_pattern(tuple(sorted(self.names)))


def small_part(markup: Iterable[bytes], name: str, space: str, locals_: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The wanted tags of a part beside the text, by local name with their attributes as written.

    An element without content gives no end tag.

    Raises:
        DamagedFile: longer than such a part ever is.
    """
    scanner = Scanner({space: tuple(locals_)})
    size = 0
    for piece in markup:
        size += len(piece)
        if size > _MOST_BESIDE:
            raise DamagedFile(name)
        for written, attributes, _ in scanner.tags(piece):
            yield scanner.names[written][1], attributes


def attribute(attributes: bytes, name: bytes = b"val") -> str | None:
    """The value of an attribute by its local name, null where it is absent."""
    found = _attribute_pattern(name).search(attributes)
    return None if found is None else unescaped(found[1] if found[1] is not None else found[2])


def number(attributes: bytes, name: bytes = b"val") -> int | None:
    """The value of an attribute as a whole number from 0, null where it is none; absurd ones are cut to nine digits."""
    value = attribute(attributes, name) or ""
    return int(value[:9]) if value.isascii() and value.isdigit() else None


def is_on(attributes: bytes) -> bool:
    """Whether a property that is written stands for yes."""
    return attribute(attributes) not in ("0", "false", "off")


def unescaped(raw: bytes) -> str:
    """Text of checked markup as it reads."""
    words = raw.decode("utf-8", "replace")
    return _REFERENCE.sub(_character, words) if "&" in words else words


def _character(reference: re.Match[str]) -> str:
    decimal, hexadecimal, word = reference.groups()
    if word:
        return _NAMED.get(word, "")
    digits = (decimal or hexadecimal).lstrip("0")[:8] or "0"
    code = int(digits, 10 if decimal else 16)
    return chr(code) if code < 0x110000 else ""


def _cut(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        rest += chunk
        odd = None
        # Asked for the rare byte first: a search for `<!` stumbles over every tag.
        if b"!" in rest or b"?" in rest:
            rest = _ODD.sub(_plain, rest)
            odd = _ODD_START.search(rest)
        cut = odd.start() if odd else rest.rfind(b"<")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > _LONGEST:
            raise DamagedFile(name)
    if _ODD_START.match(rest):
        raise DamagedFile(name)
    yield rest


def _plain(odd: re.Match[bytes]) -> bytes:
    return (odd[1] or b"").replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _deeper(piece: bytes) -> int:
    """How many elements more are open after a piece than before."""
    # Names and text take no part in this, and without them it counts in a third of the time; the quotes stay, to keep
    # a slash inside an attribute from looking like the slash of a tag.
    bare = piece.translate(None, _NOT_IN_BONES)
    tags, empty = bare.count(b"<"), bare.count(b"/>")
    if tags != bare.count(b">"):
        # A bare `>` in text or in an attribute: only then must tags be looked at one by one.
        empty = sum(tag.endswith(b"/>") for tag in _ANY_TAG.findall(piece))
    return tags - 2 * bare.count(b"</") - empty


@functools.cache
def _attribute_pattern(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"[\s:]" + name + rb"""\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@functools.lru_cache(maxsize=16)
def _tag_pattern(names: tuple[bytes, ...]) -> re.Pattern[bytes]:
    return re.compile(rb"<(" + _any_of(names) + rb")(?=[\s/>])(" + _ATTRIBUTES + rb")>([^<]*+)")


def _any_of(names: Iterable[bytes]) -> bytes:
    """A pattern for one of the names, common beginnings joined: a plain row of alternatives took four times as long.

    A name that others begin with is an empty last alternative, since an optional group is slower.
    """
    by_first: dict[bytes, list[bytes]] = {}
    for name in names:
        by_first.setdefault(name[:1], []).append(name[1:])
    ends_here = by_first.pop(b"", None) is not None
    branches = [re.escape(first) + _any_of(rest) for first, rest in by_first.items()]
    if ends_here:
        branches.append(b"")
    return b"(?:" + b"|".join(branches) + b")" if branches else rb"(?!)"

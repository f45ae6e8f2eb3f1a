"""A unit's own .docx with named places, filled: which places it has, and the file with words in them.

Only the parts that hold places are written anew; every other part of the file stays as it is, byte by byte. Leaves to
`Scope` what names mean.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from jixiao.documents.kind import kind_of
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.documents.writing.template_fill import Fault, Filling, Scope
from jixiao.documents.writing.template_places import Element, Words, local
from jixiao.documents.writing.template_rows import in_space_of
from jixiao.errors import DamagedFile, LimitExceeded, UnreadableFile
from jixiao.language import text

_TYPES = "[Content_Types].xml"
_MAIN = "wordprocessingml.document.main+xml"
_TEXT = (_MAIN, *(f"wordprocessingml.{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes")))
_HOLDERS = frozenset({"body", "hdr", "ftr", "footnote", "endnote"})


class Filled(NamedTuple):
    """A filled template; nothing of it is right while there are faults."""

    data: bytes
    faults: tuple[Fault, ...]


class Template:
    """A .docx with its places.

    Raises:
        UnreadableFile: no .docx, protected, damaged, or without a single place.
    """

    def __init__(self, data: bytes, name: str, limits: Limits = DEFAULT) -> None:
        if kind_of(data, name) != "docx":
            raise UnreadableFile(name, "no_docx")
        self._name = name
        self._parts = _parts(data, name, limits)
        trees = {part: _tree(self._parts[part].content, name) for part in _with_text(self._parts, name)}
        words = {part: [Words(each) for each in tree.iter(in_space_of(tree, "p"))] for part, tree in trees.items()}
        self._holding = [part for part in trees if any(each.found or each.left_over() for each in words[part])]
        every = [each for part in trees for each in words[part]]
        self.places = tuple(dict.fromkeys(found.place for each in every for found in each.found))
        """Every place, each once, in the order of the file."""
        self.faults = tuple(dict.fromkeys(Fault("left_over", odd) for each in every if (odd := each.left_over())))
        """Brackets that belong to no place."""
        if not self._holding:
            raise UnreadableFile(name, "no_places")

    def filled(self, scope: Scope) -> Filled:
        """The file with the words of a scope, which speaks of the whole document."""
        filling = Filling()
        written = {}
        for part in self._holding:
            tree = _tree(self._parts[part].content, self._name)
            for holder in [each for each in tree.iter() if local(each) in _HOLDERS]:
                filling.container(holder, scope)
            _number_drawings(tree)
            written[part] = etree.tostring(tree.getroottree(), encoding="UTF-8", standalone=True)
        return Filled(_zipped(self._parts, written), (*self.faults, *filling.faults))


class _Part(NamedTuple):
    entry: zipfile.ZipInfo
    content: bytes


def _parts(data: bytes, name: str, limits: Limits) -> dict[str, _Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if size > limits.unpacked_bytes:
                raise LimitExceeded(
                    name,
                    what=text("limits.unpacked_bytes"),
                    found=f"{size / 2**20:.1f} MB",
                    limit=f"{limits.unpacked_bytes / 2**20:.1f} MB",
                    setting="JIXIAO_MAX_UNPACKED_MB",
                )
            return {entry.filename: _Part(entry, archive.read(entry)) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise DamagedFile(name) from error


def _tree(content: bytes, name: str) -> Element:
    """A part as a tree; nothing outside of it is looked up, and a document type is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        tree = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(name) from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise DamagedFile(name)
    return tree


def _with_text(parts: Mapping[str, _Part], name: str) -> list[str]:
    """The parts that hold text of the document, in the order of the file."""
    if _TYPES not in parts:
        raise DamagedFile(name)
    declared = {
        (each.get("PartName") or "").lstrip("/").lower(): each.get("ContentType") or ""
        for each in _tree(parts[_TYPES].content, name).iter("{*}Override")
    }
    if not any(kind.endswith(_MAIN) for kind in declared.values()):
        raise UnreadableFile(name, "no_docx")  # a .dotx or .docm: Word opens neither under the name of a .docx
    return [part for part in parts if declared.get(part.lower(), "").endswith(_TEXT)]


def _number_drawings(tree: Element) -> None:
    """Give drawings that were copied numbers of their own, as Word asks."""
    drawings = [each for each in tree.iter("{*}docPr") if (each.get("id") or "").isdigit()]
    highest = max((int(each.get("id", "0")) for each in drawings), default=0)
    seen: set[str] = set()
    for each in drawings:
        if each.get("id", "") in seen:
            highest += 1
            each.set("id", str(highest))
        seen.add(each.get("id", ""))


def _zipped(parts: Mapping[str, _Part], written: Mapping[str, bytes]) -> bytes:
    """The parts in their order, with the dates that they had."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, (entry, content) in parts.items():
            fresh = zipfile.ZipInfo(entry.filename, entry.date_time)
            fresh.compress_type, fresh.external_attr = entry.compress_type, entry.external_attr
            archive.writestr(fresh, written.get(part, content))
    return buffer.getvalue()

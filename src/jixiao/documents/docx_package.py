"""The container of a .docx file: its parts by relationship, unzipped in bounded steps as UTF-8 text.

Nothing outside the file is ever followed. What stands in a part is left to `docx_xml` and its callers.
"""

from __future__ import annotations

import codecs
import io
import itertools
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator

import msgspec

from jixiao.documents.docx_xml import PACKAGE, attribute, pieces, small_part
from jixiao.documents.limits import Limits
from jixiao.errors import DamagedFile, LimitExceeded, ProtectedFile
from jixiao.language import text

_CHUNK = 1 << 17
_MAIN = re.compile(r"word/document\d*\.xml")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BARE_UTF16 = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
# Only what Chinese programs write: the codecs of Python hold more than encodings of text.
_ENCODINGS = {"utf-8": "utf-8", "us-ascii": "utf-8", "gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030"}


class Relationship(msgspec.Struct, frozen=True):
    """What a part points at; `kind` is the last word of the type, `target` names a part unless it is external."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one file; counts what is unzipped against the limit."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._unpacked = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise DamagedFile(name) from error
        self._parts = {_key(part.filename): part for part in self._archive.infolist()}

    def main_part(self) -> str:
        """The name of the part that holds the text.

        Raises:
            DamagedFile: there is none.
        """
        named = [link.target for link in self.links("").values() if link.kind == "officeDocument" and not link.external]
        for part in itertools.chain(named, ("word/document.xml",), filter(_MAIN.fullmatch, self._parts)):
            if _key(part) in self._parts:
                return part
        raise DamagedFile(self.name)

    def links(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part (of the whole package for an empty name) by their ids."""
        folder, base = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{base}.rels")
        if _key(source) not in self._parts:
            return {}
        found = {}
        for _, link in small_part(self.pieces(source), self.name, PACKAGE, ("Relationship",)):
            target = attribute(link, b"Target") or ""
            external = attribute(link, b"TargetMode") == "External"
            found[attribute(link, b"Id") or ""] = Relationship(
                kind=posixpath.basename(attribute(link, b"Type") or ""),
                target=target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
                external=external,
            )
        return found

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._parts

    def markup(self, part: str) -> bytes:
        """An XML part as UTF-8, whole and unchecked.

        Raises:
            DamagedFile: there is no such part, or it cannot be unpacked or decoded.
        """
        if part not in self:
            raise DamagedFile(self.name)
        try:
            return b"".join(_as_utf8(self._chunks(self._parts[_key(part)])))
        except UnicodeError as error:
            raise DamagedFile(self.name) from error

    def pieces(self, part: str) -> Iterator[bytes]:
        """An XML part as plain UTF-8 markup (see `docx_xml.pieces`).

        Raises:
            DamagedFile: there is no such part, or it is broken.
        """
        if part not in self:
            raise DamagedFile(self.name)
        try:
            yield from pieces(_as_utf8(self._chunks(self._parts[_key(part)])), self.name, self.limits)
        except UnicodeError as error:
            raise DamagedFile(self.name) from error

    def _chunks(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        if part.flag_bits & 1:
            raise ProtectedFile(self.name)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedFile(self.name)
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self._count(len(chunk))
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise DamagedFile(self.name) from error

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > self.limits.unpacked_bytes:
            raise LimitExceeded(
                self.name,
                what=text("limits.unpacked_bytes"),
                found=f"{self._unpacked / 2**20:.1f} MB",
                limit=f"{self.limits.unpacked_bytes / 2**20:.1f} MB",
                setting="JIXIAO_MAX_UNPACKED_MB",
            )


def _key(part: str) -> str:
    """Names of parts are compared without case; some programs write them with backslashes."""
    return part.replace("\\", "/").lstrip("/").lower()


def _as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    first = next(chunks, b"")
    encoding = _encoding(first)
    if encoding == "utf-8":
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    for chunk in itertools.chain((first,), chunks):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", True).encode()


def _encoding(head: bytes) -> str:
    for start, encoding in (*_BOMS, *_BARE_UTF16):
        if head.startswith(start):
            return encoding
    declared = _DECLARED.match(head)
    if declared is None:
        return "utf-8"
    name = declared[1].decode().lower()
    if name not in _ENCODINGS:
        raise UnicodeError(name)
    return _ENCODINGS[name]

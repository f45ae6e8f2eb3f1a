"""Which kind of file some bytes are, told by their content and never by the file's name.

Kinds that jixiao does not read get a name of their own and advice (`language/messages.toml`, `[foreign]`); how a file
is read is the business of the module of its kind.
"""

from __future__ import annotations

import io
import re
import zipfile

from jixiao.documents import encoding
from jixiao.documents.blocks import FileKind
from jixiao.errors import DamagedFile, EmptyFile, ForeignFile, ProtectedFile, UnreadableFile
from jixiao.language import text as message

HEAD = 65_536

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Signatures that are words of plain text too (MZ, BM) ask for zero bytes, which a text never has.
_SIGNATURES = tuple(
    (what, re.compile(pattern, re.DOTALL))
    for what, pattern in (
        ("picture", rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avi)|BM.{4}\0{4}"),
        ("media", rb".{4}ftyp|ID3|RIFF.{4}(?:WAVE|AVI )|OggS"),
        ("archive", rb"Rar!\x1a|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh\d1AY|\xfd7zXZ\0|.{257}ustar|MSCF\0"),
        ("program", rb"\x7fELF|MZ.{0,62}\0"),
        ("shortcut", rb"L\0{3}\x01\x14\x02\0|\[InternetShortcut\]"),
        ("database", rb"SQLite format 3\0"),
        ("postscript", rb"%!PS"),
        ("rtf", rb"\s*\{\\rtf"),
    )
)
_BARE_BIFF = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_XML_ROOTS = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "spreadsheetml"),
    ("http://schemas.microsoft.com/office/word/2003/wordml", "wordml"),
    ("http://schemas.microsoft.com/office/2006/xmlPackage", "wordml"),
    ("<office:document", "odf"),
    ("<svg", "picture"),
)
_ADVICE = {
    "picture": "foreign_picture",
    "archive": "foreign_archive",
    **dict.fromkeys(("rtf", "wordml", "odf", "ofd", "spreadsheetml"), "foreign_resave"),
}
_PREFACE = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!\[.*?\]>)*", re.DOTALL)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|table|tbody|thead|tr|td|div|span|p|br|center|font|form|style|script"
    r"|link|base|section|article|main|ul|ol|dl|pre|h[1-6]|b|strong|a|img)(?=[\s>/]))",
    re.IGNORECASE,
)
_HTML_WITHIN = re.compile(r"<html[\s>]|<body[\s>]", re.IGNORECASE)
_MIME = re.compile(rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*(?:multipart/|text/html)", re.IGNORECASE)


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of the bytes.

    Args:
        name: the file's name, for messages only.
    Raises:
        EmptyFile, DamagedFile, ProtectedFile, ForeignFile: as their docstrings say.
    """
    if data[:4] == b"PK\x03\x04":
        return _zip_kind(data, name)
    if data.startswith(_OLE):
        return _ole_kind(data, name)
    if data.startswith(_BARE_BIFF):
        return "xls"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for what, signature in _SIGNATURES:
        if signature.match(data):
            raise _foreign(name, what)
    return _text_kind(data, name)


def is_mime(data: bytes) -> bool:
    """Whether the bytes are a saved web page in MIME dress (.mht, or a .doc that some systems export)."""
    return _MIME.match(data[:HEAD].lstrip().replace(b"\r\n", b"\n")) is not None


def _foreign(name: str, what: str) -> ForeignFile:
    return ForeignFile(name, _ADVICE.get(what), what=message(f"foreign.{what}"))


def _zip_kind(data: bytes, name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.filename.replace("\\", "/").lower(): part for part in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DamagedFile(name) from error
    if any(part.flag_bits & 1 for part in parts.values()):
        raise ProtectedFile(name)
    if any(re.fullmatch(r"word/document\d*\.xml", part) for part in parts):
        return "docx"
    if "xl/workbook.xml" in parts or "xl/workbook.bin" in parts:
        return "xlsx"
    if "ppt/presentation.xml" in parts:
        raise _foreign(name, "slides")
    if "ofd.xml" in parts:
        raise _foreign(name, "ofd")
    if "mimetype" in parts and "content.xml" in parts:
        raise _foreign(name, "odf")
    if any(part.startswith(("word/", "xl/", "[content_types].xml")) for part in parts):
        raise DamagedFile(name)  # an office document that lost its main part, not an archive of files
    raise _foreign(name, "archive")


def _ole_kind(data: bytes, name: str) -> FileKind:
    import olefile  # late: only old Word and Excel files need it

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {path[0].lower() for path in ole.listdir(streams=True, storages=True)}
    except (OSError, ValueError, IndexError) as error:
        raise DamagedFile(name) from error
    if streams & {"encryptedpackage", "\x06dataspaces", "\tdrmcontent"}:
        raise ProtectedFile(name)
    if "worddocument" in streams:
        return "doc"
    if streams & {"workbook", "book"}:
        return "xls"
    if "powerpoint document" in streams:
        raise _foreign(name, "slides")
    if any(stream.encode("utf-16-le") in data for stream in ("WordDocument", "Workbook")):
        raise DamagedFile(name)  # the name of the main stream is there, but the directory that leads to it is broken
    raise _foreign(name, "mail" if "__properties_version1.0" in streams else "unknown")


def _text_kind(data: bytes, name: str) -> FileKind:
    if is_mime(data):
        return "html"
    head = encoding.decode(data[:HEAD])
    if not head.strip("\x00\ufeff \t\r\n\f\u3000\u00a0"):
        raise _blank(data, name)
    preface = _PREFACE.match(head)
    start = preface.end() if preface else 0
    if _HTML_START.match(head, start) or _HTML_WITHIN.search(head[: start + 4096]):
        return "html"
    if not encoding.is_sensible(head):
        raise _foreign(name, "unknown")
    if head.lstrip("\ufeff \t\r\n").startswith("<?xml") or any(root in head[:4096] for root, _ in _XML_ROOTS):
        raise _foreign(name, next((what for root, what in _XML_ROOTS if root in head), "xml"))
    return "text"


def _blank(data: bytes, name: str) -> UnreadableFile:
    """A blank head is an empty file only if the rest is blank as well."""
    return EmptyFile(name) if not data[HEAD:].strip(b"\x00 \t\r\n\f") else DamagedFile(name)

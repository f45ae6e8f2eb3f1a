"""Files that prove something: kept by their hash, taken only up to a size and of kinds told by their content.

Knows neither rows nor rights; who keeps a proof notes its hash, kind and name.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpResponse

from jixiao_web.common.files import as_attachment

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
}
"""What is taken, by the ending that it is given back with."""

_OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class NotAProof(Exception):
    """A file that is empty, too large, or of no kind that is taken; says so in one sentence."""


class Proof(NamedTuple):
    """A file that is kept: its hash, its kind, its name."""

    sha256: str
    kind: str
    name: str


def proof_keep(county_code: str, name: str, data: bytes) -> Proof:
    """Keep a file; the same content is kept once.

    Raises:
        NotAProof: empty, too large, or of no kind that is taken.
    """
    if not data:
        raise NotAProof("文件是空的。")
    if len(data) > settings.UPLOAD_BYTES:
        raise NotAProof("文件太大，请压缩或者分开上传。")
    kind = kind_of(data)
    if kind is None:
        raise NotAProof("佐证材料只收PDF、图片（PNG、JPG）和Word、Excel、PowerPoint文件。")
    proof = Proof(hashlib.sha256(data).hexdigest(), kind, name[-200:])
    whole_write(_path(county_code, proof.sha256), data)
    return proof


def proof_read(county_code: str, sha256: str) -> bytes | None:
    """A file's content; None where it is gone, or not what was kept."""
    return true_read(_path(county_code, sha256), sha256)


def proof_answer(county_code: str, sha256: str, kind: str, name: str) -> HttpResponse:
    """A file given back under the name that it came with and the ending of what it is.

    Raises:
        Http404: it is gone, or there is none.
    """
    data = proof_read(county_code, sha256) if sha256 else None
    if data is None:
        raise Http404
    endings = (f".{kind}", ".jpeg") if kind == "jpg" else (f".{kind}",)
    stem = name.rpartition(".")[0] if name.lower().endswith(endings) else name
    return as_attachment(HttpResponse(data, content_type=TYPES[kind]), f"{stem}.{kind}")


def whole_write(path: Path, data: bytes) -> None:
    """Write a file that is named by its content: it appears whole or not at all, and once."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.replace(temporary, path)


def true_read(path: Path, sha256: str) -> bytes | None:
    """What `whole_write` wrote; None where it is gone, or its hash is another."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def kind_of(data: bytes) -> str | None:
    """The kind of a file by its content, never by its name; None for what is not taken.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"<html>")
    ('pdf', None)
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if data.startswith(_OLE):
        return (
            "xls"
            if "Workbook".encode("utf-16-le") in data
            else "doc"
            if "WordDocument".encode("utf-16-le") in data
            else None
        )
    return None


def _office(data: bytes) -> str | None:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for folder, kind in _OFFICE.items() if any(name.startswith(folder) for name in names)), None)


def _path(county_code: str, sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "proofs" / county_code / sha256[:2] / sha256

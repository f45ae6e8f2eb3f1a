"""The files of an upload, out of zip archives too: bounded in number and size, names as their system meant them."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from jixiao_web.filings.intake import bare_name
from jixiao_web.jobs.errors import JobError

MOST_FILES = 3_000
MOST_BYTES = 2 * 2**30
_UTF8_NAME = 0x800
_OFFICE = "[Content_Types].xml"
_OFFICE_OPEN = "META-INF/manifest.xml"


class Dropped(NamedTuple):
    """A file that was handed in; `data` is None where it is larger than a file may be."""

    name: str
    data: bytes | None


def dropped(uploads: Iterable[UploadedFile[bytes]]) -> Iterator[Dropped]:
    """Every file of an upload, one at a time.

    Raises:
        JobError: too many, too large together, or a damaged archive.
    """
    number = size = 0
    for one in _each(uploads):
        number, size = number + 1, size + len(one.data or b"")
        if number > MOST_FILES:
            raise JobError(_("文件太多：一次最多%(most)s个，请分批上传。") % {"most": MOST_FILES})
        if size > MOST_BYTES:
            raise JobError(_("文件合计太大，请分批上传。"))
        yield one


def _each(uploads: Iterable[UploadedFile[bytes]]) -> Iterator[Dropped]:
    for upload in uploads:
        if not _is_bundle(upload):
            too_large = (upload.size or 0) > settings.UPLOAD_BYTES
            yield Dropped(bare_name(upload.name or ""), None if too_large else upload.read())
            continue
        try:
            with zipfile.ZipFile(upload) as packed:
                yield from (_member(packed, info) for info in packed.infolist() if not _is_noise(_name(info)))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise JobError(
                _("压缩包“%(name)s”已损坏或有密码，请重新打包。") % {"name": bare_name(upload.name or "")}
            ) from None


def _is_bundle(upload: UploadedFile[bytes]) -> bool:
    """Whether an upload is an archive of files, and no document that is an archive itself."""
    upload.seek(0)
    if upload.read(4) != b"PK\x03\x04":
        upload.seek(0)
        return False
    try:
        with zipfile.ZipFile(upload) as packed:
            names = set(packed.namelist())
    except zipfile.BadZipFile:
        return False
    finally:
        upload.seek(0)
    return not names & {_OFFICE, _OFFICE_OPEN, "OFD.xml", "mimetype"}


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Dropped:
    with packed.open(info) as file:
        data = file.read(settings.UPLOAD_BYTES + 1)  # not what the archive says of itself: that may be a lie
    return Dropped(bare_name(_name(info)), data if len(data) <= settings.UPLOAD_BYTES else None)


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name: Chinese Windows writes it in its own encoding, and says nothing of it."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _is_noise(name: str) -> bool:
    """Folders, and what systems and office programs leave beside files."""
    last = name.rpartition("/")[2]
    return (
        not last or last.startswith((".", "~$")) or "__MACOSX" in name or last.lower() in ("thumbs.db", "desktop.ini")
    )

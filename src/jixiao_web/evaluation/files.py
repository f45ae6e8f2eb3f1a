"""Files as proof: taken within limits of size and kind, kept by their hash, handed out as attachments."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

from jixiao_web.accounts.policy import Person
from jixiao_web.common.proofs import true_read, whole_write
from jixiao_web.evaluation.errors import FileRefused
from jixiao_web.evaluation.models import Appraisal, Proof, Rectification

KINDS = {
    ".pdf": (b"%PDF",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".doc": (b"\xd0\xcf\x11\xe0",),
    ".xls": (b"\xd0\xcf\x11\xe0",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG",),
}
"""Kinds that are taken, by the end of the name, with how such a file begins."""
MOST_BYTES = 10 * 2**20
MOST_FILES = 20


def proof_add(person: Person, upload: UploadedFile, holder: Rectification | Appraisal) -> Proof:
    """Keep a file of corrective action or of an appraisal: part of a service, in its transaction.

    Raises:
        FileRefused: too many, too large, empty, or of a kind that is not taken.
    """
    kind = Path(upload.name or "").suffix.lower()
    if kind not in KINDS:
        raise FileRefused(gettext("只收%(kinds)s文件。") % {"kinds": "、".join(sorted(KINDS))})
    if not upload.size or upload.size > MOST_BYTES:
        words = gettext("文件不能为空，也不能超过%(most)s MB。")
        raise FileRefused(words % {"most": MOST_BYTES // 2**20})
    if holder.proofs.count() >= MOST_FILES:
        raise FileRefused(gettext("最多%(most)s个文件。") % {"most": MOST_FILES})
    data = upload.read()
    if not data.startswith(KINDS[kind]):
        raise FileRefused(gettext("文件的内容与它的扩展名不符。"))
    sha256 = hashlib.sha256(data).hexdigest()
    stored = f"evaluation/{sha256}"
    whole_write(Path(settings.MEDIA_ROOT) / stored, data)
    own = {"rectification": holder} if isinstance(holder, Rectification) else {"appraisal": holder}
    return Proof.objects.create(
        county_code=holder.county_code,
        name=Path(upload.name or "").name[-200:],
        sha256=sha256,
        size=len(data),
        stored=stored,
        made_by=person.user,
        **own,
    )


def proof_bytes(proof: Proof) -> bytes | None:
    """The content of a kept file; None where it is gone or is not what was kept."""
    return true_read(Path(settings.MEDIA_ROOT) / proof.stored, proof.sha256)

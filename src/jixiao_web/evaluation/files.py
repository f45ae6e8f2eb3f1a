"""Files as proof of corrective action and reports of appraisals: rows of what `common/proofs.py` keeps."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from jixiao_web.accounts.policy import Person
from jixiao_web.common.proofs import NotAProof, proof_keep
from jixiao_web.evaluation.errors import FileRefused
from jixiao_web.evaluation.models import Appraisal, Proof, Rectification


def proof_add(person: Person, upload: UploadedFile[bytes], holder: Rectification | Appraisal) -> Proof:
    """Keep a file of corrective action or of an appraisal: part of a service, in its transaction.

    Raises:
        FileRefused: empty, too large, or of a kind that is not taken.
    """
    try:
        kept = proof_keep(holder.county_code, upload.name or "", upload.read())
    except NotAProof as error:
        raise FileRefused(str(error)) from None
    own: dict[str, Any] = {"rectification": holder} if isinstance(holder, Rectification) else {"appraisal": holder}
    return Proof.objects.create(
        county_code=holder.county_code,
        name=kept.name,
        kind=kept.kind,
        sha256=kept.sha256,
        size=upload.size or 0,
        made_by=person.user,
        **own,
    )

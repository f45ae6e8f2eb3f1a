"""The files that prove something held against the hashes by which they are kept: each is there, and what it was."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao_web.serving.faults import Fault


def faults_of_stored(code: str) -> Iterator[Fault]:
    """Every file of a county that is gone from where it is kept, or has another content; each is read once."""
    from jixiao_web.commitments.models import Record
    from jixiao_web.common.proofs import proof_read
    from jixiao_web.evaluation.models import Proof
    from jixiao_web.monitoring.models import Evidence

    seen: set[str] = set()
    for model, named in ((Evidence, "name"), (Proof, "name"), (Record, "file_name")):
        rows = model._default_manager.filter(county_code=code).exclude(sha256="").order_by("pk")
        for sha256, name in rows.values_list("sha256", named).iterator(chunk_size=2000):
            if sha256 not in seen and proof_read(code, sha256) is None:
                yield Fault(code, 0, "file", name)
            seen.add(sha256)

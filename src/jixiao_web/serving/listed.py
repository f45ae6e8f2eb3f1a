"""What lists, reports and next year's plans show of filings, held against the filings themselves."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jixiao_web.serving.faults import Fault

if TYPE_CHECKING:
    from jixiao_web.filings.models import Filing


def faults_of_listed(code: str) -> Iterator[Fault]:
    """Filings of which lists show other projects, budgets or marks than their drafts and re-checks say."""
    from django.db import transaction

    from jixiao_web.filings.models import Filing

    every = Filing.every.filter(county_code=code).order_by("pk")
    suspects: list[uuid.UUID] = [each.pk for each in every.iterator(chunk_size=50) if not _holds(each)]
    # What changed while we read is no fault: each suspect is looked at once more, with nobody writing.
    for key in suspects:
        with transaction.atomic():
            filing = Filing.every.select_for_update(of=("self",)).select_related("unit").filter(pk=key).first()
            is_wrong = filing is not None and not _holds(filing)
        if filing is not None and is_wrong:
            yield Fault(code, 0, "listed", f"{filing.year} {filing.unit.code}")


def _holds(filing: Filing) -> bool:
    from jixiao.api import JixiaoError
    from jixiao_web.evaluation.results import results_hold
    from jixiao_web.filings.models import Kind
    from jixiao_web.filings.store import document_of, rows_hold

    try:
        document = document_of(filing)
    except JixiaoError:
        return True  # the draft's hash tells it
    return rows_hold(filing, document) and (filing.kind != Kind.SELF_EVALUATION or results_hold(filing, document))

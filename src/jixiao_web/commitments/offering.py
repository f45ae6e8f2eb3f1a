"""What the edit page of a plan offers: openings for the heads of safeguards that the plan says nothing of."""

from __future__ import annotations

from jixiao_web.commitments.heads import heads_lacking
from jixiao_web.filings.models import REPORTS, Filing
from jixiao_web.filings.store import document_of


def safeguards_offered(filing: Filing) -> list[str]:
    """How safeguards of the heads that a plan lacks may begin; nothing for a report."""
    if filing.kind in REPORTS:
        return []
    texts = [safeguard.text for safeguard in document_of(filing).safeguards]
    return [head.opening for head in heads_lacking(texts, filing.year)]

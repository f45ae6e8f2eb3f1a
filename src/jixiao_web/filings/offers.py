"""What other parts of the application offer a plan that is being filled in: texts, none put in unasked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jixiao_web.filings.models import Filing

OFFERS: list[Callable[[Filing], Sequence[str]]] = []


def offers_of(filing: Filing) -> list[str]:
    """Safeguards that a plan might begin with."""
    return [text for offer in OFFERS for text in offer(filing)]

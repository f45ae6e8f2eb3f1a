"""What a self-evaluation must hold before it is handed in."""

from __future__ import annotations

from jixiao_web.evaluation.errors import NotMarked
from jixiao_web.evaluation.marks import marks_of
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.store import document_of


def marks_allow(filing: Filing, move: str) -> None:
    """Refuse to hand in a self-evaluation with marks that do not stand, or with losses that nobody explains.

    Raises:
        NotMarked: the rows, and what is wrong with each.
    """
    if move != "submit" or filing.kind != Kind.SELF_EVALUATION:
        return
    troubles = [words for marked in marks_of(document_of(filing)) for words in marked.every]
    if troubles:
        raise NotMarked(troubles)

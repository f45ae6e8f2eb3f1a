"""What a report must say before it is handed in."""

from __future__ import annotations

from jixiao_web.filings.models import Filing, Kind
from jixiao_web.monitoring.errors import RedUnexplained
from jixiao_web.monitoring.models import Measure
from jixiao_web.monitoring.standing import standings_of


def red_rows_explained(filing: Filing, move: str) -> None:
    """A guard of `filings.moves`: every red indicator has its reason and its measure.

    Raises:
        RedUnexplained: one has not.
    """
    if filing.kind != Kind.MONITORING or move != "submit":
        return
    measured = set(Measure.objects.filter(filing=filing).values_list("path", flat=True))
    wanting = [
        row
        for project in standings_of(filing)
        for row in project.rows
        if row.light == "red" and not (row.indicator.deviation_reason and row.path in measured)
    ]
    if wanting:
        raise RedUnexplained(wanting[0].indicator.name or "—", len(wanting))

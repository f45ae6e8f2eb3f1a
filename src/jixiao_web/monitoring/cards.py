"""What monitoring shows on the pages of filings: lights, evidence and measures beside a report, below its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from jixiao_web.accounts.policy import Person
from jixiao_web.filings.cards import Card
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.monitoring.models import Evidence, Measure, Standing
from jixiao_web.monitoring.selectors import evidence_of, last_before, measures_of
from jixiao_web.monitoring.standing import nature_key, standings_of
from jixiao_web.spending.templatetags.spending import light


class Told(NamedTuple):
    """The card beside a report."""

    filing: Filing
    standings: list[Standing]
    evidence: list[Evidence]
    measures: list[Measure]


def card_of(person: Person, filing: Filing) -> Card | None:
    """The lights, the evidence and the measures of a report."""
    if filing.kind != Kind.MONITORING:
        return None
    told = Told(
        filing,
        [*Standing.objects.filter(filing=filing)],
        [*Evidence.objects.filter(filing=filing, deleted_at=None)],
        [*Measure.objects.filter(filing=filing)],
    )
    return Card("monitoring/card.html", told)


def link_of(filing: Filing) -> tuple[str, str] | None:
    """The page of evidence, natures and measures, linked where a report is filled in."""
    if filing.kind != Kind.MONITORING:
        return None
    return gettext("亮灯、佐证材料和措施"), reverse("monitoring:report", args=[filing.pk])


def rows_of(filing: Filing) -> Mapping[str, SafeString]:
    """What stands below the rows of a report that is filled in."""
    if filing.kind != Kind.MONITORING:
        return {}
    evidence, measures, before = evidence_of(filing), measures_of(filing), last_before(filing)
    page = reverse("monitoring:report", args=[filing.pk])
    told = {}
    for project in standings_of(filing):
        for row in project.rows:
            key = (project.ledger.pk if project.ledger else None, *nature_key(row.indicator))
            last = before.get(key)
            parts = [format_html("<b>{}</b>", row.indicator.name or "—")] + ([light(row.light)] if row.light else [])
            if last and last.actual:
                words = {"months": last.filing.months, "actual": last.actual}
                parts.append(format_html("{}", gettext("%(months)s：%(actual)s") % words))
            files = evidence.get(row.path, ())
            if files:
                links = ((reverse("monitoring:evidence", args=[each.pk]), each.name) for each in files)
                parts.append(format_html_join("、", '<a href="{}">{}</a>', links))
            taken = len(measures.get(row.path, ()))
            anchor = f"{page}#{anchor_of(row.path)}"
            label = gettext("佐证和措施") + (f" {taken + len(files)}" if taken or files else "")
            parts.append(format_html('<a href="{}">{}</a>', anchor, label))
            inner = format_html_join(" · ", "{}", ((part,) for part in parts))
            told[row.path] = format_html('<div class="note note-told">{}</div>', inner)
    return told


def anchor_of(path: str) -> str:
    """The anchor of a row on the page of lights.

    >>> anchor_of("projects[0].indicators[2]")
    'row-0-2'
    """
    return "row-" + "-".join(part.partition("]")[0] for part in path.split("[")[1:])

"""What evaluation shows on pages of filings: the card beside a form, the last results above a new plan, a link."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from jixiao_web.accounts.policy import Person
from jixiao_web.evaluation.models import Rectification
from jixiao_web.evaluation.rechecking import may_recheck
from jixiao_web.evaluation.selectors import last_years, standing_of
from jixiao_web.filings.cards import Card
from jixiao_web.filings.models import SETTLED, Filing, Kind
from jixiao_web.filings.selectors import units_to_fill


def card_of_filing(person: Person, filing: Filing) -> Card | None:
    """A self-evaluation's points and grades; the last results beside a plan that is being made."""
    if filing.kind == Kind.SELF_EVALUATION:
        told = {
            "filing": filing,
            "results": standing_of(filing),
            "rectifications": list(Rectification.objects.filter(filing=filing).order_by("due")),
            "may_recheck": may_recheck(person, filing),
        }
        return Card("evaluation/card.html", told)
    if filing.kind == Kind.PLAN and filing.state not in SETTLED:
        last = last_years([filing.unit], filing.year)
        return Card("evaluation/before.html", {"years": last}) if last else None
    return None


def card_of_start(person: Person) -> Card | None:
    """The last results of the units for which a person may begin a plan."""
    last = last_years(units_to_fill(person))
    return Card("evaluation/before.html", {"years": last, "is_start": True}) if last else None


def link_of_draft(filing: Filing) -> tuple[str, str] | None:
    """The page of marks."""
    if filing.kind != Kind.SELF_EVALUATION:
        return None
    return gettext("计分核对"), reverse("evaluation:marks", args=[filing.pk])

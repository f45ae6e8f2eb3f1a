"""Open filings checked anew: only what lists show of the findings changes, never a draft."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.checking import check
from jixiao_web.filings.models import Filing
from jixiao_web.filings.store import document_of
from jixiao_web.jobs.models import Job, Outcome, Step


def recheck(person: Person, job: Job, step: Step) -> Callable[[], None]:
    """Check a filing by the rules of now."""
    filing = Filing.objects.filter(pk=step.filing_id).select_related("unit").first() if step.filing_id else None
    if filing is None:
        return lambda: _gone(step)
    person.demand(Action.IMPORT_MANY, filing.unit)
    seen, levels = filing, [finding.level for finding in check(document_of(filing)).findings]
    errors, warnings = levels.count("error"), levels.count("warning")

    def effect() -> None:
        same = Filing.objects.filter(pk=seen.pk, draft_version=seen.draft_version)
        same.update(errors=errors, warnings=warnings)  # a draft saved meanwhile has been checked by its own save
        was = (seen.errors, seen.warnings)
        if was == (errors, warnings):
            step.outcome = Outcome.DONE
            return
        step.outcome = Outcome.CHANGED
        told = {"errors": was[0], "warnings": was[1], "errors_now": errors, "warnings_now": warnings}
        step.words = _("错误 %(errors)s → %(errors_now)s，疑点 %(warnings)s → %(warnings_now)s") % told

    return effect


def _gone(step: Step) -> None:
    step.outcome, step.words = Outcome.FAILED, _("申报件已不在。")

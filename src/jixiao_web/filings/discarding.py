"""Deleting a draft that was begun by mistake, and putting it back. A plan that was handed in once is never deleted.

An adjustment can be given up while its unit has it in hand, also after a return: otherwise one that finance does not
agree to would keep the plan from ever being adjusted again. Its revisions and log stay.
"""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.errors import AdjustmentOpen, AlreadyThere, HandedIn, MovedOn
from jixiao_web.filings.models import OPEN, Filing, Kind, State
from jixiao_web.filings.store import document_of, log, open_filing, project, unproject


def filing_discard(*, person: Person, filing_id: uuid.UUID) -> Filing:
    """Delete a draft that nobody has handed in, or give up an adjustment; `filing_recover` undoes it.

    Raises:
        PermissionDenied: not this person's. MovedOn: not in the unit's hands. HandedIn: it was handed in before.
    """
    with transaction.atomic():
        filing = open_filing(filing_id, person)
        if not is_discardable(filing):
            raise HandedIn
        filing.deleted_at = timezone.now()
        filing.changed_by = person.user
        filing.save()
        unproject(filing)
        log(filing, person, "discarded")
    return filing


def filing_recover(*, person: Person, filing_id: uuid.UUID) -> Filing:
    """Put a deleted draft back.

    Raises:
        PermissionDenied: not this person's. MovedOn: it is not deleted.
        AlreadyThere, AdjustmentOpen: another was begun in its place meanwhile.
    """
    kind = ""
    try:
        with transaction.atomic():
            every = Filing.every.select_for_update(of=("self",)).select_related("unit")
            filing = every.get(pk=filing_id)
            person.demand(Action.EDIT_FILING, filing.unit)
            if filing.deleted_at is None:
                raise MovedOn
            kind = filing.kind
            filing.deleted_at = None
            filing.changed_by = person.user
            filing.save()
            project(filing, document_of(filing))
            log(filing, person, "recovered")
    except IntegrityError:
        raise (AdjustmentOpen if kind == Kind.ADJUSTMENT else AlreadyThere) from None
    return filing


def is_discardable(filing: Filing) -> bool:
    """Whether a filing may be deleted: an adjustment in its unit's hands, a plan that never left them."""
    if filing.kind == Kind.ADJUSTMENT:
        return filing.state in OPEN
    return filing.state == State.DRAFT and not filing.revisions.filter(cause="submit").exists()

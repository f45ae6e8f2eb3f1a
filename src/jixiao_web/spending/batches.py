"""What people read of imports: only who may enter payments there sees them, for they hold what a file says."""

from __future__ import annotations

import json
import uuid

from django.db.models import Q, QuerySet
from django.http import Http404

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.selectors import reach
from jixiao_web.spending.lines import Refusal
from jixiao_web.spending.models import Batch


def batches_of(person: Person) -> QuerySet[Batch]:
    """The imports that a person may see: of the units in reach; those of a whole county only with the whole county."""
    units, counties = person.units(Action.ENTER_SPENDING)
    mine = Q(unit__in=units) | Q(county_code__in=counties)
    return Batch.objects.filter(mine).select_related("unit", "made_by")


def batch_for(person: Person, batch_id: uuid.UUID) -> Batch:
    """An import that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    batch = batches_of(person).filter(pk=batch_id).first()
    if batch is None:
        raise Http404
    return batch


def units_to_enter(person: Person) -> QuerySet[Unit]:
    """The units whose payments a person may enter."""
    return Unit.objects.filter(reach(person, Action.ENTER_SPENDING, "pk"), active=True).order_by("code")


def refusals_of(batch: Batch) -> list[Refusal]:
    """The refused lines of a batch that was loaded."""
    return [Refusal(*told) for told in json.loads(batch.refusals)]

"""Brings the rows that search reads to what this version writes, a piece at a time: for data older than it.

A filing's rows are made anew in a transaction of their own, never all filings' in one: a county's million rows would
lock everybody else out for longer than they wait.
What is saved meanwhile is projected by its own save, so the order does not matter; killed, it goes on where it was.
"""

from __future__ import annotations

from django.db import transaction

from jixiao_web.filings.models import Filing
from jixiao_web.filings.store import document_of
from jixiao_web.search.models import Completed, Row
from jixiao_web.search.projecting import filing_project

VERSION = 1
"""Grows whenever drafts are to be written as other rows, or rows with other grams."""
PIECE = 50
"""Filings that are projected before other work is looked for."""
_UNFIT = 30_000
"""The version of rows that are all to be made anew, of whatever version they are."""

_known = {"complete": False}


def search_complete() -> bool:
    """Project some filings; False where all are, which is asked of the database once in a process."""
    if _known["complete"]:
        return False
    mark, _ = Completed.objects.get_or_create(pk=Completed.ONE)
    if mark.version == VERSION:
        _known["complete"] = True
        return False
    left = Filing.objects.filter(pk__gt=mark.last) if mark.last else Filing.objects.all()
    keys = [*left.order_by("pk").values_list("pk", flat=True)[:PIECE]]
    for key in keys:
        with transaction.atomic():
            filing = Filing.objects.select_for_update(of=("self",)).filter(pk=key).first()
            if filing is not None:
                if mark.version:  # of another version; where nothing was completed yet, what is there is of this one
                    Row.objects.filter(filing=filing).delete()
                filing_project(filing, document_of(filing))
    if keys:
        Completed.objects.filter(pk=Completed.ONE).update(last=keys[-1])
    else:
        Completed.objects.filter(pk=Completed.ONE).update(last=None, version=VERSION)
    return True


def search_forget() -> None:
    """Have every row made anew, each filing's when its turn comes: until then its old ones are found."""
    Completed.objects.update_or_create(pk=Completed.ONE, defaults={"version": _UNFIT, "last": None})
    _known["complete"] = False

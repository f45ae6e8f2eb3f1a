"""整改: issued by the finance bureau, reported by the unit, verified or returned. Every service is one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.evaluation.errors import ChangedMeanwhile, WordsWanted
from jixiao_web.evaluation.files import proof_add
from jixiao_web.evaluation.models import Rectification, RectificationNote
from jixiao_web.filings.models import Filing

State = Rectification.State
OPEN = (State.ISSUED, State.RETURNED)
"""States in which the unit has to do something."""
UNDONE = (State.ISSUED, State.RETURNED, State.REPORTED)
"""States in which it is not settled."""


class Move(NamedTuple):
    """A move of corrective action: from which states to which, by which right, and its action in the log."""

    before: tuple[str, ...]
    after: str
    right: Action
    action: str


MOVES = {
    "report": Move(OPEN, State.REPORTED, Action.EDIT_FILING, "rectification_reported"),
    "verify": Move((State.REPORTED,), State.VERIFIED, Action.REVIEW_IN_FINANCE, "rectification_verified"),
    "return": Move((State.REPORTED,), State.RETURNED, Action.REVIEW_IN_FINANCE, "rectification_returned"),
}


class Problem(NamedTuple):
    """What corrective action is about.

    Attributes:
        key, project: by what next year's plan finds the project, and its name. path: of the row it came from.
    """

    problem: str
    demand: str
    due: date
    responsible: str = ""
    key: str = ""
    project: str = ""
    path: str = ""


def rectification_issue(
    *, person: Person, unit: Unit, year: int, told: Problem, filing: Filing | None = None
) -> Rectification:
    """Have a unit mend a problem by a day.

    Raises:
        PermissionDenied: only the finance bureau does. WordsWanted: the problem or the demand is not told.
    """
    person.demand(Action.REVIEW_IN_FINANCE, unit)
    if filing is not None and filing.unit_id != unit.pk:
        raise ChangedMeanwhile
    for words, what in ((told.problem, gettext("问题")), (told.demand, gettext("整改要求"))):
        if not words.strip():
            raise WordsWanted(what)
    with transaction.atomic():
        made = Rectification.objects.create(
            county_code=unit.county_code, unit=unit, year=year, filing=filing, issued_by=person.user, **told._asdict()
        )
        about = {**told._asdict(), "due": str(told.due), "year": year, "unit": unit.code}
        _note(made, person, told.demand, "rectification_issued", **about)
    return made


def rectification_move(
    *,
    person: Person,
    rectification_id: uuid.UUID,
    move: str,
    seen: str,
    text: str,
    uploads: Sequence[UploadedFile[bytes]] = (),
) -> Rectification:
    """Report corrective action with its proof, verify it, or return it.

    Raises:
        PermissionDenied: not this person's. ChangedMeanwhile: it is in another state by now.
        WordsWanted: nothing leaves without words. FileRefused: see there.
    """
    wanted = MOVES[move]
    with transaction.atomic():
        found = Rectification.objects.select_for_update(of=("self",)).select_related("unit").get(pk=rectification_id)
        person.demand(wanted.right, found.unit)
        if found.state != seen or found.state not in wanted.before:
            raise ChangedMeanwhile
        if not text.strip() and move != "verify":
            raise WordsWanted(gettext("整改情况") if move == "report" else gettext("退回理由"))
        proofs = [proof_add(person, upload, found).sha256 for upload in uploads]
        changed = Rectification.objects.filter(pk=found.pk, state=seen).update(state=wanted.after)
        if changed != 1:
            raise ChangedMeanwhile
        found.state = wanted.after
        _note(found, person, text.strip(), wanted.action, files=len(uploads), proofs=proofs)
    return found


def _note(found: Rectification, person: Person, text: str, action: str, **detail: object) -> None:
    RectificationNote.objects.create(
        county_code=found.county_code, rectification=found, state=found.state, text=text, author=person.user
    )
    log_append(
        county_code=found.county_code,
        actor=person.user.username,
        action=action,
        object_kind="rectification",
        object_key=str(found.pk),
        detail={"text": text, **detail},
    )

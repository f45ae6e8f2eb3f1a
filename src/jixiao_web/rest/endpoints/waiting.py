"""What waits for the person behind a token, as the inbox and the calendar show it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from jixiao_web.accounts.policy import Person
from jixiao_web.deadlines.items import Item, items_for
from jixiao_web.rest import schemas_log, shown
from jixiao_web.rest.auth import READ, person_of

router = Router(tags=[_("待办")])
MOST = 500


@router.get(
    "/inbox",
    auth=READ,
    response=schemas_log.InboxOut,
    summary=_("等本人办理的事项和期限，最急的在前"),
    operation_id="inbox",
)
def inbox(request: HttpRequest, limit: int = Query(100, ge=1, le=MOST)) -> schemas_log.InboxOut:
    asking = person_of(request)
    # Of the person, not of the token: who may only read wants to know what the person has to do.
    items = items_for(Person(asking.user, asking.appointments), timezone.localdate())
    return schemas_log.InboxOut(items=[_waiting(each) for each in items[:limit]], total=len(items))


def _waiting(item: Item) -> schemas_log.WaitingOut:
    return schemas_log.WaitingOut(
        what=item.title or (item.filing.called if item.filing else ""),
        kind=item.kind,
        year=item.year,
        unit=shown.unit(item.unit) if item.unit else None,
        filing=item.filing.pk if item.filing else None,
        since=item.since,
        deadline=shown.deadline(item.deadline),
        url=settings.ADDRESS + item.url,
    )

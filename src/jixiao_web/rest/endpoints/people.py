"""Who asks, and the units that this person sees."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action
from jixiao_web.filings.selectors import reach
from jixiao_web.rest import schemas, shown
from jixiao_web.rest.auth import EITHER, READ, Needs, person_of
from jixiao_web.rest.paging import MOST, paged

router = Router(tags=[_("身份与单位")])
ANY = Needs(*READ.scopes, *EITHER.scopes)


@router.get("/me", auth=ANY, response=schemas.MeOut, summary=_("这个令牌代表谁、能做什么"), operation_id="me")
def me(request: HttpRequest) -> schemas.MeOut:
    person = person_of(request)
    token = request.token  # type: ignore[attr-defined]  # set by `auth.Needs`
    held = [
        schemas.AppointmentOut(
            role=each.role, county_code=each.county_code, unit=shown.unit(each.unit) if each.unit else None
        )
        for each in person.appointments
    ]
    told = schemas.TokenOut(
        name=token.name, prefix=token.prefix, scopes=token.scopes.split(), expires_at=token.expires_at
    )
    user = person.user
    return schemas.MeOut(username=user.username, full_name=user.full_name, appointments=held, token=told)


@router.get("/units", auth=READ, response=schemas.UnitsOut, summary=_("有权查看的单位"), operation_id="units")
def units(
    request: HttpRequest, cursor: str = Query("", max_length=40), limit: int = Query(50, ge=1, le=MOST)
) -> schemas.UnitsOut:
    seen = Unit.objects.filter(reach(person_of(request), Action.SEE_FILING, "pk"), active=True)
    page, after = paged(seen, cursor, limit, newest_first=False)
    return schemas.UnitsOut(items=[shown.unit(each) for each in page], next=after)

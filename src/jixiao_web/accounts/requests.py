"""A request of somebody who is known: the middleware lets nobody else come to the views that take one."""

from __future__ import annotations

from django.http import HttpRequest

from jixiao_web.accounts.policy import Person


class Request(HttpRequest):
    """What a view of people gets, and who asks."""

    person: Person

"""All addresses of the application, and a view that does nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from jixiao_web.config.urls import urlpatterns as ours


def empty(_: HttpRequest) -> HttpResponse:
    """Nothing."""
    return HttpResponse(b"")


urlpatterns = [path("empty/", empty), *ours]

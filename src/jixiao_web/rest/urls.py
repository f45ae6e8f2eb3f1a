"""Addresses of this part: the API itself below `api/v1/`, its description, and the pages of tokens."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from jixiao_web.rest import views
from jixiao_web.rest.api import addresses

app_name = "rest"
urlpatterns: list[URLPattern | URLResolver] = [
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<uuid:token_id>/revoke/", views.revoke, name="revoke"),
    path("api/", views.docs, name="docs"),
    path("api/v1/openapi.json", views.openapi_json, name="openapi"),
    path("api/v1/", include((addresses(), "v1"))),
]

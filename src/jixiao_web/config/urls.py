"""All addresses, by the part of the application that answers."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("jixiao_web.filings.urls")),
    path("account/", include("jixiao_web.accounts.urls")),
    path("review/", include("jixiao_web.review.urls")),
    path("log/", include("jixiao_web.trace.urls")),
    path("upkeep/", admin.site.urls),
]

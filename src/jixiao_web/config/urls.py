"""All addresses, by the part of the application that answers."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from jixiao import api

urlpatterns = [
    path("", include("jixiao_web.filings.urls")),
    path("", include("jixiao_web.rest.urls")),
    path("account/", include("jixiao_web.accounts.urls")),
    path("review/", include("jixiao_web.review.urls")),
    path("calendar/", include("jixiao_web.deadlines.urls")),
    path("search/", include("jixiao_web.search.urls")),
    path("spending/", include("jixiao_web.spending.urls")),
    path("overview/", include("jixiao_web.overview.urls")),
    path("commitments/", include("jixiao_web.commitments.urls")),
    path("monitoring/", include("jixiao_web.monitoring.urls")),
    path("evaluation/", include("jixiao_web.evaluation.urls")),
    path("try/", include("jixiao_web.trial.urls")),
    path("jobs/", include("jixiao_web.jobs.urls")),
    path("log/", include("jixiao_web.trace.urls")),
    path("upkeep/", admin.site.urls),
]

# Whatever answers asks for the addresses first, once, and every part is loaded by now; threads that answer come after.
api.ready_for_threads()

"""The addresses of spending."""

from __future__ import annotations

from django.urls import path

from jixiao_web.spending import imports, views

app_name = "spending"

urlpatterns = [
    path("", views.ledgers, name="ledgers"),
    path("import/", imports.batches, name="imports"),
    path("import/<uuid:batch_id>/", imports.batch, name="batch"),
    path("import/<uuid:batch_id>/columns/", imports.columns, name="columns"),
    path("import/<uuid:batch_id>/try/", imports.try_again, name="try"),
    path("import/<uuid:batch_id>/load/", imports.load, name="load"),
    path("import/<uuid:batch_id>/drop/", imports.drop, name="drop"),
    path("<uuid:ledger_id>/", views.ledger, name="ledger"),
    path("<uuid:ledger_id>/pay/", views.pay, name="pay"),
    path("<uuid:ledger_id>/budget/", views.budget, name="budget"),
    path("<uuid:ledger_id>/approval/", views.approval, name="approval"),
    path("payment/<uuid:payment_id>/reverse/", views.reverse, name="reverse"),
]

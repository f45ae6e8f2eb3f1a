"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.accounts import managing, views

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("login/", views.log_in, name="login"),
    path("logout/", views.log_out, name="logout"),
    path("language/", views.language, name="language"),
    path("password/", views.password, name="password"),
    path("", views.own, name="own"),
    path("units/", managing.units, name="units"),
    path("units/import/", managing.units_import, name="units_import"),
    path("accounts/", managing.accounts, name="accounts"),
    path("accounts/new/", managing.account_new, name="account_new"),
    path("accounts/import/", managing.accounts_import, name="accounts_import"),
    path("accounts/<uuid:user_id>/lock/", managing.account_lock, name="account_lock"),
    path("accounts/<uuid:user_id>/password/", managing.account_password, name="account_password"),
]

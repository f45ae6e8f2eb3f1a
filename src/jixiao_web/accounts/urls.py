"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.accounts import managing, securing, views

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("login/", views.log_in, name="login"),
    path("login/code/", securing.log_in_code, name="login_code"),
    path("logout/", views.log_out, name="logout"),
    path("language/", views.language, name="language"),
    path("password/", views.password, name="password"),
    path("", views.own, name="own"),
    path("second-step/", securing.second_step, name="second_step"),
    path("second-step/off/", securing.second_step_off, name="second_step_off"),
    path("second-step/codes/", securing.recovery_codes, name="recovery_codes"),
    path("sessions/end/", securing.sessions_end, name="sessions_end"),
    path("units/", managing.units, name="units"),
    path("units/import/", managing.units_import, name="units_import"),
    path("regions/", managing.regions, name="regions"),
    path("regions/import/", managing.regions_import, name="regions_import"),
    path("accounts/", managing.accounts, name="accounts"),
    path("accounts/new/", managing.account_new, name="account_new"),
    path("accounts/import/", managing.accounts_import, name="accounts_import"),
    path("accounts/<uuid:user_id>/lock/", managing.account_lock, name="account_lock"),
    path("accounts/<uuid:user_id>/password/", managing.account_password, name="account_password"),
    path("accounts/<uuid:user_id>/second-step/", managing.account_second_step, name="account_second_step"),
]

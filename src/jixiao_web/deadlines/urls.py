"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.deadlines import own_views, setting_views, views

app_name = "deadlines"
urlpatterns: list[URLPattern] = [
    path("", views.month, name="calendar"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/dates/", setting_views.dates, name="dates"),
    path("<int:year>/dates/copy/", setting_views.copy, name="copy"),
    path("<int:year>/dates/exceptions/", setting_views.exception, name="exception"),
    path("dates/exceptions/<uuid:row_id>/remove/", setting_views.exception_end, name="exception_end"),
    path("mails/", setting_views.mails, name="mails"),
    path("mails/<uuid:mail_id>/again/", setting_views.again, name="again"),
    path("reminders/", own_views.own, name="own"),
    path("reminders/feed/", own_views.feed, name="feed"),
    path("feed/<str:token>.ics", own_views.ics, name="ics"),
]

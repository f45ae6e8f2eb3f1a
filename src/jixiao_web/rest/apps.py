"""The application's entry in Django's list."""

from __future__ import annotations

from django.apps import AppConfig


class RestConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.rest"
    label = "rest"

"""The application's entry in Django's list."""

from __future__ import annotations

from django.apps import AppConfig


class TraceConfig(AppConfig):
    """Named so that addresses keep short names."""

    name = "jixiao_web.trace"
    label = "trace"

"""The application's entry in Django's list."""

from __future__ import annotations

from django.apps import AppConfig


class SampleConfig(AppConfig):
    """Here for its command alone."""

    name = "jixiao_web.sample"
    label = "sample"

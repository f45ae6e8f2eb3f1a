"""The application's entry in Django's list."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class AccountsConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Refuse a setting that would demand the second step of nobody."""
        from jixiao_web.accounts.models import Role

        unknown = sorted(set(settings.TOTP_ROLES) - set(Role.values))
        if unknown:
            raise ImproperlyConfigured(f"JIXIAO_TOTP_ROLES: no such role: {', '.join(unknown)}")

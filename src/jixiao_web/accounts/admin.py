"""Django's own pages for upkeep: a superuser looks things up there.

Changes go through the services, which keep the log.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from jixiao_web.accounts.models import Appointment, Region, Unit, User


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only  # of any model
    """Shows rows and changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Region)
class RegionAdmin(LookOnly):
    """Regions, by code and name."""

    list_display = ("code", "name", "parent")


@admin.register(Unit)
class UnitAdmin(LookOnly):
    """Units, by code and name."""

    list_display = ("code", "name", "county_code", "active")
    search_fields = ("code", "name")


@admin.register(User)
class UserAdmin(LookOnly):
    """Accounts without their passwords."""

    list_display = ("username", "full_name", "is_active", "last_login")
    search_fields = ("username", "full_name")
    exclude = ("password", "groups", "user_permissions")


@admin.register(Appointment)
class AppointmentAdmin(LookOnly):
    """Who holds which role where."""

    list_display = ("user", "role", "unit", "county_code")
    list_select_related = ("user", "unit")


def _log_in(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """The application's own log-in page, which is throttled and logged, instead of the upkeep's."""
    return redirect(f"{reverse('accounts:login')}?{urlencode({'next': reverse('admin:index')})}")


admin.site.login = _log_in  # type: ignore[method-assign]  # its own log-in knows no throttle

"""Regions, budget units, people and the roles that they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from jixiao_web.accounts.agents import agent_words
from jixiao_web.common.models import CountyRow, new_key

if TYPE_CHECKING:
    from jixiao_web.accounts.sessions import SessionStore


class Role(models.TextChoices):
    """What a person is to a unit, or to the whole county."""

    FILLER = "filler", "填报人"
    UNIT_REVIEWER = "unit_reviewer", "单位审核人"
    FINANCE_REVIEWER = "finance_reviewer", "财政审核人"
    ADMINISTRATOR = "administrator", "管理员"
    AUDITOR = "auditor", "审计、人大"


OF_UNIT = (Role.FILLER, Role.UNIT_REVIEWER)
"""Roles that somebody holds for one unit; the others are held for the county."""


class Region(models.Model):
    """地区: a province, city, county or town by its code of GB/T 2260."""

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Unit(CountyRow):
    """预算单位, by its code within the county."""

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ("county_code", "code")
        constraints = [models.UniqueConstraint(fields=("county_code", "code"), name="unit_code_once_in_county")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class User(AbstractUser):
    """A person with an account.

    Attributes:
        language: that the person chose; empty where none was chosen: see `page_language`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    full_name = models.CharField(max_length=40, blank=True)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="", blank=True)
    money_unit = models.CharField(max_length=2, default="元", choices=(("元", "元"), ("万元", "万元")))
    first_name = last_name = None  # type: ignore[assignment]  # a Chinese name is one name

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.full_name or self.username

    def check_password(self, raw_password: str | None) -> bool:
        """As Django's, which puts an older hash under the newest: that is told in the log."""
        from jixiao_web.accounts.events import rehashed_log  # knows accounts itself

        before = self.password
        is_right = super().check_password(raw_password)
        if self.password != before:
            rehashed_log(self)
        return is_right

    @property
    def page_language(self) -> str:
        """The language of this person's pages and mails: the chosen one, otherwise the server's."""
        return language_or_default(self.language)


def language_or_default(language: str) -> str:
    """A language that pages have; the one of the setting LANGUAGE where this is none."""
    known = [code for code, _ in settings.LANGUAGES]
    wanted = (language, settings.LANGUAGE_CODE, known[0])
    return next(each for each in wanted if each in known)


class SecondStep(models.Model):
    """A person's second step of the log-in: codes of an app, from a secret that both sides derive.

    Attributes:
        seed: what the secret is derived of, with the server's key (`codes.secret_of`): it opens nothing by itself.
        confirmed_at: since when a code is asked for; None while the person sets it up.
        last_step: the time step of the last code that was taken: a code works once.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="second_step")
    seed = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code for the day on which the telephone is lost: a keyed hash of it; used ones are deleted."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "digest"), name="recovery_code_once")]

    def __str__(self) -> str:
        return str(self.user)


class Session(AbstractBaseSession):
    """A session of the server, with whose it is, so that a person sees the own ones and ends them.

    Attributes:
        address, agent: where it was begun, and in which browser. seen_at: the last request, to the minute.
    """

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    @property
    def agent_words(self) -> str:
        """The browser in short."""
        return agent_words(self.agent)

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        from jixiao_web.accounts.sessions import SessionStore

        return SessionStore


class Appointment(CountyRow):
    """A role that a person holds, for a unit or for the whole county."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="appointments")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("county_code", "user", "role", "unit"), name="appointment_once"),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) ^ models.Q(role__in=[role.value for role in OF_UNIT]),
                name="appointment_unit_fits_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.unit or self.county_code}"


class CacheRow(models.Model):
    """What all processes of the server share for a while: the table behind Django's database cache."""

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key

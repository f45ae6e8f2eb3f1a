"""Regions, budget units, people and the roles that they hold."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from jixiao_web.common.models import CountyRow, new_key


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
        return f"{self.code}{self.name}"


class User(AbstractUser):
    """A person with an account."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    full_name = models.CharField(max_length=40, blank=True)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="zh-hans")
    money_unit = models.CharField(max_length=2, default="元", choices=(("元", "元"), ("万元", "万元")))
    first_name = last_name = None  # type: ignore[assignment]  # a Chinese name is one name

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.full_name or self.username


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

"""A log that only grows: every entry bears the hash of the one before it, so that no later change stays unseen."""

from __future__ import annotations

from django.db import models


class Head(models.Model):
    """The last entry of a county's log: locked by whoever writes the next one."""

    county_code = models.CharField(primary_key=True, max_length=6)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.county_code} {self.number}"


class Entry(models.Model):
    """An event of a county: who did what to what, and when.

    Attributes:
        number: running number within the county from 1; two entries of one number cannot stand.
        detail: what belongs to the event, as JSON text just as it was hashed.
        hash: SHA-256 over the entry before and everything in this one.
    """

    county_code = models.CharField(max_length=6)
    number = models.BigIntegerField()
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=30)
    object_key = models.CharField(max_length=40)
    detail = models.TextField()
    hash_before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("county_code", "number")
        constraints = [models.UniqueConstraint(fields=("county_code", "number"), name="entry_number_once_in_county")]
        indexes = [models.Index(fields=("county_code", "object_kind", "object_key", "number"), name="entry_of_object")]

    def __str__(self) -> str:
        return f"{self.county_code} {self.number} {self.action}"

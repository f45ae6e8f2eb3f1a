"""The rows that search reads: every project, indicator and text of every draft, with the place where it stands."""

from __future__ import annotations

from django.db import models

from jixiao_web.filings.models import Filing


class Kind(models.IntegerChoices):
    """What a row is."""

    PROJECT = 1, "项目"
    INDICATOR = 2, "指标"
    TEXT = 3, "文字"


class Row(models.Model):
    """A value of a draft with its words; its grams are beside it, see `index.py`.

    Its key is a number, unlike all others': the index of SQLite names what it finds by numbers.

    Attributes:
        path: of the value in the model. text: its words, a line a field, the name first.
    """

    id = models.BigAutoField(primary_key=True)
    county_code = models.CharField(max_length=6)
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+")
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    path = models.CharField(max_length=80)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:40]


class Completed(models.Model):
    """How far the rows are those of this version (`completing.py`): a single row.

    Attributes:
        version: of which all rows are; 0 where some may be missing. last: the last filing that was brought to the next.
    """

    ONE = 1

    version = models.PositiveIntegerField(default=0)
    last = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.version} {self.last}"

"""Files that were read and checked without filing them: kept for an hour for the person who did, then removed."""

from __future__ import annotations

from django.db import models

from jixiao.api import language
from jixiao_web.accounts.models import User
from jixiao_web.common.models import new_key


class Trial(models.Model):
    """What became of a file. It belongs to a person, not to a county: somebody without a role may try too.

    Attributes:
        document, report: as `jixiao read --json` and `jixiao check --format json` tell it. page: the report as HTML.
        language: in which they are. report_other, page_other: in the other; empty where that took too long.
        lines: the original's own lines as JSON. sha256: of the file, which is not kept.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="trials")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    document = models.TextField()
    report = models.TextField()
    page = models.TextField()
    language = models.CharField(max_length=2, default="zh")
    report_other = models.TextField(blank=True)
    page_other = models.TextField(blank=True)
    lines = models.TextField()

    def __str__(self) -> str:
        return self.name

    @property
    def report_now(self) -> str:
        """The report in the language of the page."""
        return self.report if self.language == language() else self.report_other or self.report

    @property
    def page_now(self) -> str:
        """The page of findings in the language of the page."""
        return self.page if self.language == language() else self.page_other or self.page

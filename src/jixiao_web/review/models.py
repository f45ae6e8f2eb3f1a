"""Comments that are anchored to cells, and the four-part review sheet."""

from __future__ import annotations

from django.db import models

from jixiao_web.accounts.models import User
from jixiao_web.common.models import CountyRow
from jixiao_web.filings.models import Filing


class Standing(models.Manager["Comment"]):
    """The comments that nobody took back."""

    def get_queryset(self) -> models.QuerySet[Comment]:
        """Without those that their author deleted."""
        return super().get_queryset().filter(deleted_at=None)


class Comment(CountyRow):
    """审核意见 on a value of a filing, or an answer to one.

    Attributes:
        path: the value's path in the model when the comment was made; empty for the filing as a whole.
        shape: the filing's `shape` then: where the value stands now follows from the changes of rows since.
        place, quote: what the value is in words, and the words that stood there then.
        mended_at: the filler says that what was asked for is done; resolving it stays the reviewer's.
        deleted_at: its author took it back before anybody answered; it can be put back.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="comments")
    path = models.CharField(max_length=200, blank=True)
    shape = models.PositiveIntegerField(default=0)
    place = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    text = models.TextField()
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    mended_at = models.DateTimeField(null=True, blank=True)
    mended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    deleted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    every = models.Manager["Comment"]()
    objects = Standing()

    class Meta:
        ordering = ("created_at",)
        indexes = [models.Index(fields=("county_code", "filing", "created_at"), name="comment_of_filing")]

    def __str__(self) -> str:
        return self.text[:40]


class ReviewSheet(CountyRow):
    """绩效目标审核表 of a filing.

    Attributes:
        points: of every item, by its name, as JSON text with decimals as text. grade: 优, 良, 中 or 差.
    """

    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="review_sheet")
    points = models.TextField()
    grade = models.CharField(max_length=2)
    opinion = models.TextField(blank=True)
    reviewer = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.filing} {self.grade}"

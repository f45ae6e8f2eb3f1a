"""Filings with their drafts and immutable revisions, and the projection that lists read."""

from __future__ import annotations

from django.db import models

from jixiao_web.accounts.models import Unit, User
from jixiao_web.common.models import CountyRow


class Kind(models.TextChoices):
    """What a unit files."""

    PLAN = "plan", "绩效文本"
    ADJUSTMENT = "adjustment", "目标调整"


class State(models.TextChoices):
    """Where a filing stands."""

    DRAFT = "draft", "草稿"
    UNIT_REVIEW = "unit_review", "单位审核"
    FINANCE_REVIEW = "finance_review", "财政审核"
    RETURNED = "returned", "退回"
    APPROVED = "approved", "批复"
    PUBLISHED = "published", "公开"


OPEN = (State.DRAFT, State.RETURNED)
"""States in which a filing may be filled in."""

SETTLED = (State.APPROVED, State.PUBLISHED)
"""States in which a plan holds: next year's may begin with it, and nothing more is said of it."""


class Filing(CountyRow):
    """申报件: one kind, unit and year, with a state and revisions.

    Attributes:
        draft: the model as JSON text, as filled in now. draft_version: grows by one with every save.
        shape: number of the last change of rows (`RowChange`): what a page's paths are counted by.
        carried: numbers that came from last year's plan and stand unchanged, as JSON text: see `carrying.py`.
        errors, warnings: findings of the last check, for lists and queues.
        begun_in_review: a reviewer has opened it: it cannot be withdrawn any more.
        adjusts: the approved filing that an adjustment changes; reason: why.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="filings")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PLAN)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    adjusts = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="adjustments")
    reason = models.TextField(blank=True)
    draft = models.TextField()
    draft_version = models.PositiveIntegerField(default=1)
    shape = models.PositiveIntegerField(default=0)
    carried = models.TextField(blank=True)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    projects = models.PositiveIntegerField(default=0)
    budget_fen = models.BigIntegerField(default=0)
    begun_in_review = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-year", "unit__code")
        constraints = [
            models.UniqueConstraint(
                fields=("county_code", "unit", "year"),
                condition=models.Q(kind="plan"),
                name="one_plan_a_unit_and_year",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="adjustment", adjusts__isnull=False)
                | models.Q(kind="plan", adjusts__isnull=True),
                name="adjustments_adjust_something",
            ),
        ]
        indexes = [models.Index(fields=("county_code", "state", "-errors", "changed_at"), name="filing_queue")]

    def __str__(self) -> str:
        return f"{self.year} {self.unit} {self.get_kind_display()}"


class Revision(CountyRow):
    """A filing as it stood when something happened to it: never changed, never deleted.

    Attributes:
        content: the model as JSON text. sha256: of its UTF-8 bytes.
        cause: what happened: imported, submitted, returned, approved …
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    cause = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("filing", "number")
        constraints = [models.UniqueConstraint(fields=("county_code", "filing", "number"), name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.filing} {self.number}"


class RowChange(CountyRow):
    """A row of a draft that was added, deleted or moved, so that pages made before it still find their cells.

    Attributes:
        number: the filing's `shape` after it. path: of the list. kind: added, deleted, moved; replaced for a whole
            draft. position, to: of the row before and after. removed: the row that was deleted, as JSON text.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="row_changes")
    number = models.PositiveIntegerField()
    path = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    position = models.PositiveIntegerField(default=0)
    to = models.PositiveIntegerField(default=0)
    removed = models.TextField(blank=True)

    class Meta:
        ordering = ("filing", "number")
        constraints = [models.UniqueConstraint(fields=("county_code", "filing", "number"), name="row_change_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.path}[{self.position}]"


class Source(CountyRow):
    """The file that a draft was read from, with what its reader noted; its text stands beside the form."""

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, related_name="source")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    reading = models.TextField()
    lines = models.TextField()

    def __str__(self) -> str:
        return self.name


class ProjectRow(CountyRow):
    """A project of a filing's draft, for lists and search."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="project_rows")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=300, blank=True)
    budget_fen = models.BigIntegerField(default=0)
    indicators = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("filing", "ordinal")
        constraints = [models.UniqueConstraint(fields=("county_code", "filing", "ordinal"), name="project_row_once")]
        indexes = [models.Index(fields=("county_code", "code"), name="project_code")]

    def __str__(self) -> str:
        return self.name

"""Filings with their drafts and immutable revisions, and the projection that lists read."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from jixiao_web.accounts.models import Unit, User
from jixiao_web.common.models import CountyRow


class Kind(models.TextChoices):
    """What a unit files."""

    PLAN = "plan", "绩效文本"
    ADJUSTMENT = "adjustment", "目标调整"
    MONITORING = "monitoring", "绩效运行监控"
    SELF_EVALUATION = "evaluation", "绩效自评"


REPORTS = (Kind.MONITORING, Kind.SELF_EVALUATION)
"""What a unit files on an approved plan, once a period."""


UNPUBLISHED = (Kind.MONITORING,)
"""What no act has published: its way ends with the approval. Who publishes it all the same may do so."""

WHOLE = "whole"
"""The period of a self-evaluation of the whole department; that of its projects has none."""


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


class Kept(models.Manager["Filing"]):
    """Filings that nobody has deleted: what everybody means by filings."""

    def get_queryset(self) -> QuerySet[Filing]:
        """Without those that were deleted."""
        return super().get_queryset().filter(deleted_at=None)


class Filing(CountyRow):
    """申报件: one kind, unit and year, with a state and revisions.

    Attributes:
        draft: the model as JSON text, as filled in now. draft_version: grows by one with every save.
        shape: number of the last change of rows (`RowChange`): what a page's paths are counted by.
        carried: numbers that came from last year's plan and stand unchanged, as JSON text: see `carrying.py`.
        errors, warnings: findings of the last check, for lists and queues.
        begun_in_review: a reviewer has opened it: it cannot be withdrawn any more.
        reason: of the last return. returned: the parts of the form that were returned with it, as JSON text; empty
            where the whole was: see `returning.py`.
        adjusts: the approved plan that an adjustment changes; base: the plan's revision that it began with; why: what
            is adjusted and for what reason; authority: number of the document that orders it (预算调整文号).
        unit_code: of the unit, which never changes: lists are in its order.
        plan, period: the approved plan that a report is on, and its months (`1-7`), empty for the whole year,
            `WHOLE` where it is on the whole department.
        deleted_at: it was begun by mistake and deleted before anybody handed it in; `objects` leaves it out.
        due_on: the last day for what must happen next, `due.NEVER` where there is none; kept by the part `deadlines`,
            None until that has told it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="filings")
    unit_code = models.CharField(max_length=12, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PLAN)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    adjusts = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="adjustments")
    base = models.ForeignKey("Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(max_length=8, blank=True)
    why = models.TextField(blank=True)
    authority = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    returned = models.TextField(blank=True)
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
    deleted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, editable=False)

    objects = Kept()
    every = models.Manager["Filing"]()

    class Meta:
        ordering = ("-year", "unit__code")
        constraints = [
            models.UniqueConstraint(
                fields=("county_code", "unit", "year"),
                condition=Q(kind="plan", deleted_at=None),
                name="one_plan_a_unit_and_year",
            ),
            models.UniqueConstraint(
                fields=("county_code", "adjusts"),
                condition=Q(kind="adjustment", deleted_at=None) & ~Q(state__in=("approved", "published")),
                name="one_open_adjustment_a_plan",
            ),
            models.UniqueConstraint(
                fields=("county_code", "unit", "year", "kind", "period"),
                condition=Q(kind__in=("monitoring", "evaluation"), deleted_at=None),
                name="one_report_a_unit_and_period",
            ),
            models.CheckConstraint(
                condition=Q(kind="adjustment", adjusts__isnull=False) | ~Q(kind="adjustment") & Q(adjusts__isnull=True),
                name="adjustments_adjust_something",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("monitoring", "evaluation"), plan__isnull=False)
                | ~Q(kind__in=("monitoring", "evaluation")) & Q(plan__isnull=True),
                name="reports_are_on_a_plan",
            ),
        ]
        indexes = [
            models.Index(
                fields=("county_code", "state", "-errors", "-warnings", "-budget_fen", "changed_at", "id", "year"),
                name="filing_queue",
                condition=Q(deleted_at=None),
            ),
            models.Index(
                fields=("county_code", "-year", "unit_code", "id", "state"),
                name="filing_list",
                condition=Q(deleted_at=None),
            ),
            models.Index(
                fields=("county_code", "state", "due_on", "-errors", "-warnings", "-budget_fen", "changed_at", "id"),
                name="filing_due",
                condition=Q(deleted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.unit} {self.get_kind_display()}"

    @property
    def called(self) -> str:
        """What it is, in the page's language: its kind, with the months that a report is about."""
        if self.period == WHOLE:
            return gettext("部门整体绩效自评")
        kind = gettext(self.get_kind_display())
        return gettext("%(months)s %(kind)s") % {"months": self.months, "kind": kind} if self.period else kind

    @property
    def months(self) -> str:
        """The months that a report is about, in the page's language; nothing for the whole year."""
        if self.period in ("", WHOLE):
            return ""
        first, _, last = self.period.partition("-")
        return gettext("%(first)s—%(last)s月") % {"first": first, "last": last or first}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the unit's code with it."""
        self.unit_code = self.unit_code or self.unit.code
        super().save(*args, **kwargs)


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
        restored: the deleted row was put back.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="row_changes")
    number = models.PositiveIntegerField()
    path = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    position = models.PositiveIntegerField(default=0)
    to = models.PositiveIntegerField(default=0)
    removed = models.TextField(blank=True)
    restored = models.BooleanField(default=False)

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
        indexes = [
            models.Index(fields=("county_code", "code"), name="project_code"),
            models.Index(fields=("county_code", "name"), name="project_name"),
        ]

    def __str__(self) -> str:
        return self.name

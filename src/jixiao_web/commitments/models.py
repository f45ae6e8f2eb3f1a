"""Overall goals of approved plans and their progress; safeguards as commitments and what was done for them."""

from __future__ import annotations

from django.db import models

from jixiao_web.accounts.models import Unit, User
from jixiao_web.commitments.rhythm import ANY, HALF, MONTH, MONTHS, QUARTER, UNSET, WEEK, YEAR, Rhythm
from jixiao_web.common.models import CountyRow
from jixiao_web.filings.models import Filing
from jixiao_web.spending.models import Ledger


class Goal(CountyRow):
    """总体绩效目标: one of 一是…六是… of an approved plan.

    Attributes:
        percent, told_on: of the newest note of progress. in_plan: False where an adjustment took it out.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="goals")
    plan = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="goals")
    year = models.PositiveSmallIntegerField()
    ordinal = models.PositiveIntegerField()
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    in_plan = models.BooleanField(default=True)

    class Meta:
        ordering = ("unit__code", "ordinal")
        indexes = [models.Index(fields=("county_code", "year", "unit", "ordinal"), name="goal_of_unit")]

    def __str__(self) -> str:
        return self.heading or self.text[:40]


class GoalLink(CountyRow):
    """A project, or an indicator of it, that serves a goal: proposed by likeness, confirmed or refused by a person.

    Attributes:
        indicator: its name; empty for the project as a whole. in_plan: whether the plan still has it.
    """

    class State(models.TextChoices):
        """What people said of it."""

        PROPOSED = "proposed", "待确认"
        CONFIRMED = "confirmed", "已确认"
        REFUSED = "refused", "不相关"

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="links")
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="goal_links")
    indicator = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    said_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    in_plan = models.BooleanField(default=True)

    class Meta:
        ordering = ("goal", "ledger__ordinal", "id")
        constraints = [
            models.UniqueConstraint(fields=("county_code", "goal", "ledger", "indicator"), name="goal_link_once")
        ]

    def __str__(self) -> str:
        return self.indicator or self.ledger.name


class GoalNote(CountyRow):
    """进展: how far a goal is on a day, in percent or in words. deleted_at: taken back; it can be put back."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="notes")
    day = models.DateField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("goal", "-day", "-id")

    def __str__(self) -> str:
        return f"{self.day} {self.percent}"


class Commitment(CountyRow):
    """保障措施: a safeguard of an approved plan as something to be kept.

    Attributes:
        head: one of the seven heads, empty where none fits. owner_words: who is responsible, where no user is.
        rhythm, times, months: how often, see `rhythm.py`. is_proposed: nobody has confirmed the rhythm yet.
        starts_on: from when it counts. due_on: the last day for the first thing not done, written with every record;
            None where nothing is due by a date.
        version: grows with every change: two people do not overwrite each other.
    """

    RHYTHMS = (
        (UNSET, "待定"),
        (WEEK, "每周"),
        (MONTH, "每月"),
        (QUARTER, "每季度"),
        (HALF, "每半年"),
        (YEAR, "每年"),
        (MONTHS, "指定月份"),
        (ANY, "随时"),
    )

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="commitments")
    plan = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="commitments")
    year = models.PositiveSmallIntegerField()
    ordinal = models.PositiveIntegerField()
    text = models.TextField()
    head = models.CharField(max_length=20, blank=True)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    owner_words = models.CharField(max_length=60, blank=True)
    rhythm = models.CharField(max_length=8, choices=RHYTHMS, default=UNSET)
    times = models.PositiveSmallIntegerField(default=1)
    months = models.CharField(max_length=30, blank=True)
    is_proposed = models.BooleanField(default=True)
    starts_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    records_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    in_plan = models.BooleanField(default=True)

    class Meta:
        ordering = ("unit__code", "ordinal")
        indexes = [
            models.Index(fields=("county_code", "year", "due_on"), name="commitment_due"),
            models.Index(fields=("county_code", "year", "unit", "ordinal"), name="commitment_of_unit"),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def how_often(self) -> Rhythm:
        """The rhythm as a value."""
        return Rhythm(self.rhythm, self.times, tuple(int(month) for month in self.months.split(",") if month))


class Record(CountyRow):
    """落实记录: one time that a commitment was kept, with its proof. deleted_at: taken back; it can be put back.

    Attributes:
        file_name, file_kind, sha256: of the proof, empty where there is none.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="records")
    day = models.DateField()
    words = models.TextField()
    file_name = models.CharField(max_length=200, blank=True)
    file_kind = models.CharField(max_length=8, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("commitment", "-day", "-id")

    def __str__(self) -> str:
        return f"{self.day} {self.words[:30]}"

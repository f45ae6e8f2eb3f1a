"""Rounds of monitoring, and what reports leave behind: standings of projects, readings, evidence, measures."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from jixiao_web.accounts.models import User
from jixiao_web.common.models import CountyRow
from jixiao_web.filings.models import Filing
from jixiao_web.spending.models import Ledger


class Nature(models.TextChoices):
    """How an indicator goes through the year; only the first is prorated."""

    PROGRESS = "progress", "按进度"
    YEAR_END = "year_end", "年末"
    MILESTONE = "milestone", "节点"


class Light(models.TextChoices):
    """监控亮灯, the worst first."""

    RED = "red", "红灯"
    YELLOW = "yellow", "黄灯"
    GREEN = "green", "绿灯"
    BLUE = "blue", "蓝灯"


class Round(CountyRow):
    """监控轮次: the reports of a county's units on the same months; they are known by year and period.

    Attributes:
        period: the months, as the model has it (`1-7`). due: by when a unit hands its report in.
    """

    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=8)
    title = models.CharField(max_length=100)
    due = models.DateField()
    opened_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year", "-opened_at")
        constraints = [models.UniqueConstraint(fields=("county_code", "year", "period"), name="round_once")]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"

    @property
    def months(self) -> str:
        """Its months in words."""
        return Filing(period=self.period).months

    @property
    def month(self) -> int:
        """Its last month."""
        return int(self.period.rpartition("-")[2])


class Standing(CountyRow):
    """How a project stands in a report, written with every change of it: what pages of many projects read.

    Attributes:
        number: of the project in the report, from 1. ledger: None where the plan has lost the project since.
        planned: what the project's plan wants by the month, hundredths of percent points; rate: what was spent.
        money, goals, light: of the execution, of the indicators together, of both. red, yellow: how many indicators.
        settled: the report is approved.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="standings")
    ledger = models.ForeignKey(Ledger, null=True, on_delete=models.SET_NULL, related_name="standings")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300, blank=True)
    month = models.PositiveSmallIntegerField()
    budget_fen = models.BigIntegerField(default=0)
    spent_fen = models.BigIntegerField(default=0)
    planned = models.IntegerField(null=True)
    rate = models.BigIntegerField(null=True)
    money = models.CharField(max_length=6, blank=True)
    goals = models.CharField(max_length=6, blank=True)
    light = models.CharField(max_length=6, blank=True)
    red = models.PositiveIntegerField(default=0)
    yellow = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    settled = models.BooleanField(default=False)

    class Meta:
        ordering = ("filing", "number")
        constraints = [models.UniqueConstraint(fields=("county_code", "filing", "number"), name="standing_once")]
        indexes = [models.Index(fields=("county_code", "ledger", "month"), name="standing_of_ledger")]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.number} {self.light}"


class Reading(CountyRow):
    """An indicator's actual value at the end of a period, of an approved report: never changed.

    Attributes:
        path: of the row in the report. nature: by which its light was told.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="readings")
    ledger = models.ForeignKey(Ledger, null=True, on_delete=models.SET_NULL, related_name="readings")
    path = models.CharField(max_length=60)
    month = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=300, blank=True)
    target = models.CharField(max_length=300, blank=True)
    actual = models.CharField(max_length=500, blank=True)
    forecast = models.CharField(max_length=500, blank=True)
    likelihood = models.CharField(max_length=20, blank=True)
    nature = models.CharField(max_length=10, choices=Nature.choices)
    light = models.CharField(max_length=6, blank=True)

    class Meta:
        ordering = ("filing", "path")
        constraints = [models.UniqueConstraint(fields=("county_code", "filing", "path"), name="reading_once")]
        indexes = [models.Index(fields=("county_code", "ledger", "month"), name="reading_of_ledger")]

    def __str__(self) -> str:
        return f"{self.name} {self.actual}"


class IndicatorNature(CountyRow):
    """The nature of a project's indicator as a person chose it, for the whole year."""

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="natures")
    category = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=300, blank=True)
    nature = models.CharField(max_length=10, choices=Nature.choices)
    chosen_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("county_code", "ledger", "category", "name"), name="nature_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.nature}"


class Evidence(CountyRow):
    """佐证材料: a file for a row of a report; its content is kept by its hash (`common/proofs.py`)."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="evidence")
    path = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=5)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("filing", "path", "added_at")
        constraints = [
            models.UniqueConstraint(
                fields=("county_code", "filing", "path", "sha256"), condition=Q(deleted_at=None), name="evidence_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Measure(CountyRow):
    """措施: what is done about a red or yellow light, by whom and until when; followed up by notes until it is closed.

    Attributes:
        path: of the row or the project in the report. about: its name in words. light: when it was taken.
        adjustment: the adjustment of the plan that it leads to.
    """

    class What(models.TextChoices):
        """What kind of measure."""

        CORRECT = "correct", "纠偏"
        ADJUST = "adjust", "申请调整"
        SUSPEND = "suspend", "暂停拨付"

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="measures")
    path = models.CharField(max_length=60)
    about = models.CharField(max_length=620)
    light = models.CharField(max_length=6, blank=True)
    what = models.CharField(max_length=8, choices=What.choices, default=What.CORRECT)
    words = models.TextField()
    responsible = models.CharField(max_length=60)
    due = models.DateField()
    adjustment = models.ForeignKey(Filing, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due", "id")
        indexes = [models.Index(fields=("county_code", "due"), condition=Q(closed_at=None), name="measure_open")]

    def __str__(self) -> str:
        return f"{gettext(self.get_what_display())} {self.about}"


class MeasureNote(CountyRow):
    """A dated note on a measure: never changed."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("measure", "at")

    def __str__(self) -> str:
        return self.text

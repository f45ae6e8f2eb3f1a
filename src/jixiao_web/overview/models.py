"""The roll-ups that dashboards read: a unit's year and a county's, written when ledgers change or a day has gone by."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jixiao_web.accounts.models import Unit
from jixiao_web.common.models import CountyRow


class Summary(CountyRow):
    """The ledgers of a unit and year in sums; without a unit, those of the whole county.

    Attributes:
        unit_code: of the unit, which never changes: lists are in its order; empty for the county.
        units: 1 of a unit that has ledgers; of the county how many these are.
        projects: ledgers. over: spent beyond the budget. unspent: nothing spent. errors, warnings: of the watch rules.
        rate: of execution, hundredths of percent points; None without a budget.
        month: the last month that is over, which the lights are of; 0 where none is.
        red, yellow, green, blue: projects with that light of the money. planned_fen: what the plans want by the month.
    """

    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="summaries")
    unit_code = models.CharField(max_length=12, blank=True, editable=False)
    year = models.PositiveSmallIntegerField()
    units = models.IntegerField(default=0)
    projects = models.IntegerField(default=0)
    over = models.IntegerField(default=0)
    unspent = models.IntegerField(default=0)
    errors = models.IntegerField(default=0)
    warnings = models.IntegerField(default=0)
    initial_fen = models.BigIntegerField(default=0)
    adjusted_fen = models.BigIntegerField(default=0)
    spent_fen = models.BigIntegerField(default=0)
    planned_fen = models.BigIntegerField(default=0)
    rate = models.BigIntegerField(null=True)
    month = models.PositiveSmallIntegerField(default=0)
    red = models.IntegerField(default=0)
    yellow = models.IntegerField(default=0)
    green = models.IntegerField(default=0)
    blue = models.IntegerField(default=0)

    @property
    def of_unit(self) -> Unit:
        """The unit, of a unit's sums."""
        assert self.unit is not None, "the sums of a county"
        return self.unit

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("county_code", "unit", "year"), name="summary_of_unit_once"),
            models.UniqueConstraint(
                fields=("county_code", "year"), condition=Q(unit=None), name="summary_of_county_once"
            ),
        ]
        indexes = [
            models.Index(fields=("county_code", "year", "rate", "unit_code"), name="summary_by_rate"),
            models.Index(fields=("county_code", "year", "-red", "-yellow", "unit_code"), name="summary_by_lights"),
            models.Index(fields=("county_code", "year", "-adjusted_fen", "unit_code"), name="summary_by_budget"),
            models.Index(fields=("county_code", "year", "unit_code"), name="summary_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.unit or self.county_code}"


class UnitMark(CountyRow):
    """The mean mark of a unit's projects in the self-evaluations of a year, written with them.

    A row of its own beside the summary: who saves a self-evaluation must not wait for who enters spending.

    Attributes:
        mean: hundredths of a point; the re-checked mark of a project goes before the unit's own.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    mean = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("county_code", "unit", "year"), name="mark_of_unit_once")]

    def __str__(self) -> str:
        return f"{self.year} {self.unit} {self.mean}"


class GoalLights(CountyRow):
    """Projects of a unit's year by the newest light of their goals; `goal_lights.py` writes it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    red = models.IntegerField(default=0)
    yellow = models.IntegerField(default=0)
    green = models.IntegerField(default=0)
    blue = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("county_code", "year", "unit"), name="goal_lights_once")]

    def __str__(self) -> str:
        return f"{self.year} {self.unit} {self.red}/{self.yellow}/{self.green}/{self.blue}"


class SummaryMonth(CountyRow):
    """A month of a summary: what was spent in it, and what the plans want by its end."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="months")
    month = models.PositiveSmallIntegerField()
    spent_fen = models.BigIntegerField(default=0)
    planned_fen = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("summary", "month")
        constraints = [models.UniqueConstraint(fields=("county_code", "summary", "month"), name="summary_month_once")]

    def __str__(self) -> str:
        return f"{self.summary} {self.month}"

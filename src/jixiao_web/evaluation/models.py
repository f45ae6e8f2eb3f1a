"""What is kept beside self-evaluations: results, re-checks, samples, corrective action, appraisals, files as proof.

Points are whole hundredths throughout: 89.50 is 8950.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from jixiao_web.accounts.models import Unit, User
from jixiao_web.common.models import CountyRow
from jixiao_web.filings.models import Filing


class Result(CountyRow):
    """A project of a self-evaluation as it stands, for lists, samples and next year's plan: written with the draft.

    Attributes:
        ordinal: from 1; 0 for the department as a whole. key: by what it is found next year: its name, else its code.
        total: the unit's own points, None while a mark is missing. ours: by the formulas. grade: of the own total.
        rate: of execution, hundredths of a percent point. rows, full, over, lost: rows in all, with all points, far
            above their target, with points lost.
        troubles: what keeps it from being handed in.
        recheck: the re-checked total; recheck_grade its grade; both empty before a re-check is told.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="results")
    ordinal = models.PositiveIntegerField()
    key = models.CharField(max_length=300)
    name = models.CharField(max_length=300, blank=True)
    total = models.IntegerField(null=True)
    ours = models.IntegerField(null=True)
    grade = models.CharField(max_length=10, blank=True)
    rate = models.IntegerField(null=True)
    rows = models.PositiveIntegerField(default=0)
    full = models.PositiveIntegerField(default=0)
    over = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    troubles = models.PositiveIntegerField(default=0)
    recheck = models.IntegerField(null=True)
    recheck_grade = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("filing", "ordinal")
        constraints = [models.UniqueConstraint(fields=("county_code", "filing", "ordinal"), name="result_once")]
        indexes = [models.Index(fields=("county_code", "key"), name="result_of_project")]

    def __str__(self) -> str:
        return f"{self.name} {self.total}"

    @property
    def called(self) -> str:
        """Its name, in the page's language where it is the department as a whole."""
        return self.name if self.ordinal else gettext("部门整体")


class LevelMark(CountyRow):
    """What a second level of a project got in a self-evaluation, for sums: written with the result.

    Attributes:
        ordinal: from 1; 0 for the department as a whole. dimension, category: first and second level in standard
            words; both may be empty. leads: 1 in the first row of a first level, so that projects can be counted.
        rows: in all; open: without a mark; lost: with points lost.
        weight, points, held: hundredths, of the marked rows: what they weigh, the unit's points, and those that hold:
            re-checked where a re-check is told.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="level_marks")
    year = models.PositiveSmallIntegerField()
    ordinal = models.PositiveIntegerField()
    dimension = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=40, blank=True)
    leads = models.PositiveSmallIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    open = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    weight = models.IntegerField(default=0)
    points = models.IntegerField(default=0)
    held = models.IntegerField(default=0)

    class Meta:
        ordering = ("filing", "ordinal", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("county_code", "filing", "ordinal", "dimension", "category"), name="level_mark_once"
            )
        ]
        indexes = [models.Index(fields=("county_code", "year", "dimension", "category"), name="level_mark_of_year")]

    def __str__(self) -> str:
        return f"{self.dimension} {self.category} {self.held}"


class Recheck(CountyRow):
    """复核: a department's or the finance bureau's marks beside a unit's.

    Attributes:
        is_told: it is finished, and the unit sees it.
    """

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, related_name="recheck")
    opinion = models.TextField(blank=True)
    is_told = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.filing)


class RecheckMark(CountyRow):
    """A re-checked mark. path: of the row in the draft (`projects[0].indicators[2]`); points: hundredths."""

    recheck = models.ForeignKey(Recheck, on_delete=models.CASCADE, related_name="marks")
    path = models.CharField(max_length=200)
    points = models.IntegerField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("recheck", "path")
        constraints = [models.UniqueConstraint(fields=("county_code", "recheck", "path"), name="recheck_mark_once")]

    def __str__(self) -> str:
        return f"{self.path} {self.points}"


class Sample(CountyRow):
    """抽查名单: drawn by risk and lot; the seed draws the same list again from the same results."""

    year = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=40)
    wanted = models.PositiveIntegerField()
    among = models.PositiveIntegerField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.year} {self.seed}"


class Drawn(CountyRow):
    """A project of a sample. weight: of its risks; risks: their words as JSON text; by_lot: drawn from the rest."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="drawn")
    place = models.PositiveIntegerField()
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+")
    ordinal = models.PositiveIntegerField()
    name = models.CharField(max_length=300, blank=True)
    weight = models.PositiveIntegerField()
    risks = models.TextField(default="[]")
    by_lot = models.BooleanField(default=False)

    class Meta:
        ordering = ("sample", "place")
        constraints = [models.UniqueConstraint(fields=("county_code", "sample", "place"), name="drawn_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.name}"


class Rectification(CountyRow):
    """整改: a problem that the finance bureau has a unit mend by a day.

    Attributes:
        filing, path: the self-evaluation and row that it came from, where it did.
        key, project: by what next year's plan finds the project, and its name.
        responsible: who in the unit answers for it.
    """

    class State(models.TextChoices):
        """Where corrective action stands."""

        ISSUED = "issued", "已下达"
        REPORTED = "reported", "已报送"
        VERIFIED = "verified", "核实通过"
        RETURNED = "returned", "退回重改"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rectifications")
    year = models.PositiveSmallIntegerField()
    filing = models.ForeignKey(Filing, null=True, blank=True, on_delete=models.PROTECT, related_name="rectifications")
    path = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=300, blank=True)
    project = models.CharField(max_length=300, blank=True)
    problem = models.TextField()
    demand = models.TextField()
    due = models.DateField()
    responsible = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    issued_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("due", "id")
        indexes = [models.Index(fields=("county_code", "state", "due"), name="rectification_due")]

    def __str__(self) -> str:
        return self.problem[:60]


class RectificationNote(CountyRow):
    """What happened to corrective action: never changed. state: that it had afterwards."""

    rectification = models.ForeignKey(Rectification, on_delete=models.CASCADE, related_name="notes")
    state = models.CharField(max_length=10, choices=Rectification.State.choices)
    text = models.TextField(blank=True)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("rectification", "at", "id")

    def __str__(self) -> str:
        return f"{self.state} {self.text[:40]}"


class Appraisal(CountyRow):
    """部门评价, 财政评价: of a project by somebody else than who spends, by indicators decided for it.

    Attributes:
        indicators: as JSON text: dimension, name, weight, points, both hundredths, note.
        total: hundredths; None while a mark is missing. version: grows with every change.
    """

    class Kind(models.TextChoices):
        """By whom."""

        DEPARTMENT = "department", "部门评价"
        FINANCE = "finance", "财政评价"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appraisals")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FINANCE)
    key = models.CharField(max_length=300)
    project = models.CharField(max_length=300)
    institution = models.CharField(max_length=120, blank=True)
    indicators = models.TextField(default="[]")
    conclusion = models.TextField(blank=True)
    total = models.IntegerField(null=True)
    grade = models.CharField(max_length=10, blank=True)
    is_told = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-year", "unit__code", "project")
        constraints = [
            models.UniqueConstraint(fields=("county_code", "unit", "year", "kind", "key"), name="appraisal_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.project}"


class Proof(CountyRow):
    """佐证材料: a file of corrective action, or the report of an appraisal; its content is kept by its hash
    (`common/proofs.py`).
    """

    rectification = models.ForeignKey(
        Rectification, null=True, blank=True, on_delete=models.PROTECT, related_name="proofs"
    )
    appraisal = models.ForeignKey(Appraisal, null=True, blank=True, on_delete=models.PROTECT, related_name="proofs")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=5)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(rectification__isnull=False, appraisal__isnull=True)
                | Q(rectification__isnull=True, appraisal__isnull=False),
                name="proof_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.name

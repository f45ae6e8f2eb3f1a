"""Ledgers, their payments and budget changes, and the roll-ups that pages read. Money is integer fen throughout."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jixiao_web.accounts.models import Unit, User
from jixiao_web.common.models import CountyRow
from jixiao_web.filings.models import Filing


class Ledger(CountyRow):
    """支出台账: a project of an approved plan with its budget and what was spent of it.

    Attributes:
        plan: the approved plan. key: the project's code, or its name where it has none: once a unit and year.
        purpose: 资金用途 and goals, for watching. checkpoints: the spending plan as JSON text, [[3, "25"], …].
        initial_fen: 年初预算数. adjusted_fen: 全年预算数. spent_fen: 执行数. payments: how many entries.
        approved_on: day of the approval (批复). approval: its document number. last_paid_on: day of the newest entry.
        errors, warnings: findings of the watch rules on the day `watched_on`; that is None where the books have changed
            since (`watching.py`).
        point_red, point_yellow: a checkpoint of its plan that had passed by `watched_on` has that light.
        in_plan: False where an adjustment took the project out of the plan; its entries stay.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ledgers")
    plan = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="ledgers")
    year = models.PositiveSmallIntegerField()
    ordinal = models.PositiveIntegerField()
    key = models.CharField(max_length=300)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=300, blank=True)
    purpose = models.TextField(blank=True)
    checkpoints = models.TextField(default="[]")
    initial_fen = models.BigIntegerField(default=0)
    adjusted_fen = models.BigIntegerField(default=0)
    spent_fen = models.BigIntegerField(default=0)
    payments_count = models.PositiveIntegerField(default=0)
    approved_on = models.DateField(null=True, blank=True)
    approval = models.CharField(max_length=100, blank=True)
    last_paid_on = models.DateField(null=True, blank=True)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    point_red = models.BooleanField(default=False, db_default=False)
    point_yellow = models.BooleanField(default=False, db_default=False)
    watched_on = models.DateField(null=True, blank=True, db_index=True)
    in_plan = models.BooleanField(default=True)

    class Meta:
        ordering = ("unit__code", "ordinal")
        constraints = [models.UniqueConstraint(fields=("county_code", "unit", "year", "key"), name="ledger_once")]
        indexes = [models.Index(fields=("county_code", "year", "-errors", "-warnings", "id"), name="ledger_risks")]

    def __str__(self) -> str:
        return f"{self.year} {self.name}"


class Source(CountyRow):
    """Where workbooks of payments come from, known by their heads: how its columns are understood.

    Attributes:
        heads: the columns' heads as JSON text. mark: SHA-256 of them. columns: as people confirmed them last, as JSON
            text (`columns.py`).
    """

    mark = models.CharField(max_length=64)
    heads = models.TextField()
    columns = models.TextField()
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("county_code", "mark"), name="payment_source_once")]

    def __str__(self) -> str:
        return self.heads


class Batch(CountyRow):
    """导入批次: a file of payments that somebody loaded.

    Attributes:
        sha256: of the file; it is taken once for a unit, and once for the whole county. stored: where its rows lie
            below the folder of uploads (`uploads.py`). rows: how many it has, head and empty ones included.
        columns: how it is understood, as JSON text (`columns.py`).
        lines: read so far, for going on after a crash. new, known, refused: counted lines. fen: sum of the new.
        refusals: the first refused lines with their reasons, as JSON text.
        tried: of a long list that is not loaded yet, what trying it found and for what, as JSON text (`trying.py`).
    """

    class State(models.TextChoices):
        """Where an import stands."""

        PROPOSED = "proposed", "待确认"
        LOADING = "loading", "导入中"
        LOADED = "loaded", "已导入"
        DROPPED = "dropped", "已放弃"

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=100)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="batches")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    columns = models.TextField(default="{}")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    rows = models.PositiveIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    fen = models.BigIntegerField(default=0)
    refusals = models.TextField(default="[]")
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    tried = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("county_code", "year", "sha256", "unit"),
                condition=~Q(state="dropped") & Q(unit__isnull=False),
                name="payment_file_once_unit",
            ),
            models.UniqueConstraint(
                fields=("county_code", "year", "sha256"),
                condition=~Q(state="dropped") & Q(unit__isnull=True),
                name="payment_file_once_county",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Payment(CountyRow):
    """支出登记: an entry of the books. Never changed, never deleted: what is wrong is reversed.

    Attributes:
        fen: spent; negative for money that came back and for a reversal. kind: as the books call it.
        mark: 16 bytes of what tells it from every other entry (see `marks.py`): no entry can stand twice.
        reverses: the entry that this one takes back in full; each at most once.
        batch, line: the file and the line that it came from.
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="payments")
    day = models.DateField()
    fen = models.BigIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    fund_source = models.CharField(max_length=60, blank=True)
    payee = models.CharField(max_length=200, blank=True)
    voucher = models.CharField(max_length=60, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    mark = models.BinaryField(max_length=16)
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.PROTECT, related_name="payments")
    line = models.PositiveIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("ledger", "day", "id")
        constraints = [models.UniqueConstraint(fields=("county_code", "mark"), name="payment_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.fen} {self.payee}"


class BudgetChange(CountyRow):
    """预算调整: fen more (or less, negative) from a day on. Never changed; what is wrong is changed back.

    Attributes:
        document: number of the document that orders it. adjustment: the adjustment filing that brought it.
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="changes")
    day = models.DateField()
    fen = models.BigIntegerField()
    document = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=500, blank=True)
    adjustment = models.ForeignKey(Filing, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("ledger", "day", "id")

    def __str__(self) -> str:
        return f"{self.day} {self.fen} {self.document}"


class MonthTotal(CountyRow):
    """What was spent of a ledger in a month: written with the entries, read by curves and overviews."""

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="months")
    month = models.PositiveSmallIntegerField()
    fen = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("county_code", "ledger", "month"), name="month_total_once")]

    def __str__(self) -> str:
        return f"{self.ledger} {self.month}"

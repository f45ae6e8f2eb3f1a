"""Long work and its single steps: what a worker claims, how far it came, what a person asked of it.

Files of a job lie in its folder below DATA (`folder.py`).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_noop

from jixiao_web.accounts.models import Unit, User
from jixiao_web.common.models import CountyRow
from jixiao_web.filings.models import Filing


class Kind(models.TextChoices):
    """What is done."""

    READ = "read", gettext_noop("读取一批文件")
    BEGIN = "begin", gettext_noop("由一批文件建立申报件")
    EXPORT = "export", gettext_noop("导出申报件")
    RECHECK = "recheck", gettext_noop("重新检查")
    LOAD = "load", gettext_noop("导入支出")
    TRY = "try", gettext_noop("试算支出明细")
    ROUND = "round", gettext_noop("布置监控报告")
    EVALUATE = "evaluate", gettext_noop("建立绩效自评")


class State(models.TextChoices):
    """How far it is."""

    WAITING = "waiting", gettext_noop("等待办理")
    RUNNING = "running", gettext_noop("正在办理")
    DONE = "done", gettext_noop("已完成")
    CANCELLED = "cancelled", gettext_noop("已停止")
    FAILED = "failed", gettext_noop("未能完成")


ENDED = (State.DONE, State.CANCELLED, State.FAILED)


class Job(CountyRow):
    """A piece of long work.

    Attributes:
        about: key of what it works on, empty where that is nothing in particular; one piece of work at a time.
        arguments: what belongs to the kind, as JSON text. language: of the words that it leaves.
        done: steps that are over, whatever became of them; of work without steps how far it is. words: why it failed.
        worker, beat_at: who has claimed it, and when that was last alive; attempts: how often it was claimed.
        result, result_sha256: name and hash of the file that it made.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    about = models.CharField(max_length=40, blank=True)
    arguments = models.TextField(default="{}")
    language = models.CharField(max_length=10, default="zh-hans")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    cancel_asked = models.BooleanField(default=False)
    worker = models.CharField(max_length=40, blank=True)
    beat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.CharField(max_length=200, blank=True)
    result_sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = [
            models.Index(fields=("state", "created_at"), name="job_next"),
            models.Index(fields=("county_code", "owner", "-created_at"), name="job_of_owner"),
            models.Index(fields=("county_code", "kind", "about", "-created_at"), name="job_about"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("county_code", "kind", "about"),
                condition=models.Q(state__in=("waiting", "running")) & ~models.Q(about=""),
                name="job_about_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Outcome(models.TextChoices):
    """What became of a step."""

    WAITING = "waiting", gettext_noop("等待")
    NEW = "new", gettext_noop("可以建立")
    THERE = "there", gettext_noop("已有申报件")
    TWICE = "twice", gettext_noop("这一批里重复")
    UNKNOWN = "unknown", gettext_noop("没有对应单位")
    UNREADABLE = "unreadable", gettext_noop("无法读取")
    DONE = "done", gettext_noop("完成")
    CHANGED = "changed", gettext_noop("结果有变")
    FAILED = "failed", gettext_noop("未办成")


class Step(CountyRow):
    """One file or filing of a job. Leaving `waiting` marks it as done for ever, in the transaction of its effect.

    Attributes:
        name: of the file or filing. words: what there is to say of it.
        source: key of the step that read the file (`BEGIN`), or of the plan to report on. sha256: of the file.
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    filing = models.ForeignKey(Filing, null=True, on_delete=models.SET_NULL, related_name="+")
    source = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("job", "number")
        constraints = [models.UniqueConstraint(fields=("county_code", "job", "number"), name="step_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

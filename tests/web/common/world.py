"""Everybody and everything that an address can be about: what the access table and the headers are tried on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from jixiao_web.accounts.models import Appointment, Region, Role, Unit, User
from jixiao_web.accounts.policy import Person
from jixiao_web.commitments.following import plan_follow
from jixiao_web.commitments.models import Commitment, Goal, GoalNote, Record
from jixiao_web.common.proofs import proof_keep
from jixiao_web.deadlines.models import CountyDeadline, Feed, Mail
from jixiao_web.deadlines.own import hash_of
from jixiao_web.evaluation.appraising import About, appraisal_begin
from jixiao_web.evaluation.files import proof_add
from jixiao_web.evaluation.models import Appraisal, Drawn, Recheck, Sample
from jixiao_web.evaluation.opening import evaluation_begin
from jixiao_web.evaluation.rectifying import Problem, rectification_issue
from jixiao_web.filings.adjusting import adjustment_begin
from jixiao_web.filings.models import Filing, Source
from jixiao_web.filings.services import filing_begin
from jixiao_web.jobs.folder import put
from jixiao_web.jobs.models import Job
from jixiao_web.monitoring.evidence import evidence_add
from jixiao_web.monitoring.measures import measure_take
from jixiao_web.monitoring.rounds import round_open
from jixiao_web.overview.summing import summary_refresh
from jixiao_web.rest.scopes import Scope
from jixiao_web.rest.tokens import token_make
from jixiao_web.review.models import Comment
from jixiao_web.spending.importing import batch_take
from jixiao_web.spending.models import Ledger, Payment
from jixiao_web.spending.opening import ledgers_open
from jixiao_web.trial.models import Trial

from .access import ALL, ARGUMENTS, STRANGER, TABLE, WORDS, Access

COUNTY, FAR = "990128", "990129"
LOGIN = "/account/login/"
REPORT = {
    "schema": "jixiao/report/1", "file": "a.docx", "not_checked": [], "findings": [], "passed": [],
    "not_applicable": [],
    "summary": {"error": 0, "warning": 0, "hint": 0, "places": 0, "passed": 0, "not_applicable": 0, "not_checked": 0,
                "complete": True, "omitted": 0, "profile": "hebei", "as_of": None},
}  # fmt: skip


def addresses(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the project by its name; Django's own upkeep pages have tests of their own below."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        elif pattern.namespace not in ("admin", "v1"):  # programs: `tests/web/rest/test_access.py`
            yield from addresses(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))


PATTERNS = dict(addresses(get_resolver()))
OF_ADJUSTMENTS = ("filings:explain", "filings:changes", "filings:application")


class World:
    """The unit's filing, and everybody who might want to see it."""

    def __init__(self, unit: Unit, other_unit: Unit, plan) -> None:
        self.unit = unit
        self._people(other_unit)
        self._filings(plan)

    def _people(self, other_unit: Unit) -> None:
        """Everybody, each with a client of their own."""
        unit, far_unit = self.unit, Unit.objects.create(county_code=FAR, code="1", name="远县单位")
        roles = {
            "filler": (Role.FILLER, COUNTY, unit),
            "reviewer": (Role.UNIT_REVIEWER, COUNTY, unit),
            "finance": (Role.FINANCE_REVIEWER, COUNTY, None),
            "manager": (Role.ADMINISTRATOR, COUNTY, None),
            "auditor": (Role.AUDITOR, COUNTY, None),
            "other_filler": (Role.FILLER, COUNTY, other_unit),
            "other_reviewer": (Role.UNIT_REVIEWER, COUNTY, other_unit),
            "far_finance": (Role.FINANCE_REVIEWER, FAR, None),
            "far_manager": (Role.ADMINISTRATOR, FAR, None),
        }
        self.clients = {STRANGER: Client(raise_request_exception=False)}
        for name in sorted(ALL):
            user = User.objects.create(username=name, full_name=name)
            if name in roles:
                role, county, own = roles[name]
                Appointment.objects.create(county_code=county, user=user, role=role, unit=own)
            self.clients[name] = Client(raise_request_exception=False)
            self.clients[name].force_login(user)
        self.user = User.objects.create(username="patient")
        Appointment.objects.create(county_code=COUNTY, user=self.user, role=Role.FILLER, unit=unit)
        assert far_unit.pk

    def _filings(self, plan) -> None:
        """The unit's filing and all that hangs on it."""
        unit = self.unit
        filler = Person.of(User.objects.get(username="filler"))
        self.filing = filing_begin(person=filler, unit=unit, year=2025, document=plan)
        Source.objects.create(
            county_code=COUNTY, filing=self.filing, name="a.docx", sha256="", reading="{}", lines="[]"
        )
        self.comment = Comment.objects.create(
            county_code=COUNTY, filing=self.filing, text="请补充", author=User.objects.get(username="finance")
        )
        self.adjustment = self._adjustment(filler)
        self._deadlines()
        ledgers_open(self.filing, filler)
        self.ledger = Ledger.objects.filter(plan=self.filing).first()
        self.payment = Payment.objects.create(
            county_code=COUNTY, ledger=self.ledger, day=date(2025, 3, 1), fen=1, mark=b"1"
        )
        self.batch = batch_take(
            person=filler, county_code=COUNTY, unit=unit, year=2025, name="a.csv", pieces=["日期,金额,项目".encode()]
        )
        self._promises(filler, plan)
        summary_refresh(COUNTY, unit.pk, 2025, date(2025, 3, 1))
        finance = User.objects.get(username="finance")
        self._monitoring(Person.of(finance), filler)
        self._evaluation(Person.of(finance), filler)
        self.job = Job.objects.create(
            county_code=COUNTY, owner=finance, kind="export", state="done", result="a.zip", ended_at=timezone.now()
        )
        put(self.job.pk, "result.zip", b"PK")
        self.trial = Trial.objects.create(
            user=filler.user, name="a.docx", document=self.filing.draft, report=json.dumps(REPORT), page="", lines="[]"
        )
        self.token = token_make(person=filler, name="x", scopes=[Scope.READ], days=1).token

    def _adjustment(self, filler: Person) -> Filing:
        """An adjustment of the filing, which is a draft again afterwards."""
        plans = Filing.objects.filter(pk=self.filing.pk)
        plans.update(state="approved")
        made = adjustment_begin(person=filler, plan_id=self.filing.pk, why="追加预算")
        plans.update(state="draft")
        return made

    def _promises(self, filler: Person, plan) -> None:
        """A goal with a note, a commitment with a record and its proof."""
        plan_follow(self.filing, plan, filler, date(2025, 3, 1))
        self.goal = Goal.objects.first()
        self.note = GoalNote.objects.create(county_code=COUNTY, goal=self.goal, day=date(2025, 3, 1), percent=1)
        self.commitment = Commitment.objects.first()
        sha256, kind, name = proof_keep(COUNTY, "a.pdf", b"%PDF-1.7")
        self.record = Record.objects.create(
            county_code=COUNTY, commitment=self.commitment, day=date(2025, 3, 1), words="x",
            file_name=name, file_kind=kind, sha256=sha256,
        )  # fmt: skip

    def _evaluation(self, finance: Person, filler: Person) -> None:
        """A self-evaluation with its re-check, a sample, corrective action with proof, an appraisal that is told."""
        plans = Filing.objects.filter(pk=self.filing.pk)
        plans.update(state="approved")
        self.evaluation = evaluation_begin(person=filler, plan_id=self.filing.pk)
        plans.update(state="draft")
        own = {"county_code": COUNTY, "made_by": finance.user}
        Recheck.objects.create(filing=self.evaluation, is_told=True, **own)
        self.sample = Sample.objects.create(year=2025, seed="x", wanted=1, among=1, **own)
        Drawn.objects.create(
            county_code=COUNTY, sample=self.sample, place=1, filing=self.evaluation, ordinal=1, name="x", weight=0
        )
        told = Problem("没有完成", "限期完成", date(2026, 3, 31))
        self.rectification = rectification_issue(
            person=finance, unit=self.unit, year=2025, told=told, filing=self.evaluation
        )
        with transaction.atomic():
            self.proof = proof_add(filler, SimpleUploadedFile("a.pdf", b"%PDF-1.7"), self.rectification)
        self.appraisal = appraisal_begin(person=finance, about=About(self.unit, 2025, "finance", "项目"))
        Appraisal.objects.update(is_told=True)

    def _monitoring(self, finance: Person, filler: Person) -> None:
        """A round with the unit's report, a file and a measure."""
        plans = Filing.objects.filter(pk=self.filing.pk)
        plans.update(state="approved")
        opened = round_open(
            person=finance, county_code=COUNTY, year=2025, period="1-7", title="监控", due=date(2025, 8, 31),
            units=[self.unit.pk],
        )  # fmt: skip
        plans.update(state="draft")
        self.round, self.report = opened.round, opened.begun[0]
        path = "projects[0].indicators[0]"
        self.evidence = evidence_add(person=filler, filing_id=self.report.pk, path=path, name="a.pdf", data=b"%PDF-1.7")
        self.measure = measure_take(
            person=filler, filing_id=self.report.pk, path=path, what="correct", words="补足", responsible="爱丽",
            due=date(2025, 9, 30), today=date(2025, 9, 1),
        )  # fmt: skip

    def _deadlines(self) -> None:
        """A unit's own date, a mail that failed, a feed."""
        self.deadline = CountyDeadline.objects.create(
            county_code=COUNTY, year=2025, step="submit", unit=self.unit, day=date(2025, 1, 1), reason="x"
        )
        self.mail = Mail.objects.create(
            county_code=COUNTY, user=self.user, address="a@b.example", subject="x", state="failed",
            made_at=timezone.now(), next_try_at=timezone.now(),
        )  # fmt: skip
        Feed.objects.create(user=User.objects.create(username="feed"), token_hash=hash_of("feed-token"))

    def ask(self, name: str, access: Access, person: str):
        """Ask for an address as a person, and undo what that did."""
        keys = {
            "job": self.job.pk,
            "token": self.token.pk,
            "trial": self.trial.pk,
            "ledger": self.ledger.pk,
            "evaluation": self.evaluation.pk,
            "sample": self.sample.pk,
            "rectification": self.rectification.pk,
            "proof": self.proof.pk,
            "appraisal": self.appraisal.pk,
            "round": self.round.pk,
            "report": self.report.pk,
            "evidence": self.evidence.pk,
            "measure": self.measure.pk,
            "batch": self.batch.pk,
            "payment": self.payment.pk,
            "commitment": self.commitment.pk,
            "unit": self.unit.pk,
            "record": self.record.pk,
            "goal": self.goal.pk,
            "note": self.note.pk,
            "filing": self.filing.pk,
            "comment": self.comment.pk,
            "deadline": self.deadline.pk,
            "mail": self.mail.pk,
            "user": self.user.pk,
        }
        if name in OF_ADJUSTMENTS:
            keys["filing"] = self.adjustment.pk
        parts = PATTERNS[name].pattern.converters
        kwargs = {part: keys[ARGUMENTS[part]] if part in ARGUMENTS else WORDS[part] for part in parts}
        data = {key: value.format(**keys) for key, value in access.data.items()}
        if name == "filings:compare":
            data = {"from": "1"}
        with transaction.atomic():
            Filing.objects.filter(pk=self.filing.pk).update(state=access.state)
            if name == "filings:recover":
                Filing.objects.filter(pk=self.filing.pk).update(deleted_at=timezone.now())
            client = self.clients[person]
            cookies = client.cookies.copy()
            response = getattr(client, access.method)(reverse(name, kwargs=kwargs), data)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        client.cookies = cookies
        return response, content.decode("utf-8", "replace")


_Kind = TypeVar("_Kind", bound=World)


@contextmanager
def made_once(kind: type[_Kind], plan) -> Iterator[_Kind]:
    """A world for all tests of a module, undone at its end; each test undoes what it did itself."""
    with transaction.atomic():
        Region.objects.create(code=COUNTY, name="云河县")
        unit, other = (
            Unit.objects.create(county_code=COUNTY, code=code, name=f"云河县{name}人民政府本级")
            for code, name in (("471012", "青石镇"), ("471013", "鹤汀镇"))
        )
        yield kind(unit, other, plan)
        transaction.set_rollback(True)


CASES = [
    pytest.param(name, access, id=f"{name}-{n}") for name, lines in TABLE.items() for n, access in enumerate(lines)
]

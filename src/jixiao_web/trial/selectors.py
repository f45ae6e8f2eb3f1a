"""What the page of a trial tells: what was understood, what could not be checked, what was found."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from django.http import Http404
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jixiao import api
from jixiao.api import JixiaoError, text
from jixiao.model import Document
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.errors import NotReadable
from jixiao_web.filings.intake import lines_of, plan_of
from jixiao_web.filings.sheet import paper_markup
from jixiao_web.trial.models import Trial
from jixiao_web.trial.services import KEPT

LEVELS = ("error", "warning", "hint")
_MOST_PLACES = 12


class Place(NamedTuple):
    """Where something was found: in words of the file and of the form, and the words that stand there."""

    where: str
    subject: str
    quote: str


class Found(NamedTuple):
    """A finding in words."""

    rule: str
    level: str
    title: str
    message: str
    hint: str
    acts: tuple[str, ...]
    places: list[Place]
    more: int


class Group(NamedTuple):
    """The findings of one level."""

    level: str
    found: list[Found]


class Shown(NamedTuple):
    """A trial for its page.

    Attributes:
        paper: the official form, or nothing where no form holds the document; lines: the file's own then.
        is_plan: a filing can begin with it.
    """

    document: Document
    kind: str
    summary: Any
    not_checked: list[tuple[str, Place]]
    groups: list[Group]
    paper: SafeString | None
    lines: Sequence[str]
    is_plan: bool


def trial_for(person: Person, trial_id: uuid.UUID) -> Trial:
    """A trial of this person's own that is not over.

    Raises:
        Http404: there is none.
    """
    since = timezone.now() - KEPT
    found = Trial.objects.filter(pk=trial_id, user=person.user, created_at__gte=since).first()
    if found is None:
        raise Http404
    return found


def shown_of(trial: Trial, level: str) -> Shown:
    """What the page of a trial shows; `level` narrows the findings to one level."""
    document = api.load(trial.document.encode(), trial.name)
    report = api.load_report(trial.report_now.encode(), trial.name)[0]
    groups = [
        Group(each, [_found(one) for one in report.findings if one.level == each])
        for each in LEVELS
        if level in ("", each)
    ]
    paper = _paper(document)
    lines = [] if paper else [line.text for line in lines_of(trial.lines)]
    not_checked = [
        (text(f"tree.unread.{each.reason}"), Place(api.place_words(each.at), "", each.text or each.at.quote))
        for each in report.not_checked
    ]
    kind = text(f"tree.kind.{document.kind}")
    return Shown(
        document,
        kind,
        report.summary,
        not_checked,
        [one for one in groups if one.found],
        paper,
        lines,
        _is_plan(document),
    )


def _found(finding: Any) -> Found:
    places = [
        Place(api.place_words(each.at), api.subject_words(each.subject), each.found or each.at.quote)
        for each in (finding.members or (finding,))
    ]
    acts = tuple(api.citation_words(cited) for cited in finding.citations)
    shown = places[:_MOST_PLACES]
    return Found(
        finding.rule, finding.level, finding.title, finding.message, finding.hint, acts, shown, len(places) - len(shown)
    )


def _paper(document: Document) -> SafeString | None:
    try:
        return paper_markup(document)
    except JixiaoError:
        return None


def _is_plan(document: Document) -> bool:
    try:
        plan_of(document, "")
    except NotReadable:
        return False
    return True


def notice_of(trial: Trial) -> bytes:
    """The findings as a rectification notice in Word.

    Raises:
        JixiaoError: nothing was found.
    """
    document = api.load(trial.document.encode(), trial.name)
    report = api.load_report(trial.report_now.encode(), trial.name)[0]
    return api.write_notice(report, "docx", document=document).data


def report_json(trial: Trial) -> bytes:
    """The report as `jixiao check --format json` prints it."""
    return msgspec.json.format(trial.report_now.encode(), indent=2) + b"\n"


def words_of_level(level: str) -> str:
    """A level in words."""
    return {"error": _("错误"), "warning": _("疑点"), "hint": _("提示")}[level]

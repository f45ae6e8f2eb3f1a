"""Evidence and natures: what is added to the rows of a report beside its form. Every service is one transaction."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.proofs import NotAProof, proof_keep
from jixiao_web.filings.errors import MovedOn, RowGone
from jixiao_web.filings.models import OPEN, Filing, Kind
from jixiao_web.filings.store import document_of, locked, log, open_filing
from jixiao_web.monitoring.errors import EvidenceThere, NoEvidence
from jixiao_web.monitoring.models import Evidence, IndicatorNature, Nature
from jixiao_web.monitoring.reading import standings_follow
from jixiao_web.monitoring.standing import nature_key, standings_of

_ROW = re.compile(r"projects\[(\d{1,4})\]\.indicators\[(\d{1,4})\]")


def evidence_add(*, person: Person, filing_id: uuid.UUID, path: str, name: str, data: bytes) -> Evidence:
    """Add a file to a row of a report that is filled in.

    Raises:
        PermissionDenied, MovedOn: as `open_filing`. RowGone: no such row. NoEvidence: no file that is taken.
        EvidenceThere: it stands there.
    """
    try:
        with transaction.atomic():
            filing = open_filing(filing_id, person)
            demand_row(filing, path)
            proof = proof_keep(filing.county_code, name, data)
            made = Evidence.objects.create(
                county_code=filing.county_code,
                filing=filing,
                path=path,
                name=proof.name,
                kind=proof.kind,
                sha256=proof.sha256,
                size=len(data),
                added_by=person.user,
            )
            log(filing, person, "evidence_added", file=proof.name, path=path, evidence=proof.sha256)
    except NotAProof as error:
        raise NoEvidence(str(error)) from None
    except IntegrityError:
        raise EvidenceThere from None
    return made


def evidence_delete(*, person: Person, evidence_id: uuid.UUID, deleted: bool) -> Evidence:
    """Take a file away from its row, or put it back.

    Raises:
        PermissionDenied, MovedOn: as `open_filing`. EvidenceThere: the same file was added again meanwhile.
    """
    try:
        with transaction.atomic():
            made = Evidence.objects.get(pk=evidence_id)
            filing = open_filing(made.filing_id, person)
            now = timezone.now() if deleted else None
            before = Evidence.objects.filter(pk=evidence_id, deleted_at__isnull=deleted)
            if not before.update(deleted_at=now):
                raise MovedOn
            action = "evidence_deleted" if deleted else "evidence_restored"
            log(filing, person, action, file=made.name, path=made.path, evidence=made.sha256)
    except IntegrityError:
        raise EvidenceThere from None
    return made


def natures_choose(*, person: Person, filing_id: uuid.UUID, natures: Mapping[str, str]) -> Filing:
    """Choose the natures of a report's indicators, by the paths of their rows, for the whole year.

    The unit chooses while it fills in; the finance bureau at any time before approval.

    Raises:
        PermissionDenied: neither. MovedOn: the report is settled, or not the unit's to fill in now.
    """
    with transaction.atomic():
        filing = locked(filing_id)
        is_own = filing.state in OPEN and person.may(Action.EDIT_FILING, filing.unit)
        if not is_own:
            person.demand(Action.REVIEW_IN_FINANCE, filing.unit)
        if filing.kind != Kind.MONITORING or filing.state in ("approved", "published"):
            raise MovedOn
        changed: dict[str, str] = {}
        told = []
        for project in standings_of(filing):
            if project.ledger is None:
                continue
            for row in project.rows:
                chosen = natures.get(row.path, "")
                if chosen not in Nature.values or (chosen == row.nature and row.is_chosen):
                    continue
                category, name = nature_key(row.indicator)
                changed[row.path] = chosen
                told.append([str(project.ledger.pk), category, name, chosen])
                IndicatorNature.objects.update_or_create(
                    county_code=filing.county_code,
                    ledger=project.ledger,
                    category=category,
                    name=name,
                    defaults={"nature": chosen, "chosen_by": person.user},
                )
        if changed:
            standings_follow(filing, document_of(filing))
            log(filing, person, "natures_chosen", cells=changed, chosen=told)
    return filing


def demand_row(filing: Filing, path: str) -> None:
    """Refuse what is no row of a report.

    Raises:
        RowGone: it is none.
    """
    found = _ROW.fullmatch(path)
    projects = document_of(filing).projects
    if not found or int(found[1]) >= len(projects) or int(found[2]) >= len(projects[int(found[1])].indicators):
        raise RowGone

"""部门评价, 财政评价: evaluation by somebody else than who spends, by indicators that were decided for it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from jixiao import api
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.common.provinces import evaluation_law
from jixiao_web.evaluation.errors import ChangedMeanwhile, WeightsWrong, WordsWanted, WrongPoints
from jixiao_web.evaluation.files import proof_add
from jixiao_web.evaluation.models import Appraisal
from jixiao_web.evaluation.points import hundredths, points_of, read, written
from jixiao_web.filings.errors import FilingError

DIMENSIONS = ("决策", "过程", "产出", "效益")
"""First levels of the framework of indicators (财预〔2020〕10号 附件2)."""
_OUTPUT = ("产出", "效益")
MOST_ROWS = 60


class Line(NamedTuple):
    """An indicator of an appraisal: points as written, empty while nobody has marked it."""

    dimension: str
    name: str
    weight: str
    points: str
    note: str = ""


class AlreadyAppraised(FilingError):
    """The project has an appraisal of that year and kind."""

    def __init__(self) -> None:
        super().__init__(gettext("这个项目这一年度已经有同类评价。"))


class About(NamedTuple):
    """What is appraised, and by whom."""

    unit: Unit
    year: int
    kind: str
    project: str
    institution: str = ""


def kinds_of(person: Person, unit: Unit) -> list[str]:
    """The kinds of appraisal that a person may make of a unit's projects: a department's reviewer its department's, the
    finance bureau its own, and for a department.
    """
    if person.may(Action.REVIEW_IN_FINANCE, unit):
        return [Appraisal.Kind.FINANCE, Appraisal.Kind.DEPARTMENT]
    return [Appraisal.Kind.DEPARTMENT] if person.may(Action.REVIEW_IN_UNIT, unit) else []


def _demand(person: Person, unit: Unit, kind: str) -> None:
    if kind not in kinds_of(person, unit):
        raise PermissionDenied


def blank() -> list[Line]:
    """The lines of a new appraisal: the framework's levels, with weights that the law allows."""
    return [Line("决策", "", "", ""), Line("过程", "", "", ""), Line("产出", "", "", ""), Line("效益", "", "", "")]


def lines_of(appraisal: Appraisal) -> list[Line]:
    """The kept lines of an appraisal."""
    return [
        Line(dimension, name, written(points_of(weight)), written(points_of(points)), note)
        for dimension, name, weight, points, note in json.loads(appraisal.indicators)
    ]


def appraisal_begin(*, person: Person, about: About) -> Appraisal:
    """Begin an appraisal of a unit's project.

    Raises:
        PermissionDenied: not this person's to make. WordsWanted: no project. AlreadyAppraised: see there.
    """
    _demand(person, about.unit, about.kind)
    if not about.project.strip():
        raise WordsWanted(gettext("项目"))
    try:
        with transaction.atomic():
            made = Appraisal.objects.create(
                county_code=about.unit.county_code,
                unit=about.unit,
                year=about.year,
                kind=about.kind,
                key=about.project.strip()[:290],
                project=about.project.strip()[:290],
                institution=about.institution.strip(),
                made_by=person.user,
            )
            told = {"unit": about.unit.code, "year": about.year, "kind": str(about.kind), "project": made.project}
            _log(made, person, "appraisal_begun", **told)
    except IntegrityError:
        raise AlreadyAppraised from None
    return made


def appraisal_save(
    *,
    person: Person,
    appraisal_id: uuid.UUID,
    lines: Sequence[Line],
    institution: str,
    conclusion: str,
    version: int,
    is_told: bool,
    uploads: Sequence[UploadedFile[bytes]] = (),
) -> Appraisal:
    """Keep an appraisal's indicators, marks, conclusion and report; the unit sees it when it is told.

    Raises:
        PermissionDenied: not this person's to make. ChangedMeanwhile: somebody else saved.
        WeightsWrong, WrongPoints, WordsWanted: what cannot stand. FileRefused: see there.
    """
    with transaction.atomic():
        found = Appraisal.objects.select_for_update(of=("self",)).select_related("unit").get(pk=appraisal_id)
        _demand(person, found.unit, found.kind)
        if found.version != version:
            raise ChangedMeanwhile
        rows = _rows(lines)
        law = evaluation_law(found.county_code, found.year)
        _demand_weights(rows, law)
        for upload in uploads:
            proof_add(person, upload, found)
        total = None
        if rows and all(points is not None for _, _, _, points, _ in rows):
            total = sum((points or Decimal(0) for _, _, _, points, _ in rows), Decimal(0))
        if is_told and total is None:
            raise WordsWanted(gettext("各项指标的得分"))
        if is_told and not conclusion.strip():
            raise WordsWanted(gettext("评价结论"))
        kept = [(dim, name, hundredths(weight), hundredths(points), note) for dim, name, weight, points, note in rows]
        found.indicators = json.dumps(kept, ensure_ascii=False)
        found.institution, found.conclusion, found.is_told = institution.strip(), conclusion.strip(), is_told
        found.total = hundredths(total)
        found.grade = api.grade_told(total, law).name if total is not None else ""
        found.version, found.made_by = found.version + 1, person.user
        found.save()
        told = {"total": written(total), "grade": found.grade}
        _log(found, person, "appraisal_told" if is_told else "appraisal_saved", **told)
    return found


def words_sha256(appraisal: Appraisal) -> str:
    """The hash of everything that is written in an appraisal, which its entries in the log tell."""
    words = [appraisal.institution, appraisal.conclusion, json.loads(appraisal.indicators)]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def least_output(county_code: str, year: int) -> Decimal:
    """The least share that output and benefit weigh, percent."""
    return evaluation_law(county_code, year).decimal("weights.evaluation_output_benefit_percent")


_Row = tuple[str, str, Decimal, Decimal | None, str]


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """The lines that say something, as numbers."""
    rows: list[_Row] = []
    for line in lines[:MOST_ROWS]:
        if not line.name.strip():
            if line.weight.strip() or line.points.strip() or line.note.strip():
                raise WordsWanted(gettext("指标"))
            continue
        weight = read(line.weight)
        if weight is None or weight <= 0 or line.dimension not in DIMENSIONS:
            raise WeightsWrong(gettext("“%(name)s”没有分值。") % {"name": line.name})
        points = read(line.points) if line.points.strip() else None
        if line.points.strip() and (points is None or not 0 <= points <= weight):
            raise WrongPoints(line.name, written(weight))
        rows.append((line.dimension, line.name.strip()[:200], weight, points, line.note.strip()[:500]))
    return rows


def _demand_weights(rows: Sequence[_Row], law: api.Law) -> None:
    """Weights make the whole, and output and benefit the share that the law wants of them."""
    if not rows:
        return
    whole = law.decimal("self_evaluation.total_points")
    total = sum((row[2] for row in rows), Decimal(0))
    if total != whole:
        words = gettext("分值合计为%(total)s分，应为%(whole)s分。")
        raise WeightsWrong(words % {"total": written(total), "whole": written(whole)})
    least = law.decimal("weights.evaluation_output_benefit_percent")
    share = sum((row[2] for row in rows if row[0] in _OUTPUT), Decimal(0)) * 100 / whole
    if share < least:
        words = gettext("产出、效益指标的分值占%(share)s%%，不得低于%(least)s%%（%(source)s）。")
        told = law.source("weights.evaluation_output_benefit_percent").name.say()
        raise WeightsWrong(words % {"share": written(share), "least": written(least), "source": told})


def _log(found: Appraisal, person: Person, action: str, **detail: object) -> None:
    log_append(
        county_code=found.county_code,
        actor=person.user.username,
        action=action,
        object_kind="appraisal",
        object_key=str(found.pk),
        detail={**detail, "words_sha256": words_sha256(found)},
    )

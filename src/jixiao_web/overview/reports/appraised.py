"""部门评价 and 财政评价 in reports and in the workbook: those whose result the unit was told."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from jixiao_web.evaluation.models import Appraisal
from jixiao_web.evaluation.points import points_of
from jixiao_web.overview.reports.body import Body
from jixiao_web.overview.selectors import Place
from jixiao_web.overview.tables import MISSING, Cell, mark

HEADS = ("单位", "项目", "评价类型", "评价机构", "得分", "等级")


def appraisals_of(place: Place, year: int) -> QuerySet[Appraisal]:
    """The told appraisals of a place's year, by units and projects."""
    found = Appraisal.objects.filter(county_code=place.county_code, year=year, is_told=True).select_related("unit")
    return (found.filter(unit=place.unit) if place.unit else found).order_by("unit__code", "project", "kind", "pk")


def appraisal_rows(body: Body, place: Place, year: int) -> Iterator[list[str | Cell]]:
    """A row for each, as `HEADS` names its cells; the project leads to its page."""
    for each in appraisals_of(place, year).iterator(chunk_size=500):
        page = body.page(reverse("evaluation:appraisal", args=[each.pk]))
        yield [
            each.unit.name, Cell(each.project, page), each.get_kind_display(), each.institution or MISSING,
            mark(points_of(each.total), page), each.grade or MISSING,
        ]  # fmt: skip


def appraisals_told(body: Body, place: Place, year: int) -> None:
    """How many there are, and each; nothing where there is none."""
    rows = list(appraisal_rows(body, place, year))
    if rows:
        body.say(f"已告知结果的部门评价、财政评价{len(rows)}个。")
        body.table("部门评价、财政评价结果", HEADS, rows, (30, 34, 14, 24, 10, 8), "llclrc", unit="分")

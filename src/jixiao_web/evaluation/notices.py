"""整改通知书: corrective action on paper, as the finance bureau sends it. The paper is Chinese whatever the page is."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from jixiao import api
from jixiao_web.accounts.models import Region
from jixiao_web.evaluation.models import Rectification


def notice_paper(found: Rectification) -> api.Paper:
    """The notice."""
    title = f"关于{found.unit.name}{found.year}年预算绩效问题的整改通知"
    return api.Paper(title=title, sections=(api.Section(items=tuple(_lines(found, title)), name="整改通知"),))


def _lines(found: Rectification, title: str) -> Iterator[api.Line]:
    yield api.Line(text=title, style="title")
    yield api.Line(text=f"{found.unit.name}：", style="opening")
    about = f"“{found.project}”项目" if found.key else found.project or "预算绩效管理"
    yield api.Line(text=f"在{found.year}年绩效评价中，发现你单位{about}存在以下问题，现通知你单位整改。")
    parts = (("存在的问题", found.problem), ("整改要求", found.demand))
    for numeral, (head, words) in zip("一二", parts, strict=True):
        yield api.Line(text=f"{numeral}、{head}", style="heading1")
        yield from (api.Line(text=line) for line in words.splitlines() if line.strip())
    yield api.Line(text="三、报送时间", style="heading1")
    due = f"{found.due.year}年{found.due.month}月{found.due.day}日"
    responsible = f"整改责任人：{found.responsible}。" if found.responsible else ""
    yield api.Line(text=f"请于{due}前完成整改，书面报送整改情况，并附佐证材料。{responsible}")
    yield api.Line(text="逾期不整改或者整改不到位的，按照规定调减或者不予安排下年预算。")
    yield api.Line(text="")
    day = timezone.localtime(found.issued_at)
    county = Region.objects.filter(code=found.county_code).first()
    if county:
        yield api.Line(text=f"{county.name}财政局", style="signature")
    yield api.Line(text=f"{day.year}年{day.month}月{day.day}日", style="signature")

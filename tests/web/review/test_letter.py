"""The letter of opinions on paper: every reason of a return in a paragraph of its own."""

from __future__ import annotations

from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import filing_move
from jixiao_web.review.opinions import opinions_of, opinions_paper


def test_every_part_that_was_returned_stands_in_its_own_paragraph(filing, baihe):
    parts = {"projects[0]": "补附名册", "projects[1]": "写明口径"}
    filing_move(
        person=baihe, filing_id=filing.pk, move="return_in_finance", seen="finance_review", reason="请补充", parts=parts
    )
    paper = opinions_paper(opinions_of(Filing.objects.get(pk=filing.pk), baihe))
    lines = [line.text for line in paper.sections[0].items]
    assert "退回理由：请补充" in lines and not any("\n" in line for line in lines)
    assert sum(line.endswith(("：补附名册", "：写明口径")) for line in lines) == 2

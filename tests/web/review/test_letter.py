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
    assert "退回理由：请补充" in lines and not any("\n" in line for line in lines[:-1])
    assert sum(line.endswith(("：补附名册", "：写明口径")) for line in lines) == 2


def test_the_marks_of_an_unfilled_form_are_no_findings_of_its_own(as_baihe, aili, unit, baihe) -> None:
    """Where a value is wanted the form has a mark: the page of review finds what the page for filling in finds."""
    from jixiao.model import Document
    from jixiao_web.filings.checking import check
    from jixiao_web.filings.rows import blank
    from jixiao_web.filings.services import filing_begin
    from jixiao_web.filings.store import document_of
    from jixiao_web.review.page import ReviewPage

    document = blank(Document(kind="performance_plan", profile="hebei"))
    filing = filing_begin(person=aili, unit=unit, year=2026, document=document)
    found = [shown.finding for shown in ReviewPage(filing, baihe).findings]
    assert found == list(check(document_of(filing)).findings)
    assert "占位符" not in as_baihe.get(f"/review/{filing.pk}/").content.decode()


def test_every_place_has_words_and_the_day_stands_by_its_signature(baihe, unit, aili, plan, filing_in) -> None:
    import msgspec

    from jixiao_web.review.opinions import opinions_of, opinions_paper

    safeguards = tuple(msgspec.structs.replace(each, text="严格财务制度。") for each in plan.safeguards[:2])
    letter = opinions_of(filing_in(document=msgspec.structs.replace(plan, safeguards=safeguards, at={})), baihe)
    assert all(place.label for shown in letter.grave for place in shown.places)
    assert any("工作保障措施" in place.label for shown in letter.grave for place in shown.places)
    lines = [item for section in opinions_paper(letter._replace(reviewer="白鹤")).sections for item in section.items]
    assert lines[-1].text.startswith("审核人：白鹤\n") and lines[-1].style == "signature"

"""The sentences around the goals that the official form prints: shown, changed, taken away and added on the page."""

from __future__ import annotations

from jixiao import api

FIRST = "passages[4].text"
CLOSING = "passages[6].text"


def _printed(document) -> list[str]:
    return [line.text for line in api.form_paper(document).items() if hasattr(line, "text")]


def test_they_stand_on_the_page_and_are_changed(as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    assert sheet.fields[FIRST].strip().startswith("2025年，青石镇以县委") and "没有专款" in sheet.fields[CLOSING]
    sheet.fields[FIRST] = "2025年，青石镇把有限的财力用在群众最盼的事情上"
    assert sheet.save().status_code == 200
    assert "2025年，青石镇把有限的财力用在群众最盼的事情上。" in _printed(document_now(filing))


def test_one_is_taken_away(as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    sheet.fields[CLOSING] = ""
    sheet.save()
    assert CLOSING not in sheet.fields
    assert not any("没有专款" in line for line in _printed(document_now(filing)))


def test_a_blank_plan_gets_one(as_aili, blank_filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, blank_filing)
    sheet.fields["passages[0].text"] = "2026年，青石镇守住安全底线，办好民生小事。"
    sheet.fields["overall_goals[0].heading"] = "办好养老服务"
    sheet.save()
    assert "2026年，青石镇守住安全底线，办好民生小事。" in _printed(document_now(blank_filing))
    assert sheet.fields["passages[0].text"].strip() == "2026年，青石镇守住安全底线，办好民生小事。"


def test_one_that_the_form_would_not_print_is_refused_and_kept(as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    was = sheet.fields[CLOSING].strip()
    sheet.fields[CLOSING] = "以上项目都已公示。"
    assert sheet.save().status_code == 409
    assert "印不出这句话" in sheet.text() and sheet.fields[CLOSING].strip() == "以上项目都已公示。"
    assert was in _printed(document_now(filing))


def test_an_unlimited_number_of_them_cannot_be_forged(as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    sheet.fields |= {"passages[99].text": "x。", "was:passages[99].text": ""}
    sheet.save()
    assert len(document_now(filing).passages) == 7

"""What the tests of filings share: a draft, and a browser without scripts that fills in the edit page's one form."""

from __future__ import annotations

import lxml.html
import pytest
from django.urls import reverse

from jixiao.model import Document


@pytest.fixture
def filing(aili, unit, plan):
    """爱丽's draft of 2025, with the faults of the bundled file."""
    from jixiao_web.filings.services import filing_begin

    return filing_begin(person=aili, unit=unit, year=2025, document=plan, cause="imported")


@pytest.fixture
def blank_filing(aili, unit):
    """爱丽's blank draft of 2026."""
    from jixiao_web.filings.rows import blank
    from jixiao_web.filings.services import filing_begin

    return filing_begin(
        person=aili, unit=unit, year=2026, document=blank(Document(kind="performance_plan", profile="hebei"))
    )


@pytest.fixture
def document_now():
    """The draft as it stands in the database."""
    from jixiao_web.filings.models import Filing
    from jixiao_web.filings.services import document_of

    return lambda filing: document_of(Filing.objects.get(pk=filing.pk))


class Sheet:
    """The edit page as a person without scripts has it open: what it said when it was opened, and what was typed in."""

    def __init__(self, client, filing, query: str = "") -> None:
        self.client, self.url = client, reverse("filings:edit", args=[filing.pk]) + query
        self.response = client.get(self.url)
        self._take(self.response)

    def _take(self, response) -> None:
        page = lxml.html.fromstring(response.content.decode())
        form = page.get_element_by_id("sheet")
        self.page = page
        self.fields = {key: value or "" for key, value in form.form_values()}
        self.buttons = [each.get("value") for each in form.xpath(".//button[@name='do']")]

    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    def save(self, do: str = "save", **_nothing: str):
        """Press a button of the page; the page that comes back is the one that is open then."""
        response = self.client.post(self.url, {**self.fields, "do": do}, follow=True)
        if b'id="sheet"' in response.content:
            self._take(response)
        return response


@pytest.fixture
def sheet_of():
    return Sheet

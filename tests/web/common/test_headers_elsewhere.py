"""The headers of what the access table has no line for: files, errors, detours, and a page that somebody uploaded."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from .test_headers import SCRIPT, held


@pytest.mark.parametrize("path", ["/nothing/", "/static/common/app.css", "/static/nothing.css", "/account/login"])
def test_so_do_files_errors_and_detours(path: str, db) -> None:
    answer = Client().get(path)
    held(answer)
    answer.close()


def test_a_page_that_was_uploaded_is_only_words(as_aili, unit, mended_plan) -> None:
    """A dropped web page stands beside the form as text, and its name does too."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from jixiao import api
    from jixiao_web.filings.models import Filing

    page = api.write(mended_plan, "html", api.WriteOptions()).data.decode()
    page = page.replace("</body>", f"<p>工作保障措施 {SCRIPT}</p>{SCRIPT}</body>")
    page = page.replace("云河县", "云河县&lt;script&gt;alert(1)&lt;/script&gt;")
    file = SimpleUploadedFile("<script>alert(1)<script>.html", page.encode(), content_type="text/html")
    sent = {"unit": str(unit.pk), "year": "2025", "file": file}
    assert as_aili.post("/filings/start/", sent).status_code == 302
    filing = Filing.objects.get()
    for end in ("", "original/", "edit/", "story/"):
        answer = as_aili.get(f"/filings/{filing.pk}/{end}")
        assert answer.status_code == 200
        assert not re.search(r"<script(?![^>]*\ssrc=)", answer.content.decode()), end
    told = as_aili.get(f"/filings/{filing.pk}/original/").content.decode()
    assert "&lt;script&gt;" in told, "the file did hold one"

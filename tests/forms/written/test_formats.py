"""What a form wrote in a format, the format's reader reads back to an equal model: every form, every format."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao import api
from jixiao.documents.writing import bytes_of
from jixiao.forms.description import Form, forms
from jixiao.forms.written.papers import form_paper
from jixiao.model.content import content_of, leaves
from tests.forms.written.documents import documents

FORMATS = ("docx", "pdf", "xlsx", "html", "txt")


@pytest.mark.slow
@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
@given(data=st.data())
@settings(derandomize=True, deadline=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_it_reads_back_what_it_wrote(form: Form, file_format: str, data: st.DataObject) -> None:
    document = data.draw(documents(form))
    read = api.read_bytes(bytes_of(form_paper(document, form), file_format).data, f"表.{file_format}")
    expected, found = dict(leaves(content_of(document))), dict(leaves(content_of(read)))
    keys = expected.keys() | found.keys()
    assert {key: (expected.get(key), found.get(key)) for key in keys if expected.get(key) != found.get(key)} == {}
    assert read.unread == ()

"""What a form wrote, it reads back to an equal model: every form, random documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.forms.assemble import assemble
from jixiao.forms.description import Form, forms
from jixiao.forms.reader import read_draft
from jixiao.forms.written.blocks import blocks_of
from jixiao.forms.written.papers import form_paper
from jixiao.model.content import content_of, leaves
from tests.forms.written.documents import documents


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
@given(data=st.data())
@settings(derandomize=True, deadline=None, max_examples=25)
def test_it_reads_back_what_it_wrote(form: Form, data: st.DataObject) -> None:
    document = data.draw(documents(form))
    read = assemble(read_draft(blocks_of(form_paper(document, form))))
    expected, found = dict(leaves(content_of(document))), dict(leaves(content_of(read)))
    differing = {
        key: (expected.get(key), found.get(key))
        for key in expected.keys() | found.keys()
        if expected.get(key) != found.get(key)
    }
    assert differing == {}
    assert read.unread == ()

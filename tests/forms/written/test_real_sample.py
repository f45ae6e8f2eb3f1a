"""The real document, written to every format, reads back to equal projects, goals and safeguards."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from jixiao import api
from jixiao.model.content import content_of

SAMPLE = Path(__file__).parents[3].parent / "shared/samples/gushu-2025.txt"


@pytest.mark.parametrize("file_format", ["docx", "pdf", "xlsx", "html", "txt", "json"])
def test_it_reads_back_to_equal_projects(file_format: str) -> None:
    document = api.read(SAMPLE)
    written = api.write(document, file_format, api.WriteOptions(marks=True))
    again = api.load(written.data, f"文本.{file_format}")
    assert len(again.projects) == 5
    once, twice = (content_of(msgspec.structs.replace(each, itemized_goals=())) for each in (document, again))
    assert twice == once
    assert written.left_out == ()
    if file_format != "json":
        assert again.unread == ()


def test_what_was_written_once_is_written_again_just_so() -> None:
    document = api.read(SAMPLE)
    first = api.write(document, "docx").data
    assert api.write(api.load(first, "文本.docx"), "docx").data == first

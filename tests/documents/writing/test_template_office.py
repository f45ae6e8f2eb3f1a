"""Filled templates in an office program: LibreOffice opens them and shows what was put in."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from benchmarks import office
from jixiao.forms.written.place_values import fill_template
from tests.documents.writing.template_files import add_box, saved
from tests.forms.written.own_templates import hebei_template, plan

pytestmark = pytest.mark.slow


def test_an_office_program_shows_every_project(tmp_path: Path) -> None:
    template = hebei_template()
    add_box(template, "框{{单位编码}}")
    source = tmp_path / "文本.docx"
    source.write_bytes(fill_template(plan(30), saved(template), "模板.docx").data)
    [printed] = office.convert([source], "pdf", tmp_path)
    document = pypdfium2.PdfDocument(printed)
    words = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    assert [n for n in range(1, 31) if f"{n}.河渠清淤{n}期绩效目标表" not in words] == []
    assert words.count("项目编码") == 30
    assert "框901001" in words
    assert "{{" not in words

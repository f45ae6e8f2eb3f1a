"""What a form has no place for is listed: all of it, and nothing that is printed."""

from __future__ import annotations

import pytest

from jixiao.forms.assemble import assemble
from jixiao.forms.description import Form, forms
from jixiao.forms.reader import read_draft
from jixiao.forms.written.blocks import blocks_of
from jixiao.forms.written.papers import default_form, form_paper
from jixiao.forms.written.writing import left_out, paper_of
from jixiao.model.content import content_of, leaves
from tests.forms.written.bare import bare, form_named, plan

_SAID_BY_THE_FORM = ("kind", "profile")


@pytest.mark.parametrize("name", [form.name for form in forms() if not form.wide])
def test_what_is_not_left_out_reads_back_from_any_form(name: str) -> None:
    document = plan(2)
    paper = paper_of(document, name, marks=True)
    lost = dict(left_out(document, paper))
    found = dict(leaves(content_of(assemble(read_draft(blocks_of(paper))))))
    for path, value in leaves(content_of(document)):
        if path not in (*lost, *_SAID_BY_THE_FORM):
            assert found.get(path) == value, path
        elif path in lost:
            assert path not in found, path


def test_a_plan_of_hebei_on_the_national_form_leaves_out_what_only_hebei_asks() -> None:
    document = plan()
    lost = {path for path, _ in left_out(document, paper_of(document, "national_project_target"))}
    months = {f"projects[0].spending_plan[{n}].{field}" for n in range(4) for field in ("month", "cumulative_percent")}
    rows = {f"projects[0].indicators[{n}].{field}" for n in range(4) for field in ("description", "basis")}
    assert lost == {"projects[0].code", "projects[0].purpose", *months, *rows}


def test_a_plan_on_its_own_form_leaves_out_nothing() -> None:
    assert list(left_out(plan(3), paper_of(plan(3), "hebei_project_target"))) == []


def test_one_cell_tells_the_first_level_of_all_its_rows() -> None:
    document = plan()
    paper = form_paper(document, form_named("annual_project_target"))
    assert not any("dimension" in path or "category" in path for path, _ in left_out(document, paper))


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_the_default_form_is_of_the_document_s_kind(form: Form) -> None:
    chosen = form_named(default_form(bare(form)))
    assert (chosen.kind, chosen.wide) == (form.kind, form.wide)
    assert chosen.profile in (form.profile, None)

"""Telling the province: by form, code, name of the unit, words of the body; national where nothing tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.api import read
from jixiao.law import PROFILES, profile_of
from jixiao.model import Document, OverallGoal, Passage, Place, Project, Unit

HERE = Place()

TOLD_BY_FORM = {
    "chongqing_dept_selfeval_2021_ocr": "chongqing",
    "chongqing_tongnan_2023_town": "chongqing",
    "hebei_chengde_mzj_2022_toc": "hebei",
    "hebei_handan_2019_grades": "hebei",
    "sichuan_daying_2023_selfeval": "sichuan",
    "sichuan_jingyan_2023_flat12col": "sichuan",
}
"""The other layouts are on national forms and their places are masked."""


def _project(ordinal: int, code: str | None = None, **rest: object) -> Project:
    return Project(ordinal=ordinal, code=code, at=HERE, **rest)  # type: ignore[arg-type]  # any field of a project


def test_the_form_goes_first() -> None:
    document = Document(
        profile="shanghai", unit=Unit(name="河北省某局"), projects=(_project(1, "51990125T00000000001X"),)
    )
    assert profile_of(document) == "shanghai"


def test_a_profile_of_the_reader_that_the_law_does_not_know_tells_nothing() -> None:
    assert profile_of(Document(profile="atlantis")) == "national"


def test_project_codes_tell_by_their_division() -> None:
    codes = ("51990124T00001026335X", "51990124T000010263357", "13990125P00AB12345678")
    document = Document(projects=tuple(_project(i, code) for i, code in enumerate(codes, 1)))
    assert profile_of(document) == "sichuan"


@pytest.mark.parametrize("code", ["51990124T0000102633", "519901", "64990125P00AB12345678", None])
def test_a_broken_code_or_one_of_a_place_without_profile_tells_nothing(code: str | None) -> None:
    assert profile_of(Document(projects=(_project(1, code),))) == "national"


def test_a_unit_code_is_no_division() -> None:
    assert profile_of(Document(unit=Unit(code="130001", name="某镇人民政府"))) == "national"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("湖南省某县财政局", "hunan"),
        ("昆明市某区教育体育局", "yunnan"),
        ("上海市某街道办事处", "shanghai"),
        ("某县某镇人民政府", "national"),
        ("河北省驻北京市办事处", "national"),
    ],
)
def test_the_name_of_the_unit_tells(name: str, place: str) -> None:
    assert profile_of(Document(unit=Unit(name=name))) == place


def test_the_department_of_a_project_tells() -> None:
    document = Document(unit=Unit(name="某中心"), projects=(_project(1, department="安徽省某厅"),))
    assert profile_of(document) == "anhui"


def test_the_body_tells_where_it_names_one_province() -> None:
    one = Document(passages=(Passage(text="根据川财绩〔2025〕10号文件要求", at=HERE),))
    assert profile_of(one) == "sichuan"
    goal = OverallGoal(ordinal=1, heading="学习江西省经验", text="", at=HERE)
    assert profile_of(Document(passages=one.passages, overall_goals=(goal,))) == "national"
    assert profile_of(Document(projects=(_project(1, details={"立项依据": "鄂财绩发〔2021〕1号"}),))) == "hubei"


def test_every_layout_is_told(root: Path) -> None:
    layouts = sorted((root / "../shared/samples/layouts").glob("*.txt"))
    assert len(layouts) > 20
    told = {path.stem: profile_of(read(path)) for path in layouts}
    assert {name: place for name, place in told.items() if place != "national"} == TOLD_BY_FORM


def test_the_sample_is_told(root: Path) -> None:
    path = root / "../shared/samples/gushu-2025.txt"
    document = read(path)
    assert profile_of(document) == "hebei"
    by_code = Document(projects=document.projects)
    assert profile_of(by_code) == "hebei"


def test_every_answer_is_a_profile() -> None:
    assert profile_of(Document()) in PROFILES

"""Which typefaces are chosen, what stands in for what, and what a machine without Chinese fonts is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from jixiao.documents.writing import fonts
from jixiao.documents.writing.fonts import FontFolders, font_folders, substitutes, typefaces
from jixiao.documents.writing.looks import looks
from jixiao.errors import MissingPart
from jixiao.language import set_language

SCRIPT = Path(__file__).parents[3] / "tools" / "fonts.sh"
FANDOL = {"FandolFang R": 400, "FandolHei": 400, "FandolKai": 400, "FandolSong": 700}


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> FontFolders:
    """A machine with the families (and their heaviest weights) that the test names."""
    families: dict[str, int] = request.param
    book = SimpleNamespace(
        families=lambda: sorted(families),
        fonts=lambda: [SimpleNamespace(family=family, weight=weight) for family, weight in families.items()],
    )
    monkeypatch.setattr(fonts, "loaded", lambda folders: book)
    # A folder of its own, because what was found out about others is remembered.
    return FontFolders((request.node.name,), system=False)


OFFICIAL = {"仿宋_GB2312": 400, "黑体": 400, "楷体_GB2312": 400, "方正小标宋简体": 400, "宋体": 400}


@pytest.mark.parametrize("installed", [OFFICIAL | FANDOL], indirect=True)
def test_official_fonts_come_first_and_are_set_as_they_are(installed: FontFolders) -> None:
    assert substitutes(installed) == ()
    faces = typefaces(installed)
    assert {purpose: face.names[0] for purpose, face in faces.items()} == dict(
        zip(("fangsong", "hei", "kai", "xiaobiaosong", "song"), OFFICIAL, strict=True)
    )
    assert not any(face.bold or face.latin for face in faces.values())


@pytest.mark.parametrize("installed", [FANDOL], indirect=True)
def test_substitutes_are_named_and_the_light_one_is_set_bold(installed: FontFolders) -> None:
    assert [str(one) for one in substitutes(installed)] == [
        "仿宋_GB2312→FandolFang R",
        "黑体→FandolHei",
        "楷体_GB2312→FandolKai",
        "方正小标宋简体→FandolSong",
        "宋体→FandolSong",
    ]
    faces = typefaces(installed)
    assert [purpose for purpose, face in faces.items() if face.bold] == ["xiaobiaosong"]
    assert faces["xiaobiaosong"].has_bold
    assert not faces["fangsong"].has_bold
    assert faces["fangsong"].latin == faces["song"].names


@pytest.mark.parametrize("installed", [{"Noto Serif CJK SC": 700}], indirect=True)
def test_one_chinese_family_serves_all_purposes(installed: FontFolders) -> None:
    assert {face.names for face in typefaces(installed).values()} == {("Noto Serif CJK SC",)}


def test_a_family_that_nobody_listed_is_found_by_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    known = looks()
    unlisted = {
        purpose: replace(family, names=("没有",), substitutes=()) for purpose, family in known.families.items()
    }  # fmt: skip
    monkeypatch.setattr(fonts, "looks", lambda: replace(known, families=unlisted))
    folders = FontFolders(("unlisted",))
    names = typefaces(folders)["song"].names
    assert "Noto Sans CJK SC" in names
    assert not {"DejaVu Sans", "Liberation Serif"} & set(names)


def test_without_any_chinese_font_it_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(MissingPart) as caught:
        typefaces(FontFolders((str(tmp_path),), system=False))
    words = str(caught.value)
    assert words.startswith("无法生成PDF：没有找到中文字体。")
    assert "fonts-noto-cjk" in words
    assert str(Path(sys.prefix) / "share" / "fonts") in words
    assert "--fonts" in words
    set_language("en")
    try:
        assert str(caught.value).startswith("Cannot make a PDF: no font with Chinese characters")
    finally:
        set_language("zh")


def test_the_callers_folders_come_before_the_environments() -> None:
    own = str(Path(sys.prefix) / "share" / "fonts")
    assert font_folders([Path("mine"), Path("ours")]) == FontFolders(("mine", "ours", own), system=True)


def test_the_script_is_quick_and_silent_where_the_fonts_are(tmp_path: Path) -> None:
    folder = tmp_path / "share" / "fonts" / "fandol"
    folder.mkdir(parents=True)
    for face in ("Fang-Regular", "Hei-Regular", "Hei-Bold", "Kai-Regular", "Song-Regular", "Song-Bold"):
        (folder / f"Fandol{face}.otf").write_bytes(b"x")
    run = subprocess.run(["sh", SCRIPT, tmp_path], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")


def test_the_script_says_what_to_do_where_nothing_can_be_fetched(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "mkdir", "rm", "cp", "mv"):
        found = subprocess.run(["sh", "-c", f"command -v {name}"], capture_output=True, text=True, check=True)
        (tools / name).symlink_to(found.stdout.strip())
    run = subprocess.run(
        [tools / "sh", SCRIPT, tmp_path / "venv"],
        capture_output=True, text=True, encoding="utf-8", env={"PATH": str(tools)}, check=True,
    )  # fmt: skip
    assert run.stderr.count("\n") == 1
    assert "apt-get update" in run.stderr
    assert str(tmp_path / "venv/share/fonts/fandol") in run.stderr

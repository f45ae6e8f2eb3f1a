"""Broken, hostile and protected Word files: an error of the project, in bounded time and memory, and nothing else."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents import docx
from jixiao.documents.blocks import Blocks
from jixiao.documents.limits import Limits
from jixiao.errors import DamagedFile, LimitExceeded, ProtectedFile, UnreadableFile
from tests.documents.docx_files import MAIN, blocks, cell, paragraph, part, row, run, table, texts, word_file, zipped

GOOD = word_file(
    paragraph("目标")
    + table(row(cell("产出", '<w:vMerge w:val="restart"/>'), cell("≥90%")), row(cell("", "<w:vMerge/>"), cell("九")))
    + f"<w:p><w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt><w:del>{run('旧')}</w:del></w:p>"
    + paragraph("一", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    styles='<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
)
DOCUMENT = part("document", f"<w:body>{paragraph('甲')}</w:body>")


def entity(declaration: str) -> str:
    return DOCUMENT.replace("<w:document", f"<!DOCTYPE w:document [{declaration}]><w:document").replace("甲", "&x;")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"no zip at all", id="no zip"),
        pytest.param(GOOD[: len(GOOD) // 2], id="half a file"),
        pytest.param(GOOD[:-30], id="without its directory"),
        pytest.param(zipped({"word/styles.xml": "<x/>"}), id="no text part"),
        pytest.param(zipped({MAIN: ""}), id="an empty part"),
        pytest.param(zipped({MAIN: "words"}), id="no markup"),
        pytest.param(zipped({MAIN: "<html><body>x</body></html>"}), id="another root"),
        pytest.param(zipped({MAIN: DOCUMENT[:-12]}), id="a part without its end"),
        pytest.param(zipped({MAIN: DOCUMENT + "<w:p/>"}), id="two roots"),
        pytest.param(zipped({MAIN: DOCUMENT.replace("</w:p>", "")}), id="an element without its end"),
        pytest.param(zipped({MAIN: DOCUMENT.replace("甲", "&nbsp;")}), id="an unknown entity"),
        pytest.param(zipped({MAIN: DOCUMENT.replace("甲", "a & b")}), id="a bare ampersand"),
        pytest.param(zipped({MAIN: DOCUMENT.replace("甲", "<!-- ")}), id="a comment without its end"),
        pytest.param(zipped({MAIN: DOCUMENT.encode("gb18030")}), id="an encoding that is not the declared one"),
        pytest.param(zipped({MAIN: DOCUMENT.replace("UTF-8", "zlib")}), id="an encoding that is none"),
        pytest.param(zipped({MAIN: entity('<!ENTITY x "y">')}), id="an entity"),
        pytest.param(zipped({MAIN: entity('<!ENTITY x SYSTEM "file:///etc/hostname">')}), id="an outside entity"),
        pytest.param(zipped({MAIN: entity("")}), id="a document type"),
    ],
)
def test_a_damaged_file(data: bytes) -> None:
    with pytest.raises(DamagedFile) as caught:
        docx.read(data, "绩效.docx")
    assert caught.value.name == "绩效.docx"


def test_bytes_that_changed_inside_the_container() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        start = archive.getinfo(MAIN).header_offset + 30 + len(MAIN) + 10
    with pytest.raises(DamagedFile):
        docx.read(GOOD[:start] + b"\xff\x00\xff" + GOOD[start + 3 :], "a")


def test_an_encrypted_part() -> None:
    data = bytearray(zipped({MAIN: DOCUMENT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ProtectedFile):
        docx.read(bytes(data), "a")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_word_does_not_know(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr(MAIN, DOCUMENT)
    with pytest.raises(DamagedFile):
        docx.read(buffer.getvalue(), "a")


def refused(body: str, limits: Limits) -> LimitExceeded:
    with pytest.raises(LimitExceeded) as caught:
        blocks(body, limits)
    assert "上限" in str(caught.value)
    return caught.value


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    """What the container says of sizes is not believed: bytes are counted as they come."""
    bomb = word_file(paragraph("0" * 60_000_000))
    liar = bytearray(bomb)
    size = liar.index(b"PK\x01\x02") + 24
    liar[size : size + 4] = (1000).to_bytes(4, "little")
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile):
            docx.read(bytes(liar), "a", Limits(unpacked_bytes=4 * 2**20))
        with pytest.raises(LimitExceeded) as caught:
            docx.read(bomb, "a", Limits(unpacked_bytes=4 * 2**20))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert caught.value.details["setting"] == "JIXIAO_MAX_UNPACKED_MB"
    assert peak < 20 * 2**20


def test_parts_count_together_against_the_limit() -> None:
    styles = '<w:style w:styleId="a"><w:name w:val="x"/></w:style>' * 2000
    size = len(part("styles", styles))
    limits = Limits(unpacked_bytes=size + 100)
    assert texts(blocks(paragraph("甲"), Limits(unpacked_bytes=size + 5000), styles=styles)) == ["甲"]
    with pytest.raises(LimitExceeded):
        blocks(paragraph("甲"), limits, styles=styles)


def test_cells_are_counted_with_merged_ones_as_one() -> None:
    merged = table(row(cell("甲", '<w:vMerge w:val="restart"/>')), *[row(cell("", "<w:vMerge/>"))] * 50)
    assert len(next(blocks(merged, Limits(cells=2)).tables()).cells) == 1
    assert refused(table(*[row(cell("甲"))] * 51), Limits(cells=50)).details["found"] == 51
    assert refused(table(row(*[cell()] * 51)), Limits(cells=50)).details["setting"] == "JIXIAO_MAX_CELLS"
    assert refused(table(row(cell(), cell())) * 26, Limits(cells=50)).details["limit"] == 50


def test_tables_nested_too_deep() -> None:
    body = ""
    for _ in range(60):
        body = table(row(f"<w:tc>{body}<w:p/></w:tc>"))
    assert len(list(blocks(body, Limits(depth=60)).tables())) == 60
    assert refused(body, Limits(depth=59)).details["setting"] == "JIXIAO_MAX_DEPTH"


@pytest.mark.parametrize("filler", ["<w:x>", "<w:x>/>", "<w:x a='/>'>", '<w:x a=">/"><w:y b="/>"/>'])
def test_elements_nested_too_deep(filler: str) -> None:
    assert refused(filler * 100_000, Limits()).details["setting"] == "JIXIAO_MAX_DEPTH"


def test_bare_signs_do_not_look_like_nesting() -> None:
    body = f'<w:p w:a="/>" w:b="a/b" w:c=\'"/>\'>{run(">90% 1/2 />")}</w:p>'
    assert texts(blocks(body * 20_000)) == [">90% 1/2 />"] * 20_000


def test_nothing_outside_is_followed() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" TargetMode="External" Target="http://x/styles.xml" Type="http://x/styles"/>'
        '<Relationship Id="b" Target="../../../etc/passwd" Type="http://x/numbering"/></Relationships>'
    )
    body = paragraph("甲", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    found = docx.read(zipped({MAIN: part("document", body), "word/_rels/document.xml.rels": links}), "a")
    assert (texts(found), found.unread) == (["甲"], ())


def _only_errors_of_the_project(data: bytes) -> None:
    try:
        assert isinstance(docx.read(data, "a"), Blocks)
    except UnreadableFile as error:
        assert "a" in str(error)


@given(st.integers(0, 2**32))
@settings(derandomize=True, max_examples=150, deadline=None)
def test_changed_bytes_of_the_container(seed: int) -> None:
    chance, data = random.Random(seed), bytearray(GOOD)
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    _only_errors_of_the_project(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))


@given(st.integers(0, 2**32))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_changed_markup(seed: int) -> None:
    """Whole elements moved, doubled, dropped and renamed: still markup, no longer a sensible document."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(parts))
    tags = parts[name].replace(b">", b">\0").split(b"\0")
    for _ in range(chance.randint(1, 4)):
        at, to = chance.randrange(len(tags)), chance.randrange(len(tags))
        tags[at] = chance.choice(
            [tags[to], tags[at] * 2, b"", tags[at].replace(b"w:p", b"w:tbl"), b"</w:tc>", b"<w:p/>"]
        )
    _only_errors_of_the_project(zipped({**parts, name: b"".join(tags)}))


@given(st.recursive(st.just(""), lambda inner: st.lists(inner, max_size=4), max_leaves=30), st.integers(0, 2**32))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_any_nesting_of_known_elements(tree: object, seed: int) -> None:
    """Well-formed markup in any order is read without an error and without losing a paragraph of its own."""
    chance = random.Random(seed)
    names = "p r tc tr tbl sdt txbxContent del moveFrom ins rt rPrChange footnote pPr trPr hyperlink".split()
    marks = [f"<w:{name}/>" for name in "del vanish vMerge hMerge hidden t fldChar".split()]
    marks[-1] = '<w:fldChar w:fldCharType="begin"/>'

    def written(node: object) -> str:
        if isinstance(node, str):
            return chance.choice(marks)
        assert isinstance(node, list)
        name = chance.choice(names)
        return f"<w:{name}>{''.join(map(written, node))}</w:{name}>"

    assert texts(blocks(written(tree) + paragraph("后")))[-1:] == ["后"]

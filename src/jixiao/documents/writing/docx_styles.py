"""The style sheet and the font table of a Word file: every look of `looks.toml` as a style with a Chinese name.

Word knows three styles as its own headings (`heading 1` to `heading 3`, which it shows as 标题 1 to 标题 3) and fixes
their outline levels. So it depends on the paper which looks they have: 标题 2 is what the paper's second level looks
like.
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.documents.writing.docx_markup import DECLARATION, NAMESPACES, escaped
from jixiao.documents.writing.docx_sheets import NUMBER_PITCH, letter_space, line_pitch, text_width, twips
from jixiao.documents.writing.looks import Family, StyleLook, looks
from jixiao.documents.writing.pages import KEPT_WITH_NEXT
from jixiao.documents.writing.paper import Line, Paper

_NAMES = {
    "cover_unit": "封面单位",
    "cover_title": "封面标题",
    "cover_date": "封面日期",
    "part": "部分标题",
    "title": "Title",
    "under_title": "题下说明",
    "heading1": "一级标题",
    "heading2": "二级标题",
    "heading3": "三级标题",
    "body": "公文正文",
    "opening": "顶格正文",
    "table_line": "表上说明",
    "caption": "caption",
    "note": "表下注释",
    "signature": "落款",
    "contents_title": "TOC Heading",
    "contents1": "toc 1",
    "contents2": "toc 2",
    "contents3": "toc 3",
}
"""Word shows those of its own styles, which have English names in the file, by Chinese ones: 标题, 目录 1."""

_OWN = {"Title", "caption", "TOC Heading", "toc 1", "toc 2", "toc 3"}
_MARKER = "FFF2CC"
"""Ground of a mark: light enough to stay readable on a grey print."""

_LATIN = "Times New Roman"
_WITH_LATIN = {"fangsong", "kai", "song"}
"""Families whose digits and letters official papers take from Times New Roman; the heavy ones keep their own."""

_FREE = '<w:snapToGrid w:val="0"/>'
"""The styles keep to the lines and characters of the page grid by themselves and leave the grid alone: LibreOffice
gives a character that is wider than its place two places, and at 28 a line all are."""

_ALIGNMENTS = {"left": "left", "centre": "center", "right": "right", "justify": "both"}
_LONGEST_ALTERNATIVES = 31
"""Characters of a font's name at most, for Word; the list of its other names keeps to that too."""


def heading_looks(paper: Paper) -> dict[int, str]:
    """The look of each outline level: that of its first line."""
    found: dict[int, str] = {}
    for item in paper.items():
        if isinstance(item, Line) and item.outline:
            found.setdefault(item.outline, item.style)
    return found


def style_sheet(headings: dict[int, str], language: str) -> str:
    """The styles as a part."""
    return f"{DECLARATION}<w:styles {NAMESPACES}>{''.join(_styles(headings, language))}</w:styles>"


def _styles(headings: dict[int, str], language: str) -> Iterator[str]:
    body = looks().styles["body"]
    spoken = f'<w:lang w:val="en-US" w:eastAsia="{escaped(language)}" w:bidi="ar-SA"/>'
    letters = f"{_fonts(body.family)}{_size(body.size)}"
    yield f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}{spoken}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    # Digits close up to the characters beside them: the page grid has no room for the blank that Word would add.
    normal = '<w:widowControl/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{normal}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )
    for key, name in _NAMES.items():
        look = looks().styles[key]
        yield _style(key, name, _lines(key, look), _letters(look), own=name in _OWN)
    for level, key in sorted(headings.items()):
        look = looks().styles[key]
        lines = f'{_lines(key, look, keep=True)}<w:outlineLvl w:val="{level - 1}"/>'
        yield _style(f"Heading{level}", f"heading {level}", lines, _letters(look), own=True, then="body")
    yield from _table_styles()
    number = looks().page_number
    exact = f'{_FREE}<w:spacing w:line="{NUMBER_PITCH}" w:lineRule="exact"/>'
    letters = f"{_fonts(number.family, latin=False)}{_FREE}{_size(number.size)}"
    yield _style("footer", "footer", exact, letters, own=True)


def _table_styles() -> Iterator[str]:
    table = looks().table
    pitch = f'{_FREE}<w:spacing w:line="{round(table.pitch * 20)}" w:lineRule="exact"/>'
    for key, name, cell in (("table_label", "表头文字", table.label), ("table_value", "表内文字", table.value)):
        yield _style(key, name, pitch, f"{_fonts(cell.family)}{_FREE}{_size(table.size)}")
    # So low that nobody sees it: Word wants a paragraph between two tables and behind the last.
    thin = f'{_FREE}<w:spacing w:line="20" w:lineRule="exact"/>'
    yield _style("table_end", "表后分隔", thin, f'{_FREE}<w:sz w:val="2"/><w:szCs w:val="2"/>')
    yield (
        '<w:style w:type="character" w:customStyle="1" w:styleId="missing"><w:name w:val="待填标记"/><w:qFormat/>'
        f'<w:rPr><w:color w:val="{table.missing.colour}"/><w:shd w:val="clear" w:color="auto" w:fill="{_MARKER}"/>'
        "</w:rPr></w:style>"
    )
    yield (
        '<w:style w:type="character" w:styleId="link"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{looks().link.colour}"/></w:rPr></w:style>'
    )
    # As high as what stands in it.
    yield _style("picture", "图", f'<w:keepNext/>{_FREE}<w:spacing w:line="240" w:lineRule="auto"/>', "")
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = "".join(
        f'<w:{side} w:val="single" w:sz="{round(table.line * 8)}" w:space="0" w:color="000000"/>' for side in sides
    )
    room = {"top": table.padding_above, "left": table.padding, "bottom": table.padding_above, "right": table.padding}
    margins = "".join(f'<w:{side} w:w="{twips(mm)}" w:type="dxa"/>' for side, mm in room.items())
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="form"><w:name w:val="绩效表格"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{line}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def _style(key: str, name: str, lines: str, letters: str, *, own: bool = False, then: str = "") -> str:
    """A paragraph style.

    Args:
        own: Word knows the style by itself. then: the style of a paragraph that is typed behind one of this style.
    """
    custom = "" if own else ' w:customStyle="1"'
    follows = f'<w:next w:val="{then}"/>' if then else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{follows}<w:qFormat/><w:pPr>{lines}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _lines(key: str, look: StyleLook, *, keep: bool = False) -> str:
    """How the lines of a look stand: children of `w:pPr` in their order."""
    kept = "<w:keepNext/><w:keepLines/>" if keep or key in KEPT_WITH_NEXT else ""
    listed = key in ("contents1", "contents2", "contents3")
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{text_width(False)}"/></w:tabs>' if listed else ""
    spaces = "".join(
        f' w:{side}="{round(points * 20)}"'
        for side, points in (("before", look.before), ("after", look.after))
        if points
    )
    pitch = line_pitch() if look.pitch is None else round(look.pitch * 20)
    spacing = f'<w:spacing{spaces} w:line="{pitch}" w:lineRule="exact"/>'
    begin = "left" if listed else "firstLine"
    indents = "".join(
        f' w:{side}Chars="{round(units * 100)}" w:{side}="{round(units * look.size * 20)}"'
        for side, units in ((begin, look.indent), ("right", look.right_indent))
        if units
    )
    indent = f"<w:ind{indents}/>" if indents else ""
    return f'{kept}{tabs}{_FREE}{spacing}{indent}<w:jc w:val="{_ALIGNMENTS[look.align]}"/>'


def _letters(look: StyleLook) -> str:
    """How the letters of a look are: children of `w:rPr` in their order."""
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    close = f'<w:spacing w:val="{letter_space()}"/>' if look.pitch is None else ""
    return f"{_fonts(look.family)}{bold}{_FREE}{close}{_size(look.size)}"


def _size(points: float) -> str:
    """A size, which Word counts in half points."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _fonts(family: str, *, latin: bool = True) -> str:
    name = escaped(looks().families[family].names[0])
    other = _LATIN if latin and family in _WITH_LATIN else name
    return f'<w:rFonts w:ascii="{other}" w:hAnsi="{other}" w:eastAsia="{name}" w:cs="{_LATIN}"/>'


def font_table() -> str:
    """The fonts with the names of those that stand in for them, as a part."""
    fonts = "".join(map(_font, looks().families.values()))
    latin = (
        f'<w:font w:name="{_LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{fonts}{latin}</w:fonts>"


def _font(family: Family) -> str:
    others = ""
    for name in (*family.names[1:], *family.substitutes):
        longer = f"{others},{name}" if others else name
        others = longer if len(longer) <= _LONGEST_ALTERNATIVES else others
    kind = "roman" if family.css == "serif" else "swiss"
    return (
        f'<w:font w:name="{escaped(family.names[0])}"><w:altName w:val="{escaped(others)}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{kind}"/><w:pitch w:val="variable"/></w:font>'
    )

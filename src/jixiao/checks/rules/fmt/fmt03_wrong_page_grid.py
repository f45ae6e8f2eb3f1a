"""FMT03: pages that do not hold 22 lines of 28 characters."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.published import at_file
from jixiao.checks.reasons import NO_FILE_TRAITS
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_GRID = Words(
    "没有设置文档网格，不能保证每面{lines}行、每行{characters}字。",
    "No page grid is set: nothing makes a page {lines} lines of {characters} characters.",
)


@rule(
    id="FMT03",
    level=Level.HINT,
    title=Words("每面行数、每行字数不合公文格式", "Lines and characters a page not those of an official paper"),
    citations=[cite("gbt-9704", "5.2.3")],
    message=Words(
        "文档网格为每面{now_lines}行、每行{now_characters}字，一般应为{lines}行、{characters}字。",
        "The page grid gives {now_lines} lines of {now_characters} characters, not {lines} of {characters}.",
    ),
    many=Words(
        "有{count}节的文档网格不是每面{lines}行、每行{characters}字。",
        "The page grids of {count} sections do not give {lines} lines of {characters} characters.",
    ),
    hint=Words(
        "请在“页面设置—文档网格”中指定行和字符网格：每页{lines}行、每行{characters}字。",
        "Set the grid of lines and characters: {lines} lines a page, {characters} characters a line.",
    ),
)
def wrong_page_grid(dossier: Dossier) -> Outcome:
    """The page grid gives the number of lines and of characters that the standard wants.

    Judges upright pages of Word files; lying ones hold wide tables.
    """
    lines, characters = (dossier.law.decimal(f"layout.{name}") for name in ("lines_a_page", "characters_a_line"))
    sections = (dossier.traits.sections if dossier.traits else None) or ()
    is_word = dossier.traits is not None and dossier.traits.kind == "docx"
    upright = [section for section in sections if is_word and not section.is_landscape]
    drafts = []
    for section in upright:
        if section.lines == lines and section.characters == characters:
            continue
        draft = found(
            at_file(dossier, section.at),
            found=f"{section.lines or '—'}×{section.characters or '—'}",
            expected=f"{lines}×{characters}",
            cause=(section.lines, section.characters),
            message=_NO_GRID if section.lines is None else None,
            lines=lines,
            characters=characters,
            now_lines=section.lines,
            now_characters=section.characters or "—",
        )
        drafts.append(draft)
    return judged(upright, drafts, without=NO_FILE_TRAITS)

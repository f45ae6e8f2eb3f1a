"""Which typefaces a paper is set in: what `looks.toml` wants, what this machine has, what stands in for what.

Leaves the setting to `pdf.py`. Fonts lie in folders of the caller's, below the Python environment (where the project's
own installation puts the free ones) and among those of the system.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jixiao.documents.writing.looks import Family, looks
from jixiao.errors import MissingPart

if TYPE_CHECKING:
    import typst


OWN_FOLDER = Path(sys.prefix) / "share" / "fonts"
OPTION = "--fonts"
"""What the command line calls a folder of the caller's."""


BOLD = 600
"""Weight from which on a face is a bold one."""


class FontFolders(msgspec.Struct, frozen=True):
    """Where fonts are looked for: folders with all that lies below them, and the system's own."""

    folders: tuple[str, ...] = ()
    system: bool = True


class Substitute(msgspec.Struct, frozen=True):
    """A family that stands in for an official one."""

    wanted: str
    used: str

    def __str__(self) -> str:
        return f"{self.wanted}→{self.used}"


class Typeface(msgspec.Struct, frozen=True):
    """A purpose of `looks.toml` as it is set here.

    Attributes:
        names: families in the order in which a character is looked for; any other font comes after them.
        latin: families for letters and digits, where they are not those of `names`.
        bold: the face is set bold, because a lighter one stands in for it. has_bold: its family has a bold face.
        substitute: the family that stands in, if any.
    """

    names: tuple[str, ...]
    latin: tuple[str, ...] = ()
    bold: bool = False
    has_bold: bool = False
    substitute: Substitute | None = None


def font_folders(given: Iterable[Path] = ()) -> FontFolders:
    """The given folders, then the environment's `share/fonts`, then the system's fonts."""
    return FontFolders((*map(str, given), str(OWN_FOLDER)))


def typefaces(fonts: FontFolders) -> dict[str, Typeface]:
    """The face for every purpose.

    Raises:
        MissingPart: none of the fonts has Chinese characters, or the extra `pdf` is not installed.
    """
    faces = _typefaces(fonts)
    if not all(face.names for face in faces.values()):
        raise MissingPart("chinese_font", folder=OWN_FOLDER, option=OPTION)
    return faces


def substitutes(fonts: FontFolders) -> tuple[Substitute, ...]:
    """What stands in for fonts that are not installed, each once."""
    found = (face.substitute for face in typefaces(fonts).values())
    return tuple(dict.fromkeys(substitute for substitute in found if substitute))


@functools.lru_cache(maxsize=4)
def loaded(fonts: FontFolders) -> typst.Fonts:
    """The fonts as the typesetter takes them; looking through a system's fonts takes longer than a short paper."""
    try:
        import typst
    except ImportError as error:
        raise MissingPart("pdf") from error
    folders = [folder for folder in fonts.folders if Path(folder).is_dir()]
    return typst.Fonts(include_system_fonts=fonts.system, include_embedded_fonts=False, font_paths=folders)


@functools.lru_cache(maxsize=4)
def _typefaces(fonts: FontFolders) -> dict[str, Typeface]:
    installed = loaded(fonts).families()
    bold = {font.family for font in loaded(fonts).fonts() if font.weight >= BOLD}
    families = looks().families
    listed = dict.fromkeys(name for family in families.values() for name in (*family.names, *family.substitutes))
    known = [name for name in listed if name in installed]
    if not known:
        known = [name for name in installed if _is_chinese(name, fonts)]
    faces = {purpose: _face(family, known, bold) for purpose, family in families.items()}
    return {purpose: _with_latin(face, families[purpose], faces) for purpose, face in faces.items()}


def _is_chinese(name: str, fonts: FontFolders) -> bool:
    """Whether a family that `looks.toml` does not know has Chinese characters; asked only where none is known."""
    import typst

    words = (
        f"#set document(title: [x])\n#set text(font: {msgspec.json.encode(name).decode()}, fallback: false)\n预算绩效"
    )
    try:
        typst.compile(words.encode(), font_paths=loaded(fonts), pdf_standards="ua-1", timestamp=0)
    except typst.TypstError:
        return False
    return True


def _face(family: Family, known: list[str], bold: set[str]) -> Typeface:
    """The face for a family; `known` are the installed families of all purposes, the last resort."""
    own = [name for name in family.names if name in known]
    others = [name for name in family.substitutes if name in known]
    rest = [name for name in known if name not in own and name not in others]
    names = (*own, *others, *rest)
    has_bold = bool(names) and names[0] in bold
    if own or not names:
        return Typeface(names, has_bold=has_bold)
    instead = Substitute(family.names[0], names[0])
    return Typeface(names, bold=family.bold_substitute, has_bold=has_bold, substitute=instead)


def _with_latin(face: Typeface, family: Family, faces: dict[str, Typeface]) -> Typeface:
    if face.substitute is None or family.substitute_latin is None:
        return face
    return msgspec.structs.replace(face, latin=faces[family.substitute_latin].names)

"""Damage to files, the same for the same number: of bytes, of XML and HTML, of cells and lines."""

from __future__ import annotations

import functools
import random
import re
import zipfile
import zlib
from collections.abc import Callable

from tests.documents import small_files
from tests.fuzz.seeds import seeds

ODD = (
    "\0", "\x07", "\x0b", "\f", "\u200b", "\u202e", "\ufeff", "\ufffd", "\U0001f600", "\ue000", "e\u0301" * 9,
    "&#0;", "&amp;", "]]>", "<!--", "\t", "\t\t", "|", "||||", "%", ">=", "-1", "0", "9" * 20, "1e999", "∞", "１２",
    "½", "〇", "=1+1", "[bookmark: x]", "……", "#", "目录", "一级指标", "三级指标", "指标值", "合计", "项目名称", " ",
    "3月底",
)  # fmt: skip
LONGEST_CELL = 20_000
LARGEST = 500_000
NUMBERS = ("0", "-1", "1", "255", "65535", "65536", "2147483647", "4294967296", "1e9", "NaN", "", "x", "9" * 40)
TOKEN = re.compile(r"<[^<>]*>|[^<>]+")
ATTRIBUTE = re.compile(r'="[^"]*"')
PARTS = re.compile(r"\.(?:xml|rels)$")


def mutation(number: int) -> tuple[str, bytes]:
    """The name and content of the damaged file of this number."""
    rng = random.Random(number)
    name, data = rng.choice(seeds())
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        if len(data) < LARGEST:
            data = _level(name, rng)(data, rng)
    return f"{number}-{name}", data


def _level(name: str, rng: random.Random) -> Callable[[bytes, random.Random], bytes]:
    if name.endswith("_gbk.txt"):
        return rng.choice((bytes_level, functools.partial(cell_level, encoding="gb18030")))
    if name.endswith((".docx", ".xlsx")):
        return rng.choice((bytes_level, *[zip_level] * 7))
    if name.endswith((".html", ".mht")):
        return rng.choice((bytes_level, markup_level, markup_level, cell_level))
    return rng.choice((bytes_level, cell_level, cell_level)) if name.endswith(".txt") else bytes_level


def bytes_level(data: bytes, rng: random.Random) -> bytes:
    """Flips, cuts, insertions, repeats, and a piece of another file."""
    at = rng.randrange(len(data) + 1)
    size = rng.choice((1, 2, 4, 16, 200, 5_000))
    end = at + size
    match rng.randrange(8):
        case 0:
            flipped = bytes(byte ^ (1 << rng.randrange(8)) for byte in data[at:end])
            return data[:at] + flipped + data[end:]
        case 1:
            return data[:at]
        case 2:
            return data[:at] + data[end:]
        case 3:
            return data[:at] + rng.randbytes(size) + data[at:]
        case 4:
            return data[:at] + data[at:end] * rng.choice((2, 3, 50)) + data[end:]
        case 5:
            return data[:at] + bytes([rng.choice((0, 255, 127))]) * size + data[end:]
        case 6:
            other = rng.choice(seeds())[1]
            start = rng.randrange(len(other))
            return data[:at] + other[start : start + size] + data[end:]
        case _:
            value = rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, rng.getrandbits(32)))
            return data[:at] + value.to_bytes(4, "little") + data[at + 4 :]


def zip_level(data: bytes, rng: random.Random) -> bytes:
    """A part of the container damaged, dropped, renamed, or replaced by another part."""
    try:
        parts = small_files.parts_of(data)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, zlib.error):
        return bytes_level(data, rng)
    names = [name for name in parts if PARTS.search(name)]
    if not names:
        return bytes_level(data, rng)
    main = [name for name in names if re.search(r"document\.xml$|sheet1\.xml$|sharedStrings", name)]
    name = rng.choice(main if main and rng.random() < 0.7 else names)
    match rng.randrange(10):
        case 0:
            del parts[name]
        case 1:
            parts[name + "x"] = parts.pop(name)
        case 2:
            parts[name] = parts[rng.choice(names)]
        case _:
            damage = rng.choice((bytes_level, markup_level, markup_level, cell_level))
            parts[name] = damage(parts[name], rng)
    return small_files.zip_file(parts)


def markup_level(data: bytes, rng: random.Random) -> bytes:
    """Tags dropped, doubled, moved, nested beyond reason; attributes out of range; entities."""
    tokens = TOKEN.findall(data.decode("utf-8", "replace"))
    tags = [index for index, token in enumerate(tokens) if token.startswith("<")]
    if not tags:
        return bytes_level(data, rng)
    at, other = rng.choice(tags), rng.choice(tags)
    match rng.randrange(9):
        case 0:
            del tokens[at]
        case 1:
            tokens.insert(other, tokens[at])
        case 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case 3:
            start, end = sorted((at, other))
            del tokens[start : min(end, start + 200)]
        case 4:
            piece = tokens[at : at + rng.choice((5, 50, 500))]
            tokens[other:other] = piece * rng.choice((1, 2, 20))
        case 5:
            depth = rng.choice((3, 150, 5_000))
            tokens[at : at + 1] = [tokens[at]] * depth
        case 6:
            with_values = [index for index in tags if "=" in tokens[index]] or [at]
            chosen = rng.choice(with_values)
            tokens[chosen] = ATTRIBUTE.sub(
                lambda _: f'="{rng.choice(NUMBERS)}"', tokens[chosen], count=rng.choice((0, 1))
            )
        case 7:
            tokens[at] = re.sub(r"\d+", lambda _: rng.choice(NUMBERS), tokens[at]) + rng.choice(("", "&x;", "&#xFFFF;"))
        case _:
            tokens.insert(
                min(1, other), '<!DOCTYPE d [<!ENTITY x "' + "y" * 1000 + '"><!ENTITY z SYSTEM "file:///nothing">]>'
            )
    return "".join(tokens).encode("utf-8", "replace")


def cell_level(data: bytes, rng: random.Random, encoding: str = "utf-8") -> bytes:
    """Words of cells or whole lines blanked, swapped, doubled, enlarged, or mixed with odd characters."""
    text = data.decode(encoding, "replace")
    tokens = TOKEN.findall(text) if text.lstrip().startswith("<") else re.findall(r"[^\n]*\n|[^\n]+", text)
    words = [index for index, token in enumerate(tokens) if not token.startswith("<")]
    if not words:
        return bytes_level(data, rng)
    for _ in range(rng.choice((1, 3, 30))):
        at, other = rng.choice(words), rng.choice(words)
        token = tokens[at]
        match rng.randrange(8):
            case 0:
                tokens[at] = rng.choice(("", "\n", " "))
            case 1:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 2:
                tokens[at] = token + tokens[other]
            case 3:
                tokens[at] = (token[:LONGEST_CELL] * rng.choice((2, 20, 1_000)))[:LONGEST_CELL]
            case 4 | 5:
                spot = rng.randrange(len(token) + 1)
                tokens[at] = token[:spot] + rng.choice(ODD) * rng.choice((1, 1, 50)) + token[spot:]
            case 6:
                tokens[at] = re.sub(r"\d+", lambda _: rng.choice(NUMBERS), token)
            case _:
                tokens[at] = token.rstrip("\n") + tokens[other].lstrip("\t")
    return "".join(tokens).encode(encoding, "replace")

"""Signs that Word keeps by font and code (`w:sym`): comparison signs, ticks and boxes of the symbol fonts."""

from __future__ import annotations

_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD7: "·", 0xE5: "∑", 0x2D: "−", 0x44: "Δ", 0x61: "α", 0x62: "β", 0x6D: "μ",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "◆", 0xA1: "○", 0xA7: "▪",
    0xA8: "□", 0xAB: "★", 0xB6: "☆", 0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + ordinal: chr(ord("①") + ordinal) for ordinal in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def sign(font: str, code: int) -> str:
    """The sign of a code in a font; codes may lie in the private area F000–F0FF.

    A code that no table knows gives its own character, so that it is seen and never silently lost.

    >>> sign("Symbol", 0xF0B3), sign("Wingdings 2", 0x52)
    ('≥', '☑')
    """
    low = code & 0xFF if code & 0xFF00 == 0xF000 else code
    known = _FONTS.get(font.lower(), {}).get(low)
    if known is not None:
        return known
    if font.lower() == "symbol" and 0x20 <= low < 0x40:
        return chr(low)
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""

"""Bytes to text for files that do not say, or do not know, in which encoding they were written.

Chinese first: UTF-8, then GB 18030, then Big5 where GB 18030 gives rare characters only. A stray bad byte never ends
the reading; it becomes U+FFFD and the caller is told.
"""

from __future__ import annotations

import codecs
import re

REPLACEMENT = "\ufffd"
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Characters that steer the layout and are no part of a word."""

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_SENSIBLE = re.compile("[\t\n\r\x20-\x7e\xa0-\u024f\u2000-\u206f\u2100-\u27bf\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_CONTROL = re.compile(r"[\x00-\x06\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_HANZI = re.compile(r"[\u4e00-\u9fff]+")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes, without its byte order mark; undecodable bytes become U+FFFD.

    Args:
        declared: the encoding that the file itself names (`<meta charset>`), believed only where it fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    sixteen = _wide(data)
    if sixteen is not None:
        return sixteen
    if declared:
        text = _strict(data, _superset(declared))
        if text is not None:
            return text
    return _eight_bit(data)


def is_sensible(text: str) -> bool:
    """Whether the text reads as text: few control characters and few undecodable bytes.

    Zero bytes do not count: a damaged disk leaves whole stretches of them in a text that is fine otherwise.
    """
    sample = text[:_SAMPLE].replace("\0", "")
    return len(_CONTROL.findall(sample)) * 20 <= len(sample)


def _eight_bit(data: bytes) -> str:
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    text = data.decode("utf-8", "replace")
    if _is_mostly_whole(text):
        return text
    return _chinese(data) or _by_statistics(data) or text


def _chinese(data: bytes) -> str | None:
    """GB 18030 or Big5, by the share of common characters: each decodes the other, and Latin 1, into rare ones."""
    simplified = data.decode("gb18030", "replace")
    if not _is_mostly_whole(simplified):
        return None
    share = _common_share(simplified, "gb2312", 0xB0, 0xD7)
    if share < 0.75:
        traditional = data.decode("big5hkscs", "replace")
        if _common_share(traditional, "big5", 0xA4, 0xC6) > max(share, 0.75):
            return traditional
    return simplified if share >= 0.3 else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _superset(declared: str) -> str:
    """Chinese pages declare GB 2312 or GBK and use characters that only the larger set has.

    Encodings of one byte a character fit everything and are declared by mistake; they are not believed.
    """
    name = declared.strip().lower().replace("_", "-")
    if name.startswith(("gb", "x-gb", "cp936", "ms936")):
        return "gb18030"
    if "big5" in name:
        return "big5hkscs"
    return name if name in ("shift-jis", "euc-jp", "euc-kr") else "utf-8"


def _is_mostly_whole(text: str) -> bool:
    """Whether bad bytes are strays in a text of this encoding: a wrong encoding breaks about every character."""
    bad = text.count(REPLACEMENT)
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return bad == 0 or bad * 10 <= beyond_ascii


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: its line ends and digits carry a zero byte, always on the same side."""
    sample = data[:_SAMPLE]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if max(high, low) < 4 * min(high, low) or max(high, low) * 200 < len(sample):
        return None
    encoding = "utf-16-le" if low > high else "utf-16-be"
    text = data.decode(encoding, "replace")
    shown = text[:_SAMPLE]
    return text if len(_SENSIBLE.findall(shown)) * 10 >= len(shown) * 9 else None


def _common_share(text: str, charset: str, first: int, last: int) -> float:
    """Share of Chinese characters that lie in the charset's plane of common ones (by the lead byte); 1 of none."""
    hanzi = "".join(_HANZI.findall(text[:_SAMPLE]))
    if not hanzi:
        return 1.0
    leads = hanzi.encode(charset, "replace").replace(b"?", b"??")[0::2]
    return sum(first <= lead <= last for lead in leads) / len(hanzi)


def _by_statistics(data: bytes) -> str | None:
    """Latin, Cyrillic, Japanese … by charset-normalizer, imported late because nearly no file needs it."""
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    return None if best is None else data.decode(best.encoding, "replace")

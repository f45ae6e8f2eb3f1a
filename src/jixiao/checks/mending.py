"""What mends a finding: its values by their paths, as they stand and as they should. Leaves the ways to `fixes`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from jixiao.checks.finding import Change, Finding, Fix
from jixiao.checks.fixes import is_mendable, mended
from jixiao.model import Document, TargetValue
from jixiao.model.project import Checkpoint

_STEP = re.compile(r"(\w+)|\[(\d+)\]")


def with_fixes(findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
    """The findings, those that can be mended safely with what mends them."""
    for finding in findings:
        fix = _fix_of(finding, document) if is_mendable(finding.rule) else None
        yield msgspec.structs.replace(finding, fix=fix) if fix else finding


def _fix_of(finding: Finding, document: Document) -> Fix | None:
    """Every value of the finding that can be mended; one in which several things are wrong changes once."""
    texts: dict[str, tuple[str, str | None]] = {}
    for found, expected, subject in dict.fromkeys(_wrongs(finding)):
        path, words = _words_at(document, subject or "", found or "")
        if path:
            before, text = texts.get(path, (words, words))
            texts[path] = before, mended(finding.rule, text, found, expected) if text is not None else None
    changes = [
        Change(subject=path, words=words, text=text) for path, (words, text) in texts.items() if text is not None
    ]
    return Fix(changes=tuple(changes)) if changes else None


def _wrongs(finding: Finding) -> Iterator[tuple[str | None, str | None, str | None]]:
    for each in finding.members or (finding,):
        yield each.found, each.expected, each.subject


def _words_at(document: Document, subject: str, found: str) -> tuple[str, str]:
    """The path of the words that a finding is about, and these as they are entered; no path where that is unsure."""
    value: object = document
    above, last = value, ""
    for name, index in _STEP.findall(subject):
        above, last = value, name
        try:
            value = getattr(value, name) if name else value[int(index)]  # type: ignore[index]  # a list, or refused
        except (AttributeError, LookupError, TypeError):
            return "", ""
    if isinstance(value, TargetValue):
        return subject, value.text
    if isinstance(value, Checkpoint):
        share = value.cumulative_percent
        return f"{subject}.cumulative_percent", "" if share is None else f"{share:f}%"
    if isinstance(value, msgspec.Struct):
        return _field(value, subject, found)
    label = getattr(above, f"{last}_text", None)  # as written, where it is not the standard's
    words = label or value or ""
    return (subject, words) if isinstance(words, str) else ("", "")


def _field(value: msgspec.Struct, subject: str, found: str) -> tuple[str, str]:
    """The one field of words in which it stands."""
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    within = [name for name, words in fields.items() if isinstance(words, str) and found and found in words]
    return (f"{subject}.{within[0]}", fields[within[0]]) if len(within) == 1 else ("", "")

"""Lists of indicators whose cells ran together: levels part the groups, `stream_rows` the records inside a group.

What cannot be told apart is handed to `leave` as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jixiao.forms.draft import Doubted, Found, ProjectDraft, RecordDraft
from jixiao.forms.stream_list import Group, ListHead, groups
from jixiao.forms.stream_rows import Row, reader_for
from jixiao.forms.stream_tokens import Token, joined, squeezed
from jixiao.model import Place
from jixiao.model.document import UnreadReason

_LONGEST_GROUP = 4000
"""Characters; a longer text between two levels is prose, and looking for records in it would take long."""

Leave = Callable[[Found, UnreadReason], None]

_NEXT_MARK = re.compile(r"指标\s*[0-9]{1,2}$")
_SCORE_LEFT = re.compile(r"分(?:(\([^()]*\)))?")
_TWICE = re.compile(r"(?P<name>.{2,}?)(?P<t>是|否|有|无|高)(?P=t)")


def read_glued_list(whole: Sequence[Token], start: int, head: ListHead, project: ProjectDraft, leave: Leave) -> None:
    """The records of a glued list, whose cells begin at `start` of its tokens, into the project."""
    tokens = whole[start:]
    parts = groups(tokens, "category" in head.fields)
    texts = [_text(part) for part in parts]
    records = project.medium_term if head.medium_term else project.indicators
    if not any(re.search(r"[0-9]", text) for text in texts):
        _without_figures(parts, whole, records, leave)
        return
    if not any(re.search(r"[\u4e00-\u9fff]", text) for text in texts):
        leave(joined(tokens), "not_separable")
        return
    reader = reader_for(head.content, texts)
    for part, text in zip(parts, texts, strict=True):
        if not text:
            continue
        rows = reader(text) if len(text) <= _LONGEST_GROUP else None
        if rows is None:
            leave(joined(part.tokens), "not_separable")
            continue
        records += [_record(part, row, at) for row, at in zip(rows, _places(part, rows), strict=True)]


def _text(part: Group) -> str:
    return "".join(squeezed(each.text) for each in part.tokens)


def _places(part: Group, rows: Sequence[Row]) -> list[Place]:
    """The place of each row: its own stretch of the group's text, in the line where the group begins."""
    at = part.tokens[0].at
    whole = joined(part.tokens).text
    offsets = [offset for offset, sign in enumerate(whole) if not sign.isspace()]
    flat = "".join(whole[offset] for offset in offsets)
    starts: list[int] = []
    for row in rows:
        held = starts[-1] + 1 if starts else 0
        starts.append(max(flat.find(row.fields["name"], held), held))
    places = []
    for start, stop in zip(starts, [*starts[1:], len(flat)], strict=True):
        stretch = whole[offsets[min(start, len(offsets) - 1)] : offsets[stop - 1] + 1]
        places.append(Place(page=at.page, line=at.line, quote=_NEXT_MARK.sub("", stretch).strip()))
    return places


def _within(part: Group, at: Place, text: str) -> Place:
    """The place of a field's text: where its row begins, or the paragraph that the row goes on in."""
    flat = squeezed(text)
    for each in part.tokens:
        if flat in squeezed(each.source.text):
            return Place(page=each.source.page, line=each.source.line, quote=text)
        if each.last and flat in squeezed(each.last.text):
            return Place(page=each.last.page, line=each.last.line, quote=text)
    return Place(page=at.page, line=at.line, quote=text)


def _record(part: Group, row: Row, at: Place) -> RecordDraft:
    fields = {name: Found(text, _within(part, at, text)) for name, text in row.fields.items()}
    _add_levels(part, fields)
    record = RecordDraft(at=at, fields=fields)
    for name, reason, text in row.doubts:
        found = fields[name] if name else Found(at.quote, at)
        record.doubts.append(Doubted(name, reason, Found(text, found.at) if text else found))
    return record


def _add_levels(part: Group, fields: dict[str, Found]) -> None:
    if part.dimension:
        fields["dimension"] = part.dimension.found
    if part.category:
        level, found = part.category.category, part.category.found
        is_cut = level is not None and not squeezed(found.text).endswith(("指标", "程度"))
        fields["category"] = Found(level.name, found.at) if level and is_cut else found


def _without_figures(parts: Sequence[Group], tokens: Sequence[Token], records: list[RecordDraft], leave: Leave) -> None:
    """A list that lost every figure: its names stay, the rest is unread."""
    lost: list[Token] = []
    for part in parts:
        whole = _TWICE.fullmatch(_text(part))
        at = part.tokens[0].at if part.tokens else None
        if whole and at:
            row = Row({"name": whole["name"], "target": whole["t"], "actual": whole["t"]})
            records.append(_record(part, row, at))
            continue
        lost += part.tokens
        if at:
            records += [_record(part, row, at) for row in _names(_text(part))]
    if lost:
        end = 1 + max(index for index, each in enumerate(tokens) if each is lost[-1])
        while end + 1 < len(tokens) and tokens[end].level and not tokens[end + 1].free:
            end += 1
        leave(joined(tokens[:end]), "no_value")


def _names(text: str) -> list[Row]:
    """Names that the lost score's 分 parts, with the remark in brackets behind it."""
    rows: list[Row] = []
    position = 0
    for match in _SCORE_LEFT.finditer(text):
        if match.start() > position:
            row = Row({"name": text[position : match.start()]})
            if match[1]:
                row.fields["deviation_reason"] = match[1]
            rows.append(row)
        position = match.end()
    if text[position:]:
        rows.append(Row({"name": text[position:]}))
    return rows

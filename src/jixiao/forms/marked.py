"""Marks of values that are still wanted (待填), taken out of a draft: they are no values.

Leaves to the checks to say that a form is not filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

from jixiao.forms.draft import DocumentDraft, Found, ProjectDraft, RecordDraft
from jixiao.forms.written.gaps import MARK
from jixiao.model import Unread

_Cells = MutableMapping[str, Found]


def without_marks(draft: DocumentDraft) -> DocumentDraft:
    """The draft itself, every cell that holds nothing but a mark listed as unread."""
    for project in draft.projects:
        if (title := project.slots.get("title")) and MARK in title.text:
            project.slots["title"] = Found(title.text.replace(MARK, ""), title.at)
        for records in (project.indicators, project.medium_term, project.tasks):
            _take_from_records(records, draft)
        for cells in _cells_of(project):
            _take(cells, draft)
    for goal in draft.itemized:
        _take(goal.slots, draft)
        _take_from_records(goal.indicators, draft)
    _take(draft.slots, draft)
    marks = [passage for passage in draft.passages if passage.text.strip() == MARK]
    draft.passages = [passage for passage in draft.passages if passage not in marks]
    draft.unread += [Unread(at=mark.at, reason="no_value", text=mark.text) for mark in marks]
    return draft


def _cells_of(project: ProjectDraft) -> Iterator[_Cells]:
    yield project.slots
    for row in (*project.execution, *project.fund_parts, *project.medium_term_parts):
        yield row.fields


def _take_from_records(records: list[RecordDraft], draft: DocumentDraft) -> None:
    """Take the marks out of a list; a row that held nothing else goes with them."""
    gone = [record for record in records if _take(record.fields, draft) and not _holds_words(record)]
    records[:] = [record for record in records if record not in gone]


def _holds_words(record: RecordDraft) -> bool:
    return any(found.text.strip() for found in record.fields.values())


def _take(cells: _Cells, draft: DocumentDraft) -> bool:
    marked = [name for name, found in cells.items() if found.text.strip() == MARK]
    for name in marked:
        found = cells.pop(name)
        draft.unread.append(Unread(at=found.at, reason="no_value", text=found.text))
    return bool(marked)

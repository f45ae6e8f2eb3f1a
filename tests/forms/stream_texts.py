"""Helpers of the stream tests: a text read as paragraphs, and everything that a draft holds."""

from __future__ import annotations

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import DocumentDraft, ProjectDraft, RecordDraft
from jixiao.forms.stream import read_stream, stretches


def paragraphs(text: str) -> list[Paragraph]:
    """A line a paragraph; a line that begins with `# ` is a heading."""
    return [
        Paragraph(line.removeprefix("# "), number, role="heading" if line.startswith("# ") else "body")
        for number, line in enumerate(text.strip("\n").split("\n"), 1)
    ]


def read(text: str) -> DocumentDraft:
    """The draft of a text."""
    draft = DocumentDraft()
    read_stream(stretches(paragraphs(text)), draft)
    return draft


def only_project(text: str) -> ProjectDraft:
    """The one project of a text that leaves nothing unread."""
    draft = read(text)
    assert draft.unread == []
    assert len(draft.projects) == 1
    return draft.projects[0]


def slots(project: ProjectDraft) -> dict[str, str]:
    """The slots' texts."""
    return {slot: found.text for slot, found in project.slots.items()}


def rows(records: list[RecordDraft]) -> list[dict[str, str]]:
    """The records' texts by field."""
    return [{name: found.text for name, found in record.fields.items()} for record in records]


def unread(draft: DocumentDraft) -> list[tuple[str, str]]:
    """Reason and text of what was left."""
    return [(each.reason, each.text) for each in draft.unread]


def everything(draft: DocumentDraft) -> str:
    """Every text that a draft holds anywhere."""
    texts = [found.text for found in draft.passages]
    texts += [each.text for each in draft.unread] + [note.text for note in draft.notes]
    for project in draft.projects:
        texts += [found.text for found in project.slots.values()]
        for row in (*project.execution, *project.fund_parts):
            texts += [row.label.text, *(found.text for found in row.fields.values())]
        for record in (*project.indicators, *project.medium_term, *project.tasks):
            texts += [found.text for found in record.fields.values()]
    return "¦".join(texts)

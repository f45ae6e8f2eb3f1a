"""Which official form a table is on: by its title and by the labels that only some forms have."""

from __future__ import annotations

import functools
from collections import Counter

from jixiao.documents.blocks import Table
from jixiao.forms.description import Form, forms
from jixiao.forms.draft import ProjectDraft
from jixiao.forms.inline import inline_label
from jixiao.forms.lexicon import label_of, label_words, plain
from jixiao.forms.titles import title_of

_ENOUGH = 0.45
"""Share of a form's signs that must stand in the table."""

_ENOUGH_UNTITLED = 0.6
"""The same where the table has a title, and it is another form's."""

_LEVELS = frozenset({"一级指标", "二级指标", "三级指标"})
_TITLE = 0.5
"""What the form's own title over the table is worth, in signs that no other form has."""


def labels_of_table(table: Table) -> frozenset[str]:
    """The standard labels that stand in a table, alone or before a value in the same cell."""
    texts = {cell.text for cell in table.cells}
    return frozenset(label.name for text in texts if (label := label_of(text) or inline_label(text)))


def form_of(table: Table, labels: frozenset[str], project: ProjectDraft) -> Form | None:
    """The form that fits a table with these labels best, or None where no form fits well enough."""
    titles = [cell.text for cell in table.cells[:6] if title_of(cell.text)]
    if "title" in project.slots:
        titles.append(project.slots["title"].text)
    return best_form(labels, tuple(titles))


def labels_in(text: str) -> frozenset[str]:
    """The labels whose words stand somewhere in running text without cells."""
    words = plain(text)
    return frozenset(standard for word, standard in label_words().items() if len(word) > 2 and word in words)


@functools.lru_cache(maxsize=1 << 10)
def best_form(labels: frozenset[str], titles: tuple[str, ...]) -> Form | None:
    """The form whose signs and titles fit best; a sign counts by how few forms have it on paper."""
    worth = _worth()
    words = [plain(title) for title in titles]
    best, best_score = None, 0.0
    for form in forms():
        found = form.signs & labels
        is_titled = any(plain(title) in word for title in form.titles for word in words)
        enough = _ENOUGH if is_titled or not words else _ENOUGH_UNTITLED
        if len(found) < enough * len(form.signs) or labels & _LEVELS > form.labels & _LEVELS:
            continue
        score = sum(worth[sign] for sign in found) - sum(worth[sign] for sign in form.signs - found)
        if is_titled:
            score += _TITLE
        if score > best_score + 1e-9:
            best, best_score = form, score
    return best


@functools.cache
def _worth() -> dict[str, float]:
    printed = Counter(label for form in forms() for label in form.labels)
    return {sign: 1 / max(printed[sign], 1) for form in forms() for sign in form.signs}

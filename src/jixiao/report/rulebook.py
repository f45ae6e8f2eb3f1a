"""A rule explained, and the list of rules, as text for the terminal."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from jixiao.checks import Rule
from jixiao.checks.engine import cited
from jixiao.checks.examples import Example, example_of
from jixiao.language import language, messages, text
from jixiao.report.excerpt import excerpt
from jixiao.report.findings import LEVEL_STYLES, citation_words
from jixiao.report.node import Canvas, Style
from jixiao.report.width import clean, display_width, wrap

_INDENT = "   "


def family_name(family: str) -> str:
    """What a family of rules is about."""
    known = messages()["rulebook"]["family_name"]
    return text(f"rulebook.family_name.{family if family in known else 'own'}")


def rule_list(rules: Iterable[Rule], canvas: Canvas) -> Iterator[str]:
    """One line a rule under the name of its family."""
    for family, members in itertools.groupby(rules, key=lambda rule: rule.family):
        listed = [*members]
        heading = text("rulebook.family", family=family, name=family_name(family), count=len(listed))
        yield canvas.paint(heading, "strong")
        for rule in listed:
            level = text(f"report.level.{rule.level}")
            lead = display_width(f"{_INDENT}{rule.id}  {level}  ")
            first, *rest = wrap(clean(rule.title.say()), canvas.width - lead)
            yield f"{_INDENT}{rule.id}  {canvas.paint(level, LEVEL_STYLES[rule.level])}  {first}"
            yield from (" " * lead + line for line in rest)
        yield ""


def rule_page(rule: Rule, canvas: Canvas) -> Iterator[str]:
    """What a rule says, of which papers, by which law, with an example and its mend.

    What it judges and leaves to other rules is told in English only: that is the rule's docstring.
    """
    style = LEVEL_STYLES[rule.level]
    yield canvas.paint(f"{rule.id}  {rule.title.say()}", "strong")
    yield canvas.paint("═" * canvas.width, "faint")
    yield text("rulebook.level") + canvas.paint(text(f"report.level.{rule.level}"), style)
    kinds = text("rulebook.between").join(text(f"tree.kind.{kind}") for kind in sorted(rule.kinds))
    yield from _paragraph(text("rulebook.kinds"), kinds, canvas)
    if language() == "en":
        yield from _paragraph("", f"{rule.about} {rule.notes}", canvas)
    for citation in cited(rule):
        yield from _paragraph(text("report.law"), citation_words(citation), canvas)
        yield from _paragraph(_INDENT, citation.what, canvas)
    example = example_of(rule.id)
    if example:
        yield ""
        yield from _example(example, style, canvas)


def _example(example: Example, style: Style, canvas: Canvas) -> Iterator[str]:
    yield canvas.paint(text("rulebook.example"), "strong")
    guide = f"{_INDENT}│ "
    shown = excerpt(example.quote, example.quote, example.found, canvas.width - display_width(guide))
    if shown.line():
        yield f"{guide}{shown.before}{canvas.paint(shown.words, style)}{shown.after}"
    if shown.words:
        yield f"{guide}{canvas.paint(shown.marker(), style)}"
    yield from _paragraph("", example.message.say(), canvas, _INDENT)
    yield from _paragraph(text("report.mend"), example.hint.say(), canvas, _INDENT)


def _paragraph(label: str, words: str, canvas: Canvas, indent: str = "") -> Iterator[str]:
    return (indent + line for line in wrap(clean(label + words), canvas.width - len(indent)))

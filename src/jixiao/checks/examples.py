"""One example a rule: what its first failing case says, generated from the cases by `make docs`."""

from __future__ import annotations

import functools
import importlib.resources

import msgspec

from jixiao.language import Words


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of the rule: the quoted words, what is wrong in them, message and hint in both languages."""

    quote: str
    found: str | None
    message: Words
    hint: Words


@functools.cache
def examples() -> dict[str, Example]:
    """The examples by the rules' ids."""
    source = importlib.resources.files("jixiao.checks").joinpath("examples.json")
    return msgspec.json.decode(source.read_bytes(), type=dict[str, Example])


def example_of(rule_id: str) -> Example | None:
    """The example of a rule; None for a user's own."""
    return examples().get(rule_id)

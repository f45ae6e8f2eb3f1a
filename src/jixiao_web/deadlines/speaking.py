"""Speaking to a person outside a page of his own: in his language, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from jixiao.api import language, set_language
from jixiao_web.accounts.models import User


@contextmanager
def in_language_of(user: User) -> Iterator[None]:
    """Have everything said in a person's language meanwhile."""
    before, chosen = language(), "en" if user.language == "en" else "zh-hans"
    set_language("en" if chosen == "en" else "zh")
    try:
        with translation.override(chosen):
            yield
    finally:
        set_language(before)


def written(template: str, values: dict[str, Any]) -> str:
    """A template as plain text, without the blank lines that its tags leave."""
    lines = render_to_string(f"deadlines/{template}", values).splitlines()
    kept: list[str] = []
    for line in (each.rstrip() for each in lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip() + "\n"

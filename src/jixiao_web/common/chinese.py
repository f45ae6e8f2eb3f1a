"""Official papers are Chinese, whatever the language of the screen is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation

from jixiao.api import language, set_language


@contextmanager
def in_chinese() -> Iterator[None]:
    """Both the core's words and the pages' are Chinese in here."""
    kept = language()
    set_language("zh")
    try:
        with translation.override("zh-hans"):
            yield
    finally:
        set_language(kept)

"""The official forms that a plan can be written on, as pages offer them: one's own first, then the country's."""

from __future__ import annotations

from typing import NamedTuple

from jixiao import api
from jixiao.model import Document

KINDS = ("docx", "pdf", "xlsx", "html")
"""Formats that hold every form; the data themselves (json) belong to no form."""


class Papers(NamedTuple):
    """The forms by who uses them.

    Attributes:
        own: of the plan's province. national: of the whole country. others: by province.
    """

    own: tuple[api.SuitableForm, ...]
    national: tuple[api.SuitableForm, ...]
    others: tuple[tuple[str, tuple[api.SuitableForm, ...]], ...]
    kinds: tuple[str, ...] = KINDS


def papers_of(document: Document) -> Papers:
    """The forms for a plan."""
    profile = document.profile or "hebei"
    forms = api.forms_for(document)
    others: dict[str, list[api.SuitableForm]] = {}
    for form in forms:
        if form.profile not in ("", profile):
            others.setdefault(form.province, []).append(form)
    return Papers(
        tuple(form for form in forms if form.profile == profile),
        tuple(form for form in forms if not form.profile),
        tuple((province, tuple(own)) for province, own in others.items()),
    )


def form_words(name: str, document: Document) -> str | None:
    """The official name of a form for a document; None where there is none of that name."""
    return next((form.zh for form in api.forms_for(document) if form.name == name), None)

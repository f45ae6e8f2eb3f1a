"""A file that came back, merged into a draft: what the file says goes in, what its form has no place for stays."""

from __future__ import annotations

import msgspec

from jixiao.model import Document


def merged(now: Document, back: Document) -> Document:
    """The draft with what the file says; unit, year and kind are the draft's own.

    A workbook of project tables has no part one: goals and safeguards then stay as they are.
    """
    return msgspec.structs.replace(
        back,
        kind=now.kind,
        year=now.year,
        unit=now.unit,
        profile=now.profile,
        overall_goals=back.overall_goals or now.overall_goals,
        safeguards=back.safeguards or now.safeguards,
        projects=back.projects or now.projects,
    )

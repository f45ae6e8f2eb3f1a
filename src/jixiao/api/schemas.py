"""JSON Schemas of what the commands print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.errors import UsageError
from jixiao.model import Document
from jixiao.model.schema import schema_of

# What checking and writing need is imported when something is checked or written: reading must not pay for it.
if TYPE_CHECKING:
    pass


SCHEMAS = ("read", "check", "score")


def schema(name: str = "read") -> dict[str, Any]:
    """The JSON Schema (2020-12) of what a command prints: `read`, `check`, `score`.

    Raises:
        UsageError: no such schema.
    """
    if name not in SCHEMAS:
        raise UsageError(name)
    if name == "check":
        from jixiao.checks.finding import Report

        return schema_of(Report, "jixiao/report/1")
    if name == "score":
        from jixiao.scoring import ScoreReport

        return schema_of(ScoreReport, "jixiao/score/1")
    return schema_of(Document, "jixiao/document/1")

"""Why long work cannot begin, in words for the person."""

from __future__ import annotations


class JobError(Exception):
    """Work that cannot begin or go on; its words are shown."""


class JobOpen(JobError):
    """The same work is waiting or going on already."""

"""What the commands of the web share: finding their part of the installation, and words for what keeps them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from jixiao.errors import MissingPart, UsageError
from jixiao.language import text

REASONS = (
    "address_refused", "county_there", "damaged", "database_filled", "exists", "name_taken", "newer", "no_backup",
    "no_connection", "no_database", "no_file", "no_folder", "not_empty", "not_for_sample", "not_migrated",
    "other_engine", "other_state", "port_taken", "wrong_code", "wrong_settings", "wrong_words",
)  # fmt: skip
"""What `jixiao_web.serving.errors.ServingError` may say, as keys of the messages below `cli.serving`."""


def serving(name: str) -> ModuleType:
    """A module of the web that does the work of a command.

    Raises:
        MissingPart: the packages of the web are not installed.
    """
    try:
        importlib.import_module("django")  # every command needs it sooner or later: told before anything is looked at
        return importlib.import_module(f"jixiao_web.serving.{name}")
    except ModuleNotFoundError as error:
        raise _missing(error) from None


@contextmanager
def told() -> Iterator[None]:
    """Have what keeps a command from its work told in a sentence."""
    error_type: type[Exception] = serving("errors").ServingError
    try:
        yield
    except error_type as error:
        reason, details = error.args
        raise UsageError(text(f"cli.serving.{reason}", **details)) from None
    except ModuleNotFoundError as error:
        raise _missing(error) from None


def _missing(error: ModuleNotFoundError) -> Exception:
    """Our own modules are always there: a missing one of them is a fault of ours, and stays what it is."""
    return error if (error.name or "").startswith("jixiao") else MissingPart("web")

"""What the tests of the law share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return Path(__file__).parents[2]

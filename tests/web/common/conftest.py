"""One world a module: what a test does to it is undone, so that it need not be made again for every address."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def _made_once(django_db_setup, django_db_blocker, mended_plan):
    from tests.web.common.world import World, made_once

    with django_db_blocker.unblock(), made_once(World, mended_plan) as world:
        yield world


@pytest.fixture
def world(_made_once, db):
    """The unit's filing, and everybody who might want to see it."""
    return _made_once

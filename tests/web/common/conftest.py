"""One world a module: what a test does to it is undone, so that it need not be made again for every address."""

from __future__ import annotations

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def _made_once(django_db_setup, django_db_blocker, mended_plan):
    from jixiao_web.accounts.models import Region, Unit
    from tests.web.common.world import COUNTY, World

    with django_db_blocker.unblock(), transaction.atomic():
        Region.objects.create(code=COUNTY, name="云河县")
        unit, other = (
            Unit.objects.create(county_code=COUNTY, code=code, name=f"云河县{name}人民政府本级")
            for code, name in (("471012", "青石镇"), ("471013", "鹤汀镇"))
        )
        yield World(unit, other, mended_plan)
        transaction.set_rollback(True)


@pytest.fixture
def world(_made_once, db):
    """The unit's filing, and everybody who might want to see it."""
    return _made_once

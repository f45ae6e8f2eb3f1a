"""What every table has: a key that grows with time, and the county that the row belongs to.

The county's code stands first in every index and unique constraint, so that one database can hold many counties and be
parted by them. No foreign key may lead from one county to another.
"""

from __future__ import annotations

import uuid

import uuid_utils
from django.db import models


def new_key() -> uuid.UUID:
    """A UUID of version 7: unique without a counter, and growing with time, so that indexes grow at their end."""
    return uuid.UUID(int=uuid_utils.uuid7().int)


class CountyRow(models.Model):
    """A row of one county."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    county_code = models.CharField(max_length=6)

    class Meta:
        abstract = True

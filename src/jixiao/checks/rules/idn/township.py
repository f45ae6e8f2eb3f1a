"""Whether a document is a township's own. Shared by the rules for which a township is a single small unit."""

from __future__ import annotations

import re

from jixiao.model import Unit

_TOWNSHIP = re.compile(r"[镇乡](?:人民政府|党委|财政所)?(?:本级)?$|街道办事处(?:本级)?$")


def is_township(unit: Unit) -> bool:
    """Whether the unit's name is that of a township, a town or a street office."""
    return _TOWNSHIP.search(unit.name or "") is not None

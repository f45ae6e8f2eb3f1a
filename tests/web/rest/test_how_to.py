"""The Python of docs/how-to/use-the-rest-api.md, run against a server of this process."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs/how-to/use-the-rest-api.md"


@pytest.mark.django_db(transaction=True)
def test_its_python_fills_in_and_submits(live_server, aili, filing):
    from jixiao_web.filings.models import Filing
    from jixiao_web.rest.scopes import Scope
    from jixiao_web.rest.tokens import token_make

    told: dict = {}
    exec(re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)[1], told)
    secret = token_make(person=aili, name="x", scopes=list(Scope), days=1).secret
    jixiao = told["Jixiao"](f"{live_server.url}/api/v1", secret)
    assert [each["id"] for each in jixiao.every("filings")] == [str(filing.pk)]
    done = told["fill_in_and_submit"](jixiao, str(filing.pk), {"projects[0].purpose": "改善群众出行条件"})
    assert done["state"] == "unit_review"
    assert "改善群众出行条件" in Filing.objects.get(pk=filing.pk).draft


def test_it_tells_every_scope():
    from jixiao_web.rest.scopes import Scope

    text = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{scope.value}` |" in text for scope in Scope)

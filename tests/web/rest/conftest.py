"""What the tests of the API share: programs with tokens of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client


class Program(Client):
    """A program that bears a token and no cookie."""

    def __init__(self, secret: str, **headers: str) -> None:
        super().__init__(enforce_csrf_checks=True, headers={"authorization": f"Bearer {secret}", **headers})

    def send(self, method: str, path: str, content=None, **headers: str):
        """Ask with JSON."""
        ask = getattr(self, method)
        path = f"/api/v1/{path}"
        if content is None:
            return ask(path, headers=headers)
        return ask(path, content, content_type="application/json", headers=headers)


@pytest.fixture(autouse=True)
def _no_counts(monkeypatch) -> None:
    """Every test begins with an empty minute."""
    from jixiao_web.rest import limits

    monkeypatch.setattr(limits, "_known", {})


@pytest.fixture
def program_of() -> Callable[..., Program]:
    """Makes a program of a person, with all scopes or some."""
    from jixiao_web.rest.scopes import Scope
    from jixiao_web.rest.tokens import token_make

    def make(person, *scopes: str, **headers: str) -> Program:
        chosen = [Scope(scope) for scope in scopes] or list(Scope)
        return Program(token_make(person=person, name="程序", scopes=chosen, days=30).secret, **headers)

    return make


@pytest.fixture
def filing(aili, unit, mended_plan):
    """爱丽's draft of 2025 without errors."""
    from jixiao_web.filings.services import filing_begin

    return filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)

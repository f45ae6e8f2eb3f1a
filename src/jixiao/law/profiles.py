"""Provinces: how a document names them, and what they set otherwise than the country.

Leaves telling a document's province to `province.py`. A profile gives values only; what they are is declared once, in
`parameters/*.toml`.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec

from jixiao.errors import UsageError
from jixiao.language import text
from jixiao.law.acts import Wording
from jixiao.law.parameters import Parameter, Value, declared, declared_in, parameter, topics

PROFILES = (
    "national",
    "anhui",
    "beijing",
    "chongqing",
    "gansu",
    "guangxi",
    "hebei",
    "hubei",
    "hunan",
    "jiangsu",
    "jiangxi",
    "shanghai",
    "shanxi",
    "sichuan",
    "yunnan",
)
"""Every profile: `national` is the default; each of the others is a file of `profiles/`."""


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A province.

    Attributes:
        division: first two digits of the codes of its divisions; empty for `national`.
        names: words at which a text tells the province (河北省, 冀财 …); the first is its full name.
        values: its own values by topic and name, in the shape of `parameters/*.toml`.
    """

    name: Wording
    division: str = ""
    names: tuple[str, ...] = ()
    values: dict[str, dict[str, Any]] = {}


@functools.cache
def profile(key: str) -> Profile:
    """A profile by its key.

    Raises:
        UsageError: there is no such profile; the sentence names those there are.
    """
    if key not in PROFILES:
        raise UsageError(text("law.unknown_profile", profile=key, known="、".join(PROFILES)))
    if key == "national":
        return Profile(name=Wording("全国", "national"))
    source = importlib.resources.files(__package__).joinpath("profiles", f"{key}.toml")
    return msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), Profile)


@functools.cache
def own_values(key: str, name: str) -> tuple[Value, ...]:
    """What a profile itself sets for a declared parameter, the oldest first; empty where it holds to the country."""
    topic, _, entry = name.partition(".")
    table = profile(key).values.get(topic, {}).get(entry)
    return () if table is None else declared(name, table, parameter(name)).values


@functools.cache
def parameters() -> Mapping[str, Parameter]:
    """Every parameter by its key, with the values of all provinces: for a page that shows them, not for a look-up."""
    return {found.key: _with_profiles(found) for topic in topics() for found in declared_in(topic).values()}


def _with_profiles(found: Parameter) -> Parameter:
    own = {key: values for key in PROFILES if (values := own_values(key, found.key))}
    return msgspec.structs.replace(found, by_profile=own)

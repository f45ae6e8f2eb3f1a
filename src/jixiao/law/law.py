"""The law in force for one province at one day: what rules and scoring ask for their numbers.

Leaves where the values lie to `parameters.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from jixiao.errors import JixiaoError, UsageError
from jixiao.language import Words, messages, text
from jixiao.law.acts import Citation, Wording
from jixiao.law.parameters import Parameter, Setting, Value, declared, parameter, plain
from jixiao.law.profiles import own_values, profile


class NotInForce(JixiaoError):
    """A value is asked for that no regulation sets at that day for that province.

    The engine makes the rule not applicable; nothing puts a default in its place.

    Args:
        description: what the value is.
        as_of: the day, where a later one would have a value; None where the province has none at all.
    """

    def __init__(self, key: str, description: Wording, as_of: date | None) -> None:
        self.key, self.description, self.as_of = key, description, as_of
        super().__init__(key, description, as_of)

    @property
    def reason(self) -> Words:
        """Why a rule that needs the value is not applicable, in both languages."""
        wording, day = messages()["law"]["not_yet_set" if self.as_of else "not_set"], self.as_of
        return Words(
            wording["zh"].format(value=self.description.zh, day=day and f"{day.year}年{day.month}月{day.day}日"),
            wording["en"].format(value=self.description.en, day=day),
        )

    def __str__(self) -> str:
        return self.reason.say()


@dataclass(frozen=True)
class Law:
    """Dated values in force; each method wants the kind that `parameters/*.toml` declares for the key.

    Attributes:
        profile: one of `PROFILES`; what a province does not set itself holds as in the whole country.
        as_of: the day; None takes the newest values.
        overrides: values of a user's rule pack by file and name, before all others: a plain value, which holds at all
            times, or a table in the shape of `parameters/*.toml`, which may also declare a new key.

    Raises:
        UsageError: there is no such profile, or a value of the rule pack is not right.

    Every method raises NotInForce where no value is in force, and LookupError for a key that is not declared.

    >>> Law("hebei").integers("spending_plan.checkpoint_months")
    (3, 6, 10, 12)
    """

    profile: str = "national"
    as_of: date | None = None
    overrides: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    _own: Mapping[str, Parameter] = field(init=False, repr=False, compare=False)
    _known: dict[str, tuple[Parameter, Value]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        profile(self.profile)
        object.__setattr__(self, "_own", _pack(self.overrides))

    def decimal(self, key: str) -> Decimal:
        """A number."""
        return cast(Decimal, self._setting(key, "decimal"))

    def decimals(self, key: str) -> tuple[Decimal, ...]:
        """Numbers in the order of the file."""
        return cast("tuple[Decimal, ...]", self._setting(key, "decimals"))

    def integers(self, key: str) -> tuple[int, ...]:
        """Whole numbers, such as months."""
        return cast("tuple[int, ...]", self._setting(key, "integers"))

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words."""
        return cast("tuple[str, ...]", self._setting(key, "words"))

    def text(self, key: str) -> str:
        """A word, a choice, or a pattern."""
        return cast(str, self._setting(key, "text"))

    def flag(self, key: str) -> bool:
        """Yes or no."""
        return cast(bool, self._setting(key, "flag"))

    def source(self, key: str) -> Citation:
        """Where the value in force comes from."""
        return self._in_force(key)[1].source

    def _setting(self, key: str, kind: str) -> Setting:
        parameter, value = self._in_force(key)
        if parameter.kind != kind:
            raise TypeError(f"{key} is of kind {parameter.kind}, not {kind}")
        return value.setting

    def _in_force(self, key: str) -> tuple[Parameter, Value]:
        if key not in self._known:
            self._known[key] = self._looked_up(key)
        return self._known[key]

    def _looked_up(self, key: str) -> tuple[Parameter, Value]:
        own, known = self._own.get(key), parameter(key)
        declaration = own or known
        if declaration is None:
            raise LookupError(f"no parameter {key!r} is declared")
        layers = [own.values] if own else []
        if known:
            layers += [own_values(self.profile, key), known.values]
        for layer in layers:
            for value in reversed(layer):
                if self.as_of is None or value.start <= self.as_of:
                    return declaration, value
        raise NotInForce(declaration.key, declaration.description, self.as_of if any(layers) else None)


def _pack(overrides: Mapping[str, Mapping[str, object]]) -> dict[str, Parameter]:
    """The parameters of a rule pack, checked."""
    found = {}
    for topic, entries in overrides.items():
        for name, entry in entries.items():
            key = f"{topic}.{name}"
            known = parameter(key)
            if isinstance(entry, Mapping):
                found[key] = declared(key, entry, known)
            elif known is None:
                raise UsageError(text("law.undeclared", key=key))
            else:
                found[key] = plain(key, entry, known)
    return found

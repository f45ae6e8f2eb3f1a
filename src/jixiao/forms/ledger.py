"""Places and doubts by the path of their value, collected while the model is put together."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from jixiao.forms.draft import Found
from jixiao.forms.values import parse_points
from jixiao.model import Doubt, Place, Unread
from jixiao.model.document import DoubtReason, UnreadReason
from jixiao.units import MoneyUnit, percent_points_of, yuan_of

DASHES = "-—–―－/／\\ \u3000\n\t"


class Ledger:
    """What reading knows of values beside the values themselves."""

    def __init__(self, unread: Iterable[Unread]) -> None:
        self.places: dict[str, Place] = {}
        self.doubts: list[Doubt] = []
        self.unread = list(unread)

    def keep(self, path: str, found: Found | None) -> str | None:
        """The text of a slot, its place kept under `path`; None where there is none."""
        if found is None:
            return None
        self.places[path] = found.at
        return found.text.strip() or None

    def yuan(self, path: str, found: Found | None, unit: str | None) -> Decimal | None:
        """An amount in yuan; words that are no amount go to unread."""
        if found is None:
            return None
        amount = yuan_of(found.text, cast(MoneyUnit, unit or "元"))
        return self._number(path, found, amount)

    def percent(self, path: str, found: Found | None) -> Decimal | None:
        """A percentage in percent points; words that are none go to unread."""
        if found is None:
            return None
        return self._number(path, found, percent_points_of(found.text))

    def points(self, path: str, found: Found | None) -> Decimal | None:
        """Points of a weight or score; words that are none go to unread."""
        if found is None:
            return None
        return self._number(path, found, parse_points(found.text))

    def _number(self, path: str, found: Found, amount: Decimal | None) -> Decimal | None:
        if amount is not None:
            self.places[path] = found.at
        else:
            self.leave(found)
        return amount

    def leave(self, found: Found, reason: UnreadReason = "no_value") -> None:
        """List a text that has no place in the model, unless it is a dash that says so itself."""
        if found.text.strip(DASHES):
            self.unread.append(Unread(at=found.at, reason=reason, text=found.text))

    def leave_all(self, rest: Iterable[Found]) -> None:
        """List texts that no field of the model can hold."""
        for found in rest:
            self.leave(found, "no_slot")

    def doubt(self, subject: str, reason: DoubtReason, found: Found) -> None:
        """Note that the value at `subject` was read with doubt."""
        self.doubts.append(Doubt(subject=subject, reason=reason, text=found.text, at=found.at))

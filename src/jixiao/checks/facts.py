"""What the caller knows of a document and the document does not say: dates, other files, payments. All by options."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec


class Payment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A payment out of a project's money, as the voucher words it.

    Attributes:
        project: code or name of the project that was charged.
    """

    project: str
    summary: str
    yuan: Decimal | None = None
    paid_on: date | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Facts beside the document; null where the caller gives none.

    Attributes:
        approved_on: day of the 批复. published_on: day of the disclosure. handed_in_on: day the report was handed in.
        warned_on, decided_on: day of a monitoring warning, and of the decision that followed it.
        file_sha256, approved_sha256: SHA-256 of this file and of the file that was approved, in hexadecimal digits.
        published_with: whether it is published with the budget or with the final accounts.
        page_address: where it is published. page_is_reachable: whether the page could be opened when it was last tried.
        page_is_listed: whether the catalogue of the platform names the page.
        payments: payments out of the projects' money.
    """

    approved_on: date | None = None
    published_on: date | None = None
    handed_in_on: date | None = None
    warned_on: date | None = None
    decided_on: date | None = None
    file_sha256: str | None = None
    approved_sha256: str | None = None
    published_with: Literal["budget", "final_accounts"] | None = None
    page_address: str | None = None
    page_is_reachable: bool | None = None
    page_is_listed: bool | None = None
    payments: tuple[Payment, ...] = ()

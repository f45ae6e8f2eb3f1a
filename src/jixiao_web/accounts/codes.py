"""The arithmetic of the second step: secrets, codes, recovery codes and their hashes. Reads and writes no row."""

from __future__ import annotations

import base64
import secrets
from urllib.parse import quote, urlencode

import segno
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP

from jixiao_web.accounts.models import SecondStep, User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters that no print mistakes for another."""
RECOVERY_CODES = 10
TOLERANCE = 1
"""Time steps of 30 seconds by which a telephone's clock may be wrong."""
_SALT = "jixiao_web.accounts.second_step"


def new_seed() -> str:
    """What a new secret is derived of."""
    return secrets.token_hex(20)


def secret_of(step: SecondStep) -> bytes:
    """The secret: derived with the server's key, never stored, so that the database alone gives no code."""
    return salted_hmac(_SALT, f"{step.user_id}:{step.seed}", algorithm="sha256").digest()[:20]


def secret_words(step: SecondStep) -> str:
    """The secret as an app takes it by hand, in groups of four."""
    words = base64.b32encode(secret_of(step)).decode("ascii")
    return " ".join(words[at : at + 4] for at in range(0, len(words), 4))


def app_address(step: SecondStep, user: User, issuer: str) -> str:
    """What the QR code says to the app."""
    query = urlencode({"secret": secret_words(step).replace(" ", ""), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{user.username}')}?{query}"


def qr_image(address: str) -> str:
    """A QR code as the address of an image that stands in the page."""
    return segno.make(address, micro=False, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


def step_of_code(secret: bytes, code: str, now: float, after: int) -> int | None:
    """The time step that a code of six digits belongs to, if it is one later than `after`."""
    totp = TOTP(secret)
    totp.time = now
    return totp.t() if totp.verify(int(code), tolerance=TOLERANCE, min_t=after + 1) else None


def plain(code: str) -> str:
    """A code as people write it without blanks and hyphens."""
    return "".join(code.lower().replace("-", "").split())


def is_of_app(code: str) -> bool:
    """Whether a plain code may be one of the app."""
    return len(code) == 6 and code.isascii() and code.isdigit()


def new_recovery_codes() -> list[str]:
    """Codes of 49 bits, to be written down."""
    return [
        "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY_CODES)
    ]


def digest_of(user: User, code: str) -> str:
    """The keyed hash of a recovery code: quick, because the code is no word that anybody could guess."""
    return salted_hmac(_SALT, f"{user.pk}:{plain(code)}", algorithm="sha256").hexdigest()

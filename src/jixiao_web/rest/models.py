"""Tokens of programs, and what was answered to a request that may be repeated."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from jixiao_web.accounts.models import User
from jixiao_web.common.models import CountyRow


class Token(CountyRow):
    """接口令牌: a program's key to what its person may do. The secret itself is kept nowhere.

    Attributes:
        county_code: the county to whose log the token's own events belong.
        name: what it is for. prefix: the secret's first letters, by which its person recognises it.
        sha256: of the secret. scopes: names of `scopes.Scope`, parted by blanks.
        last_used_at: to the hour.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = [models.Index(fields=("county_code", "user"), name="token_of_user")]

    def __str__(self) -> str:
        return f"{self.name} {self.prefix}…"

    def works_at(self, now: datetime) -> bool:
        """Whether it opens anything at a moment: it holds, and its account is open and past its first log-in."""
        return (
            self.revoked_at is None
            and self.expires_at > now
            and self.user.is_active
            and not self.user.must_change_password
        )


class Answered(CountyRow):
    """What was answered to a request that bore an Idempotency-Key: written with its effect, in one transaction.

    Attributes:
        asked: hash of the request: another request must not bear the same key.
    """

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    content = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("county_code", "token", "key"), name="answered_once")]

    def __str__(self) -> str:
        return self.key

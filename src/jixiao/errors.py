"""Every exception of the project, drawn as one tree.

A wrong *document* is a finding, never an exception; a wrong *call or file* raises one of these. Each takes data, not
prose, and says in one sentence what happened, to which file, why, and what to do next.

    JixiaoError
    ├── UsageError                 the call is wrong (unknown option value, no such path)
    ├── MissingPart                a part of the installation (an extra, a font) that this call needs is not there
    ├── NotInForce                 no regulation sets a value at that day (`law/law.py`); the rule is not applicable
    └── UnreadableFile             this file cannot be read; other files of the same call go on
        ├── EmptyFile              no bytes, or none but blanks
        ├── DamagedFile            truncated, or not what its own signature promises
        ├── ProtectedFile          opened by a password only
        ├── ForeignFile            a kind that jixiao does not read (a picture, a program …)
        └── LimitExceeded          larger than a documented setting allows
"""

from __future__ import annotations

from jixiao.language import text


class JixiaoError(Exception):
    """Root of all exceptions that jixiao raises on purpose."""


class UsageError(JixiaoError):
    """The call itself is wrong; nothing was read."""


class MissingPart(JixiaoError):
    """A part of the installation that this call needs is not there.

    Args:
        part: a key of `language/messages.toml`, below `[missing]`.
        details: values of the named holes of that message.
    """

    def __init__(self, part: str, **details: object) -> None:
        self.part = part
        self.details = details
        super().__init__(part, details)

    def __str__(self) -> str:
        return text(f"missing.{self.part}", **self.details)


class UnreadableFile(JixiaoError):
    """A file that cannot be read.

    Args:
        name: the file's name as the caller gave it.
        reason: a key of `language/messages.toml`, below `[unreadable]`.
        details: values of the named holes of that message.
    """

    default_reason = "damaged"

    def __init__(self, name: str, reason: str | None = None, **details: object) -> None:
        self.name = name
        self.reason = reason or self.default_reason
        self.details = details
        super().__init__(name, self.reason, details)

    def __str__(self) -> str:
        return text(f"unreadable.{self.reason}", name=self.name, **self.details)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.name, self.reason, self.details)


def _rebuild(kind: type[UnreadableFile], name: str, reason: str, details: dict[str, object]) -> UnreadableFile:
    return kind(name, reason, **details)


class EmptyFile(UnreadableFile):
    """No bytes, or none but blanks."""

    default_reason = "empty"


class DamagedFile(UnreadableFile):
    """Truncated, or not what its own signature promises."""

    default_reason = "damaged"


class ProtectedFile(UnreadableFile):
    """Opened by a password only."""

    default_reason = "protected"


class ForeignFile(UnreadableFile):
    """A kind of file that jixiao does not read."""

    default_reason = "foreign"


class LimitExceeded(UnreadableFile):
    """Larger than a documented setting allows (`documents/limits.py`)."""

    default_reason = "limit"

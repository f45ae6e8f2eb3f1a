"""What can keep a command of the web from doing its work; the command line has the words, by `reason`."""

from __future__ import annotations


class ServingError(Exception):
    """A command that cannot be carried out.

    Args:
        reason: a key of the core's `language/messages.toml`, below `[cli.serving]`. details: values of its holes.
    """

    def __init__(self, reason: str, **details: object) -> None:
        self.reason, self.details = reason, details
        super().__init__(reason, details)

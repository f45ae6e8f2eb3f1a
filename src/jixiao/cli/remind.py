"""`jixiao remind`: the reminders of today, and every mail that waits; for cron or a systemd timer."""

from __future__ import annotations

from argparse import Namespace

from jixiao.cli.parser import Parser
from jixiao.cli.web import serving, told
from jixiao.language import text


def arguments(parser: Parser) -> None:
    """The command takes none."""


def run(options: Namespace) -> int:
    """Remind: 0 where every mail went out, 1 where some did not."""
    with told():
        done = serving("reminders").remind()
    print(text("cli.remind.done", sent=done.sent, later=done.later, failed=done.failed))
    return 1 if done.later or done.failed else 0

"""`jixiao backup`: all that a server knows in one file, while it goes on serving."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from jixiao.cli.parser import Parser
from jixiao.cli.web import serving, told
from jixiao.errors import UsageError
from jixiao.language import text


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("out", metavar="OUT", nargs="?", help=text("cli.backup.out"))
    parser.options.add_argument("--force", action="store_true", help=text("cli.backup.force"))


def run(options: Namespace) -> int:
    """Back up."""
    if not options.out:
        raise UsageError(text("cli.backup.no_file"))
    with told():
        size = serving("backup").backup_make(Path(options.out).resolve(), force=options.force)
    print(text("cli.backup.made", path=options.out, size=f"{size:,}"), file=sys.stderr)
    return 0

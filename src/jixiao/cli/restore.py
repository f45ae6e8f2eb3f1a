"""`jixiao restore`: a backup into an empty data folder."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from jixiao.cli.parser import Parser
from jixiao.cli.web import serving, told
from jixiao.errors import UsageError
from jixiao.language import text


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("archive", metavar="IN", nargs="?", help=text("cli.restore.archive"))
    parser.options.add_argument("--force", action="store_true", help=text("cli.restore.force"))


def run(options: Namespace) -> int:
    """Restore."""
    if not options.archive:
        raise UsageError(text("cli.restore.no_file"))
    with told():
        path = Path(options.archive).resolve()
        aside = serving("restore").backup_restore(path, force=options.force, now=datetime.now())
    print(text("cli.restore.done", path=options.archive), file=sys.stderr)
    if aside:
        print(text("cli.restore.aside", path=aside), file=sys.stderr)
    return 0

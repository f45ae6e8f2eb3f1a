"""`jixiao audit`: whether the log and the revisions still say what was written."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from jixiao.cli.parser import Parser
from jixiao.cli.web import serving, told
from jixiao.errors import UsageError
from jixiao.language import text

WORKS = ("verify",)
FAULTS = ("chain", "content", "end", "missing", "no_head", "revision", "revision_missing", "state", "unlogged", "draft")
"""What `jixiao_web.serving.verify` may find, as keys of the messages below `cli.audit.fault`."""


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("work", metavar="verify", nargs="?", help=text("cli.audit.work"))


def run(options: Namespace) -> int:
    """Verify: 0 where all holds, 1 where something was changed behind the application's back."""
    if options.work not in WORKS:
        raise UsageError(text("cli.audit.wrong_work"))
    with told():
        proof = serving("verify").verify()
    for county in proof.counties:
        print(text("cli.audit.county", county=county.code, entries=f"{county.entries:,}", hash=county.hash))
    for fault in proof.faults:
        print(_told(fault), file=sys.stderr)
    if proof.faults:
        print(text("cli.audit.broken", count=len(proof.faults)), file=sys.stderr)
        return 1
    print(text("cli.audit.holds", revisions=f"{proof.revisions:,}"))
    return 0


def _told(fault: Any) -> str:
    return text(f"cli.audit.fault.{fault.reason}", county=fault.county_code, number=fault.number, name=fault.name)

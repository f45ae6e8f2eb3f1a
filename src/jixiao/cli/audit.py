"""`jixiao audit`: whether the log and the revisions still say what was written."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from jixiao.cli.parser import Parser
from jixiao.cli.web import serving, told
from jixiao.errors import UsageError
from jixiao.language import text

WORKS = ("verify",)
FAULTS = (
    "account", "appraisal", "batch", "budget", "chain", "comment", "commitment", "content", "cut", "date", "draft",
    "end", "evidence", "file", "goal", "gone", "key", "ledger", "listed", "measure", "missing", "nature", "no_head",
    "original", "owner", "payment", "promise", "reading", "recheck", "rectification", "region", "revision",
    "revision_missing", "revision_told", "rewritten", "role", "round", "sample", "sheet", "state", "sums", "totals",
    "unit", "unlogged",
)  # fmt: skip
"""What `jixiao_web.serving` may find, as keys of the messages below `cli.audit.fault`."""


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("work", metavar="verify", nargs="?", help=text("cli.audit.work"))
    parser.options.add_argument("--against", metavar="BACKUP", help=text("cli.audit.against"))


def run(options: Namespace) -> int:
    """Verify: 0 where all holds, 1 where something was changed behind the application's back."""
    if options.work not in WORKS:
        raise UsageError(text("cli.audit.wrong_work"))
    with told():
        proof = serving("verify").verify()
        held = serving("against").held_against(Path(options.against)) if options.against else None
    for county in proof.counties:
        print(text("cli.audit.county", county=county.code, entries=f"{county.entries:,}", hash=county.hash))
    faults = [*proof.faults, *(held.faults if held else ())]
    for fault in faults:
        print(_told(fault), file=sys.stderr)
    if faults:
        print(text("cli.audit.broken", count=len(faults)), file=sys.stderr)
        return 1
    print(text("cli.audit.holds", revisions=f"{proof.revisions:,}"))
    if held:
        print(text("cli.audit.continues", path=options.against, entries=f"{held.entries:,}"))
    return 0


def _told(fault: Any) -> str:
    return text(f"cli.audit.fault.{fault.reason}", county=fault.county_code, number=fault.number, name=fault.name)

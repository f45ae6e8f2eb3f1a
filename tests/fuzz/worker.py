"""Reads and checks damaged files one after the other in a process of its own and reports each by a line."""

from __future__ import annotations

import sys
import time
import traceback

import msgspec

from jixiao.api import Checked, Checker
from jixiao.errors import UnreadableFile
from tests.fuzz.mutate import mutation

MEMORY = 3 * 2**30
# A file that cannot be read is damaged by what it holds, never by a word of the program that does not exist.
OWN_FAULTS = (NameError, ImportError)


def bound_memory() -> None:
    """Where the platform can: an allocation beyond the bound fails instead of filling the machine."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def outcome(checker: Checker, number: int) -> str:
    """One word for what became of the damaged file: a kind of document, a kind of error, or `CRASH` and why."""
    name, data = mutation(number)
    try:
        checked = checker.check_bytes(data, name)
        msgspec.json.encode(checked.document)
        msgspec.json.encode(checked.report)
    except UnreadableFile as error:
        cause = error.__cause__
        if isinstance(cause, OWN_FAULTS):
            return f"CRASH {cause!r}"
        return f"{type(error).__name__}({type(cause).__name__})" if cause else type(error).__name__
    except Exception:
        return "CRASH " + " / ".join(traceback.format_exc().split("\n")[-8:])
    return crashed_rules(checked) or checked.document.kind


def crashed_rules(checked: Checked) -> str:
    """The rules that crashed, as `CRASH` and why; empty if none did."""
    crashes = [finding for finding in checked.report.findings if finding.rule == "SYS01"]
    return "".join(f"CRASH {finding.message} {finding.found}" for finding in crashes)


def main(start: int, count: int) -> None:
    bound_memory()
    checker = Checker()
    for number in range(start, start + count):
        begun = time.monotonic()
        said = outcome(checker, number)
        print(f"{number}\t{time.monotonic() - begun:.3f}\t{said}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

"""Runs a command as the terminal's foreground job, `python tools/foreground.py COMMAND…`, and ends as it does.

make dies of the Ctrl+C that ends its child, and then calls a server's clean end an error. Here the terminal sends its
Ctrl+C to the command alone. Without a terminal the command simply takes this program's place.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any


def main(command: list[str]) -> int:
    """Run it."""
    terminal = _terminal()
    if terminal is None:
        os.execvp(command[0], command)
    own = os.getpgrp()
    # SIGTTOU would stop us where we give the terminal back, and nobody could wake what Ctrl+Z had stopped.
    for number in (signal.SIGTTOU, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)
    child = subprocess.Popen(command, process_group=0)

    def pass_on(number: int, _frame: Any) -> None:
        child.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, pass_on)
    os.tcsetpgrp(terminal, child.pid)
    try:
        return child.wait()
    finally:
        os.tcsetpgrp(terminal, own)


def _terminal() -> int | None:
    """The terminal that we are in the foreground of."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
        if os.tcgetpgrp(terminal) == os.getpgrp():
            return terminal
    except OSError:
        pass
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

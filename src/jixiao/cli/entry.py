"""From the call to the command: language, dispatch, exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from jixiao import __version__

EXIT_OK, EXIT_UNREADABLE, EXIT_INTERRUPTED = 0, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one call of `jixiao`; the exit status is 2 where a file could not be read or the call is wrong, else 0."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-V"]):
        print(f"jixiao {__version__}")
        return EXIT_OK
    try:
        return _run(words)
    except BrokenPipeError:
        # The reader of our output (`head`, `less`) has gone: no error of ours.
        _give_up_output()
        return EXIT_OK
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _run(words: list[str]) -> int:
    from jixiao.cli.console import prepare_streams
    from jixiao.cli.dispatch import dispatch
    from jixiao.cli.files import why_not
    from jixiao.errors import JixiaoError
    from jixiao.language import text

    prepare_streams()
    try:
        status = dispatch(words)
        sys.stdout.flush()
        return status
    except OSError as error:
        # Files are opened by name, and the commands say themselves what is wrong with them; what is left is our output.
        if isinstance(error, BrokenPipeError) or error.filename is not None:
            raise
        _give_up_output()
        print(text("cli.not_written.stdout", why=why_not(error)), file=sys.stderr)
        return EXIT_UNREADABLE
    except JixiaoError as error:
        print(error, file=sys.stderr)
        return EXIT_UNREADABLE


def _give_up_output() -> None:
    """Let what is still to be printed go nowhere: Python would complain while flushing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

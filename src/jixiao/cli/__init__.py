"""The command line. Leaves all reading to `jixiao.api`; imports what a command needs only when it runs."""

from jixiao.cli.entry import main

__all__ = ["main"]

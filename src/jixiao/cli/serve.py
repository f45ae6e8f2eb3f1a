"""`jixiao serve`: the web application for a county, on this machine."""

from __future__ import annotations

from argparse import Namespace

from jixiao.cli.parser import Parser
from jixiao.cli.web import serving, told
from jixiao.errors import UsageError
from jixiao.language import text

_HOST, _PORT = "127.0.0.1", "8000"
_HIGHEST_PORT, _MOST_WORKERS = 65_535, 64


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    add = parser.options.add_argument
    add("--host", metavar="ADDRESS", default=_HOST, help=text("cli.serve.host"))
    add("--port", metavar="PORT", default=_PORT, help=text("cli.serve.port"))
    add("--workers", metavar="N", help=text("cli.serve.workers"))


def run(options: Namespace) -> int:
    """Serve until a signal ends it."""
    port = _number("--port", options.port, _HIGHEST_PORT)
    workers = _number("--workers", options.workers, _MOST_WORKERS) if options.workers else None
    with told():
        server = serving("server")
        server.serve(options.host, port, workers or server.workers_by_default(), _announce)
    return 0


def _announce(address: str) -> None:
    print(text("cli.serve.address", address=address), flush=True)


def _number(option: str, words: str, most: int) -> int:
    if not (words.isascii() and words.isdigit() and 0 < int(words) <= most):
        raise UsageError(text("cli.serve.number", option=option, most=most, words=words))
    return int(words)

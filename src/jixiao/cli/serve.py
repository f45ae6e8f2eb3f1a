"""`jixiao serve`: the web application for a county, on this machine."""

from __future__ import annotations

from argparse import Namespace
from types import ModuleType

from jixiao.cli.parser import Parser
from jixiao.cli.web import serving, told
from jixiao.errors import UsageError
from jixiao.language import text
from jixiao.report.width import display_width, pad

_HOST, _PORT = "127.0.0.1", "8000"
_HIGHEST_PORT, _MOST_WORKERS = 65_535, 64
_ACCOUNTS_SHOWN = 8
"""Of the sample: the county's, and a filler and a reviewer of two units."""


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    add = parser.options.add_argument
    add("--host", metavar="ADDRESS", default=_HOST, help=text("cli.serve.host"))
    add("--port", metavar="PORT", help=text("cli.serve.port"))
    add("--workers", metavar="N", help=text("cli.serve.workers"))
    add("--sample", action="store_true", help=text("cli.serve.sample"))


def run(options: Namespace) -> int:
    """Serve until a signal ends it."""
    port = _number("--port", options.port or _PORT, _HIGHEST_PORT)
    workers = _number("--workers", options.workers, _MOST_WORKERS) if options.workers else None
    with told():
        server = serving("server")
        workers = workers or server.workers_by_default()
        if options.sample:
            port = port if options.port else server.free_port(options.host, port)
            _serve_sample(server, options.host, port, workers)
        else:
            server.serve(options.host, port, workers, _announce)
    return 0


def _serve_sample(server: ModuleType, host: str, port: int, workers: int) -> None:
    """Serve the sample county; tell who may log in, and where."""
    page = ""

    def prepare() -> None:
        nonlocal page
        print(text("cli.serve.sample_loading"), flush=True)
        sample = serving("sample").sample_load()
        page = sample.page
        heads = tuple(text(f"cli.serve.{column}") for column in ("unit", "role", "username", "password"))
        shown = sample.accounts[:_ACCOUNTS_SHOWN]
        print("", *_table([heads, *shown]), sep="\n")
        print("", text("cli.serve.sample_more", count=len(sample.accounts) - len(shown)), "", sep="\n", flush=True)

    def announce(address: str) -> None:
        _announce(address)
        if page:
            print(text("cli.serve.sample_page", address=address.rstrip("/") + page))
        print(text("cli.serve.end"), flush=True)

    server.serve(host, port, workers, announce, prepare)


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(pad, row, widths)).rstrip() for row in rows]
    return [lines[0], "─" * max(map(display_width, lines)), *lines[1:]]


def _announce(address: str) -> None:
    print(text("cli.serve.address", address=address), flush=True)


def _number(option: str, words: str, most: int) -> int:
    if not (words.isascii() and words.isdigit() and 0 < int(words) <= most):
        raise UsageError(text("cli.serve.number", option=option, most=most, words=words))
    return int(words)

"""`jixiao county`: a county with its first administrator, who makes all other accounts in the browser."""

from __future__ import annotations

from argparse import Namespace

from jixiao.cli.parser import Parser
from jixiao.cli.web import serving, told
from jixiao.errors import UsageError
from jixiao.language import text


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("code", metavar="CODE", nargs="?", help=text("cli.county.code"))
    parser.arguments.add_argument("name", metavar="NAME", nargs="?", help=text("cli.county.name"))
    parser.options.add_argument("--admin", metavar="USER", help=text("cli.county.admin"))
    parser.options.add_argument("--full-name", metavar="NAME", default="", help=text("cli.county.full_name"))


def run(options: Namespace) -> int:
    """Begin a county; the initial password is told once."""
    if not (options.code and options.name and options.admin):
        raise UsageError(text("cli.county.no_arguments"))
    with told():
        password = serving("county").county_begin(options.code, options.name, options.admin, options.full_name)
    print(text("cli.county.begun", name=options.name, code=options.code))
    print(text("cli.county.account", username=options.admin, password=password))
    return 0

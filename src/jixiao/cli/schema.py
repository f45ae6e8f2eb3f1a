"""`jixiao schema`: the JSON Schema of what a command prints."""

from __future__ import annotations

import json
from argparse import Namespace

from jixiao import api
from jixiao.cli.parser import Parser
from jixiao.errors import UsageError
from jixiao.language import text


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        default="read",
        help=text("cli.schema.name", known=text("rulebook.between").join(api.SCHEMAS)),
    )


def run(options: Namespace) -> int:
    """Print the schema."""
    if options.name not in api.SCHEMAS:
        raise UsageError(text("cli.schema.unknown", name=options.name, known=" | ".join(api.SCHEMAS)))
    print(json.dumps(api.schema(options.name), ensure_ascii=False, indent=2))
    return 0

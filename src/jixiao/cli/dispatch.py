"""The commands, and which one a call means."""

from __future__ import annotations

import importlib
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from types import ModuleType

from jixiao import __version__
from jixiao.cli.parser import Parser, new_parser
from jixiao.errors import UsageError
from jixiao.language import LANGUAGES, set_language, text

COMMANDS = (
    "read", "check", "rules", "score", "write", "schema", "serve", "county", "remind", "audit", "backup", "restore",
)  # fmt: skip
"""Each is a module of this package with `arguments(parser)` and `run(options) -> exit status`."""


def dispatch(words: list[str]) -> int:
    """Choose the language, find the command and run it; without any command show the help as a wrong call."""
    words = choose_language(words, os.environ)
    if not words:
        print(main_parser().format_help(), end="", file=sys.stderr)
        return 2
    name, rest = words[0], words[1:]
    if name in COMMANDS:
        options = command_parser(name).parse_args(rest)
        run: Callable[[Namespace], int] = _module(name).run
        return run(options)
    if not name.startswith("-"):
        raise UsageError(text("cli.unknown_command", name=name, known=" | ".join(COMMANDS)))
    if main_parser().parse_args(words).version:
        print(f"jixiao {__version__}")
    return 0


def choose_language(words: list[str], environment: Mapping[str, str]) -> list[str]:
    """Set the language by `--lang`, wherever it stands, else by JIXIAO_LANG; the words without the switch."""
    chosen = environment.get("JIXIAO_LANG") or "zh"
    rest: list[str] = []
    queue = iter(words)
    for word in queue:
        if word == "--":
            rest += [word, *queue]
        elif word == "--lang":
            chosen = next(queue, "")
        elif word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if chosen not in LANGUAGES:
        raise UsageError(text("cli.unknown_language", name=chosen, known=" | ".join(LANGUAGES)))
    set_language(chosen)
    return rest


def main_parser() -> Parser:
    """The parser of a call without a command: help and version."""
    heading, epilog = text("cli.commands"), text("cli.epilog")
    parser = new_parser("jixiao", text("cli.description"), heading, epilog, text("cli.usage"))
    for name in COMMANDS:
        parser.arguments.add_argument(name, nargs="?", help=text(f"cli.command.{name}"))
    parser.options.add_argument("-V", "--version", action="store_true", help=text("cli.option.version"))
    return parser


def command_parser(name: str) -> Parser:
    """The parser of one command."""
    description, epilog = text(f"cli.command.{name}"), text(f"cli.epilog_of.{name}")
    parser = new_parser(f"jixiao {name}", description, text("cli.arguments"), epilog)
    _module(name).arguments(parser)
    return parser


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"jixiao.cli.{name}")

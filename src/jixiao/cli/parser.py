"""argparse in both languages: its headings and sentences replaced by our messages, its lines broken for Chinese."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from jixiao.errors import UsageError
from jixiao.language import LANGUAGES, text
from jixiao.report.width import clean, wrap

_WIDTH = 80


class Parser(argparse.ArgumentParser):
    """A parser that raises `UsageError` instead of ending the program; its two groups are what the help shows."""

    arguments: argparse._ArgumentGroup
    options: argparse._ArgumentGroup

    def parse_args(self, words: list[str]) -> argparse.Namespace:  # type: ignore[override]  # one way to call it is enough here
        try:
            options, unknown = self.parse_known_args(words)
        except argparse.ArgumentError as error:
            raise UsageError(self._told(error.argument_name or "")) from None
        if unknown:
            raise UsageError(text("cli.unknown_option", program=self.prog, words=" ".join(unknown)))
        return options

    def _told(self, name: str) -> str:
        """What is wrong with an option: its value is missing, or none of those that it takes."""
        option = name.split("/")[-1]
        known = next((action.choices for action in self._actions if option in action.option_strings), None)
        if known is None:
            return text("cli.no_value", option=option, program=self.prog)
        return text("cli.wrong_choice", option=option, known=text("rulebook.between").join(known), program=self.prog)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=20, width=_WIDTH)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, text("cli.usage_prefix") if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(clean(text), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for part in text.splitlines() for line in wrap(part, width))


def new_parser(program: str, description: str, heading: str, epilog: str, usage: str | None = None) -> Parser:
    """A parser with the switches that every command has; `heading` stands above its arguments."""
    parser = Parser(
        program,
        usage=usage,
        description=description,
        epilog=epilog,
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
        exit_on_error=False,
    )
    parser.arguments = parser.add_argument_group(heading)
    parser.options = parser.add_argument_group(text("cli.options"))
    # `--lang` is taken out of the call before any parser sees it, so that it may stand anywhere; here for the help.
    parser.options.add_argument("--lang", choices=LANGUAGES, help=text("cli.option.lang"))
    parser.options.add_argument("-h", "--help", action="help", help=text("cli.option.help"))
    return parser

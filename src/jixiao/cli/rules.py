"""`jixiao rules`: the list of rules, or one rule explained."""

from __future__ import annotations

from argparse import Namespace

from jixiao.checks import all_rules
from jixiao.cli.console import canvas
from jixiao.cli.parser import Parser
from jixiao.errors import UsageError
from jixiao.language import text
from jixiao.report.rulebook import rule_list, rule_page


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("id", metavar="ID", nargs="?", help=text("cli.rules.id"))


def run(options: Namespace) -> int:
    """Print the rules."""
    rules = all_rules()
    name = (options.id or "").upper()
    family = [rule for rule in rules.values() if not name or rule.family == name]
    if name in rules:
        lines = rule_page(rules[name], canvas())
    elif family:
        lines = rule_list(family, canvas())
    else:
        raise UsageError(text("cli.rules.unknown", name=options.id))
    for line in lines:
        print(line)
    return 0

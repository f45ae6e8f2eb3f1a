"""`jixiao score`: a self-evaluation form recomputed, every difference to the paper's own marks explained."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

import msgspec

from jixiao import api
from jixiao.cli.console import Progress, canvas
from jixiao.cli.files import STANDARD_INPUT, named_files, shown_name
from jixiao.cli.parser import Parser
from jixiao.cli.settings import limits_of
from jixiao.documents.limits import Limits
from jixiao.errors import UnreadableFile, UsageError
from jixiao.language import text
from jixiao.law import NotInForce
from jixiao.report.score import score_text, score_total
from jixiao.scoring import ScoreReport


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("files", metavar="FILE", nargs="*", help=text("cli.score.files"))
    parser.options.add_argument("--profile", metavar="P", help=text("cli.score.profile"))
    parser.options.add_argument("--as-of", metavar="DATE", help=text("cli.score.as_of"))
    parser.options.add_argument("--json", action="store_true", help=text("cli.score.json"))


def run(options: Namespace) -> int:
    """Recompute every file; 1 where any mark differs, 2 where a file could not be recomputed at all."""
    if not options.files or "" in options.files:
        raise UsageError(text("cli.score.no_file"))
    as_of = _day(options.as_of)
    files = [*named_files(options.files)]
    limits = limits_of(os.environ)
    progress = Progress(len(files))
    reports: list[ScoreReport] = []
    failures = 0
    for number, file in enumerate(files, 1):
        name = shown_name(file)
        progress.show(number, name)
        result = _score(file, limits, options.profile, as_of)
        progress.clear()
        if isinstance(result, UnreadableFile):
            print(result, file=sys.stderr)
            failures += 1
            continue
        if len(files) > 1:
            result = msgspec.structs.replace(result, file=name)
        _print(result, options.json, len(files) > 1)
        reports.append(result)
    if len(files) > 1 and not options.json:
        for line in score_total([report.summary for report in reports], failures, canvas()):
            print(line)
    return 2 if failures else int(any(report.summary.differences for report in reports))


def _score(file: Path | str, limits: Limits, profile: str | None, as_of: date | None) -> ScoreReport | UnreadableFile:
    try:
        if file == STANDARD_INPUT:
            data = sys.stdin.buffer.read(limits.file_bytes + 1)
            document = api.read_bytes(data, text("cli.read.standard_input"), limits)
        elif Path(file).is_dir():
            raise UnreadableFile(shown_name(file), "empty_folder")
        else:
            document = api.read(file, limits)
        if document.kind not in api.SCORED_KINDS:
            raise UnreadableFile(shown_name(file), "not_scored")
        return api.score(document, profile, as_of)
    except NotInForce as why:
        raise UsageError(text("cli.score.no_terms", why=why)) from None
    except UnreadableFile as error:
        error.name = shown_name(file)
        return error


def _print(report: ScoreReport, as_json: bool, one_of_many: bool) -> None:
    if as_json:
        encoded = msgspec.json.encode(report)
        print((encoded if one_of_many else msgspec.json.format(encoded, indent=2)).decode())
        return
    for line in score_text(report, canvas()):
        print(line)
    if one_of_many:
        print()


def _day(words: str | None) -> date | None:
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UsageError(text("cli.score.no_day", words=words)) from None

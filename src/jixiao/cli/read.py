"""`jixiao read`: documents as trees for people or as JSON for programs."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
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
from jixiao.model import Document
from jixiao.model.document import has_content
from jixiao.report.node import Canvas
from jixiao.report.totals import Totals, totals_of
from jixiao.report.tree import grand_total, tree


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("files", metavar="FILE", nargs="*", help=text("cli.read.files"))
    parser.options.add_argument("--json", action="store_true", help=text("cli.read.json"))


def run(options: Namespace) -> int:
    """Read every file; one that cannot be read is told on standard error and the others go on."""
    if not options.files:
        raise UsageError(text("cli.read.no_file"))
    files = [*named_files(options.files)]
    limits = limits_of(os.environ)
    printer = _JsonPrinter(len(files)) if options.json else _TreePrinter(len(files), canvas())
    progress = Progress(len(files))
    failures = 0
    for number, file in enumerate(files, 1):
        progress.show(number, shown_name(file))
        result = _read(file, limits)
        progress.clear()
        if isinstance(result, UnreadableFile):
            failures += 1
            print(result, file=sys.stderr)
            continue
        printer.document(shown_name(file), result)
        if not has_content(result):
            failures += 1
            print(UnreadableFile(shown_name(file), "unrelated"), file=sys.stderr)
    printer.end(failures)
    return 2 if failures else 0


def _read(file: Path | str, limits: Limits) -> Document | UnreadableFile:
    name = shown_name(file)
    try:
        if file == STANDARD_INPUT:
            return api.read_bytes(sys.stdin.buffer.read(limits.file_bytes + 1), text("cli.read.standard_input"), limits)
        if Path(file).is_dir():
            raise UnreadableFile(name, "empty_folder")
        return api.read(file, limits)
    except UnreadableFile as error:
        if file != STANDARD_INPUT:
            error.name = name
        return error


class _JsonPrinter:
    """One file as one indented object; several as one object a line, each with its file's name."""

    def __init__(self, total: int) -> None:
        self._total = total

    def document(self, name: str, document: Document) -> None:
        if self._total > 1:
            printed = msgspec.json.encode(msgspec.structs.replace(document, file=name))
        else:
            printed = msgspec.json.format(msgspec.json.encode(document), indent=2)
        print(printed.decode())

    def end(self, failures: int) -> None:
        """Nothing follows the objects."""


class _TreePrinter:
    """Trees one after the other, the total of all at the end."""

    def __init__(self, total: int, canvas: Canvas) -> None:
        self._total = total
        self._canvas = canvas
        self._totals = Totals()

    def document(self, name: str, document: Document) -> None:
        if not has_content(document):
            return
        if self._total > 1:
            document = msgspec.structs.replace(document, file=name)
        for line in tree(document, self._canvas):
            print(line)
        if self._total > 1:
            print()
        self._totals += totals_of(document)

    def end(self, failures: int) -> None:
        if self._total > 1:
            for line in grand_total(self._totals, failures, self._canvas):
                print(line)

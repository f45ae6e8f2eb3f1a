"""`jixiao check`: what is wrong in files, for a person or a machine."""

from __future__ import annotations

import io
import os
import sys
import tomllib
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

import msgspec

from jixiao import api
from jixiao.checks import Facts
from jixiao.checks.finding import Summary
from jixiao.checks.rule import LEVELS
from jixiao.cli.console import Progress, canvas
from jixiao.cli.files import STANDARD_INPUT, named_files, shown_name
from jixiao.cli.parser import Parser
from jixiao.cli.settings import limits_of
from jixiao.documents.limits import Limits
from jixiao.errors import UnreadableFile, UsageError
from jixiao.language import text
from jixiao.law import PROFILES
from jixiao.model.document import has_content
from jixiao.report.excerpt import Lines
from jixiao.report.findings import report_lines, total_lines

FORMATS = ("text", "json", "html")
_DATES = ("approved_on", "published_on", "handed_in_on")


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("files", metavar="FILE", nargs="*", help=text("cli.check.files"))
    add = parser.options.add_argument
    add("--format", choices=FORMATS, default="text", help=text("cli.check.format"))
    add("-o", "--out", metavar="OUT", type=Path, help=text("cli.check.out"))
    add("--level", choices=[level.value for level in LEVELS], default="warning", help=text("cli.check.level"))
    add("--select", metavar="RULES", action="append", default=[], help=text("cli.check.select"))
    add("--ignore", metavar="RULES", action="append", default=[], help=text("cli.check.ignore"))
    add("--profile", metavar="P", help=text("cli.check.profile", known=text("rulebook.between").join(PROFILES)))
    add("--as-of", metavar="DATE", help=text("cli.check.as_of"))
    add("--rules", metavar="PACK", type=Path, action="append", default=[], help=text("cli.check.rules"))
    add("--previous", metavar="FILE", type=Path, help=text("cli.check.previous"))
    add("--against", metavar="PLAN", type=Path, help=text("cli.check.against"))
    for name in _DATES:
        add(f"--{name.replace('_', '-')}", metavar="DATE", help=text(f"cli.check.{name}"))
    add("--approved", metavar="FILE", type=Path, help=text("cli.check.approved"))
    add("--facts", metavar="FILE", type=Path, help=text("cli.check.facts"))


def run(options: Namespace) -> int:
    """Check every file; one that cannot be read is told on standard error and the others go on."""
    if not options.files or "" in options.files:
        raise UsageError(text("cli.check.no_file"))
    limits = limits_of(os.environ)
    try:
        checker = _checker(options, limits)
    except UnreadableFile as error:
        raise UsageError(str(error)) from None
    files = [*named_files(options.files)]
    if options.out and options.out.resolve() in {Path(file).resolve() for file in files}:
        raise UsageError(text("cli.check.overwrites", path=options.out))
    printer = _PRINTERS[options.format](len(files), options.out is not None)
    progress = Progress(len(files))
    failures: list[UnreadableFile] = []
    worst = len(LEVELS)
    with _output(options.out) as out:
        for number, file in enumerate(files, 1):
            progress.show(number, shown_name(file))
            result = _check(checker, file, limits)
            progress.clear()
            if isinstance(result, UnreadableFile):
                failures.append(result)
                print(result, file=sys.stderr)
                continue
            worst = min([worst, *(_rank(finding.level) for finding in result.report.findings)])
            out.writelines(f"{line}\n" for line in printer.one(shown_name(file), result))
        if len(failures) < len(files):
            out.writelines(f"{line}\n" for line in printer.end(failures))
    if options.out and len(failures) < len(files):
        print(text("cli.check.written", path=options.out), file=sys.stderr)
    return 2 if failures else int(worst <= _rank(options.level))


def _rank(level: str) -> int:
    return [one.value for one in LEVELS].index(level)


def _checker(options: Namespace, limits: Limits) -> api.Checker:
    chosen = api.CheckOptions(
        profile=options.profile,
        as_of=_date(options.as_of),
        select=_names(options.select),
        ignore=_names(options.ignore),
        packs=tuple(options.rules),
        previous=options.previous,
        against=options.against,
        approved=options.approved,
        facts=_facts(options),
    )
    return api.Checker(chosen, limits)


def _facts(options: Namespace) -> Facts:
    """The facts of the file `--facts`, and those that have an option of their own."""
    facts = Facts()
    if options.facts:
        try:
            written = tomllib.loads(options.facts.read_text(encoding="utf-8"))
            facts = msgspec.convert(written, Facts, strict=False)
        except OSError:
            raise UnreadableFile(str(options.facts), "missing" if not options.facts.exists() else "denied") from None
        except ValueError as error:
            raise UsageError(text("cli.check.wrong_facts", path=options.facts, why=error)) from None
    dates = {name: _date(getattr(options, name)) for name in _DATES if getattr(options, name)}
    return msgspec.structs.replace(facts, **dates)


def _names(words: list[str]) -> tuple[str, ...]:
    return tuple(name.strip().upper() for word in words for name in word.split(",") if name.strip())


def _date(word: str | None) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        raise UsageError(text("cli.check.date", value=word)) from None


def _check(checker: api.Checker, file: Path | str, limits: Limits) -> api.Checked | UnreadableFile:
    name = shown_name(file)
    try:
        if file == STANDARD_INPUT:
            data = sys.stdin.buffer.read(limits.file_bytes + 1)
            checked = checker.check_bytes(data, text("cli.read.standard_input"))
        elif Path(file).is_dir():
            raise UnreadableFile(name, "empty_folder")
        else:
            checked = checker.check(file)
    except UnreadableFile as error:
        if file != STANDARD_INPUT:
            error.name = name
        return error
    if not has_content(checked.document):
        return UnreadableFile(name, "unrelated")
    return checked


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole when all is written; none where there is nothing to write."""
    if path is None:
        yield sys.stdout
        return
    whole = io.StringIO()
    yield whole
    if not whole.getvalue():
        return
    try:
        path.write_text(whole.getvalue(), encoding="utf-8", newline="\n")
    except OSError:
        raise UsageError(text("cli.check.not_written", path=path)) from None


class _Json:
    """One file as one indented object; several as one object a line."""

    def __init__(self, total: int, to_file: bool) -> None:
        self._total = total

    def one(self, name: str, checked: api.Checked) -> Iterator[str]:
        printed = msgspec.json.encode(msgspec.structs.replace(checked.report, file=name))
        yield (printed if self._total > 1 else msgspec.json.format(printed, indent=2)).decode()

    def end(self, failures: Sequence[UnreadableFile]) -> Iterator[str]:
        return iter(())


class _Text:
    """Reports one after the other, the total of all at the end."""

    def __init__(self, total: int, to_file: bool) -> None:
        self._total = total
        self._canvas = canvas(to_file)
        self._reports: list[Summary] = []

    def one(self, name: str, checked: api.Checked) -> Iterator[str]:
        document = checked.document
        if self._total > 1:
            document = msgspec.structs.replace(document, file=name)
        self._reports.append(checked.report.summary)
        yield from report_lines(checked.report, document, Lines(checked.blocks), self._canvas)
        if self._total > 1:
            yield ""

    def end(self, failures: Sequence[UnreadableFile]) -> Iterator[str]:
        return total_lines(self._reports, len(failures), self._canvas) if self._total > 1 else iter(())


class _Html:
    """All files in one page."""

    def __init__(self, total: int, to_file: bool) -> None:
        self._checked: list[tuple[str, api.Checked]] = []

    def one(self, name: str, checked: api.Checked) -> Iterator[str]:
        self._checked.append((name, checked))
        return iter(())

    def end(self, failures: Sequence[UnreadableFile]) -> Iterator[str]:
        from jixiao.report.page import page

        sheets = [(name, one.report, one.document, one.blocks) for name, one in self._checked]
        yield page(sheets, [str(failure) for failure in failures])


_PRINTERS: dict[str, type[_Text] | type[_Json] | type[_Html]] = {"text": _Text, "json": _Json, "html": _Html}

"""`jixiao write`: a document of the model on an official form, in the format that the file's name says."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from argparse import Namespace
from datetime import date
from pathlib import Path

from jixiao import api
from jixiao.cli.files import STANDARD_INPUT, shown_name, why_not
from jixiao.cli.parser import Parser
from jixiao.cli.settings import limits_of
from jixiao.documents.limits import Limits
from jixiao.errors import UnreadableFile, UsageError
from jixiao.language import text
from jixiao.model import Document
from jixiao.report.drafts.written import DraftOptions, draft_of

_LONGEST = 40
"""Characters of a left-out value that are shown."""

_SPEAKS_OF = {
    "hebei_plan": {"date"},
    "monitoring": {"period"},
    "performance_report": {"plan", "date"},
    "rectification_notice": {"unit", "issuer", "deadline", "date"},
}
"""Options that say something of a form or of a draft; of the others none does."""

_PERIOD = re.compile(r"(1[0-2]|[1-9])-(1[0-2]|[1-9])")
_NUMBER = re.compile(r"(?<=\[)[0-9]+(?=\])")


def arguments(parser: Parser) -> None:
    """Add the arguments of the command."""
    parser.arguments.add_argument("model", metavar="MODEL", nargs="?", help=text("cli.write.model"))
    add = parser.options.add_argument
    add("-o", "--out", metavar="OUT", help=text("cli.write.out"))
    add("--format", choices=api.WRITE_FORMATS, help=text("cli.write.format"))
    add("--form", metavar="NAME", help=text("cli.write.form"))
    add("--template", metavar="FILE", type=Path, help=text("cli.write.template"))
    add("--places", action="store_true", help=text("cli.write.places"))
    add("--marks", action="store_true", help=text("cli.write.marks"))
    add("--editable", action="store_true", help=text("cli.write.editable"))
    add("--fonts", metavar="DIR", type=Path, action="append", default=[], help=text("cli.write.fonts"))
    add("--period", metavar="MONTHS", help=text("cli.write.period"))
    add("--plan", metavar="PLAN", type=Path, help=text("cli.write.plan"))
    add("--unit", metavar="NAME", help=text("cli.write.unit"))
    add("--issuer", metavar="NAME", help=text("cli.write.issuer"))
    add("--deadline", metavar="DATE", help=text("cli.write.deadline"))
    add("--date", metavar="DATE", help=text("cli.write.date"))
    add("--force", action="store_true", help=text("cli.write.force"))


def run(options: Namespace) -> int:
    """Write one document; what its form has no place for is told on standard error."""
    if options.places:
        from jixiao.forms.written.places import listing

        print(listing())
        return 0
    if not options.model or not options.out:
        raise UsageError(text("cli.write.no_file"))
    file_format = options.format or Path(options.out).suffix.lower().removeprefix(".")
    if file_format not in api.WRITE_FORMATS:
        known = " | ".join(api.WRITE_FORMATS)
        raise UsageError(text("write.unknown_format", name=file_format or options.out, known=known))
    if options.template and file_format != "docx":
        raise UsageError(text("cli.write.template_is_docx", name=file_format))
    if options.template and options.form:
        raise UsageError(text("cli.write.template_or_form"))
    if options.editable and file_format != "html":
        raise UsageError(text("cli.write.editable_is_html", name=file_format))
    if unknown := [folder for folder in options.fonts if not folder.is_dir()]:
        raise UsageError(text("cli.write.no_fonts", folder=unknown[0]))
    if options.out != STANDARD_INPUT:
        _refuse_existing(Path(options.out), force=options.force)
    try:
        written = _written(options, file_format, limits_of(os.environ))
    except UnreadableFile as error:
        print(error, file=sys.stderr)
        return 2
    if options.out == STANDARD_INPUT:
        sys.stdout.buffer.write(written.data)
    else:
        _put(Path(options.out), written.data)
    _tell(options.out, written)
    return 0


def _written(options: Namespace, file_format: str, limits: Limits) -> api.Written:
    if options.template:
        _refuse_idle(options, set())
        document, name = _document(options.model, limits), shown_name(options.template)
        return api.write_template(document, options.template, name, marks=options.marks, limits=limits)
    draft = draft_of(options.form)
    if draft is None:
        document = _document(options.model, limits)
        _refuse_idle(options, _SPEAKS_OF.get(api.form_of(document, options.form), set()))
        chosen = api.WriteOptions(
            form=options.form,
            marks=options.marks,
            day=_day(options.date),
            period=_period(options.period),
            editable=options.editable,
            fonts=options.fonts,
        )
        return api.write(document, file_format, chosen)
    _refuse_idle(options, _SPEAKS_OF[draft])
    plan = options.plan and api.load_file(options.plan, shown_name(options.plan), limits)
    how = DraftOptions(
        plan=plan,
        unit=options.unit,
        issuer=options.issuer,
        deadline=_day(options.deadline),
        day=_day(options.date),
        editable=options.editable,
        fonts=options.fonts,
    )
    if draft == "performance_report":
        return api.write_report(_document(options.model, limits), file_format, how)
    report, checked = api.load_report(*_source(options.model, limits), limits)
    return api.write_notice(report, file_format, how, checked)


def _refuse_idle(options: Namespace, useful: set[str]) -> None:
    """Refuse what the form would leave unsaid."""
    named = ("period", "plan", "unit", "issuer", "deadline", "date")
    if idle := [f"--{name}" for name in named if getattr(options, name) and name not in useful]:
        raise UsageError(text("cli.write.idle", options=" ".join(idle)))


def _source(word: str, limits: Limits) -> tuple[Path | bytes, str]:
    if word == STANDARD_INPUT:
        return sys.stdin.buffer.read(limits.file_bytes + 1), text("cli.read.standard_input")
    return Path(word), shown_name(word)


def _day(word: str | None) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        raise UsageError(text("cli.check.date", value=word)) from None


def _period(word: str | None) -> str | None:
    found = _PERIOD.fullmatch(word) if word else None
    if word and (found is None or int(found[1]) > int(found[2])):
        raise UsageError(text("cli.write.no_period", value=word))
    return word


def _document(word: str, limits: Limits) -> Document:
    source, name = _source(word, limits)
    return api.load(source, name, limits) if isinstance(source, bytes) else api.load_file(source, name, limits)


def _refuse_existing(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise UsageError(text("cli.write.folder", path=path))
    if path.exists() and not force:
        raise UsageError(text("cli.write.exists", path=path))


def _put(path: Path, data: bytes) -> None:
    """Put the file in its place whole: it is there with all of its bytes or not at all; a link stays a link."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():  # a pipe or a device takes bytes, it is not replaced
            target.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, _mode_of(target))
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(text("cli.write.not_written", path=path, why=why_not(error))) from None


def _mode_of(path: Path) -> int:
    """The rights that a file made the ordinary way would have here, or those of the file that is replaced."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _tell(out: str, written: api.Written) -> None:
    if out != STANDARD_INPUT:
        print(text("cli.write.written", path=out), file=sys.stderr)
    for wanted, used in written.substitutes:
        print(text("cli.write.substitute", wanted=wanted, used=used), file=sys.stderr)
    if written.missing:
        print(text("cli.write.missing", count=written.missing), file=sys.stderr)
    if not written.left_out:
        return
    print(text("cli.write.left_out", count=len(written.left_out)), file=sys.stderr)
    alike: dict[str, list[tuple[str, str]]] = {}
    for path, words in written.left_out:
        alike.setdefault(_NUMBER.sub("", path), []).append((path, words))
    for (path, words), *others in alike.values():
        more = text("cli.write.left_out_more", count=len(others) + 1) if others else ""
        print(f"  {path}: {_shortened(words)}{more}", file=sys.stderr)


def _shortened(words: str) -> str:
    """The first words of a value, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"

"""Writes what the code itself can tell, `docs/reference/` and the tree in the READMEs: `python -m tools.docs`.

A guard test compares the pages with the code and fails when one is stale.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from jixiao import api
from jixiao.cli.dispatch import COMMANDS, command_parser, main_parser
from jixiao.cli.settings import SETTINGS
from jixiao.documents.blocks import FileKind
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.forms.description import forms
from jixiao.forms.written.writing import form_names
from jixiao.language import set_language
from jixiao.report.excerpt import Lines
from jixiao.report.findings import report_lines
from jixiao.report.node import Canvas
from jixiao.report.tree import tree
from jixiao_web.config.environment import PREFIX
from jixiao_web.config.environment import SETTINGS as SERVER_SETTINGS
from tools.rule_docs import examples, law_page, rule_pages

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "src/jixiao/samples/qingshi-2025.docx"
STAMP = "<!-- generated from the code by `make docs`: do not edit -->\n\n"

FORMATS: dict[FileKind, tuple[str, str]] = {
    "docx": ("Word 2007 and later (.docx), WPS", "merged and nested tables, text boxes, tracked changes as accepted"),
    "doc": ("Word 97-2003 (.doc), WPS Writer (.wps)", "the same, without any office program"),
    "pdf": ("PDF with a text layer", "tables by ruling lines, else by alignment; a scanned page is reported as unread"),
    "xlsx": ("Excel 2007 and later (.xlsx)", "every sheet, merged cells"),
    "xls": ("Excel 97-2003 (.xls)", "every sheet, merged cells"),
    "html": (
        "web page, saved page (.mht), HTML exported as .xls or .doc",
        "tables; nothing that the page names is fetched",
    ),
    "text": ("plain text and Markdown", "UTF-8, UTF-16, GB 18030; tables by tabs, bars or words"),
}

WRITTEN: dict[str, str] = {
    "docx": "styles, a contents field, heads repeated on every page, no author's name",
    "pdf": "tagged (PDF/UA-1), fonts embedded; substitutes for official typefaces are named",
    "xlsx": "a sheet a project; numbers, drop-down lists, only cells for entries can be changed",
    "html": "one page without anything from elsewhere; with `--editable` to be filled in",
    "txt": "UTF-8; tables drawn with lines",
    "json": "the model itself",
}


def pages() -> dict[str, str]:
    """Every page with something generated in it, by its path from the root."""
    generated = {f"docs/reference/{name}": page for name, page in _reference().items()}
    generated |= {f"docs/rules/{name}.md": STAMP + page for name, page in rule_pages().items()}
    generated["src/jixiao/checks/examples.json"] = examples()
    return generated | {name: _with_excerpts(name) for name in ("README.md", "README.zh-CN.md")}


def _with_excerpts(name: str) -> str:
    page = (ROOT / name).read_text(encoding="utf-8")
    for what, words in (("tree", _tree_excerpt()), ("findings", _findings_excerpt())):
        begin, end = f"<!-- the {what} of the bundled document: `make docs` -->\n", f"<!-- end of the {what} -->"
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}```text\n{words}\n```\n{end}{rest.partition(end)[2]}"
    return page


def _findings_excerpt() -> str:
    """The first findings of the bundled document and the summary."""
    checked = api.Checker().check(SAMPLE)
    lines = [*report_lines(checked.report, checked.document, Lines(checked.blocks), Canvas(width=76))]
    starts = [number for number, line in enumerate(lines) if line == ""]
    return "\n".join([*lines[: starts[5]], "…", "", *lines[-3:]])


def _tree_excerpt() -> str:
    lines = [*tree(api.read(SAMPLE), Canvas(width=76))]
    goals = next(number for number, line in enumerate(lines) if line.startswith("总体绩效目标"))
    projects = next(number for number, line in enumerate(lines) if line.startswith("预算项目"))
    cut = lines[:goals] + lines[goals : goals + 4] + ["…", ""] + lines[projects : projects + 22] + ["…", *lines[-2:]]
    return "\n".join(cut)


def _reference() -> dict[str, str]:
    os.environ["NO_COLOR"] = "1"
    os.environ["COLUMNS"] = "80"
    makers = {
        "cli": _cli,
        "model": _model,
        "settings": _settings,
        "formats": _formats,
        "forms": _forms,
        "law": law_page,
    }
    return {f"{name}.md": STAMP + "\n".join(make()) + "\n" for name, make in makers.items()}


def _cli() -> Iterator[str]:
    yield "# Command line\n"
    yield "The screen is Chinese unless `--lang en` or `JIXIAO_LANG=en` says otherwise; `--lang` may stand anywhere."
    for name in ("", *COMMANDS):
        yield f"\n## `jixiao{' ' + name if name else ''}`"
        for language in ("en", "zh"):
            set_language(language)
            parser = command_parser(name) if name else main_parser()
            yield f"\n```text\n{parser.format_help().rstrip()}\n```"
    set_language("zh")


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield "## Command line\n"
    yield "Environment variables of the command line; the functions of `jixiao.api` take a `Limits` instead.\n"
    yield "| variable | what it bounds | default |\n| --- | --- | --- |"
    told = dict(re.findall(r"^ {8}(\w+): (.*?) \(`", Limits.__doc__ or "", re.MULTILINE))
    for variable, (field, factor) in SETTINGS.items():
        yield f"| `{variable}` | {told[field]} | {getattr(DEFAULT, field) // factor:,} |"
    yield "| `JIXIAO_LANG` | language of the screen, `zh` or `en` | `zh` |"
    yield "| `NO_COLOR` | any value: no colours | |"
    yield "\nA limit that bites stops the reading of that file with a sentence that names the setting; none is silent."
    yield "\n## Server\n"
    yield "What `jixiao serve`, `audit`, `backup` and `restore` go by: the environment, or a TOML file that"
    yield "`JIXIAO_CONFIG` names, in lower case and without `JIXIAO_` (`upload_mb = 50`); the environment goes"
    yield "first. How to use them: [run a server](../how-to/run-a-server.md).\n"
    yield "| variable | meaning | default |\n| --- | --- | --- |"
    yield f"| `{PREFIX}CONFIG` | TOML file of settings | |"
    for name, setting in SERVER_SETTINGS.items():
        default = f"`{setting.default}`" if setting.default else ""
        yield f"| `{PREFIX}{name}` | {setting.meaning.replace('|', '&#124;')} | {default} |"


def _formats() -> Iterator[str]:
    yield "# Formats\n"
    yield "The kind of a file is told by its content; the name does not matter.\n"
    yield "| kind | files | read |\n| --- | --- | --- |"
    for kind in get_args(FileKind):
        files, what = FORMATS[kind]
        yield f"| `{kind}` | {files} | {what} |"
    yield "\n## Written\n\nWhat is written reads back to the model, as far as the form has cells for it.\n"
    yield "| format | written |\n| --- | --- |"
    for name in api.WRITE_FORMATS:
        yield f"| `{name}` | {WRITTEN[name]} |"


def _forms() -> Iterator[str]:
    yield "# Forms\n"
    yield "Each is a description in `src/jixiao/forms/official/` and is read and written; `jixiao write --form` takes"
    yield "either name. Another form is read by its head words, and is not written.\n"
    yield "| form | name | kind of document | profile | titles |\n| --- | --- | --- | --- | --- |"
    for form in sorted(forms(), key=lambda form: form.name):
        titles = "、".join(form.titles)
        yield f"| `{form.name}` | {form.zh} | `{form.kind}` | {form.profile or 'national'} | {titles} |"
    yield "\nWritten as a whole document, of which a form above is the part on each project:\n"
    yield "| name | document |\n| --- | --- |"
    for name, zh in form_names().items():
        if name not in {form.name for form in forms()}:
            yield f"| `{name}` | {zh} |"


def _model() -> Iterator[str]:
    schema = api.schema("read")
    yield "# Model\n"
    yield "What `jixiao read --json` prints, by its JSON Schema (`jixiao schema`). Generated from `jixiao.model`."
    definitions: dict[str, Any] = schema["$defs"]
    for name in ("Document", *sorted(set(definitions) - {"Document"})):
        yield from _definition(name, definitions[name])


def _definition(name: str, definition: dict[str, Any]) -> Iterator[str]:
    told, _, attributes = inspect.cleandoc(definition.get("description", "")).partition("Attributes:\n")
    yield f"\n## {name}\n\n{told.strip()}\n"
    yield "| field | type | printed |\n| --- | --- | --- |"
    required = definition.get("required", [])
    for field, kind in definition["properties"].items():
        always = field in required or "default" in kind
        yield f"| `{field}` | {_kind(kind)} | {'always' if always else 'if any'} |"
    if attributes:
        yield "\n" + "\n".join(f"- {line}" for line in _told_fields(attributes))


def _told_fields(attributes: str) -> Iterator[str]:
    lines = [line.strip() for line in attributes.splitlines() if line.strip()]
    entry = ""
    for line in lines:
        if re.match(r"[a-z_]+(?:, [a-z_]+)*: ", line):
            if entry:
                yield entry
            names, _, rest = line.partition(": ")
            entry = ", ".join(f"`{field}`" for field in names.split(", ")) + f": {rest}"
        else:
            entry += f" {line}"
    yield entry


def _kind(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        name = kind["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in kind:
        return " or ".join(_kind(option) for option in kind["anyOf"])
    if "enum" in kind:
        return " ".join("`null`" if value is None else f"`{value}`" for value in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_kind(kind['items'])}"
    if isinstance(kind.get("additionalProperties"), dict):
        return f"object of {_kind(kind['additionalProperties'])}"
    return f"decimal {kind['type']}" if kind.get("format") == "decimal" else str(kind.get("type", "any"))


def main() -> None:
    """Write every generated page."""
    for name, page in pages().items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""The pages of the rules, `docs/rules/`, and the example of each for `jixiao rules`: from the rules and their cases."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import date

import msgspec

from jixiao.checks import Finding, Rule, all_rules
from jixiao.checks.engine import cited
from jixiao.checks.examples import Example
from jixiao.language import Words, set_language
from jixiao.law import acts, calendar_of, parameters
from jixiao.report.rulebook import family_name
from tests.checks.casebook import Case, case_files, cases, report_of


def rule_pages() -> dict[str, str]:
    """The page of every rule and their list, by name."""
    found = {rule.id: "\n".join(_page(rule)) + "\n" for rule in all_rules().values()}
    return {"README": "\n".join(_index()) + "\n", **found}


def examples() -> str:
    """The file of examples, as JSON."""
    together = {}
    for rule_id, path in case_files().items():
        case = next(case for case in cases(path) if case.expect == "failed")
        zh, en = _finding(rule_id, case, "zh"), _finding(rule_id, case, "en")
        message, hint = Words(zh.message, en.message), Words(zh.hint, en.hint)
        together[rule_id] = Example(quote=zh.at.quote, found=zh.found, message=message, hint=hint)
    return json.dumps(msgspec.to_builtins(together), ensure_ascii=False, indent=1) + "\n"


def _finding(rule_id: str, case: Case, language: str) -> Finding:
    set_language(language)
    try:
        return report_of(rule_id, case).findings[0]
    finally:
        set_language("zh")


def _index() -> Iterator[str]:
    rules = all_rules()
    yield f"# Rules\n\n{len(rules)} rules in families; `jixiao rules ID` shows the same on the terminal."
    for family, members in itertools.groupby(rules.values(), key=lambda rule: rule.family):
        yield f"\n## {family} {family_name(family)}\n\n| rule | level | defect |\n| --- | --- | --- |"
        for rule in members:
            yield f"| [{rule.id}]({rule.id}.md) | {rule.level} | {rule.title.zh} · {rule.title.en} |"


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.id} {rule.title.zh}\n\n{rule.title.en} · level: {rule.level} · `{rule.name}`\n"
    yield rule.about
    if rule.notes:
        yield f"\n{rule.notes}"
    yield "\nSpeaks of: " + ", ".join(f"`{kind}`" for kind in sorted(rule.kinds))
    yield "\n## Law\n"
    for citation in cited(rule):
        unverified = "" if citation.verified else " (clause not verified)"
        yield f"- {citation.name}{unverified}: {citation.what}"
    yield f"\n## What it says\n\n> {rule.message.zh}\n>\n> {rule.hint.zh}\n"
    yield f"> {rule.message.en}\n>\n> {rule.hint.en}\n\n## Cases"
    for case in cases(case_files()[rule.id]):
        yield from _case(rule, case)


def _case(rule: Rule, case: Case) -> Iterator[str]:
    answer = {"failed": "failed", "passed": "passed", "not_applicable": "not applicable"}[case.expect]
    yield f"\n### {case.name}: {answer}\n"
    report = report_of(rule.id, case)
    for finding in report.findings:
        yield f"- `{' '.join(finding.at.quote.split()) or finding.subject}` {finding.message} {finding.hint}"
    for one in report.passed:
        yield f"- checked: {one.checked}"
    for skipped in report.not_applicable:
        yield f"- {skipped.reason}"


def law_page() -> Iterator[str]:
    """The regulations and dated values, for the reference."""
    yield "# Law\n\nEvery regulation that a rule leans on, and every value that one or a province's practice sets."
    yield "\n## Acts\n\n| key | act | number | date | kind | verified |\n| --- | --- | --- | --- | --- | --- |"
    for key, act in acts().items():
        verified = "yes" if act.verified else "no"
        yield f"| `{key}` | {act.title.zh} | {act.number or ''} | {act.date or ''} | {act.kind} | {verified} |"
    yield "\n## Values\n\n| key | what | unit | value | from | profile | source |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for key, parameter in sorted(parameters().items()):
        layers = {"national": parameter.values, **parameter.by_profile}
        for profile, values in layers.items():
            for value in values:
                setting = value.setting
                shown = "、".join(map(str, setting)) if isinstance(setting, tuple) else str(setting)
                yield (
                    f"| `{key}` | {parameter.description.zh} | {parameter.unit} | {shown.replace('|', '∣')} "
                    f"| {value.start} | {profile} | {value.source.name.zh} |"
                )
    yield from _calendar()


_YEAR = 2025
"""Stands for any budget year that has no leap day of its own."""


def _calendar() -> Iterator[str]:
    """The calendar of a budget year, its days told as days of a year Y."""
    yield "\n## Calendar of a budget year Y\n"
    yield "`law/calendar.toml`; a time that no act sets is custom, differs by place and is not verified.\n"
    yield "| key | what | who | when | verified | source |\n| --- | --- | --- | --- | --- | --- |"
    for due in calendar_of(_YEAR):
        if due.first and due.last:
            when = f"{_of_year(due.first)} to {_of_year(due.last)}"
        else:
            when = (
                f"{due.days} days after `{due.after}`"
                if due.days
                else _of_year(due.last)
                if due.last
                else "set locally"
            )
        verified = "yes" if due.verified else "no"
        yield f"| `{due.key}` | {due.name.zh} | {due.who} | {when} | {verified} | {due.citation.name.zh} |"


def _of_year(day: date) -> str:
    after = day.year - _YEAR
    return f"Y{after:+d} {day:%m-%d}" if after else f"Y {day:%m-%d}"

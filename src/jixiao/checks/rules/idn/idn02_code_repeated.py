"""IDN02: two projects have the same code. Leaves the code's structure to IDN01."""

from __future__ import annotations

from collections import defaultdict

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.idn.codes import NO_CODES, written_codes
from jixiao.language import Words
from jixiao.law import cite

SAME_PROJECT = Words(
    "项目“{name}”的绩效目标表出现{times}次（编码“{found}”）。",
    "The table of “{name}” (code “{found}”) stands {times} times.",
)
KEEP_ONE = Words("请只保留一张绩效目标表。", "Keep one table only.")


@rule(
    id="IDN02",
    level=Level.ERROR,
    title=Words("项目编码重复", "Project code used twice"),
    citations=[cite("integration-standard", "项目代码")],
    message=Words("编码“{found}”由{names}共用，一个编码只能对应一个项目。", "The code “{found}” is shared by {names}."),
    many=Words("编码“{found}”由{names}共用，一个编码只能对应一个项目。", "The code “{found}” is shared by {names}."),
    hint=Words(
        "请到预算管理一体化系统项目库中核对这些项目各自的编码。", "Look up each project's code in the project library."
    ),
)
def code_repeated(dossier: Dossier) -> Outcome:
    """A project code stands for one project.

    Two projects of different names with one code are an error. The same project listed twice is a warning in a plan,
    and is left alone in reports, where several forms of one project may follow one another.
    """
    holders: dict[str, list[ProjectItem]] = defaultdict(list)
    written = written_codes(dossier)
    for project, code in written:
        holders[code.strip().upper()].append(project)
    findings = []
    for code, projects in holders.items():
        names = {plain(project.name): project.name for project in projects}
        several = len(names) > 1
        if len(projects) < 2 or not (several or dossier.document.kind in PLANS):
            continue
        for project in projects:
            findings.append(
                found(
                    project.field("code"),
                    found=project.project.code,
                    cause=code,
                    level=None if several else Level.WARNING,
                    message=None if several else SAME_PROJECT,
                    hint=None if several else KEEP_ONE,
                    names="".join(f"“{name}”" for name in names.values()),
                    name=project.name,
                    times=len(projects),
                )
            )
    return judged(written, findings, without=NO_CODES)

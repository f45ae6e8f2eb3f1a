"""IDN01: a project code is not built as the standard says. Leaves its division to IDN03 and its year to IDN04."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.idn.codes import NO_CODES, codes, has_letter, written_codes
from jixiao.language import Words
from jixiao.law import cite

LENGTH = Words(
    "项目“{name}”的编码“{found}”有{length}位，规定为{due}位。",
    "The code “{found}” of “{name}” has {length} characters; the standard says {due}.",
)

_SIGNS = re.compile(r"[0-9A-Z]+")


@rule(
    id="IDN01",
    level=Level.ERROR,
    title=Words("项目编码不符合规定的结构", "Project code malformed"),
    citations=[cite("integration-standard", "项目代码")],
    message=Words(
        "项目“{name}”的编码“{found}”不符合“6位区划＋2位年份＋1位类别字母＋12位顺序号”的结构。",
        "The code “{found}” of “{name}” is not built of division (6), year (2), class letter (1) and serial (12).",
    ),
    hint=Words(
        "请从预算管理一体化系统项目库中重新复制项目编码，不要手工补位或改写。",
        "Copy the code anew from the project library of the budget system; never mend it by hand.",
    ),
)
def code_malformed(dossier: Dossier) -> Outcome:
    """A project code has 21 characters: division (6), year (2), class (1), serial (12).

    The serial is opaque. The class is a letter in most provinces and a digit in some: a digit is blamed only beside
    codes of the same document that have a letter. An error where the code is clearly meant to be such a code (it begins
    with six digits and is about as long); anything else may be a number of another kind and gives a hint.
    """
    pattern = re.compile(dossier.law.text("idn.project_code_pattern"))
    like = re.compile(dossier.law.text("idn.project_code_likeness"))
    (due,) = dossier.law.integers("idn.project_code_length")
    written = written_codes(dossier)
    lettered = any(code.category.isalpha() for code in codes(dossier))
    findings = [
        _finding(project, code, due, meant=like.fullmatch(code) is not None)
        for project, code in written
        if not pattern.fullmatch(code) or (lettered and not has_letter(code))
    ]
    return judged(written, findings, without=NO_CODES)


def _finding(project: ProjectItem, code: str, due: int, *, meant: bool) -> Draft:
    wrong_length = len(code) != due and _SIGNS.fullmatch(code)
    return found(
        project.field("code"),
        found=code,
        level=None if meant else Level.HINT,
        message=LENGTH if wrong_length else None,
        name=project.name,
        length=len(code),
        due=due,
    )

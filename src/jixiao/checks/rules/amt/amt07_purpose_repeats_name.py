"""AMT07: the purpose of the funds says no more than the project's name. Leaves an empty purpose to STR07."""

from __future__ import annotations

import re

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

NO_PURPOSE = Words("文本没有资金用途", "the text states no purpose of funds")

_YEAR = re.compile(r"20[0-9]{2}年?度?")


@rule(
    id="AMT07",
    level=Level.WARNING,
    title=Words("资金用途只重复项目名称", "Purpose of the funds only repeats the name"),
    citations=[cite("caiyu-2015-88", "13"), cite("hebei-plan-form", "预算规模及资金用途")],
    message=Words(
        "项目“{name}”的资金用途“{found}”只重复了项目名称。", "The purpose “{found}” of “{name}” only repeats its name."
    ),
    many=Words(
        "{count}个项目的资金用途只重复了项目名称，如“{found}”。",
        "The purposes of {count} projects only repeat their names, such as “{found}”.",
    ),
    hint=Words(
        "请写明支付对象、具体内容、数量和标准，如“用于支付12名村级保洁员补助，每人每月500元”。",
        "State whom is paid, for what, how many and at what price.",
    ),
    kinds=PROJECT_PLANS,
)
def purpose_repeats_name(dossier: Dossier) -> Outcome:
    """The purpose of the funds says more than the project's name: objects, contents, number.

    Fails where nothing is left of the purpose without the name, the year and words such as 用于, 等, 资金, 经费 (a list
    in `words/amt.toml`). Any further word saves it.
    """
    stated = [project for project in dossier.projects if project.name and project.project.purpose]
    findings = [
        found(project.field("purpose"), found=project.project.purpose, cause="repeats", name=project.name)
        for project in stated
        if _says_nothing(project)
    ]
    return judged(stated, findings, without=NO_PURPOSE)


def _says_nothing(project: ProjectItem) -> bool:
    filler = any_of("amt.filler")

    def bare(words: str) -> str:
        return filler.sub("", _YEAR.sub("", plain(words)))

    purpose, name = plain(project.project.purpose or ""), plain(project.name)
    return not bare(purpose.replace(name, "")) or bare(purpose) == bare(name)

"""NAM01: a name is a sentence, a slogan or a verb phrase. Leaves names that speak of spending to NAM02."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_INDICATORS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.nam.phrases import does, is_phrase, spends
from jixiao.checks.rules.nam.words_of_slots import SATISFACTION, TIME, example_of
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="NAM01",
    level=Level.WARNING,
    title=Words("指标名称是口号或动宾短语", "Name is a slogan or verb phrase"),
    citations=[cite("caiyu-2021-101", "三1")],
    message=Words(
        "{project}的{category}“{found}”是口号式的短语，看不出衡量什么。",
        "“{found}” ({category} of {project}) is a phrase; it does not say what is measured.",
    ),
    many=Words(
        "三级指标名称有{count}条是口号或动宾短语，如{quoted}，看不出衡量什么。",
        "{count} names are slogans or verb phrases, such as {quoted}; they do not say what is measured.",
    ),
    hint=Words(
        "改为可以计量的名词性名称：“{found}”按项目实际改写，写法如{examples}。",
        "Name a thing that can be measured: rewrite “{found}” by what the project does, in the manner of {examples}.",
    ),
    kinds=PLANS,
)
def name_is_a_phrase(dossier: Dossier) -> Outcome:
    """A name is a short noun phrase for a thing that can be measured.

    Judges names in part one and in tables: those that begin with a verb of wishing (促进, 提升, 改善 …) and do not
    end in a measure (…率, …数), and those that end as a sentence (…明显改善). A verb with a counted value passes
    (新建村道 5公里), and so do words of time under 时效 (按时完成 …) and satisfaction (NAM11). 用于 … and 加强 … 工作
    are NAM02's business.
    """
    named = [row for row in dossier.indicators if row.name and row.category not in (TIME, SATISFACTION)]
    phrases = [
        found(
            row.field("name"),
            found=row.name,
            project=project_label(row.owner),
            category=row.category or "指标",
            examples=example_of(row.category),
        )
        for row in named
        if is_phrase(row.name, row.target) and not spends(row.name) and not does(row.name)
    ]
    return judged(named, folded(phrases), without=NO_INDICATORS)

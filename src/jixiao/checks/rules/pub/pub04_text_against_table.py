"""PUB04: the text gives a project another amount than its table. Leaves the itemized goals of part one to AMT02."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.published import SHORTEST_NAME, stated_shares
from jixiao.checks.rule import Level, rule
from jixiao.checks.stated import Amount, sentences, spoken
from jixiao.checks.texts import Text
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import plain, two_places

_NO_AMOUNTS = Words("文字中没有可以与项目表核对的金额", "the text states no amount that a project's table holds too")
_SHARE = Words(
    "文中说“{project}”的执行数占预算的{stated}，按项目表计算是{right}。",
    "The text says that “{project}” spent {stated} of its budget; by its table it is {right}.",
)
_BUDGET = re.compile(
    r"[”\"》』]?(?:项目|工程|专项)?(?:资金|经费)?[（(，,：:]?(?:[^0-9，,。；;增减比较]{0,6})(?:年初)?(?:预算|安排|投入|申请|资金|金额|经费)"
    r"[^0-9，,。；;增减比较完支执已]{0,8}$"
)
_WHOLE_LIFE = re.compile(r"总投资|总额|累计|全周期|三年|五年|规划|概算|上年|去年|结转|追加|调整|分年")


@rule(
    id="PUB04",
    level=Level.ERROR,
    title=Words("文字说明的金额与表格不一致", "Amount in the text differs from the table"),
    citations=[cite("caiyu-2016-143", "准确")],
    message=Words(
        "文中说“{project}”{stated}，项目表中是{right}。",
        "The text says {stated} for “{project}”; its table says {right}.",
    ),
    hint=Words(
        "请核对后统一为项目表的{right}（元与万元已经换算，四舍五入的尾差不计）。",
        "Make both {right} (yuan and 万元 are converted, differences of rounding left out).",
    ),
)
def text_against_table(dossier: Dossier) -> Outcome:
    """An amount that the text gives to a named project is one of its table.

    Only where the amount follows the project's full name at once, with a word such as 预算 or 安排 between them; totals
    over several years are never held against the year's amount (PUB05).
    """
    named = [(project, _amounts(project)) for project in dossier.projects if len(project.name) >= SHORTEST_NAME]
    drafts, checked = [], 0
    for text in dossier.texts:
        if text.role in ("cell", "contents") or "元" not in text.words or text.subject.startswith("itemized_goals"):
            continue
        for project, words, amount in _stated(text, [project for project, yuan in named if yuan]):
            checked += 1
            known = _amounts(project)
            if any(abs(yuan - amount.value) <= amount.loose for yuan in known):
                continue
            right = spoken(known[0], words)
            draft = found(
                text,
                found=words,
                expected=right,
                related=(project.field("funds.budget_yuan"),),
                project=project.name,
                stated=words,
                right=right,
            )
            drafts.append(draft)
    tolerance = dossier.law.decimal("disclosure.percent_tolerance")
    for text, project, words, stated, rights in stated_shares(dossier):
        checked += 1
        if all(abs(stated - right) > max(tolerance, Decimal(1).scaleb(_exponent(stated))) for right in rights):
            right = f"{plain(two_places(rights[0]))}%"
            draft = found(
                text,
                found=words,
                expected=right,
                related=(project.field("execution.executed_yuan"),),
                message=_SHARE,
                project=project.name,
                stated=words,
                right=right,
            )
            drafts.append(draft)
    return judged(checked, drafts, without=_NO_AMOUNTS)


def _exponent(number: Decimal) -> int:
    """The place of the last written digit: a share may be cut or rounded there."""
    return int(number.as_tuple().exponent)


def _amounts(project: ProjectItem) -> list[Decimal]:
    """Every amount that the project's table states, the budget first."""
    funds, execution = project.project.funds, project.project.execution
    known = [funds.budget_yuan, funds.fiscal_yuan, funds.other_yuan, funds.whole_life_yuan or None]
    known += [part.yuan for part in funds.parts or ()]
    if execution is not None:
        known += [execution.adjusted_yuan, execution.initial_yuan, execution.executed_yuan]
    return [yuan for yuan in known if yuan]


def _stated(text: Text, projects: list[ProjectItem]) -> Iterator[tuple[ProjectItem, str, Amount]]:
    present = [project for project in projects if project.name in text.words]
    for sentence in sentences(text.words, "。！？!?；;\n", least=1) if present else ():
        for amount in sentence.amounts:
            before = sentence.words[: amount.start]
            for project in present:
                at = before.rfind(project.name)
                between = before[at + len(project.name) :] if at >= 0 else ""
                if amount.unit == "元" and _BUDGET.fullmatch(between) and not _WHOLE_LIFE.search(between):
                    yield project, sentence.raw[amount.start : amount.end], amount

"""DEP07: measures that are only heads in a row. Leaves whether they fit the goals to DEP06."""

from __future__ import annotations

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.dep.overall import NO_SAFEGUARDS, figures
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

BARE = Words("保障措施“{found}”只有标题，没有内容。", "The measure “{found}” is a head without content.")
MANY_BARE = Words(
    "有{count}条保障措施只有标题，没有内容，如{quoted}。", "{count} measures are heads without content, as {quoted}."
)
FILL_OUT = Words(
    "在“{found}”之下写明做什么、由谁负责、何时完成、留下什么记录。",
    "Say under “{found}” what is done, by whom, by when and what record remains.",
)


@rule(
    id="DEP07",
    level=Level.WARNING,
    title=Words("保障措施罗列标题，没有具体做法", "Measures that only list heads"),
    citations=[cite("hebei-plan-form", "工作保障措施")],
    message=Words(
        "一句话并列了多个方面的措施，没有责任人、时间和具体做法：“{found}”。",
        "One sentence lists measures under several heads, with no person, date or step: “{found}”.",
    ),
    many=Words(
        "有{count}条措施只是并列标题，没有责任人、时间和具体做法，如{quoted}。",
        "{count} measures only list heads, with no person, date or step, such as {quoted}.",
    ),
    hint=Words(
        "逐个方面单列一条，写明责任人、时间和做法，如“财政所每季度末核对支出进度，低于计划5个百分点的书面说明原因”。",
        "Give each head its own item with who, when and what, e.g. the finance office compares spending each quarter.",
    ),
    kinds=frozenset({"performance_plan"}),
)
def measures_only_listed(dossier: Dossier) -> Outcome:
    """The measures manage performance under the seven heads of the form, each with what is done, by whom and when.

    Judges an item that names as many heads as the law's values name and holds no figure, no responsible person and no
    step; and items so short that nothing but a head stands in them.
    """
    heads = dossier.law.words("department.safeguard_heads")
    most, shortest = (
        dossier.law.decimal("department.safeguard_heads_in_one"),
        dossier.law.decimal("department.safeguard_shortest"),
    )
    measures = [(dossier.spot(f"safeguards[{i}]"), one.text) for i, one in enumerate(dossier.document.safeguards)]
    findings = []
    for spot, words in measures:
        named = sum(head in words for head in heads)
        if any_of("dep.concrete").search(words) or figures(words):
            continue
        if named >= most and "\n" not in words:
            findings.append(found(spot, found=words.strip().rstrip("。；")))
        elif 0 < len(plain(words)) < shortest and any_of("dep.heads").search(words) and "，" not in words:
            findings.append(
                found(spot, found=words.strip().rstrip("。；"), message=BARE, many=MANY_BARE, hint=FILL_OUT)
            )
    return judged(measures, folded(findings), without=NO_SAFEGUARDS)

"""VAL18: every percent of a project is 100 %. Leaves one value for all kinds of rows to VAL02."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import amount_of, is_percent, uniform, value_spot, value_words
from jixiao.language import Words
from jixiao.law import cite

_FEW_PERCENTS = Words("以百分比表示的指标值太少", "too few values are percents")


@rule(
    id="VAL18",
    level=Level.HINT,
    title=Words("比率指标值全部为100%", "Every percent is 100 %"),
    citations=[cite("caiyu-2015-88", "13")],
    message=Words(
        "{project}的{rows}条比率指标全部为100%，看不出工作要求的高低。",
        "All {rows} percents of {project} are 100 %.",
    ),
    many=Words(
        "{count}条比率指标全部为100%（如{project}），看不出工作要求的高低。",
        "All percents are 100 % ({count} rows, such as those of {project}).",
    ),
    hint=Words(
        "只对必须全部达到的事项（如依法足额发放、验收合格）写100%，其余按上年实绩和行业标准测算。",
        "Keep 100 % for what must be met wholly; work out the others from last year's results and the standards.",
    ),
    kinds=PLANS,
)
def everything_at_100_percent(dossier: Dossier) -> Outcome:
    """Values tell how much is demanded: not 100 % for everything.

    Judges the percents of each project's table (the narrative where there is no table), from the number of rows that
    the law's values name. Where all values whatsoever are the same, VAL02 says so. Legal minima of single rates are not
    known to the program.
    """
    least = dossier.law.decimal("values.all_hundred_rows")
    whole = dossier.law.decimal("values.highest_percent")
    checked = 0
    wrong = []
    for items, is_same in uniform(dossier):
        percents = [item for item in items if is_percent(item)]
        if len(percents) < least:
            continue
        checked += len(percents)
        if not is_same and all(amount_of(item) == whole for item in percents):
            wrong += [
                found(
                    value_spot(item),
                    found=value_words(item),
                    cause="hundred",
                    project=project_label(item.owner),
                    rows=len(percents),
                )
                for item in percents
            ]
    return judged(checked, wrong, without=_FEW_PERCENTS)

"""WGT02: the first levels weigh otherwise than the guides have it. Leaves sums to WGT01."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_WEIGHTS
from jixiao.checks.rule import EVALUATIONS, PLANS, Level, rule
from jixiao.checks.rules.wgt.weighed import points, total, weighed
from jixiao.language import Words
from jixiao.law import Law, cite

_ZERO = Decimal(0)
_SATISFACTION, _BENEFIT, _COST = "满意度指标", "效益指标", "成本指标"
_ORDER = (_COST, "产出指标", _BENEFIT, _SATISFACTION)


@rule(
    id="WGT02",
    level=Level.WARNING,
    title=Words("各一级指标的权重不合规定比例", "Weights of the first levels off the guide"),
    citations=[cite("caiyu-2020-10", "13"), cite("caiyu-2021-101", "六")],
    message=Words(
        "{project}一级指标权重为{weights}，规定比例是{right}。",
        "The first levels of {project} weigh {weights}; the guide has {right}.",
    ),
    many=Words(
        "{project}等{count}个项目一级指标权重为{weights}，规定比例是{right}。",
        "The first levels of {project} and others, {count} projects in all, weigh {weights}; the guide has {right}.",
    ),
    hint=Words(
        "请按规定比例调整权重；情况特殊确需调整的，写明理由。",
        "Weigh them as the guide has it; in a special case say why not.",
    ),
    kinds=PLANS | EVALUATIONS,
)
def weights_off_profile(dossier: Dossier) -> Outcome:
    """Projects weigh their first levels as the guides say: without cost indicators, or with them as a first level.

    Without satisfaction its points go to benefit. Judged for projects whose weights add up to the guide's total; whole
    departments have no national table.
    """
    allowed = _allowed(dossier.law)
    sums = {sum(weights.values(), _ZERO) for weights in allowed}
    known = [
        one
        for one in weighed(dossier)
        if one.whole and one.item.source == "table" and one.total in sums and all(row.dimension for row in one.rows)
    ]
    wrong = []
    for one in known:
        weights = {name: total(rows) for name, rows in one.groups("dimension").items()}
        if weights in allowed:
            continue
        nearest = max(allowed, key=lambda right: (right.keys() == weights.keys(), _COST in right and _COST in weights))
        draft = found(
            one.head,
            found=_shown(weights),
            expected=_shown(nearest),
            cause=_shown(weights),
            related=tuple(row.field("weight") for row in one.rows),
            project=project_label(one.item),
            weights=_shown(weights),
            right=_shown(nearest),
        )
        wrong.append(draft)
    return judged(known, wrong, without=NO_WEIGHTS)


def _allowed(law: Law) -> list[dict[str, Decimal]]:
    """Every lawful distribution of weights, with satisfaction and without."""
    moved = law.decimal("weights.moved_without_satisfaction")
    found_weights = []
    for tree in ("without_cost", "with_cost"):
        names, values = law.words(f"weights.dimensions_{tree}"), law.decimals(f"weights.{tree}")
        weights = dict(zip(names, values, strict=True))
        bare = {name: value for name, value in weights.items() if name != _SATISFACTION}
        found_weights += [weights, bare | {_BENEFIT: bare.get(_BENEFIT, _ZERO) + moved}]
    return found_weights


def _shown(weights: dict[str, Decimal]) -> str:
    in_order = sorted(weights, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    return "、".join(f"{name.removesuffix('指标')}{points(weights[name])}" for name in in_order)

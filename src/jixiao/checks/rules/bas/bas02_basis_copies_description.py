"""BAS02: the basis of a value repeats the description or the name. Leaves what a basis must cite to BAS01."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label, row_label, short
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.bas.basis import NO_BASIS, basis_of, copies, with_basis
from jixiao.language import Words
from jixiao.law import cite

_FIELDS = {"description": Words("绩效指标描述", "description"), "name": Words("指标名称", "name")}


@rule(
    id="BAS02",
    level=Level.ERROR,
    title=Words("指标值确定依据照抄指标描述或者名称", "Basis that copies description or name"),
    citations=[cite("caiyu-2015-88", "11")],
    message=Words(
        "{project}的“{row}”的指标值确定依据“{basis}”与{field}相同，没有说明指标值的来源。",
        "{project}, “{row}”: the basis “{basis}” is the {field} again and gives no source of the value.",
    ),
    many=Words(
        "{count}条指标的指标值确定依据与{field}相同，如{project}的“{row}”写“{basis}”，没有说明指标值的来源。",
        "{count} bases only repeat the {field}, such as “{basis}” for “{row}” of {project}, and give no "
        "source of the value.",
    ),
    hint=Words(
        "指标值确定依据应说明为什么定这个数，写计划标准、行业标准或者历史标准及其出处；指标含义写在绩效指标描述中。",
        "Say why it is this number: a planned, industry or historical standard with its source; what the indicator "
        "means belongs into the description.",
    ),
    kinds=PLANS,
)
def basis_copies_description(dossier: Dossier) -> Outcome:
    """The basis of a value is not the description or the name of its indicator once more.

    Judges every basis that is filled in, signs and blanks aside. Words that cite a document or name a standard are a
    basis wherever else they stand, so that it is the description that is wrong then (NAM08). Rows that repeat the same
    field are one finding.
    """
    copied = copies(dossier)
    checked = with_basis(dossier)
    wrong = [
        found(
            item.field("basis"),
            found=basis_of(item),
            related=[item.field(field)],
            cause=field,
            project=project_label(item.owner),
            row=row_label(item),
            basis=short(basis_of(item)),
            field=_FIELDS[field].say(),
        )
        for item in checked
        if (field := copied.get(item.subject)) is not None
    ]
    return judged(checked, wrong, without=NO_BASIS)

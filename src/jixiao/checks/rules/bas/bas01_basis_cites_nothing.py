"""BAS01: the basis of a value names no plan, document or standard. Leaves copies to BAS02, empty cells to STR07."""

from __future__ import annotations

import functools

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label, row_label, short
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.bas.basis import NO_BASIS, basis_of, cites, copies, is_dated, with_basis
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="BAS01",
    level=Level.WARNING,
    title=Words("指标值确定依据没有引用文件或者标准", "Basis that cites no document or standard"),
    citations=[cite("caiyu-2015-88", "11"), cite("caiyu-2015-88", "12"), cite("caiyu-2021-101", "三")],
    message=Words(
        "{project}的“{row}”的指标值确定依据“{basis}”没有写明所依据的计划、文号、行业标准或者历史数据。",
        "{project}, “{row}”: the basis “{basis}” names no plan, document, industry standard or past figure.",
    ),
    many=Words(
        "{count}条指标的指标值确定依据没有写明所依据的计划、文号、行业标准或者历史数据，如{project}的“{row}”写“{basis}”。",
        "{count} bases name no plan, document, industry standard or past figure, such as “{basis}” for “{row}” of "
        "{project}.",
    ),
    hint=Words(
        "写明数值从哪里来：{standards}任选其一并注明出处，如“《……实施方案》”“上年实际完成……”“……〔年份〕……号文件规定”。",
        "Say where the number comes from ({standards}), with its source: the title of a plan, a document number, a "
        "figure of last year.",
    ),
    kinds=PLANS,
)
def basis_cites_nothing(dossier: Dossier) -> Outcome:
    """The basis of a value names what the value rests on: a plan, a document, an industry or a historical standard.

    Judges every basis that is filled in. A title, a document number or any word for a source (工作计划, 合同, 上年) is
    enough, and so is a figure of an earlier year (2023年办结412件); a basis that only repeats the description or the
    name cites nothing whatever words it holds, and is BAS02's business too. All such rows are one finding.
    """
    copied = copies(dossier)
    standards = "、".join(dossier.law.words("basis.standards"))
    checked = with_basis(dossier)
    wrong = [
        found(
            item.field("basis"),
            found=basis_of(item),
            cause="nothing",
            project=project_label(item.owner),
            row=row_label(item),
            basis=short(basis_of(item)),
            standards=standards,
        )
        for item in checked
        if item.subject in copied or not _names_source(basis_of(item), dossier.document.year)
    ]
    return judged(checked, wrong, without=NO_BASIS)


@functools.lru_cache(maxsize=1024)
def _names_source(basis: str, year: int | None) -> bool:
    return cites(basis) or bool(any_of("bas.sources").search(basis)) or is_dated(basis, year)

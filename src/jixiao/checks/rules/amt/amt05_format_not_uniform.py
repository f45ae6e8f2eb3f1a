"""AMT05: amounts of the tables are written in different ways. Leaves wrong amounts to the other rules of AMT."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item, ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_MONEY
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.amt.written import number_of, takes_separators
from jixiao.language import Words
from jixiao.law import cite

WITH = Words(
    "金额“{found}”写有千分位，其他金额没有，写法不统一。",
    "“{found}” has separators of thousands, other amounts have none.",
)
WITHOUT = Words(
    "金额“{found}”没有千分位，其他金额都有，写法不统一。",
    "“{found}” has no separators of thousands, other amounts have.",
)
ONE_WAY = Words("请统一各表金额的写法，如都写作“{expected}”。", "Write all amounts alike, e.g. “{expected}”.")

_DECIMALS = 2


class _Written(NamedTuple):
    spot: Item
    number: str


@rule(
    id="AMT05",
    level=Level.HINT,
    title=Words("金额写法不统一", "Amounts not written alike"),
    citations=[cite("gbt-15835")],
    message=Words(
        "金额“{found}”没有保留两位小数，与其他金额写法不统一。", "“{found}” has not two decimals, unlike other amounts."
    ),
    many=Words(
        "“{found}”等{count}个金额的写法与其他金额不统一。", "{count} amounts such as “{found}” are not written alike."
    ),
    hint=Words(
        "表内金额请统一保留两位小数，如“{expected}”。", "Write amounts in tables with two decimals: “{expected}”."
    ),
    kinds=PLANS,
)
def format_not_uniform(dossier: Dossier) -> Outcome:
    """The amounts of the tables are written alike: all with or all without separators of thousands, with two decimals.

    Judges one document's tables against each other; amounts in running text may be shorter, and a document that writes
    no amount with decimals is uniform. More than two decimals are exact figures and not blamed.
    """
    known = [one for project in dossier.projects for one in _amounts(project)]
    findings = [*_separators(known), *_decimals(known)]
    return judged(known, findings, without=NO_MONEY)


def _amounts(project: ProjectItem) -> Iterator[_Written]:
    funds = project.project.funds
    for name in ("budget_yuan", "fiscal_yuan", "other_yuan"):
        yuan, spot = getattr(funds, name), project.field(f"funds.{name}")
        number = number_of(spot, yuan) if yuan and spot.at.row is not None else None
        if number:
            yield _Written(spot, number)


def _separators(known: list[_Written]) -> Iterator[Draft]:
    long = [one for one in known if takes_separators(one.number)]
    usual = Counter("," in one.number for one in long).most_common()
    if len(usual) < 2:
        return
    separated = usual[0][0]
    for one in long:
        if ("," in one.number) != separated:
            plain = one.number.replace(",", "")
            whole, point, decimals = plain.partition(".")
            yield found(
                one.spot,
                found=one.number,
                expected=f"{int(whole):,}{point}{decimals}" if separated else plain,
                cause="separators",
                message=WITHOUT if separated else WITH,
                hint=ONE_WAY,
            )


def _decimals(known: list[_Written]) -> Iterator[Draft]:
    places = [len(one.number.partition(".")[2]) for one in known]
    if _DECIMALS not in places:
        return
    for one, decimals in zip(known, places, strict=True):
        if decimals < _DECIMALS:
            whole, _, rest = one.number.partition(".")
            yield found(one.spot, found=one.number, expected=f"{whole}.{rest:0<2}", cause="decimals")

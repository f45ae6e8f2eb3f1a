"""REP03: a text taken over from an earlier year, with the old year left in. Leaves the wrong year itself to IDN10."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.alike import alike
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Draft, Outcome, Spot, found, judged, not_applicable
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.rep.told import narratives, of_department, of_project, of_projects, of_unit
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite
from jixiao.units import years_of

NO_YEAR = Words("没有读到文本的年度", "the year of the text was not read")
NO_GOALS = Words("没有读到目标和措施", "neither goals nor measures were read")
COPIED = Words(
    "这段文字与上年文本几乎相同，年份“{found}”也没有改。", "This is nearly last year’s text, even its year “{found}”."
)
MANY_COPIED = Words(
    "有{count}处文字与上年文本几乎相同，年份也没有改为{budget}年。",
    "{count} texts are nearly last year’s, and their year was not changed to {budget}.",
)

_OPENS = re.compile(r"(?:^|(?<=[。；\n]))\s*(?P<year>20[0-9]{2})年度?(?P<rest>[^。；\n]*)")
_PLANNED = re.compile(
    r"(?:(?:我|全|本)[镇乡县局街道单位部门]{1,2}[，,、 ]*)?(?:将|计划|力争|拟|预计)(?![^，。；]*(?:实际|了))"
)
_DEADLINE = re.compile("[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?之?前(?!已|的|欠|实施|开工|完工|形成|立项)")
_ANY = re.compile("")
_YEARS = re.compile(r"20[0-9]{2}年度?")


@rule(
    id="REP03",
    level=Level.WARNING,
    title=Words("沿用以前年度文字，年份未改", "Text of an earlier year, its year left in"),
    citations=[cite("caiyu-2015-88", "13")],
    message=Words(
        "“{found}”像是沿用{year}年的文本，年份没有改为{budget}年。",
        "“{found}” seems to be taken over from the text of {year}; this is the text of {budget}.",
    ),
    many=Words(
        "有{count}处像是沿用以前年度的文本，年份没有改为{budget}年：{quoted}。",
        "{count} texts seem to be taken over from earlier years; this is the text of {budget}: {quoted}.",
    ),
    hint=Words("请对照{budget}年的实际工作重写，不能只改年份。", "Write this anew for {budget}, not just its year."),
    kinds=PLANS,
)
def old_year_left(dossier: Dossier) -> Outcome:
    """A plan is written for its own year, not taken over from an earlier one.

    Judges goals, purposes and measures. A sentence that opens with an earlier year and goes on with what will be done
    (in overall goals and measures: with 将, 计划, 力争) was taken over; with last year's text at hand (`--previous`),
    so was one that is nearly the same and still names last year. Silent on past business (欠款, 结转 …) and on ranges
    of years that hold the text's own.
    """
    budget = dossier.document.year
    if budget is None:
        return not_applicable(NO_YEAR)
    general, own, whole = list(of_unit(dossier)), list(of_projects(dossier)), list(of_department(dossier))
    findings = [draft for spot, words in own for draft in _left(spot, words, budget, any_of("idn.will_be_done"))]
    findings += [draft for spot, words in general for draft in _left(spot, words, budget, _PLANNED)]
    findings += [draft for spot, words in whole for draft in _left(spot, words, budget, _ANY)]
    known = {draft.spot.subject for draft in findings}
    findings += [draft for draft in _copied(dossier, budget) if draft.spot.subject not in known]
    return judged([*general, *own, *whole], folded(findings), without=NO_GOALS)


def _left(spot: Spot, words: str, budget: int, future: re.Pattern[str]) -> Iterator[Draft]:
    """Sentences that open with an earlier year and go on with what will be done."""
    for match in _OPENS.finditer(words) if "年" in words else ():
        year, sentence = int(match["year"]), match[0].strip()
        rest = match["rest"].lstrip("，,、 ")
        if year >= budget or budget in years_of(sentence):
            continue
        past = any_of("idn.past_business").search(sentence)
        if _DEADLINE.match(rest) or (not past and future.match(rest)):
            yield found(spot, found=re.split("[，,]", sentence)[0], year=year, budget=budget)


def _copied(dossier: Dossier, budget: int) -> Iterator[Draft]:
    """Goals and purposes of a project that are last year's and still name that year."""
    last = dossier.previous.document.year if dossier.previous else None
    if last is None or last >= budget:
        return
    least = float(dossier.law.decimal("repetition.text_likeness"))
    before = narratives(dossier.previous)
    now = narratives(dossier)
    for pair in dossier.previous_pairs:
        if pair.left is None or pair.right is None:
            continue
        old = [words for _, words in (*of_project(pair.right), *before.get(pair.right.subject, ())) if words]
        for spot, words in (*of_project(pair.left), *now.get(pair.left.subject, ())):
            years = years_of(words)
            if last not in years or budget in years:
                continue
            if any(alike(_YEARS.sub("", words), _YEARS.sub("", one)) >= least for one in old):
                year = next(match[0] for match in _YEARS.finditer(words) if str(last) in match[0])
                yield found(spot, found=year, message=COPIED, many=MANY_COPIED, year=last, budget=budget)

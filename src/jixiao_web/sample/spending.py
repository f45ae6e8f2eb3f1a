"""The sample county's spending, as `spending.toml` tells it: lists of the treasury imported year by year, a few entries
by hand, a list that was taken and not loaded yet. The same ledgers always get the same payments; what is there already
is left alone.
"""

from __future__ import annotations

import csv
import io
import random
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Person
from jixiao_web.sample.plans import county
from jixiao_web.sample.years import Years
from jixiao_web.spending.importing import batch_load, batch_take
from jixiao_web.spending.models import Batch, BudgetChange, Ledger, Payment
from jixiao_web.spending.services import Told, approval_set, budget_change, payment_add, payment_reverse

HERE = Path(__file__).parent
_FAULTY = HERE / "payments-with-faults.csv"
"""A list for trying the import, of one unit's running year; before its lines come some that were paid."""
FAULTY_UNIT = "205001"
_HEADS = (
    "支付日期", "支付凭证号", "预算单位编码", "预算单位", "项目编码", "项目名称", "收款人全称", "用途",
    "支付金额", "资金性质", "支付方式",
)  # fmt: skip


class _Pay(NamedTuple):
    day: date
    fen: int
    payee: str
    use: str


@cache
def told() -> dict[str, Any]:
    """What `spending.toml` tells."""
    return tomllib.loads((HERE / "spending.toml").read_text(encoding="utf-8"))


def spending_load(county_code: str, people: Mapping[str, Person], years: Years) -> None:
    """Say when budgets were handed down, import each year's list, enter by hand what no list holds."""
    finance, approved = people["baihe"], told()["approved"]
    for year in range(years.named("first"), years.running + 1):
        until = years.until(year)
        day, document = date.fromisoformat(f"{year}-{approved['day']}"), approved["document"].format(year=year)
        ledgers = Ledger.objects.filter(county_code=county_code, year=year).select_related("unit", "plan")
        fresh = list(ledgers.filter(approval="").order_by("plan_id", "ordinal"))
        for ledger in {each.plan_id: each for each in fresh}.values():
            approval_set(person=finance, ledger_id=ledger.pk, day=day, document=document, today=until)
        if fresh and not Batch.objects.filter(county_code=county_code, year=year).exists():
            _import(finance, county_code, year, list(ledgers), years)
    _by_hand(county_code, people, years)
    _taken(county_code, people, years)


def _import(finance: Person, county_code: str, year: int, ledgers: Iterable[Ledger], years: Years) -> None:
    words = f"{year}年国库集中支付明细.csv"
    data = listed(ledgers, years).encode("utf-8-sig")
    batch = batch_take(person=finance, county_code=county_code, unit=None, year=year, name=words, pieces=[data])
    batch_load(person=finance, batch_id=batch.pk, good_only=False, today=years.until(year))


def listed(ledgers: Iterable[Ledger], years: Years) -> str:
    """The payments of some ledgers up to today as the treasury's list, by day."""
    rows = [(pay, ledger) for ledger in ledgers for pay in payments_of(ledger, years)]
    rows.sort(key=lambda row: (row[0].day, row[1].unit.code, row[1].ordinal, row[0].fen))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([("国库集中支付明细",), _HEADS])
    writer.writerows(_line(number, pay, ledger) for number, (pay, ledger) in enumerate(rows, 1))
    writer.writerow(("合计", *[""] * 7, f"{Decimal(sum(pay.fen for pay, _ in rows)) / 100:,.2f}", "", ""))
    return text.getvalue()


def _line(number: int, pay: _Pay, ledger: Ledger) -> tuple[str, ...]:
    code = f"支-{pay.day:%m}{number:05}"
    amount = f"{Decimal(pay.fen) / 100:,.2f}"
    kind = "授权支付" if pay.fen < 500_000 else "直接支付"
    unit = (ledger.unit.code, ledger.unit.name, ledger.code, ledger.name)
    return (pay.day.isoformat(), code, *unit, pay.payee, pay.use, amount, "一般公共预算", kind)


def payments_of(ledger: Ledger, years: Years) -> list[_Pay]:
    """What a project paid up to today: along its own plan, now a little behind, with its oddities."""
    chance = random.Random(f"{ledger.unit.code} {years.running - ledger.year} {ledger.ordinal}")
    odd = next((each["kind"] for each in told()["odd"] if _names(each, ledger, years)), "")
    pays = list(_regular(ledger, chance, odd))
    pays += _ODD[odd](ledger, pays) if odd in _ODD else []
    return sorted(pay for pay in pays if pay.day <= years.until(ledger.year))


def _names(each: Mapping[str, Any], ledger: Ledger, years: Years) -> bool:
    year = years.named(each["year"])
    return (each["unit"], year, each["project"]) == (ledger.unit.code, ledger.year, ledger.name)


def _regular(ledger: Ledger, chance: random.Random, odd: str) -> Iterator[_Pay]:
    from jixiao_web.spending.books import plan_of

    points = [(0, Decimal(0)), *((point.month, point.cumulative_percent) for point in plan_of(ledger))]
    kept, paid = Decimal(_KEPT.get(odd, chance.randint(930, 1000))) / 1000, 0
    uses = [use.split("|") for use in told()["pays"][ledger.name]]
    for month in range(2, 13):
        wanted = int(ledger.adjusted_fen * _planned(points, month) * kept / 100)
        if odd == "rush" and month < 12:
            wanted //= 3
        fen = (wanted - paid) // 10 * 10
        if odd == "idle" or fen < ledger.adjusted_fen // 50:
            continue
        if odd == "round":
            fen = fen // 1_000_000 * 1_000_000
        paid += fen
        parts = 2 if fen > 2_000_000 and odd != "round" else 1
        for part in range(parts):
            share = fen * 6 // 10 // 10 * 10 if part == 0 and parts == 2 else fen - (fen * 6 // 10 // 10 * 10) * part
            payee, use = uses[(month + part) % len(uses)]
            day = date(ledger.year, month, chance.randint(21 if month == 2 else 4, 26))
            if share > 0:
                yield _Pay(day, share, payee, f"{month}月{use}")


def _planned(points: list[tuple[int, Decimal | None]], month: int) -> Decimal:
    """The plan's percent by a month, along straight lines from point to point."""
    (before, low), (after, high) = points[0], points[-1]
    for at, percent in points:
        if at <= month:
            before, low = at, percent
        else:
            after, high = at, percent
            break
    else:
        return low or Decimal(0)
    return (low or Decimal(0)) + ((high or Decimal(0)) - (low or Decimal(0))) * (month - before) / (after - before)


def _over(ledger: Ledger, pays: list[_Pay]) -> list[_Pay]:
    left = ledger.adjusted_fen - sum(pay.fen for pay in pays)
    return [_Pay(date(ledger.year, 12, 27), left + 386_000, pays[-1].payee, "设备安装调试尾款")]


def _early(ledger: Ledger, pays: list[_Pay]) -> list[_Pay]:
    return [_Pay(date(ledger.year, 1, 22), ledger.adjusted_fen // 500 * 10, pays[0].payee, "1月道路除雪")]


def _purpose(ledger: Ledger, pays: list[_Pay]) -> list[_Pay]:
    return [_Pay(date(ledger.year, 9, 12), 46_800, "云河县望江楼饭店", "业务接待餐费")]


def _split(ledger: Ledger, pays: list[_Pay]) -> list[_Pay]:
    """Replaces nothing: three bills of one purchase within three weeks, each below the limit."""
    share = 3_912_000
    first = date(ledger.year, 11, 4)
    return [
        _Pay(first + timedelta(days=8 * part), share + 11_300 * part, "云岚瑞达医疗器械行", f"更换超声探头{part + 1}")
        for part in range(3)
    ]  # fmt: skip


def _twice(ledger: Ledger, pays: list[_Pay]) -> list[_Pay]:
    pay = max(pays, key=lambda each: each.day.month == 7)
    return [pay._replace(day=pay.day + timedelta(days=5))]


_KEPT = {"split": 610, "twice": 830, "slow": 690, "late": 430}
"""Thousandths of the plan that are spent regularly: what is odd still fits into the budget, or money goes out late."""
_ODD = {"over": _over, "early": _early, "purpose": _purpose, "split": _split, "twice": _twice}


def _by_hand(county_code: str, people: Mapping[str, Person], years: Years) -> None:
    """The budget change, and the payment on the wrong project with its reversal; each once."""
    fillers = {unit["code"]: unit["filler"][0] for unit in county()["units"]}
    change, wrong = told()["change"], told()["wrong"]
    at, where = _ledger(county_code, change, years), _ledger(county_code, wrong, years)
    document = change["document"].format(year=years.running)
    is_new = not BudgetChange.objects.filter(ledger=at, document=document).exists()
    if at and is_new and (day := _day(change["day"], at)) <= years.today:
        budget_change(
            person=people["baihe"], ledger_id=at.pk, day=day, fen=change["yuan"] * 100, document=document,
            note=change["note"], today=years.until(at.year),
        )  # fmt: skip
    if where and not Payment.objects.filter(ledger=where, voucher=wrong["voucher"]).exists():
        words = Told("授权支付", "一般公共预算", wrong["payee"], wrong["voucher"], wrong["summary"])
        person, until = people[fillers[wrong["unit"]]], years.until(where.year)
        made = payment_add(
            person=person, ledger_id=where.pk, key=uuid.uuid5(where.pk, wrong["voucher"]),
            day=_day(wrong["day"], where), fen=int(Decimal(wrong["yuan"]) * 100), told=words, today=until,
        )  # fmt: skip
        back = _day(wrong["back"], where)
        payment_reverse(person=person, payment_id=made.pk, day=back, reason=wrong["reason"], today=until)


def _ledger(county_code: str, each: Mapping[str, Any], years: Years) -> Ledger | None:
    year = years.named(each["year"])
    found = Ledger.objects.filter(county_code=county_code, unit__code=each["unit"], year=year, name=each["project"])
    return found.first()


def _day(words: str, ledger: Ledger) -> date:
    return date.fromisoformat(f"{ledger.year}-{words}")


def _taken(county_code: str, people: Mapping[str, Person], years: Years) -> None:
    """A unit's own list, taken and not loaded: some of its lines are known, some wrong."""
    unit = Unit.objects.filter(county_code=county_code, code=FAULTY_UNIT).first()
    if unit is None or Batch.objects.filter(county_code=county_code, unit=unit, year=years.running).exists():
        return
    filler = next(people[each["filler"][0]] for each in county()["units"] if each["code"] == FAULTY_UNIT)
    batch_take(
        person=filler, county_code=county_code, unit=unit, year=years.running, name=f"{unit.name}支出明细账.csv",
        pieces=[faulty_list(unit, years).encode("utf-8-sig")],
    )  # fmt: skip


def faulty_list(unit: Unit, years: Years) -> str:
    """The list with faults: three lines that are entered, then what `payments-with-faults.csv` tells of last month."""
    month = (years.until(years.running).replace(day=1) - timedelta(days=1)).month
    known = Payment.objects.filter(ledger__unit=unit, ledger__year=years.running).select_related("ledger")
    lines = [
        f'{each.day},{each.voucher},{each.summary},{each.ledger.code},{each.ledger.name},{each.payee},{each.kind},'
        f'"{Decimal(each.fen) / 100:,.2f}",'
        for each in known.order_by("day", "voucher")[:3]
    ]  # fmt: skip
    words = {"unit": unit.name, "year": years.running, "last": years.running - 1, "month": f"{month:02}"}
    return _FAULTY.read_text(encoding="utf-8").format(**words, short=years.running % 100, known="\n".join(lines))

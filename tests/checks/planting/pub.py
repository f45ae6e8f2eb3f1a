"""Faults of what is published: in passages of the text, in the file, and in what the caller knows beside it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from msgspec.structs import replace

from jixiao.checks import Facts
from jixiao.documents.traits import FileTraits, HiddenPart, Marks
from jixiao.model import Document, Passage, Place
from tests.checks.planting import Planted, changed, plants

PLANS = ("performance_plan", "project_targets", "department_targets")


def with_passage(document: Document, words: str) -> tuple[Document, str]:
    """The document with one more paragraph, and the paragraph's path."""
    passages = (*(document.passages or ()), Passage(text=words, at=Place(line=1, quote=words)))
    return replace(document, passages=passages), f"passages[{len(passages) - 1}]"


def _project(random: Random, document: Document) -> int | None:
    numbers = [
        number
        for number, project in enumerate(document.projects)
        if project.name and len(project.name) >= 4 and project.funds.budget_yuan
    ]
    return random.choice(numbers) if numbers else None


@plants("PUB01")
def _late(random: Random, document: Document) -> Planted | None:
    approved = date(2025, 1, random.randint(5, 28))
    days = random.choice((-3, 21, 25, 90))
    return Planted(document, ("",), facts=Facts(approved_on=approved, published_on=approved + timedelta(days=days)))


@plants("PUB03")
def _without_performance(random: Random, document: Document) -> Planted | None:
    stage = "final_accounts" if document.kind in PLANS else "budget"
    return Planted(document, ("",), facts=Facts(published_with=stage))


@plants("PUB04")
def _other_amount(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None:
        return None
    name = document.projects[number].name
    yuan = random.choice((777777, 654321, 98765))
    planted, path = with_passage(document, f"“{name}”项目预算安排{yuan}元。")
    return Planted(planted, (path,))


@plants("PUB05")
def _total_for_the_year(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None:
        return None
    funds = document.projects[number].funds
    assert funds.budget_yuan is not None
    total = funds.budget_yuan * random.choice((3, 5))
    planted = changed(document, f"projects[{number}].funds", replace(funds, whole_life_yuan=total))
    words = f"“{document.projects[number].name}”项目年度预算{total.quantize(Decimal(1)):f}元。"
    planted, path = with_passage(planted, words)
    return Planted(planted, (path,))


@plants("PUB06")
def _changed_after_approval(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None or document.kind not in PLANS:
        return None
    yuan = document.projects[number].funds.budget_yuan
    assert yuan is not None
    path = f"projects[{number}].funds.budget_yuan"
    return Planted(document, (path,), against=changed(document, path, yuan + random.choice((1, 500, 10000))))


@plants("PUB07")
def _traces(random: Random, document: Document) -> Planted | None:
    at = Place(line=random.randint(1, 9), quote="核对")
    left = random.choice(("comments", "changes", "hidden"))
    marks = Marks(count=random.randint(1, 9), authors=("李科长",), at=(at,))
    traits = FileTraits(
        kind="docx",
        comments=marks if left == "comments" else None,
        changes=marks if left == "changes" else None,
        hidden=(HiddenPart(kind="text", name="内部口径", at=at),) if left == "hidden" else None,
    )
    return Planted(document, ("",), traits=traits)


@plants("PUB08")
def _scanned(random: Random, document: Document) -> Planted | None:
    page = random.randint(1, 5)
    return Planted(document, ("",), traits=FileTraits(kind="pdf", pages=5, scanned_pages=(page,)))


@plants("PUB09")
def _page_gone(random: Random, document: Document) -> Planted | None:
    address = "https://www.qinghe.example/2025/ys.html"
    facts = random.choice(
        (Facts(page_address=address, page_is_reachable=False), Facts(page_address=address, page_is_listed=False))
    )
    return Planted(document, ("",), facts=facts)


@plants("PUB11")
def _wrong_total(random: Random, document: Document) -> Planted | None:
    parts = [random.randint(20, 90) for _ in range(random.randint(2, 5))]
    total = sum(parts) + random.choice((-11, 7, 30))
    unit = random.choice(("户", "公里", "次"))
    names = "东西南北中"
    words = "、".join(f"{name}片{part}{unit}" for name, part in zip(names, parts, strict=False))
    planted, path = with_passage(document, f"其中：{words}，共计{total}{unit}。")
    return Planted(planted, (path,))


@plants("PUB12")
def _wrong_change(random: Random, document: Document) -> Planted | None:
    before, now = random.sample(range(20, 95), 2)
    moved = abs(now - before)
    right, wrong = ("增加", "减少") if now > before else ("减少", "增加")
    words = random.choice((f"{wrong}{moved}户", f"{right}{moved + 5}户"))
    planted, path = with_passage(document, f"受益农户{now}户，比上年{before}户{words}。")
    return Planted(planted, (path,))

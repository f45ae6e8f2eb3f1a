"""Counts and sums of one document or of many, and the sentence that tells them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec
from msgspec import UNSET

from jixiao.language import text
from jixiao.model import Document
from jixiao.report.words import money


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """What the documents hold together.

    Attributes:
        projects: projects with a table; where a document has none, the itemized goals of part one.
        budget_yuan: sum of the budgets of these projects, yuan, exact.
        without_budget: projects whose budget cell is empty: they are not in the sum.
        indicators: indicators of these projects and of department-wide forms.
    """

    documents: int = 0
    projects: int = 0
    indicators: int = 0
    budget_yuan: Decimal = Decimal(0)
    without_budget: int = 0
    unread: int = 0
    doubts: int = 0

    def __add__(self, other: Totals) -> Totals:
        return Totals(**{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__})


def totals_of(document: Document) -> Totals:
    """The totals of one document."""
    budgets = [*_budgets(document)]
    holders = document.projects or document.itemized_goals
    whole = 0 if document.department is UNSET else len(document.department.indicators)
    return Totals(
        documents=1,
        projects=len(budgets),
        indicators=sum(len(holder.indicators) for holder in holders) + whole,
        budget_yuan=sum((budget for budget in budgets if budget is not None), Decimal(0)),
        without_budget=budgets.count(None),
        unread=len(document.unread),
        doubts=0 if document.doubts is UNSET else len(document.doubts),
    )


def totals_words(totals: Totals) -> str:
    """One line: projects, indicators, money, and what is open."""
    words = [text("tree.total.projects", count=totals.projects), text("tree.total.indicators", count=totals.indicators)]
    if totals.projects > totals.without_budget:
        words.append(text("tree.total.budget", amount=money(totals.budget_yuan)))
    if totals.without_budget:
        words.append(text("tree.total.without_budget", count=totals.without_budget))
    if totals.unread:
        words.append(text("tree.total.unread", count=totals.unread))
    if totals.doubts:
        words.append(text("tree.total.doubts", count=totals.doubts))
    return text("tree.total.between").join(words)


def _budgets(document: Document) -> Iterator[Decimal | None]:
    if document.projects:
        yield from (project.funds.budget_yuan for project in document.projects)
    else:
        yield from (goal.budget_yuan for goal in document.itemized_goals)

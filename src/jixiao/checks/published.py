"""What a document to be published says of itself: its title, the tables of a budget in it, spots of the file.

Leaves judging to the PUB and FMT rules.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item, Part, ProjectItem
from jixiao.checks.stated import sentences
from jixiao.checks.texts import Text
from jixiao.documents.blocks import Paragraph, Table
from jixiao.model import Place

_BUDGET = re.compile(r"(?:部门|单位|政府|财政)?预算(?:信息)?公开|预算公开(?:情况)?说明|部门预算(?:编制)?说明")
_FINAL = re.compile(r"(?:部门|单位|政府|财政)?决算(?:信息)?公开|决算公开(?:情况)?说明|部门决算(?:编制)?说明")
_NUMBERED = re.compile(
    r"^[\s（(]*(?:附?表\s?[一二三四五六七八九十0-9]+|[一二三四五六七八九十0-9]+[、.．）)])[\s：:、.．]*"
)
_OF_BUDGET = re.compile(r"[，,（(]?(?:占|完成|为)(?:全年|年初|年度|本年|调整后)?的?预算(?:数|总额|安排)?的?")
_TABLE = re.compile(r"(?:收支|收入|支出)[^。，]{0,12}表\s*$")
_TITLE_LINES = 6
_LONGEST_TITLE = 60
SHORTEST_NAME = 4
"""Signs of a project's name below which finding it in a text says nothing."""
_DIGIT = re.compile(r"[1-9]")


class BudgetTable(Struct, frozen=True):
    """A table of a published budget: its name in the law's words, where its title stands, what is in it."""

    name: str
    text: Text
    table: Table | None
    notes: str

    @property
    def is_empty(self) -> bool:
        """Whether no cell below the first row holds a number other than 0."""
        cells = self.table.cells if self.table else ()
        return self.table is not None and not any(_DIGIT.search(cell.text) for cell in cells if cell.row)


def at_file(dossier: Dossier, at: Place) -> Item:
    """A spot of the file that the model holds no value for."""
    return Part("", at, dossier.places)


def published_with(dossier: Dossier) -> str | None:
    """`budget` or `final_accounts`, as the caller says or the title does; null where neither tells."""
    if dossier.facts.published_with:
        return dossier.facts.published_with
    for text in title_lines(dossier):
        if _BUDGET.search(text.words):
            return "budget"
        if _FINAL.search(text.words):
            return "final_accounts"
    return None


def title_lines(dossier: Dossier) -> list[Text]:
    """The short lines with which a document opens."""
    opening = dossier.texts[:_TITLE_LINES]
    return [text for text in opening if text.role != "contents" and len(text.words) <= _LONGEST_TITLE]


def budget_tables(dossier: Dossier, names: tuple[str, ...]) -> Iterator[BudgetTable]:
    """The tables of a published budget that stand in the document, each once, told by their titles."""
    items = dossier.blocks.items if dossier.blocks else ()
    seen = set()
    for number, item in enumerate(items):
        if not isinstance(item, Paragraph) or len(item.text) > _LONGEST_TITLE or not _TABLE.search(item.text):
            continue
        name = next((name for name in names if _names(item.text, name)), None)
        behind = items[number + 1 : number + 4]
        table = next((one for one in behind if isinstance(one, Table)), None)
        if name is None or name in seen or table is None:
            continue
        seen.add(name)
        at = items.index(table) + 1
        notes = [one.text for one in items[number + 1 : at + 3] if isinstance(one, Paragraph)]
        notes += [cell.text for cell in table.cells]
        yield BudgetTable(name, Text(item.text, "", item.place(), item.role), table, "\n".join(notes))


def _names(title: str, name: str) -> bool:
    """Whether a title line is that of the table: 表一 收支总体情况表, 部门收支总表."""
    words, short = plain(_NUMBERED.sub("", title)), plain(name).replace("情况表", "").replace("总体", "总")
    words = words.replace("情况表", "表").replace("总体", "总").replace("预算", "").removesuffix("表")
    words = re.sub(r"^(?:20[0-9]{2}年度?)?(?:部门|单位)?", "", words)
    return words == short.replace("预算", "")


def stated_shares(dossier: Dossier) -> Iterator[tuple[Text, ProjectItem, str, Decimal, list[Decimal]]]:
    """Sentences that give a project's spending and its share of the budget: 执行38万元，占全年预算数的95%.

    Told by the spending itself, which stands in the project's table. Gives the text, the project, the share as written,
    its value and the shares that the table's budgets give, percent points.
    """
    spent = [(project, project.project.execution) for project in dossier.projects if project.project.execution]
    for text in dossier.texts if spent else ():
        if text.role in ("cell", "contents") or "预算" not in text.words:
            continue
        for sentence in sentences(text.words):
            for amount, share in itertools.pairwise(sentence.amounts):
                between = sentence.words[amount.end : share.start]
                if (amount.unit, share.unit) != ("元", "%") or not _OF_BUDGET.fullmatch(between):
                    continue
                for project, execution in spent:
                    executed = execution.executed_yuan
                    budgets = [yuan for yuan in (execution.adjusted_yuan, execution.initial_yuan) if yuan]
                    if executed and budgets and abs(executed - amount.value) <= amount.loose:
                        rights = [executed / budget * 100 for budget in budgets]
                        yield text, project, sentence.raw[share.start : share.end], share.value, rights

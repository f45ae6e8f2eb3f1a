"""Lists in running text: the head that tells the columns, levels carried down, records below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.forms.draft import Found, ProjectDraft, RecordDraft
from jixiao.forms.lexicon import plain
from jixiao.forms.slots import as_written, ends_list, finer_columns, indicator_field, indicator_fields, task_field
from jixiao.forms.stream_align import WIDEST, aligned
from jixiao.forms.stream_tokens import Token, joined
from jixiao.forms.titles import is_residue, title_of

_CORE = frozenset({"一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "绩效指标描述"})
_OPENERS = _CORE | {"绩效指标", "长期绩效指标", "序号"}
_NUMBERED = re.compile(r"^指标\s*[0-9]{0,2}\s*[:：、.]?\s*(?=\S)")
_CUT_WORD = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_FULL_WORD = re.compile(r"(?:指标|目标|程度|满意度)$")


@dataclass(frozen=True, slots=True)
class ListHead:
    """Columns of a list of indicators: their fields in order, where its cells begin, and which block it heads."""

    fields: tuple[str, ...]
    end: int
    medium_term: bool = False

    @property
    def twice(self) -> bool:
        """Whether two blocks stand side by side."""
        return self.fields.count("name") == 2

    @property
    def content(self) -> tuple[str, ...]:
        """The fields of one record, levels left out."""
        fields = [name for name in self.fields if name not in ("dimension", "category")]
        return tuple(fields[fields.index("name", 1) :] if self.twice else fields)


def list_head(tokens: Sequence[Token], start: int) -> ListHead | None:
    """The head of a list of indicators that begins here, or None."""
    opener = tokens[start].label
    if opener is None or opener.name not in _OPENERS:
        return None
    columns: list[tuple[str, str]] = []
    index = start
    while index < len(tokens) and len(columns) < WIDEST:
        each = tokens[index]
        if each.label and (
            indicator_field(each.label.name) or each.label.name in _OPENERS or finer_columns(each.label.name)
        ):
            columns.append((each.label.name, each.text))
        elif columns and each.free and _unknown_column(tokens, index):
            columns.append(("", each.text))
        elif not (each.empty and columns):
            break
        index += 1
    medium = any(name == "长期绩效指标" for name, _ in columns)
    columns = [column for column in columns if column[0] != "长期绩效指标"]
    if any(name == "三级指标" for name, _ in columns):
        columns = [column for column in columns if column[0] != "绩效指标"]
    names = [name for name, _ in columns]
    if len(_CORE.intersection(names)) < 2:
        return None
    return ListHead(tuple(_fields(_finest(columns))), index, medium)


def _unknown_column(tokens: Sequence[Token], index: int) -> bool:
    """Whether a free text amid head labels is the name of one more column."""
    if len(tokens[index].text) > 12 or any(sign.isdigit() for sign in tokens[index].text):
        return False
    following = tokens[index + 1 : index + 3]
    return len(following) == 2 and all(each.label and indicator_field(each.label.name) for each in following)


def _finest(columns: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Finer heads, which come after their row, put in the place of the head above them."""
    for name, _ in list(columns):
        finer = finer_columns(name)
        place = next((index for index, column in enumerate(columns) if column[0] == name), 0)
        start = next((i for i in range(place + 1, len(columns)) if finer and columns[i][0] == finer[0]), None)
        if start is None:
            continue
        stop = start
        while stop < len(columns) and columns[stop][0] in finer:
            stop += 1
        below = columns[start:stop]
        columns = columns[:place] + below + columns[place + 1 : start] + columns[stop:]
    return columns


def _fields(columns: list[tuple[str, str]]) -> list[str]:
    fields = indicator_fields([name for name, _ in columns])
    named = [found or f"details.{as_written(text)}" for found, (_, text) in zip(fields, columns, strict=True)]
    if "name" not in named and "category" in named:
        named[named.index("category")] = "name"
    return named


@dataclass(slots=True)
class Group:
    """Cells below one first and second level; `fresh` where the second level was not told yet."""

    dimension: Token | None
    category: Token | None
    tokens: list[Token] = field(default_factory=list)


def list_end(tokens: Sequence[Token], head: ListHead, start: int) -> int:
    """Where the list that begins at `start` ends."""
    for index in range(start, len(tokens)):
        each = tokens[index]
        if each.source.role == "heading" or (each.free and title_of(each.text)):
            return index
        if each.named and each.label and ends_list(each.label.name):
            if each.label.name == "备注" and any(name == "details.备注" for name in head.fields):
                continue
            following = next((after for after in tokens[index + 1 :] if not after.empty), None)
            if each.label.name == "绩效指标" and following and (following.level or following.free):
                continue
            return index
        if each.label and list_head(tokens, index):
            return index
    return len(tokens)


def groups(tokens: Sequence[Token], has_category: bool) -> list[Group]:
    """The cells of a list parted by its level words, which are carried down."""
    found: list[Group] = [Group(None, None)]
    for index, each in enumerate(tokens):
        if each.named and each.label and each.label.name == "绩效指标":
            continue
        last = found[-1]
        pending = not any(not token.empty for token in last.tokens)
        if not each.level or (pending and last.category and not _FULL_WORD.search(plain(each.text))):
            last.tokens.append(each)
            continue
        following = next((after for after in tokens[index + 1 :] if not after.empty), None)
        if has_category and _is_category(each, last, pending, following):
            # a word that the standard does not know tells no first level, and the cell above may have been lost
            known = each.category is None or each.category.dimension
            found.append(Group(last.dimension if known else None, each))
        else:
            found.append(Group(each, None))
    return found


def _is_category(each: Token, last: Group, pending: bool, following: Token | None) -> bool:
    """Whether a level word stands in the second column; 成本指标 and 满意度指标 are words of both."""
    if not (each.dimension and each.category):
        return each.category is not None
    if pending and last.dimension and last.category is None:
        return True
    if following and following.category and following.category.dimension == each.dimension.name:
        return False
    above = last.dimension.dimension.name if last.dimension and last.dimension.dimension else None
    return above == each.category.dimension or (each.dimension.name == "成本指标" and above is not None)


def read_list(tokens: Sequence[Token], head: ListHead, project: ProjectDraft) -> None:
    """The records below a head, into the project."""
    has_category = "category" in head.fields
    parts = groups(tokens, has_category)
    if head.twice:
        _side_by_side(parts, head, project)
        return
    records = project.medium_term if head.medium_term else project.indicators
    for part in parts:
        records += _records(part, head, has_category)


def _side_by_side(parts: Sequence[Group], head: ListHead, project: ProjectDraft) -> None:
    """Left cells are the medium-term block's: in a row each half begins with its own second level."""
    left = True
    for part in parts:
        if part.category is None:
            left = True
        records = _records(part, head, True)
        if part.category is None and len(records) == 2:
            project.medium_term.append(records[0])
            project.indicators.append(records[1])
            continue
        (project.medium_term if left else project.indicators).extend(records)
        if part.category:
            left = not left


def _records(part: Group, head: ListHead, has_category: bool) -> list[RecordDraft]:
    fields = list(head.content)
    open_category = has_category and part.category is None and part.dimension is not None
    found = []
    unknown: list[Token] = []
    for cells in aligned(part.tokens, ["category", *fields] if open_category else fields):
        # A second level that the lexicon does not know is carried down like any other.
        unknown = cells.setdefault("category", unknown) if open_category else []
        record = record_of({name: tokens for name, tokens in cells.items() if tokens}, part)
        if record:
            found.append(record)
    return found


def record_of(cells: dict[str, list[Token]], part: Group) -> RecordDraft | None:
    """The draft of one record; None where it is only what a template left."""
    texts = {name: joined(tokens) for name, tokens in cells.items()}
    name = texts.get("name")
    if all(is_residue(found.text) for found in texts.values()):
        return None
    if name:
        texts["name"] = Found(_CUT_WORD.sub("", _NUMBERED.sub("", name.text)), name.at)
    if part.dimension:
        texts["dimension"] = part.dimension.found
    if part.category:
        texts["category"] = part.category.found
    at = (texts.get("target") or name or next(iter(texts.values()))).at
    return RecordDraft(at=at, fields=texts)


def task_head(tokens: Sequence[Token], start: int) -> tuple[list[str], int] | None:
    """The fields of a list of tasks whose head begins here, and where its cells begin; None where there is none."""
    fields: list[str] = []
    index = start
    while index < len(tokens) and (tokens[index].label or tokens[index].empty):
        label = tokens[index].label
        name = task_field(label.name) if label else None
        if name:
            fields.append(name)
        elif label and label.name not in ("项目资金", "预算执行情况", "序号"):
            break
        index += 1
    return (fields, index) if "name" in fields and len(fields) > 1 else None

"""Walks the tokens of running text by the order of the form: which block begins where, which value follows which label.

The blocks are read by `stream_money`, `stream_list` and `stream_glued_list`; where values go is told by `stream_fill`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.forms.draft import DocumentDraft, Doubted, Found, ProjectDraft, RecordDraft
from jixiao.forms.lexicon import plain
from jixiao.forms.slots import as_written, task_field
from jixiao.forms.stream_align import aligned
from jixiao.forms.stream_fill import Filler
from jixiao.forms.stream_glued_list import read_glued_list
from jixiao.forms.stream_list import ListHead, list_end, list_head, read_list, task_head
from jixiao.forms.stream_money import columns_told, execution_head, read_execution, two_level_block
from jixiao.forms.stream_scattered import scattered_list
from jixiao.forms.stream_tokens import Token, joined, squeezed, token
from jixiao.forms.titles import title_of, unit_line_of, year_line_of

_GOALS = {"绩效目标": "goals", "中期目标": "mid.goals", "实际完成情况": "outcome", "调整绩效目标": "adjusted"}
_ADJUSTED = {"goals": "details", "adjusted": "goals"}
_PERSONS = frozenset({"单位名称", "预算单位", "填报单位", "联系人", "项目负责人", "填报日期", "主管部门", "实施单位"})
_SCHEDULE = frozenset({"序号", "项目实施内容", "计划开始日期", "完成时间", "计划完成日期"})
_PERIOD = re.compile(r"[(]([^()]*年[^()]*)[)]")
_ANNUAL = re.compile(r"年度|当年|全年")
_TASK_TOTAL = re.compile(r"(?:金额)?(?:合计|总计|小计)")
_HEADING = re.compile(r"[0-9]{4}年.{0,12}绩效目标")
_INLINE = re.compile(r"[^:：]{2,24}[:：]")
_LEVELS_ONLY = frozenset({"name", "dimension", "category"})
_HEADLESS = ("dimension", "category", "name", "target", "weight")


class Walk:
    """One pass over the tokens."""

    def __init__(self, tokens: Sequence[Token], draft: DocumentDraft, *, lost: bool) -> None:
        self.tokens = tokens
        self.lost = lost
        self.index = 0
        figureless = not any(sign.isdigit() for each in tokens for sign in each.text)
        self.fill = Filler(draft, lost=lost, figureless=figureless)
        self.head: ListHead | None = None

    def run(self) -> None:
        """Read every token."""
        while self.index < len(self.tokens):
            each = self.tokens[self.index]
            if each.empty or self._paper(each):
                self.index += 1
            elif each.named:
                self._label(each)
            elif each.level:
                self._list(ListHead(self.head.fields if self.head else _HEADLESS, self.index))
            else:
                self._free(each)
        self.fill.close()

    def _paper(self, each: Token) -> bool:
        """Whether a token is a title, a year line or a unit line; it is taken in at once."""
        if each.source.role == "heading" and not title_of(each.text):
            self.fill.close()
            self.fill.draft.passages.append(each.found)
            return True
        if not each.free:
            return False
        if title_of(each.text):
            self.fill.title(each)
        elif year_line_of(each.text):
            self.fill.year(each)
        elif _HEADING.fullmatch(squeezed(each.text)):
            self.fill.draft.passages.append(each.found)
        elif unit := unit_line_of(each.text):
            self.fill.form(each).money_unit = unit
            self.fill.filler(each)
        else:
            return False
        return True

    def _free(self, each: Token) -> None:
        self.index += 1
        if halves := _inline(each):
            self.fill.pair(halves[0], [halves[1], *self._values()])
        elif not self.fill.unit_line(each):
            self.fill.stray(each)

    def _label(self, each: Token) -> None:
        for read in (self._heads_list, self._tasks, self._execution, self._two_levels, self._goals, self._months):
            if read(each):
                return
        self._pair(each)

    # lists

    def _heads_list(self, each: Token) -> bool:
        head = list_head(self.tokens, self.index)
        if head is None:
            return self._scattered(each)
        self.head = head
        self._list(head)
        return True

    def _scattered(self, each: Token) -> bool:
        """A list whose heads were interleaved with its cells; goals stand before it and lost their own place too."""
        found = scattered_list(self.tokens, self.index) if self.lost and not each.glued else None
        if found is None:
            return False
        project = self.fill.form(each)
        self.fill.flush(each)
        if len(found.goals) == 2 and "goals" not in project.slots:
            run = joined(self.tokens[max(0, self.index - 1) : self.tokens.index(found.goals[1]) + 1])
            for slot, goal in zip(("goals", "outcome"), found.goals, strict=True):
                project.put(slot, goal.found)
                project.doubts.append(Doubted(slot, "order_unsure", run))
        self.fill.leave(joined(found.lost), "not_separable")
        self.head = found.head
        self._list(found.head)
        return True

    def _list(self, head: ListHead) -> None:
        project = self.fill.form(self.tokens[self.index])
        self.fill.flush(self.tokens[self.index])
        start, end = self.index, list_end(self.tokens, head, head.end)
        cells = self.tokens[head.end : end]
        self.index = max(end, start + 1)
        if any(each.glued for each in cells):
            read_glued_list(self.tokens[start:end], head.end - start, head, project, self.fill.leave)
            return
        read = ProjectDraft(at=project.at)
        read_list(cells, head, read)
        records = [*read.medium_term, *read.indicators]
        if records and not any(set(record.fields) - _LEVELS_ONLY for record in records):
            self.fill.leave(joined(self.tokens[start:end]), "not_separable")
            return
        if read.indicators and end == len(self.tokens) and _breaks_off(read.indicators[-1]):
            read.indicators.pop()
            level = max((index for index, cell in enumerate(cells) if cell.level), default=len(cells) - 1)
            self.fill.leave(joined(cells[level:]), "truncated")
        project.indicators += read.indicators
        project.medium_term += read.medium_term

    def _tasks(self, each: Token) -> bool:
        found = task_head(self.tokens, self.index)
        if found is None:
            return False
        fields, start = found
        index = start
        while index < len(self.tokens) and not self._ends_tasks(self.tokens[index]):
            index += 1
        self.fill.flush(each)
        project = self.fill.form(each)
        for head in self.tokens[self.index : start]:
            name = task_field(head.label.name) if head.label else None
            if name and head.label and head.label.money_unit:
                project.money_units[f"task.{name}"] = head.label.money_unit
        for record in aligned(self.tokens[start:index], fields):
            texts = {name: joined(cells) for name, cells in record.items()}
            self._task(texts)
        self.index = max(index, self.index + 1)
        return True

    def _task(self, texts: dict[str, Found]) -> None:
        project = self.fill.project
        first = texts.get("name") or next(iter(texts.values()))
        if project and _TASK_TOTAL.fullmatch(squeezed(first.text)):
            for name in ("budget", "fiscal", "other"):
                if name in texts:
                    project.put(f"funds.{name}", texts[name], project.money_units.get(f"task.{name}"))
            for name in ("content", "completion", "executed"):
                if name in texts:
                    self.fill.leave(texts[name])
        elif project:
            project.tasks.append(RecordDraft(at=first.at, fields=texts))

    def _ends_tasks(self, each: Token) -> bool:
        total = _TASK_TOTAL.fullmatch(squeezed(each.text))
        return bool((each.named and not total) or each.source.role == "heading" or title_of(each.text))

    # money

    def _execution(self, each: Token) -> bool:
        found = execution_head(self.tokens, self.index)
        if found is None:
            return False
        fields, start = found
        project = self.fill.form(each)
        told = list(project.execution[0].fields) if project.execution else []
        columns = columns_told(self.tokens, start, told, fields)
        block = read_execution(self.tokens, columns, start, each)
        if block.rows or block.unread:
            self.fill.flush(each)
        else:
            for head in self.tokens[self.index : start]:
                self.fill.stray(head)
        if columns != fields:
            run = self.tokens[self.index - 1 : block.end]
            while run and run[-1].named:
                run = run[:-1]
            block.doubts.append(Doubted("execution", "order_unsure", joined(run)))
        for row in block.rows:
            if told and row.label.text == "" and not row.fields.keys() & project.execution[0].fields.keys():
                project.execution[0].fields |= row.fields
            else:
                project.execution.append(row)
        project.doubts += block.doubts
        for left in block.unread:
            self.fill.leave(left, "not_separable")
        self.index = max(block.end, start)
        return True

    def _two_levels(self, each: Token) -> bool:
        block = two_level_block(self.tokens, self.index, self.fill.form(each))
        if block is None:
            return False
        self.fill.flush(each)
        if block.unread:
            self.fill.leave(block.unread, "not_separable")
        self.index = block.end
        return True

    # goals: one column, or two side by side

    def _goals(self, each: Token) -> bool:
        heads: list[Token] = []
        index = self.index
        while index < len(self.tokens):
            head = self.tokens[index]
            if head.label and head.label.name in _GOALS:
                heads.append(head)
            elif not head.empty:
                break
            index += 1
        if not heads:
            return False
        self.index = index
        slots = [_GOALS[head.label.name] for head in heads if head.label]
        while len(heads) > 1 and slots[0] in slots[1:]:
            heads, slots = heads[1:], slots[1:]
        self._put_goals(heads, slots, self._values())
        return True

    def _put_goals(self, heads: Sequence[Token], slots: Sequence[str], values: Sequence[Token]) -> None:
        project = self.fill.form(heads[0])
        for head, slot in zip(heads, slots, strict=True):
            if slot == "mid.goals" and (period := _PERIOD.search(squeezed(head.text))):
                project.put("mid.period", Found(period[1], head.at))
        filled = [value for value in values if not value.empty]
        if not filled:
            return
        if len(heads) == 1:
            slot = slots[0].replace("adjusted", "goals")
            if slot == "goals" and _ANNUAL.search(heads[0].text):
                self.fill.yield_goals()
            self.fill.keep(slot, joined(filled), at=heads[0])
            if slot == "goals":
                self.fill.goals_label = as_written(heads[0].text)
            return
        cells = list(values) if len(values) == len(heads) else filled
        if len(cells) == 1 and cells[0].glued:
            cells = sentences(cells[0], len(heads)) or cells
        if len(cells) != len(heads) and not (len(cells) == 1 and not cells[0].glued):
            self.fill.leave(joined(filled), "not_separable")
            return
        if "adjusted" in slots:
            slots = [_ADJUSTED.get(slot, slot) for slot in slots]
        for slot, cell, head in zip(slots, cells, heads, strict=False):
            if not cell.empty:
                slot = f"details.{as_written(head.text)}" if slot == "details" else slot
                self.fill.keep(slot, cell.found, at=heads[0])

    def _months(self, each: Token) -> bool:
        """Months of a spending plan in a row, and as many shares below them."""
        index = self.index
        while index < len(self.tokens) and (label := self.tokens[index].label) and label.month:
            index += 1
        months = self.tokens[self.index : index]
        shares = self.tokens[index : index + len(months)]
        if len(months) < 2 or not all(share.empty or share.free for share in shares):
            return False
        self.index = index + len(shares)
        for month, share in zip(months, shares, strict=False):
            self.fill.pair(month, [share])
        return True

    # pairs

    def _pair(self, each: Token) -> None:
        self.index += 1
        if self._strokes(each) or self._schedule(each):
            return
        run = self._labels_before_values(each)
        if run is None:
            self.fill.pair(each, self._values())
            return
        labels, values = run
        for label, value in zip(labels, values, strict=True):
            if slot := self.fill.pair(label, [value]):
                self.fill.form(each).doubts.append(Doubted(slot, "order_unsure", joined([*labels, *values])))

    def _labels_before_values(self, each: Token) -> tuple[list[Token], list[Token]] | None:
        """Labels that stand together before as many values (`单位名称 填报人 某局 某某`); None where it is not so."""
        if not self.lost or each.glued:
            return None
        labels = [each]
        index = self.index
        while index < len(self.tokens) and _asks_for_person(labels[-1]) and self.tokens[index].named:
            labels.append(self.tokens[index])
            index += 1
        values: list[Token] = []
        while index < len(self.tokens) and len(values) <= len(labels) and self.tokens[index].free:
            if unit_line_of(self.tokens[index].text):
                break
            values.append(self.tokens[index])
            index += 1
        if not _asks_for_person(labels[-1]) or len(labels) < 2 or len(values) != len(labels):
            return None
        self.index = index
        return labels, values

    def _strokes(self, each: Token) -> bool:
        """`实施单位/项目负责人 某中心/某某`: two labels and two values with a stroke between them."""
        ahead = self.tokens[self.index : self.index + 3]
        if len(ahead) < 3 or ahead[0].text != "/" or not ahead[1].named or ahead[2].text.count("/") != 1:
            return False
        value = ahead[2]
        middle = value.start + value.text.index("/")
        self.index += 3
        self.fill.pair(each, [token(value.source, value.start, middle, glued=value.glued)])
        self.fill.pair(ahead[1], [token(value.source, middle + 1, value.end, glued=value.glued)])
        return True

    def _schedule(self, each: Token) -> bool:
        """A small table below one label (项目实施进度计划: 内容, 开始时间, 完成时间) is kept as it stands."""
        if each.label is None or each.label.name != "项目实施进度计划":
            return False
        while self.index < len(self.tokens) and _heads_schedule(self.tokens[self.index]):
            self.index += 1
        if values := [value for value in self._values() if not value.empty]:
            self.fill.form(each)
            self.fill.keep(f"details.{as_written(each.text)}", joined(values), at=each)
        return True

    def _values(self) -> list[Token]:
        """The texts up to the next word of the form."""
        values: list[Token] = []
        while self.index < len(self.tokens):
            each = self.tokens[self.index]
            if not (each.empty or each.free) or each.source.role == "heading":
                break
            if each.free and (title_of(each.text) or unit_line_of(each.text) or _inline(each)):
                break
            values.append(each)
            self.index += 1
        return values


def _breaks_off(record: RecordDraft) -> bool:
    """Whether a record ends in its name, as the last one of a document that was cut does."""
    return not set(record.fields) - _LEVELS_ONLY and record.text("name").endswith(("…", "..."))


def _heads_schedule(each: Token) -> bool:
    return each.label is not None and each.label.name in _SCHEDULE


def sentences(each: Token, count: int) -> list[Token] | None:
    """A glued text as so many cells, parted at the ends of sentences (a leading 无 is a cell), or None."""
    ends = [match.end() for match in re.finditer(r"[。](?=.)", each.text)]
    starts = [0, *([1] if each.text.startswith("无") and len(ends) == count - 2 else []), *ends]
    if len(starts) != count:
        return None
    stops = [*starts[1:], len(each.text)]
    return [
        token(each.source, each.start + start, each.start + stop, glued=True)
        for start, stop in zip(starts, stops, strict=True)
    ]


def _inline(each: Token) -> tuple[Token, Token] | None:
    """Label and value of a cell that holds both: `预算部门:某局`."""
    match = _INLINE.match(each.text)
    if match is None:
        return None
    middle = each.start + match.end()
    label = token(each.source, each.start, middle, glued=each.glued)
    if not label.named or label.label is None or len(plain(label.text)) < 3 or label.label.name in _GOALS:
        return None
    return label, token(each.source, middle, each.end, glued=each.glued)


def _asks_for_person(each: Token) -> bool:
    return each.label is not None and each.label.name in _PERSONS

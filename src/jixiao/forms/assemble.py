"""Draft → document of the model: kind, year, profile and unit told from what was found, the rest put in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from msgspec import UNSET

from jixiao.forms.assemble_indicator import indicators_of
from jixiao.forms.assemble_project import department_of, project_of, spending_plan
from jixiao.forms.description import Form, forms
from jixiao.forms.draft import DocumentDraft, Found, ItemizedDraft, ProjectDraft
from jixiao.forms.ledger import Ledger
from jixiao.forms.marked import without_marks
from jixiao.forms.slots import CARRIERS, UNIT_SLOTS
from jixiao.forms.titles import names_unit, title_of
from jixiao.forms.values import split_code_and_name
from jixiao.model import Document, DocumentKind, ItemizedGoal, Passage, Project, Unit
from jixiao.units import years_of

_TITLE_OF_UNIT = re.compile(
    r"(?P<name>[^0-9]{4,30}(?:局|委员会|政府|办公室|中心|院|校|大学|中学|小学|联合会|办事处))20[0-9]{2}年"
)
"""A title with its unit: a place alone (`云河县2025年…`) is none."""


def assemble(draft: DocumentDraft) -> Document:
    """The document that a draft makes."""
    draft = without_marks(draft)
    ledger = Ledger(draft.unread)
    wide = next((project for project in draft.projects if project.wide), None)
    single = [project for project in draft.projects if project is not wide and not _is_nameless_blank(project)]
    for total in filter(_is_further_total, single):
        ledger.leave_all(total.slots.values())
    single = [project for project in single if not _is_further_total(project)]
    named = _unit_cell(draft)
    unit = _unit_from(named) if named else Unit()
    if named:
        ledger.places["unit"] = named.at
    itemized = tuple(_itemized(item, number, ledger) for number, item in enumerate(draft.itemized))
    document = Document(
        kind=_kind(draft),
        year=_year(draft, itemized),
        period=next((p.slots["period"].text for p in draft.projects if "period" in p.slots), UNSET),
        profile=_profile(draft),
        unit=unit,
        overall_goals=tuple(draft.overall_goals),
        itemized_goals=itemized,
        safeguards=tuple(draft.safeguards),
        projects=tuple(_project(project, number, unit, ledger) for number, project in enumerate(single)),
        department=department_of(wide, named, ledger) if wide else UNSET,
        passages=tuple(Passage(text=found.text, at=found.at) for found in draft.passages) or UNSET,
        unread=tuple(ledger.unread),
        doubts=tuple(ledger.doubts) or UNSET,
        notes=tuple(draft.notes) or UNSET,
        at=ledger.places,
    )
    return document


def _project(draft: ProjectDraft, number: int, unit: Unit, ledger: Ledger) -> Project:
    """A project; a unit that is not the document's own stays with its project."""
    for slot, words in UNIT_SLOTS.items():
        found = draft.slots.get(slot)
        if found and _unit_from(found) != unit:
            draft.slots.setdefault(f"details.{words}", found)
    if draft.wide and "name" not in draft.slots and (unit_cell := _own_unit(draft)):
        draft.slots["name"] = unit_cell
    return project_of(draft, number, ledger)


def _is_further_total(draft: ProjectDraft) -> bool:
    """Whether a department-wide draft beyond the first is no form of its own but a row of totals."""
    return draft.wide and not (draft.indicators or draft.tasks or draft.execution or "goals" in draft.slots)


def _own_unit(draft: ProjectDraft) -> Found | None:
    """The unit that a further department-wide form of one document speaks of."""
    order = sorted(UNIT_SLOTS, key=lambda slot: slot == "filer")
    return next((draft.slots[slot] for slot in order if slot in draft.slots), None)


def _itemized(draft: ItemizedDraft, number: int, ledger: Ledger) -> ItemizedGoal:
    path = f"itemized_goals[{number}]"
    return ItemizedGoal(
        ordinal=number + 1,
        project_name=ledger.keep(f"{path}.project_name", draft.slots.get("name")),
        budget_yuan=ledger.yuan(f"{path}.budget_yuan", draft.slots.get("budget"), "元"),
        purpose=ledger.keep(f"{path}.purpose", draft.slots.get("purpose")),
        years=years_of(draft.text),
        spending_plan=spending_plan(draft.slots, path, ledger),
        indicators=indicators_of(draft.indicators, f"{path}.indicators", ledger),
        at=draft.at,
    )


def _is_nameless_blank(draft: ProjectDraft) -> bool:
    """Whether a project is an empty template: no value in it, and no project named by its title."""
    title = title_of(draft.slots["title"].text) if "title" in draft.slots else None
    return draft.is_blank_form and not (title and title.project)


def _forms(draft: DocumentDraft) -> list[Form]:
    names = [project.form for project in draft.projects if project.form]
    known = {form.name: form for form in forms()}
    return [known[name] for name in names]


def _kind(draft: DocumentDraft) -> DocumentKind:
    if draft.overall_goals or draft.itemized or draft.safeguards or "narrative" in draft.slots:
        return "performance_plan"
    kinds: Counter[DocumentKind] = Counter()
    known = {form.name: form for form in forms()}
    for project in draft.projects:
        form = known.get(project.form or "")
        title = title_of(project.slots["title"].text) if "title" in project.slots else None
        if title or form:
            kinds[title.kind if title else form.kind if form else "unknown"] += 1
        elif any("actual" in record.fields or "score" in record.fields for record in project.indicators):
            kinds["self_evaluation"] += 1
        elif project.indicators or project.medium_term:
            kinds["project_targets"] += 1
    return kinds.most_common(1)[0][0] if kinds else "unknown"


def _year(draft: DocumentDraft, itemized: Sequence[ItemizedGoal]) -> int | None:
    if "year" in draft.slots:
        return int(draft.slots["year"].text)
    for project in draft.projects:
        if "year" in project.slots:
            return int(project.slots["year"].text)
        title = title_of(project.slots["title"].text) if "title" in project.slots else None
        if title and title.year:
            return title.year
    told = [years_of(found.text) for found in draft.passages] + [goal.years for goal in itemized]
    years = Counter(chain.from_iterable(told))
    return years.most_common(1)[0][0] if years else None


def _profile(draft: DocumentDraft) -> str | None:
    if draft.overall_goals or draft.itemized or "narrative" in draft.slots:
        return "hebei"
    profiles = Counter(form.profile for form in _forms(draft) if form.profile)
    return profiles.most_common(1)[0][0] if profiles else None


def _unit_cell(draft: DocumentDraft) -> Found | None:
    """The words that name the document's unit.

    What is said for the whole document goes before what one project's row says of who carries it out: a line of its
    own, the filer over or in a table, the form of the whole department, the cover, a title. The same unit is taken
    where it stands with its code.
    """
    wide = [project for project in draft.projects if project.wide]
    single = [project for project in draft.projects if not project.wide]
    cover = draft.slots.get("unit")
    filers = next(filter(None, (_named(single, slot) for slot in UNIT_SLOTS if slot not in CARRIERS)), [])
    if cover and len({found.text for found in filers}) > 1:
        filers = [found for found in filers if cover.text in found.text]
    of_all = [found for slot in UNIT_SLOTS for found in _named(wide, slot)]
    carriers = [found for slot in CARRIERS for found in _named(single, slot)]
    titles = [found for title in _named(draft.projects, "title") if (found := _unit_in_title(title))]
    told = [
        found for found in (draft.slots.get("filer"), *filers, *of_all, cover, *titles, *carriers) if found is not None
    ]
    names = [_unit_from(found) for found in told]
    in_full = (at for at, unit in enumerate(names) if unit.code and (unit.name or "").startswith(names[0].name or " "))
    return told[0 if names[0].code else next(in_full, 0)] if told else None


def _named(projects: Sequence[ProjectDraft], slot: str) -> list[Found]:
    return [found for project in projects if (found := project.slots.get(slot)) and found.text.strip()]


def _unit_in_title(title: Found) -> Found | None:
    """The unit that a title begins with, before its year: `云河县民政局2025年度项目支出绩效自评表`."""
    told = _TITLE_OF_UNIT.match(re.sub(r"\s+", "", title.text))
    return Found(told["name"], title.at) if told and names_unit(told["name"]) else None


def _unit_from(found: Found) -> Unit:
    code, name = split_code_and_name(re.sub(r"\s*\n\s*", "", found.text.strip()))
    return Unit(code=code, name=name or None)

"""Planters of the family IDN: identity and codes."""

from __future__ import annotations

from random import Random

import msgspec

from jixiao.model import Document, Passage, Place
from tests.checks.planting import Planted, changed, plants


def _coded(random: Random, document: Document, least: int = 1) -> tuple[str, str] | None:
    """The path of a random project's code, and the code; None where fewer projects have one."""
    coded = [(i, project.code) for i, project in enumerate(document.projects) if project.code]
    if len(coded) < least:
        return None
    number, code = random.choice(coded)
    return f"projects[{number}].code", code


def _recoded(document: Document, place: tuple[str, str] | None, code: str) -> Planted | None:
    return Planted(changed(document, place[0], code), (place[0],)) if place else None


@plants("IDN01")
def _(random: Random, document: Document) -> Planted | None:
    place = _coded(random, document)
    return place and _recoded(document, place, place[1][:-1])


@plants("IDN02")
def _(random: Random, document: Document) -> Planted | None:
    place = _coded(random, document, least=2)
    others = [project.code for project in document.projects if project.code and place and project.code != place[1]]
    return _recoded(document, place, random.choice(others)) if others else None


@plants("IDN03")
def _(random: Random, document: Document) -> Planted | None:
    place = _coded(random, document, least=3)
    return place and _recoded(document, place, f"139407{place[1][6:]}")


@plants("IDN04")
def _(random: Random, document: Document) -> Planted | None:
    place = _coded(random, document)
    return place and _recoded(document, place, f"{place[1][:6]}{random.choice((12, 15, 17))}{place[1][8:]}")


@plants("IDN05")
def _(random: Random, document: Document) -> Planted | None:
    if not document.unit.code or not document.unit.name:
        return None
    lines = (f"{document.unit.code}{document.unit.name}", f"{document.unit.code}岚清县石渡镇人民政府本级")
    passages = tuple(document.passages or ())
    added = tuple(Passage(text=line, at=Place(line=1)) for line in (*lines[:1], *lines))
    planted = msgspec.structs.replace(document, passages=(*passages, *added))
    return Planted(planted, (f"passages[{len(passages) + 2}]",))


@plants("IDN06")
def _(random: Random, document: Document) -> Planted | None:
    if not document.itemized_goals:
        return None
    number = random.randrange(len(document.itemized_goals))
    path = f"itemized_goals[{number}].project_name"
    return Planted(changed(document, path, f"{document.itemized_goals[number].project_name}服务"), (path,))


def _renamed(random: Random, document: Document, name: str) -> Planted | None:
    """A project renamed in its table and in part one."""
    if not document.projects or document.kind not in ("performance_plan", "project_targets"):
        return None
    number = random.randrange(len(document.projects))
    old = document.projects[number].name
    planted = changed(document, f"projects[{number}].name", name)
    for i, goal in enumerate(document.itemized_goals):
        if goal.project_name == old:
            planted = changed(planted, f"itemized_goals[{i}].project_name", name)
    return Planted(planted, (f"projects[{number}].name",))


@plants("IDN07")
def _(random: Random, document: Document) -> Planted | None:
    return _renamed(
        random, document, random.choice(("信访、禁毒、宣传经费", "人武、统战、纪检和普法", "环卫、消防、防汛及征兵"))
    )


@plants("IDN08")
def _(random: Random, document: Document) -> Planted | None:
    return _renamed(random, document, random.choice(("残疾人保障金", "五保供养", "新农合")))


@plants("IDN09")
def _(random: Random, document: Document) -> Planted | None:
    for number, passage in enumerate(document.passages or ()):
        if "共分为" in passage.text:
            words = f"{document.year}年乡镇公用经费年初预算共分为{len(document.itemized_goals)}项。"
            return Planted(changed(document, f"passages[{number}].text", words), (f"passages[{number}]",))
    return None


@plants("IDN10")
def _(random: Random, document: Document) -> Planted | None:
    if not document.itemized_goals or not document.year:
        return None
    number = random.randrange(len(document.itemized_goals))
    path = f"itemized_goals[{number}].purpose"
    words = (document.itemized_goals[number].purpose or "").removeprefix(f"{document.year}年")
    return Planted(changed(document, path, f"{document.year - 1}年计划{words}"), (path,))

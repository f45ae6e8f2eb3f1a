"""IDN05: the tables of one unit bear different unit codes or names. Leaves other townships' names to REP05."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Literal

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.idn.units_named import Unit, own_unit, units_named
from jixiao.language import Words
from jixiao.law import cite

NO_UNITS = Words("表上没有单位编码和名称", "no table bears a unit's code and name")
OTHER_CODES = Words(
    "同一单位“{name}”的编码不一致：{count}处为{code}，其他表为{other_code}。",
    "The unit “{name}” has code {code} at {count} places and {other_code} elsewhere.",
)
OTHER_CODE = Words(
    "同一单位“{name}”的编码不一致：此处为{code}，其他表为{other_code}。",
    "The unit “{name}” has code {code} here and {other_code} on other tables.",
)

OTHER_UNITS = Words(
    "{count}张表的单位是“{found}”，其他表是“{other}”，请确认是否填错。",
    "{count} tables name “{found}”, the others “{other}”; is that right?",
)
OTHER_UNIT = Words(
    "此表的单位是“{found}”，其他表是“{other}”，请确认是否填错。",
    "This table names “{found}”, the others “{other}”; is that right?",
)


@rule(
    id="IDN05",
    level=Level.ERROR,
    title=Words("各表的单位编码、名称不一致", "Unit code or name differs between tables"),
    citations=[cite("integration-standard", "单位")],
    message=Words(
        "单位编码{code}在此处对应“{name}”，在其他表对应“{other_name}”。",
        "Unit code {code} stands for “{name}” here and for “{other_name}” on other tables.",
    ),
    many=Words(
        "单位编码{code}在{count}处对应“{name}”，在其他表对应“{other_name}”。",
        "Unit code {code} stands for “{name}” at {count} places and for “{other_name}” elsewhere.",
    ),
    hint=Words("请统一为“{expected}”。", "Write “{expected}” on all tables."),
)
def unit_differs(dossier: Dossier) -> Outcome:
    """The unit's code and name are the same on all tables.

    Judges lines and cells of the form 471012某某镇人民政府本级: one code with two names, or one name with two codes, is
    an error; the reading that stands more often is taken for the right one. Two units of one department, with a code
    and a name each, are right in a department's text; in that of a single unit (a township, or one whose code is not
    the department's first) the odd one is asked about.
    """
    units = list(units_named(dossier))
    by_code, by_name = defaultdict(list), defaultdict(list)
    for unit in units:
        by_code[unit.code].append(unit)
        by_name[plain(unit.name)].append(unit)
    findings = [draft for group in by_code.values() for draft in _odd(group, "name")]
    findings += [draft for group in by_name.values() for draft in _odd(group, "code")]
    own = own_unit(dossier, units)
    if not findings and own:
        findings += _strangers(units, own)
    return judged(units, findings, without=NO_UNITS)


def _odd(group: list[Unit], part: Literal["code", "name"]) -> Iterator[Draft]:
    """Those of a group whose code or name is not the group's most frequent one."""
    (usual, _), *others = Counter(plain(getattr(unit, part)) for unit in group).most_common()
    right = next(unit for unit in group if plain(getattr(unit, part)) == usual)
    for unit in group if others else ():
        if plain(getattr(unit, part)) != usual:
            yield found(
                unit.text,
                found=unit.written,
                expected=f"{right.code}{right.name}",
                related=[right.text],
                cause=(part, getattr(unit, part)),
                message=OTHER_CODE if part == "code" else None,
                many=OTHER_CODES if part == "code" else None,
                code=unit.code,
                name=unit.name,
                other_code=right.code,
                other_name=right.name,
            )


def _strangers(units: list[Unit], right: Unit) -> Iterator[Draft]:
    """Those of another code and another name than the text's own unit."""
    for unit in units:
        if unit.code != right.code:
            yield found(
                unit.text,
                found=unit.written,
                expected=f"{right.code}{right.name}",
                related=[right.text],
                cause=unit.code,
                level=Level.WARNING,
                message=OTHER_UNIT,
                many=OTHER_UNITS,
                other=f"{right.code}{right.name}",
            )

"""Changes in words and as markup: amounts in the money unit of the reader, what differs within a text marked.

Values in, values out; what changed, `compare.py` finds.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jixiao_web.common.money import fen_of
from jixiao_web.common.templatetags.jixiao import money_text
from jixiao_web.filings.compare import Change, Group, Piece, number_of, pieces

KINDS = {"added": "＋", "removed": "－", "moved": "↕", "changed": "→"}
"""The sign of each kind of change."""


def words_of(change: Change, unit: str) -> tuple[str, str]:
    """Both sides of a change, in plain words; `unit` is 元 or 万元."""
    if change.form != "amount":
        return change.before, change.after
    return _amount(change.before, unit), _amount(change.after, unit)


def _amount(words: str, unit: str) -> str:
    number = number_of(words)
    return words if number is None else f"{money_text(fen_of(number), unit)} {_(unit)}"


def difference_of(change: Change, unit: str) -> str:
    """By how much a number grew or fell; nothing for what is no number."""
    if change.form not in ("amount", "percent"):
        return ""
    before, after = number_of(change.before), number_of(change.after)
    if before is None or after is None:
        return ""
    more = after - before
    if change.form == "percent":
        return _("%(points)s个百分点") % {"points": _signed(f"{more:+f}")}
    return difference_in_money(fen_of(more), unit)


def difference_in_money(fen: int, unit: str) -> str:
    """A difference of amounts with its sign."""
    return _signed(f"{'+' if fen > 0 else ''}{money_text(fen, unit)} {_(unit)}")


def share_of(before_fen: int, more_fen: int) -> str:
    """A difference in percent of what was before; nothing where nothing was."""
    if not before_fen:
        return ""
    share = (Decimal(more_fen) * 100 / before_fen).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return _signed(f"{share:+f}%")


def _signed(words: str) -> str:
    """A number with a minus sign in place of a hyphen."""
    return words.replace("-", "−")


def sides_of(change: Change, unit: str) -> tuple[SafeString, SafeString]:
    """Both sides of a change as markup, what differs in a text marked within it."""
    before, after = words_of(change, unit)
    parts = pieces(before, after) if change.form not in ("amount", "percent") and change.kind == "changed" else None
    if parts is None:
        return _marked((Piece(False, before),), "del", "was"), _marked((Piece(False, after),), "ins", "now")
    return _marked(parts[0], "del", "was"), _marked(parts[1], "ins", "now")


def _marked(parts: tuple[Piece, ...], tag: str, look: str) -> SafeString:
    if not any(part.words for part in parts):
        return SafeString()
    told = (
        _broken(part.words) if part.same else f'<{tag} class="{look}">{_broken(part.words)}</{tag}>' for part in parts
    )
    return mark_safe("".join(told))  # escaped below


def _broken(words: str) -> str:
    return str(escape(words)).replace("\n", "<br>")


def head_of(group: Group) -> str:
    """What became of a project, in words; nothing where only values in it changed."""
    if group.kind == "added":
        return _("新增项目")
    if group.kind == "removed":
        return _("取消项目")
    told = []
    if group.was:
        told.append(_("原名“%(name)s”") % {"name": group.was})
    if group.moved:
        told.append(_("由第%(before)s个移到第%(after)s个") % {"before": group.moved[0], "after": group.moved[1]})
    return "；".join(told)

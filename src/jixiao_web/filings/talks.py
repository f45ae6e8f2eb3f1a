"""What reviewers say, as markup beside the cell that they speak of, with what the filler may do about it.

Strings as in `sheet.py`: everything that a person wrote is escaped. Inside the page's one form, so that an answer works
without scripts: its button saves the form and then answers.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.dateformat import format as date_format
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jixiao_web.filings.talking import Said, Talk

_LONGEST_QUOTE = 80


def talk_markup(talk: Talk, where: str, said: Mapping[str, str], *, is_open: bool = False) -> str:
    """A comment with its answers; `said` holds answers that were typed in and could not be kept, by comment."""
    place = f"<b>{escape(where)}</b> " if where else ""
    done = f' <span class="done">✓ {_("已改")}</span>' if talk.is_mended else ""
    answers = "".join(_answer(each) for each in talk.answers)
    quote = f'<p class="quiet">{_("当时为")}：<q>{_quoted(talk)}</q></p>' if talk.is_changed or talk.is_gone else ""
    own = said.get(talk.key, "")
    opened = " open" if is_open or own else ""
    verb, words = ("unmend", _("还没改好")) if talk.is_mended else ("mend", _("标为已改"))
    return (
        f'<div class="talk-note" id="t-{talk.key}"><details class="note note-talk" data-talk="{talk.key}"{opened}>'
        f'<summary><span class="sign sign-talk"><span aria-hidden="true">✎</span> {pgettext("one", "审核意见")}</span> '
        f"{place}{_broken(talk.text)}{done}</summary>"
        f'<p class="quiet">{escape(talk.author)} · {_when(talk)}</p>{quote}{answers}'
        f'<div class="talk-say"><textarea name="answer:{talk.key}" rows="2" aria-label="{escape(_("答复"))}">\n'
        f'{escape(own)}</textarea><button class="small" name="do" value="answer:{talk.key}">{_("答复")}</button></div>'
        f'</details><button class="small" name="do" value="{verb}:{talk.key}">{words}</button></div>'
    )


def _answer(said: Said) -> str:
    when = date_format(localtime(said.at), "Y-m-d H:i")
    return f'<p class="talk-answer">{_broken(said.text)} <span class="quiet">{escape(said.author)} · {when}</span></p>'


def _when(talk: Talk) -> str:
    return date_format(localtime(talk.at), "Y-m-d H:i")


def _quoted(talk: Talk) -> str:
    words = " ".join(talk.quote.split())
    cut = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    return str(escape(cut)) or _("（空）")


def _broken(words: str) -> str:
    return str(escape(words)).replace("\n", "<br>")

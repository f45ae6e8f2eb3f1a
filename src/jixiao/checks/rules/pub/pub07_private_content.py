"""PUB07: personal data in the text, or what people left in the file: comments, changes, hidden parts, names."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.personal import DIGITS, KINDS, personal_data
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.pub.traces import names, traces
from jixiao.checks.rules.txt.joined import whole
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="PUB07",
    level=Level.ERROR,
    title=Words("含有不应公开的个人信息或者内部痕迹", "Personal data or internal traces"),
    citations=[cite("open-information", "15"), cite("state-secrets")],
    message=Words(
        "文中有{what}“{masked}”，属于不应公开的个人信息。",
        "The text holds a personal number ({what}), “{masked}”, which is not to be published.",
    ),
    many=Words(
        "文中有{count}处{what}，如“{masked}”，属于不应公开的个人信息。",
        "The text holds {count} personal numbers ({what}), such as “{masked}”, which are not to be published.",
    ),
    hint=Words(
        "预算绩效文本不需要{what}，请删去；确需保留的，遮盖为“{masked}”。",
        "A performance text needs no {what}: delete it, or mask it as “{masked}”.",
    ),
)
def private_content(dossier: Dossier) -> Outcome:
    """Nothing of a person and nothing internal goes out with a document.

    All data of persons are told here, those of drafts too: identity numbers (with their check digit) and bank cards are
    errors, mobile numbers beside names warnings. Comments, tracked changes and hidden parts are errors in what is
    published, warnings before; authors' names hints.
    """
    published = dossier.facts.published_on is not None or dossier.facts.page_address is not None
    level = Level.ERROR if published else Level.WARNING
    drafts = [*_persons(dossier), *traces(dossier, level), *names(dossier)]
    return judged(len(dossier.texts) + (dossier.traits is not None), drafts, without=NO_TEXT)


def _persons(dossier: Dossier) -> Iterator[Draft]:
    for number in whole(dossier).numbers(DIGITS):
        text = dossier.texts[number]
        before = dossier.texts[number - 1].words if number and text.role == "cell" else ""
        for datum in personal_data(text.words, before):
            level = Level.WARNING if datum.kind == "mobile" else None
            what = KINDS[datum.kind].say()
            yield found(text, found=datum.words, cause=datum.kind, level=level, what=what, masked=datum.masked)

"""PUB09: the page of the publication cannot be opened, or no catalogue leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged, not_applicable
from jixiao.checks.rule import ALL, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_PAGE = Words("没有提供公开网页的地址和查验结果", "no page of the publication was given, nor whether it opens")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?", re.IGNORECASE)
_WRONG = Words("公开网页的地址“{address}”不是网址。", "“{address}” is no web address.")
_UNLISTED = Words("公开网页没有列入信息公开目录。", "No catalogue of the platform lists the page.")
_LIST_IT = Words("请在政府或者财政部门网站的预决算公开专栏中列出。", "List it in the platform's column for budgets.")


@rule(
    id="PUB09",
    level=Level.WARNING,
    title=Words("公开网页打不开或者找不到", "Published page lost"),
    citations=[cite("caiyu-2016-143", "公开平台")],
    message=Words("公开网页{address}打不开。", "The page {address} cannot be opened."),
    hint=Words(
        "公开内容应当在专门平台长期保留，请恢复网页或者公布新地址。",
        "What is published stays on the platform: restore the page or tell the new one.",
    ),
    kinds=ALL | {"unknown"},
)
def page_lost(dossier: Dossier) -> Outcome:
    """The published page can be opened and found.

    Judges what the caller tried and saw; nothing here goes to the network.
    """
    facts = dossier.facts
    if facts.page_address is None and facts.page_is_reachable is None and facts.page_is_listed is None:
        return not_applicable(_NO_PAGE)
    return judged(1, _faults(dossier), without=_NO_PAGE)


def _faults(dossier: Dossier) -> Iterator[Draft]:
    facts, spot = dossier.facts, dossier.spot("")
    address = facts.page_address or ""
    if address and not _ADDRESS.fullmatch(address):
        yield found(spot, found=address, message=_WRONG, address=address)
    elif facts.page_is_reachable is False:
        yield found(spot, found=address or None, address=address)
    if facts.page_is_listed is False:
        yield found(spot, found=address or None, message=_UNLISTED, hint=_LIST_IT)

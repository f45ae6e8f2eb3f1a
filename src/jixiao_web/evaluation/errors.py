"""What can go wrong with evaluations that is nobody's mistake of rights; the words are shown to the person."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from jixiao_web.filings.errors import FilingError

_TOLD = 3


class NotMarked(FilingError):
    """A self-evaluation whose marks do not stand: the first rows with what is wrong with each."""

    def __init__(self, troubles: Sequence[str]) -> None:
        head = ngettext(
            "还有 %(number)s 处计分问题，不能提交：", "还有 %(number)s 处计分问题，不能提交：", len(troubles)
        ) % {"number": len(troubles)}
        more = gettext(" 其余请看“计分核对”页面。") if len(troubles) > _TOLD else ""
        super().__init__(head + "；".join(troubles[:_TOLD]) + "。" + more)


class NotOfReports(FilingError):
    """Only a self-evaluation has marks."""

    def __init__(self) -> None:
        super().__init__(gettext("只有绩效自评可以计分和复核。"))


class NotHandedIn(FilingError):
    """Only what was handed in to finance is re-checked."""

    def __init__(self) -> None:
        super().__init__(gettext("报财政部门之后才能复核。"))


class WrongPoints(FilingError):
    """Points beyond the weight of a row."""

    def __init__(self, name: str, most: str) -> None:
        words = gettext("“%(name)s”的得分应在0至%(most)s之间。")
        super().__init__(words % {"name": name, "most": most})


class ReasonWanted(FilingError):
    """A re-checked mark that differs from the unit's, without its reason."""

    def __init__(self, name: str) -> None:
        super().__init__(gettext("“%(name)s”的复核得分与自评不同，请写明理由。") % {"name": name})


class ChangedMeanwhile(FilingError):
    """Somebody else has changed it."""

    def __init__(self) -> None:
        super().__init__(gettext("其他人刚刚改动过，请核对刷新后的内容再保存。"))


class WordsWanted(FilingError):
    """Something must be said."""

    def __init__(self, what: str) -> None:
        super().__init__(gettext("请填写“%(what)s”。") % {"what": what})


class FileRefused(FilingError):
    """A file that is not taken."""


class NothingToDraw(FilingError):
    """No self-evaluation of the year has been handed in."""

    def __init__(self) -> None:
        super().__init__(gettext("这一年度还没有报到财政部门的绩效自评，无从抽取。"))


class WeightsWrong(FilingError):
    """Weights of an appraisal that are not lawful."""

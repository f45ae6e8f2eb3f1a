"""What can go wrong with a filing that is nobody's mistake of rights: it moved on meanwhile, or a word is missing."""

from __future__ import annotations

from django.utils.translation import gettext


class FilingError(Exception):
    """A move or a save that cannot be done now; its words are shown to the person, in the language of the page."""

    def __str__(self) -> str:
        return gettext(super().__str__())


class MovedOn(FilingError):
    """Somebody else moved the filing meanwhile."""

    def __init__(self) -> None:
        super().__init__("这份申报件的状态已经变化，请刷新后再操作。")


class ReasonMissing(FilingError):
    """A filing is not returned without a reason."""

    def __init__(self) -> None:
        super().__init__("请写明退回理由。")


class ReviewBegun(FilingError):
    """A reviewer has opened the filing: it can be returned, not withdrawn."""

    def __init__(self) -> None:
        super().__init__("审核人已经开始审核，不能撤回；如需修改，请联系审核人退回。")


class AlreadyThere(FilingError):
    """The unit has a plan for that year."""

    def __init__(self) -> None:
        super().__init__("本单位这一年度已经有绩效文本，请在原申报件上修改。")


class RowGone(FilingError):
    """The row was taken away by somebody else, or its list is full."""

    def __init__(self) -> None:
        super().__init__("这一行已经不在，或者行数已到上限，请看刷新后的表。")


class RowsFixed(FilingError):
    """The rows of a report are those of its plan."""

    def __init__(self) -> None:
        super().__init__("报告的项目和指标以批复的绩效文本为准，不能增删或调换顺序。")


class NotConfirmed(FilingError):
    """Numbers of last year's plan were carried over and neither confirmed nor changed."""

    def __init__(self) -> None:
        super().__init__("还有沿用上年的数没有确认或修改，请逐项确认后再提交。")


class NothingThere(FilingError):
    """There is nothing that could be put in."""

    def __init__(self) -> None:
        super().__init__("没有可以填入的内容。")


class TooManyRows(FilingError):
    """What is pasted would go beyond the rows that a list may hold."""

    def __init__(self) -> None:
        super().__init__("粘贴后行数会超过上限500行，请减少行数或分到几个项目里填写。")


class NoSuchRow(FilingError):
    """The row from which to fill in is none of the grid, nor the one after its last."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self.last = last

    def __str__(self) -> str:
        return gettext("行号应为1到%(last)s的整数。") % {"last": self.last}


class NotSettled(FilingError):
    """Only a plan that was approved is changed by an adjustment."""

    def __init__(self) -> None:
        super().__init__("绩效文本批复后才能申请目标调整；批复前请直接修改。")


class AdjustmentOpen(FilingError):
    """The plan is being adjusted already."""

    def __init__(self) -> None:
        super().__init__("这份绩效文本已有一件目标调整正在办理，办结后才能再申请。")


class WhyMissing(FilingError):
    """An adjustment without its reason."""

    def __init__(self) -> None:
        super().__init__("请写明调整什么、为什么调整。")


class NothingAdjusted(FilingError):
    """An adjustment with the words of its plan."""

    def __init__(self) -> None:
        super().__init__("目标调整与已批复的绩效文本没有不同，请先修改需要调整的内容。")


class PlanChanged(FilingError):
    """The plan is not what the adjustment was begun with."""

    def __init__(self) -> None:
        super().__init__("这件目标调整开始之后，绩效文本又有了改动，不能再按它办理；请放弃后重新申请。")


class PartLocked(FilingError):
    """A part of the form that was not returned."""

    def __init__(self) -> None:
        super().__init__("只退回了部分内容，其余内容已锁定，不能改动；项目也不能增删或调换顺序。")


class NotReturnable(FilingError):
    """A part to return that the filing does not hold, or that finance has locked."""

    def __init__(self) -> None:
        super().__init__("要退回的内容不在这份申报件里，或者没有选中任何项目，请刷新后重新选择。")


class HandedIn(FilingError):
    """A filing that somebody has handed in before is not deleted."""

    def __init__(self) -> None:
        super().__init__("这份申报件提交过，要留作记录，不能删除。")


class NotReadable(FilingError):
    """A file that could not be read, in one sentence."""

"""What can go wrong with a filing that is nobody's mistake of rights: it moved on meanwhile, or a word is missing."""

from __future__ import annotations


class FilingError(Exception):
    """A move or a save that cannot be done now; its words are shown to the person."""


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


class NotConfirmed(FilingError):
    """Numbers of last year's plan were carried over and neither confirmed nor changed."""

    def __init__(self) -> None:
        super().__init__("还有沿用上年的数没有确认或修改，请逐项确认后再提交。")


class NothingThere(FilingError):
    """There is nothing that could be put in."""

    def __init__(self) -> None:
        super().__init__("没有可以填入的内容。")


class NotReadable(FilingError):
    """A file that could not be read, in one sentence."""

"""What can go wrong with an entry that is nobody's mistake of rights."""

from __future__ import annotations

from jixiao_web.filings.errors import FilingError


class WrongYear(FilingError):
    """The day lies outside the ledger's budget year, or in the future."""

    def __init__(self) -> None:
        super().__init__("日期不在本预算年度内，或者晚于今天，请核对。")


class NoAmount(FilingError):
    """An entry of nothing."""

    def __init__(self) -> None:
        super().__init__("金额不能为0。")


class EnteredAlready(FilingError):
    """The same form was sent twice."""

    def __init__(self) -> None:
        super().__init__("这笔支出已经登记，没有重复登记。")


class NotReversible(FilingError):
    """The entry is a reversal itself, or was reversed before."""

    def __init__(self) -> None:
        super().__init__("这笔支出已经冲销，或者它本身就是冲销，不能再冲销。")


class ReasonWanted(FilingError):
    """A reversal or a budget change says why."""

    def __init__(self) -> None:
        super().__init__("请写明理由或者文号。")


class NotAList(FilingError):
    """A file in which no row looks like the head of a list of payments."""

    def __init__(self) -> None:
        super().__init__("没有找到表头：请确认文件是支出明细，并且有日期、金额、项目等列。")


class ColumnsMissing(FilingError):
    """What is needed has no column."""

    def __init__(self) -> None:
        super().__init__("请指明日期、金额以及项目编码或项目名称各在哪一列。")


class LoadedAlready(FilingError):
    """The very file was taken before."""

    def __init__(self) -> None:
        super().__init__("这个文件已经导入过，没有重复导入。")


class HasRefusals(FilingError):
    """Lines are refused, and nobody said that they are left out."""

    def __init__(self) -> None:
        super().__init__("有不能导入的行。请改正文件后重新上传，或者选择只导入其余各行。")

"""What can go wrong with goals and commitments that is nobody's mistake of rights."""

from __future__ import annotations

from jixiao_web.filings.errors import FilingError


class ChangedMeanwhile(FilingError):
    """Somebody else changed it since the page was made."""

    def __init__(self) -> None:
        super().__init__("这一项已被他人修改，请看刷新后的内容再操作。")


class WrongDay(FilingError):
    """The day lies in the future, or before the budget year."""

    def __init__(self) -> None:
        super().__init__("日期不能晚于今天，也不能早于本年度，请核对。")


class NothingSaid(FilingError):
    """A note of progress without percent and words."""

    def __init__(self) -> None:
        super().__init__("请填写完成进度或者进展情况。")


class MonthsWanted(FilingError):
    """Named months without months."""

    def __init__(self) -> None:
        super().__init__("请写明月份，如“7,10”。")


class NotOfThisPlan(FilingError):
    """A project or indicator that the plan does not have."""

    def __init__(self) -> None:
        super().__init__("绩效文本中没有这个项目或指标，请重新选择。")


class NoSuchOwner(FilingError):
    """An owner who does not belong to the unit."""

    def __init__(self) -> None:
        super().__init__("责任人不是本单位的账号，请重新选择，或者直接填写姓名。")


class ProofRefused(FilingError):
    """A file that is not taken, in one sentence."""

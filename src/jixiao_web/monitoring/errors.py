"""What can go wrong in monitoring that is nobody's mistake of rights."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jixiao_web.filings.errors import FilingError


class RoundThere(FilingError):
    """The county has a round on these months."""

    def __init__(self) -> None:
        super().__init__("这一年度的这一时段已经开展监控，请在原轮次里增加单位。")


class RoundClosed(FilingError):
    """Nothing is added to a round that was closed."""

    def __init__(self) -> None:
        super().__init__("这一轮监控已经结束。")


class NobodyToAsk(FilingError):
    """No unit with an approved plan was chosen."""

    def __init__(self) -> None:
        super().__init__("没有可以开展监控的单位：所选单位的绩效文本还没有批复，或者本轮已经有了。")


class PeriodWrong(FilingError):
    """Months that are no period, or a day to hand in before they are over."""

    def __init__(self) -> None:
        super().__init__("监控时段或报送期限不对：时段在1—12月之间，期限不早于时段结束。")


class RedUnexplained(FilingError):
    """A red light without its reason or its measure."""

    def __init__(self, about: str, number: int) -> None:
        words = _("有 %(number)s 个红灯指标没有写明偏差原因或措施，先看“%(about)s”。")
        super().__init__(words % {"number": number, "about": about})


class EvidenceThere(FilingError):
    """The same file stands beside the same row."""

    def __init__(self) -> None:
        super().__init__("这份材料已经附在这个指标上。")


class NoEvidence(FilingError):
    """A file that is not taken."""


class WordsMissing(FilingError):
    """A measure or a note without words."""

    def __init__(self) -> None:
        super().__init__("请写明措施内容、责任人和期限；说明不能为空。")


class DuePast(FilingError):
    """A measure that should have been done before it was taken."""

    def __init__(self) -> None:
        super().__init__("完成期限不能早于今天，请重新填写。")


class MeasureClosed(FilingError):
    """A measure that was closed is not changed."""

    def __init__(self) -> None:
        super().__init__("这项措施已经办结。")

"""What can go wrong with dates that is nobody's mistake of rights; the words are shown to the person."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext


class DeadlineError(Exception):
    """Dates that cannot be set now."""


class ChangedMeanwhile(DeadlineError):
    """Somebody else set dates after the page was made."""

    def __init__(self) -> None:
        super().__init__(gettext("其他管理员刚刚改过这些日期，没有保存。请核对下面的最新日期后再改。"))


class WrongOrder(DeadlineError):
    """Dates that run backwards.

    Args:
        steps: words by step.
    """

    def __init__(self, steps: Mapping[str, str]) -> None:
        self.steps = steps
        super().__init__(gettext("日期的先后不对，请核对标出的日期。"))


class ReasonMissing(DeadlineError):
    """An exception without its reason."""

    def __init__(self) -> None:
        super().__init__(gettext("请写明理由。"))


class NothingToCopy(DeadlineError):
    """Last year has no dates that are missing here."""

    def __init__(self) -> None:
        super().__init__(gettext("上一年度没有可以沿用的日期。"))

"""What can go wrong in a review that is nobody's mistake of rights; the words are shown to the person."""

from __future__ import annotations

from django.utils.translation import gettext

from jixiao_web.filings.errors import FilingError


class GradeForbids(FilingError):
    """The review sheet gives a grade with which a filing may not go on."""

    def __init__(self, grade: str, result: str) -> None:
        words = gettext("审核等次为“%(grade)s”，按规定%(result)s，不能批复。")
        super().__init__(words % {"grade": grade, "result": result})


class NothingWritten(FilingError):
    """A comment without words."""

    def __init__(self) -> None:
        super().__init__("请填写意见内容。")


class Closed(FilingError):
    """The filing is approved: what was said of it stands."""

    def __init__(self) -> None:
        super().__init__("申报件已经批复，意见不能再增加或改动。")


class NowhereToStand(FilingError):
    """A comment on a value that the filing does not hold."""

    def __init__(self) -> None:
        super().__init__("申报件里没有这一栏，请刷新后重新选择。")


class NotUnderReview(FilingError):
    """The review sheet is filled in while finance reviews, not before and not after."""

    def __init__(self) -> None:
        super().__init__("只有处于财政审核的申报件才能填写审核表。")


class NothingChosen(FilingError):
    """A move of many filings without any."""

    def __init__(self) -> None:
        super().__init__("请先勾选申报件。")


class CommentGone(FilingError):
    """A comment that its author took back, or that never was."""

    def __init__(self) -> None:
        super().__init__(gettext("这条意见已经不在，请刷新后再看。"))


class AlreadyAnswered(FilingError):
    """A comment that somebody answered cannot be taken back."""

    def __init__(self) -> None:
        super().__init__(gettext("这条意见已有答复或已办结，不能删除。"))


class NotToMend(FilingError):
    """Nothing can be marked as mended while the filing cannot be filled in."""

    def __init__(self) -> None:
        super().__init__(gettext("申报件现在不能修改，不能标为已改。"))

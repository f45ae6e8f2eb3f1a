"""What people left in a file: comments, tracked changes, hidden parts, their names in its properties.

Leaves data of persons in the text to the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, found
from jixiao.checks.personal import is_name
from jixiao.checks.published import at_file
from jixiao.checks.rule import Level
from jixiao.language import Words
from jixiao.model import Place

_HIDDEN = {
    "text": Words("隐藏文字", "text"),
    "row": Words("隐藏行", "row"),
    "column": Words("隐藏列", "column"),
    "sheet": Words("隐藏的工作表", "sheet"),
}
_COMMENTS, _CHANGES, _UNNAMED = Words("批注", "comments"), Words("修订", "tracked changes"), Words("未署名", "no name")
_MARKS = Words("文件中有{number}处{what}（{who}）。", "The file holds {number} {what} ({who}).")
_MARKS_HINT = Words(
    "公开前请接受或拒绝全部修订、删除全部批注，另存后再公开。", "Settle all changes, delete all comments, save anew."
)
_UNSEEN = Words("文件中有{what}：“{name}”。", "The file holds a hidden part ({what}): “{name}”.")
_MANY_UNSEEN = Words(
    "文件中有{count}处{what}，如“{name}”。", "The file holds {count} hidden parts ({what}), such as “{name}”."
)
_UNSEEN_HINT = Words(
    "公开前请删除隐藏内容，或者取消隐藏后核对能否公开。",
    "Delete what is hidden, or show it and see whether it may be published.",
)
_AUTHOR = Words("文件属性的{what}是“{name}”。", "The file's properties name “{name}” ({what}).")
_MANY_AUTHORS = Words(
    "文件属性中有{count}处人名，如{what}“{name}”。", "The file's properties name {count} persons, as “{name}” ({what})."
)
_AUTHOR_HINT = Words("公开前请在“文件—信息—检查文档”中删除个人信息。", "Remove the names from the file's properties.")
_WRITER, _LAST, _MANAGER = Words("作者", "author"), Words("最后修改人", "last modified by"), Words("经理", "manager")


def traces(dossier: Dossier, level: Level) -> Iterator[Draft]:
    """Comments, tracked changes and hidden parts."""
    traits = dossier.traits
    if traits is None:
        return
    for what, marks in ((_COMMENTS, traits.comments), (_CHANGES, traits.changes)):
        if marks is not None and marks.count:
            spot = at_file(dossier, marks.at[0] if marks.at else Place())
            who = "、".join(marks.authors) or _UNNAMED.say()
            words = what.say()
            yield found(
                spot,
                found=words,
                level=level,
                message=_MARKS,
                hint=_MARKS_HINT,
                number=marks.count,
                what=words,
                who=who,
            )
    for part in traits.hidden or ():
        words = _HIDDEN[part.kind].say()
        spot = at_file(dossier, part.at)
        yield found(
            spot,
            found=part.name,
            cause=part.kind,
            level=level,
            message=_UNSEEN,
            many=_MANY_UNSEEN,
            hint=_UNSEEN_HINT,
            what=words,
            name=part.name,
        )


def names(dossier: Dossier) -> Iterator[Draft]:
    """The persons that the file's properties name."""
    properties = dossier.traits.properties if dossier.traits else None
    if properties is None:
        return
    named = ((_WRITER, properties.author), (_LAST, properties.last_author), (_MANAGER, properties.manager))
    for what, name in named:
        if name and is_name(name):
            yield found(
                at_file(dossier, Place()),
                found=name,
                cause="author",
                level=Level.HINT,
                message=_AUTHOR,
                many=_MANY_AUTHORS,
                hint=_AUTHOR_HINT,
                what=what.say(),
                name=name,
            )

"""The typed model: what every document is read into and every document is written from.

Values are frozen and know nothing of files, screens or law. `document.py` is the root.
"""

from jixiao.model.document import Department, Document, DocumentKind, Doubt, Note, Passage, Task, Unread
from jixiao.model.indicator import Direction, GradeBands, Indicator, TargetValue, UnitTarget
from jixiao.model.place import Place
from jixiao.model.plan import ItemizedGoal, OverallGoal, Safeguard, Unit
from jixiao.model.project import Checkpoint, Cost, Execution, ExecutionRow, FundPart, Funds, MediumTerm, Project

__all__ = [
    "Checkpoint",
    "Cost",
    "Department",
    "Direction",
    "Document",
    "DocumentKind",
    "Doubt",
    "Execution",
    "ExecutionRow",
    "FundPart",
    "Funds",
    "GradeBands",
    "Indicator",
    "ItemizedGoal",
    "MediumTerm",
    "Note",
    "OverallGoal",
    "Passage",
    "Place",
    "Project",
    "Safeguard",
    "TargetValue",
    "Task",
    "Unit",
    "UnitTarget",
    "Unread",
]

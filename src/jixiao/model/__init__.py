"""The typed model: what every document is read into and every document is written from.

Values are frozen and know nothing of files, screens or law. `document.py` is the root.
"""

import msgspec

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

# msgspec (0.22) learns a type when it first reads one, and two threads that have it learn at once crash the process:
# it learns the model here, for a module is imported by one thread. `api.ready_for_threads` does the same for the rest.
msgspec.json.Decoder(Document)

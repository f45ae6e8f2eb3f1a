"""Slots that take one of a few fixed texts, for drop-down lists."""

from __future__ import annotations

CHOICES: dict[str, tuple[str, ...]] = {
    "row.operator": ("≥", ">", "=", "<", "≤", "定性"),
    "row.direction": ("正向指标", "反向指标"),
    "row.core": ("是", "否"),
    "row.dimension": ("成本指标", "产出指标", "效益指标", "满意度指标"),
    "row.category": (
        "数量指标",
        "质量指标",
        "时效指标",
        "成本指标",
        "经济成本指标",
        "社会成本指标",
        "生态环境成本指标",
        "经济效益指标",
        "社会效益指标",
        "生态效益指标",
        "可持续影响指标",
        "服务对象满意度指标",
    ),
    "likelihood.确定能": ("√",),
    "likelihood.有可能": ("√",),
    "likelihood.完全不可能": ("√",),
    "reason.经费保障": ("√",),
    "reason.制度保障": ("√",),
    "reason.人员保障": ("√",),
    "reason.硬件条件保障": ("√",),
    "reason.其他": ("√",),
}


def choices_of(slot: str) -> tuple[str, ...]:
    """The texts that a slot may hold; empty where any text may stand."""
    return CHOICES.get(slot, ())

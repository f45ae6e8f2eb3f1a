"""Why a rule on goals is not applicable."""

from __future__ import annotations

from jixiao.language import Words

NO_GOALS = Words("没有读到项目绩效目标", "no goals of projects were read")
NO_LONG_PROJECTS = Words("没有跨年度的项目", "there is no project of several years")

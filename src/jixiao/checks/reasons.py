"""Why a rule is not applicable: the reasons that several rules share."""

from __future__ import annotations

from jixiao.language import Words

NO_SPENDING_PLAN = Words("文本没有资金支出计划", "the text has no spending plan")
NO_INDICATORS = Words("没有读到绩效指标", "no indicators were read")
NO_TARGETS = Words("没有读到指标值", "no target values were read")
NO_NARRATIVE = Words("文本没有分项绩效目标", "the text has no itemized goals")
NO_PROJECTS = Words("文本没有项目绩效目标表", "the text has no project tables")
NO_PAIRS = Words("没有可以对照的分项目标与项目表", "there are no itemized goal and project table to compare")
NO_TEXT = Words("没有可供检查的文字", "there is no text to check")
NO_MONEY = Words("没有读到预算金额", "no amounts were read")
NO_WEIGHTS = Words("表中没有权重（分值）栏", "the form has no column of weights")
NO_PREVIOUS = Words("没有提供上年文本（--previous）", "last year's document was not given (--previous)")
NO_AGAINST = Words("没有提供批复的绩效目标（--against）", "the approved plan was not given (--against)")
NO_FILE_TRAITS = Words("没有可供检查的文件格式信息", "there are no traits of the file to check")
OTHER_KIND = Words("不适用于这类文本", "does not speak of this kind of document")

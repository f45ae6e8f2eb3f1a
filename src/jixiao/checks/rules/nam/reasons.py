"""Why a rule on names is not applicable."""

from __future__ import annotations

from jixiao.language import Words

NO_QUANTITY = Words("没有数量指标", "there is no indicator of quantity")
NO_QUALITY = Words("没有质量指标", "there is no indicator of quality")
NO_ECONOMIC = Words("没有经济效益指标", "there is no indicator of economic benefit")
NO_ECOLOGICAL = Words("没有生态效益指标", "there is no indicator of ecological benefit")
NO_SATISFACTION = Words("没有满意度指标", "there is no indicator of satisfaction")
NO_DESCRIPTIONS = Words("指标没有描述（解释）", "the indicators have no descriptions")
NO_LEVELS = Words("指标没有二级指标标签", "the indicators have no second level")
NO_OUTPUTS = Words("没有可以判断的产出指标", "there are no output indicators to judge")

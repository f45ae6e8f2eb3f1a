"""Words that parts of the application keep as data and show in the person's language: listed for the translators' tool.

A test compares the list with the data. Words that stand in a template or in `gettext` are found without it.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop, pgettext_lazy

STATES = (
    pgettext_lazy("state", "草稿"),
    pgettext_lazy("state", "单位审核"),
    pgettext_lazy("state", "财政审核"),
    pgettext_lazy("state", "退回"),
    pgettext_lazy("state", "批复"),
    pgettext_lazy("state", "公开"),
)
"""States of filings: some are told in the words of the move that leads there, and not in English."""

SHOWN = (
    # kinds of filings
    gettext_noop("绩效文本"),
    gettext_noop("目标调整"),
    gettext_noop("绩效运行监控"),
    gettext_noop("绩效自评"),
    # roles
    gettext_noop("填报人"),
    gettext_noop("单位审核人"),
    gettext_noop("财政审核人"),
    gettext_noop("管理员"),
    gettext_noop("审计、人大"),
    # moves
    gettext_noop("批复"),
    gettext_noop("公开"),
    gettext_noop("提交单位审核"),
    gettext_noop("撤回"),
    gettext_noop("审核通过，报财政部门"),
    gettext_noop("退回修改"),
    # levels of findings, money units
    gettext_noop("错误"),
    gettext_noop("疑点"),
    gettext_noop("提示"),
    gettext_noop("元"),
    gettext_noop("万元"),
    # what cannot be done now
    gettext_noop("这份申报件的状态已经变化，请刷新后再操作。"),
    gettext_noop("请写明退回理由。"),
    gettext_noop("审核人已经开始审核，不能撤回；如需修改，请联系审核人退回。"),
    gettext_noop("本单位这一年度已经有绩效文本，请在原申报件上修改。"),
    gettext_noop("这一行已经不在，或者行数已到上限，请看刷新后的表。"),
    gettext_noop("没有可以填入的内容。"),
    gettext_noop("粘贴后行数会超过上限500行，请减少行数或分到几个项目里填写。"),
    gettext_noop("绩效文本批复后才能申请目标调整；批复前请直接修改。"),
    gettext_noop("这份绩效文本已有一件目标调整正在办理，办结后才能再申请。"),
    gettext_noop("请写明调整什么、为什么调整。"),
    gettext_noop("目标调整与已批复的绩效文本没有不同，请先修改需要调整的内容。"),
    gettext_noop("这件目标调整开始之后，绩效文本又有了改动，不能再按它办理；请放弃后重新申请。"),
    gettext_noop("报告的项目和指标以批复的绩效文本为准，不能增删或调换顺序。"),
    gettext_noop("只退回了部分内容，其余内容已锁定，不能改动；项目也不能增删或调换顺序。"),
    gettext_noop("要退回的内容不在这份申报件里，或者没有选中任何项目，请刷新后重新选择。"),
    gettext_noop("这份申报件提交过，要留作记录，不能删除。"),
    gettext_noop("还有沿用上年的数没有确认或修改，请逐项确认后再提交。"),
    # rhythms of commitments
    gettext_noop("待定"),
    gettext_noop("每周"),
    gettext_noop("每月"),
    gettext_noop("每季度"),
    gettext_noop("每半年"),
    gettext_noop("每年"),
    gettext_noop("指定月份"),
    gettext_noop("随时"),
    gettext_noop("逾期的"),
    gettext_noop("近期到期的"),
    gettext_noop("频次待定的"),
    gettext_noop("没有进展记录的"),
    # orders of the units in the overview
    gettext_noop("执行率从低到高"),
    gettext_noop("红灯从多到少"),
    gettext_noop("预算从大到小"),
    gettext_noop("单位编码"),
    # what cannot be done with goals and commitments
    gettext_noop("这一项已被他人修改，请看刷新后的内容再操作。"),
    gettext_noop("日期不能晚于今天，也不能早于本年度，请核对。"),
    gettext_noop("请填写完成进度或者进展情况。"),
    gettext_noop("请写明月份，如“7,10”。"),
    gettext_noop("绩效文本中没有这个项目或指标，请重新选择。"),
    gettext_noop("责任人不是本单位的账号，请重新选择，或者直接填写姓名。"),
    gettext_noop("文件是空的。"),
    gettext_noop("文件太大，请压缩或者分开上传。"),
    gettext_noop("佐证材料只收PDF、图片（PNG、JPG）和Word、Excel、PowerPoint文件。"),
    # words within f-strings, which the translators' tool does not read
    gettext_noop("分项绩效目标（由项目表生成）"),
    gettext_noop("建议写"),
    gettext_noop("采用"),
    gettext_noop("详见第一处"),
    gettext_noop("未保存"),
    gettext_noop("他人已改"),
    gettext_noop("现在是"),
    gettext_noop("您填的是"),
    gettext_noop("改用我填的"),
)

"""The forms of these pages: what people choose and upload before any service sees it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jixiao_web.accounts.policy import Person
from jixiao_web.filings.selectors import units_to_fill


def parts_sent(sent: QueryDict) -> dict[str, str]:
    """The parts to return that were ticked, each with its reason; none for the whole."""
    return {path: sent.get(f"why:{path}", "").strip() for path in sent.getlist("part")}


class StartForm(forms.Form):
    """A plan to begin: for which unit and year, from a file or blank."""

    unit = forms.ChoiceField(label=_("单位"))
    year = forms.IntegerField(label=_("预算年度"), min_value=2000, max_value=2100)
    file = forms.FileField(
        label=_("已有文件"),
        required=False,
        help_text=_("可以是 Word、WPS、PDF、Excel、网页或文本文件，去年的或正在写的都行；不选文件则从空白表开始。"),
    )

    carry = forms.BooleanField(
        label=_("沿用上年已批复的文本"),
        required=False,
        help_text=_("目标、项目和指标照上年填好；每个数在提交前要逐个确认或修改，审核人看得到哪些只是沿用。"),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units_to_fill(person)}
        cast(forms.ChoiceField, self.fields["unit"]).choices = [(key, str(unit)) for key, unit in self.units.items()]
        if len(self.units) == 1:
            self.fields["unit"].initial = next(iter(self.units))
        self.fields["year"].initial = timezone.localdate().year + (timezone.localdate().month >= 7)
        self.fields["year"].localize = False
        self.fields["year"].widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"})


class AdjustForm(forms.Form):
    """What is adjusted and why."""

    why = forms.CharField(
        label=_("调整内容和理由"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("写明调整哪些项目的什么内容、因何调整，例如：年中追加预算、政策变化、实施条件变化。"),
    )
    authority = forms.CharField(
        label=_("预算调整文号（没有则不填）"), required=False, max_length=100, help_text=_("例如：云财预〔2025〕18号")
    )


class WorkbookForm(forms.Form):
    """The workbook that came back filled in."""

    file = forms.FileField(label=_("填好的文件"))

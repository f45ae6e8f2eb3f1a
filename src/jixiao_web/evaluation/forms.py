"""The forms of these pages, and what is sent with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jixiao_web.accounts.models import Unit
from jixiao_web.evaluation.appraising import Line
from jixiao_web.evaluation.models import Appraisal
from jixiao_web.evaluation.rechecking import Given


class IssueForm(forms.Form):
    """Corrective action to issue."""

    problem = forms.CharField(label=_("存在的问题"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    demand = forms.CharField(label=_("整改要求"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    due = forms.DateField(label=_("完成期限"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    responsible = forms.CharField(label=_("整改责任人"), max_length=60, required=False)

    def clean_due(self) -> date:
        """A day on which it can still be done."""
        due: date = self.cleaned_data["due"]
        if due < timezone.localdate():
            raise forms.ValidationError(_("完成期限不能早于今天，请重新填写。"))
        return due


class DrawForm(forms.Form):
    """A sample to draw."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100, localize=False)
    wanted = forms.IntegerField(label=_("抽取项目数"), min_value=1, max_value=500, initial=10)
    seed = forms.CharField(
        label=_("随机种子"),
        max_length=40,
        required=False,
        help_text=_("留空由系统生成；填写以前的种子可重现当时的抽取。"),
    )


class AppraiseForm(forms.Form):
    """An appraisal to begin."""

    unit = forms.ChoiceField(label=_("单位"))
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100, localize=False)
    kind = forms.ChoiceField(label=_("评价方式"))
    project = forms.CharField(label=_("项目"), max_length=290)
    institution = forms.CharField(label=_("评价机构"), max_length=120, required=False)

    def __init__(self, units: Sequence[Unit], kinds: Collection[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = {str(unit.pk): unit for unit in units}
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [(each.value, _(each.label)) for each in Appraisal.Kind if each in kinds]
        cast(forms.ChoiceField, self.fields["unit"]).choices = [
            ("", "—"),
            *((key, f"{each.code} {each.name}") for key, each in self.units.items()),
        ]


def sent_by_path(sent: Mapping[str, str], head: str) -> dict[str, str]:
    """The values of inputs named `<head>:<path>`."""
    return {key[len(head) + 1 :]: words for key, words in sent.items() if key.startswith(f"{head}:")}


def given_in(sent: Mapping[str, str]) -> dict[str, Given]:
    """The re-checked marks that were sent."""
    points, reasons = sent_by_path(sent, "points"), sent_by_path(sent, "reason")
    return {path: Given(words.strip(), reasons.get(path, "").strip()) for path, words in points.items()}


def lines_in(sent: Any) -> list[Line]:
    """The indicators of an appraisal that were sent, row by row."""
    columns = [sent.getlist(name) for name in ("dimension", "name", "weight", "points", "note")]
    return [Line(*values) for values in zip(*columns, strict=False)]


def number_in(words: str, otherwise: int) -> int:
    """A whole number that was sent."""
    return int(words[:9]) if words.isascii() and words.isdecimal() else otherwise

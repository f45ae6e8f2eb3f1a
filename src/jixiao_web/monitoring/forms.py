"""The forms of these pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jixiao_web.filings.models import Filing
from jixiao_web.monitoring.models import Measure

MONTHS = [(str(month), str(month)) for month in range(1, 13)]


class RoundForm(forms.Form):
    """A round to open: its months, its last day, its units."""

    year = forms.IntegerField(label=_("预算年度"), min_value=2000, max_value=2100, localize=False)
    first = forms.ChoiceField(label=_("从（月）"), choices=MONTHS, initial="1")
    last = forms.ChoiceField(label=_("到（月）"), choices=MONTHS)
    title = forms.CharField(label=_("名称"), max_length=100)
    due = forms.DateField(label=_("报送期限"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"})

    @property
    def period(self) -> str:
        """The months as the model has them."""
        return f"{self.cleaned_data['first']}-{self.cleaned_data['last']}"


class EvidenceForm(forms.Form):
    """A file for a row."""

    path = forms.CharField(max_length=60)
    file = forms.FileField(label=_("佐证材料"))


class MeasureForm(forms.Form):
    """A measure about a row or a project."""

    path = forms.ChoiceField(label=_("针对"))
    what = forms.ChoiceField(label=_("方式"))
    words = forms.CharField(label=_("措施内容"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    responsible = forms.CharField(label=_("责任人"), max_length=60)
    due = forms.DateField(label=_("完成期限"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, paths: Iterable[tuple[str, str]], *args: Any, may_suspend: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["path"]).choices = [*paths]
        cast(forms.ChoiceField, self.fields["what"]).choices = [
            (each.value, gettext(each.label)) for each in Measure.What if may_suspend or each != Measure.What.SUSPEND
        ]


class NoteForm(forms.Form):
    """What became of a measure."""

    text = forms.CharField(label=_("进展"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class LinkForm(forms.Form):
    """The adjustment to which a measure leads."""

    adjustment = forms.ChoiceField(label=_("目标调整"))

    def __init__(self, adjustments: Iterable[Filing], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["adjustment"]).choices = [
            (str(each.pk), each.why[:60] or "—") for each in adjustments
        ]

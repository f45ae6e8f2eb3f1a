"""The forms of these pages."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jixiao.model import Document
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.selectors import units_to_fill


class TryForm(forms.Form):
    """A file to read and check."""

    file = forms.FileField(
        label=_("文件"), help_text=_("可以是 Word、WPS、PDF、Excel、网页或文本文件；按内容辨认，不看扩展名。")
    )


class BeginForm(forms.Form):
    """For which unit and year a filing begins with what was tried."""

    unit = forms.ChoiceField(label=_("单位"))
    year = forms.IntegerField(label=_("预算年度"), min_value=2000, max_value=2100)

    def __init__(self, person: Person, document: Document, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units_to_fill(person)}
        cast(forms.ChoiceField, self.fields["unit"]).choices = [(key, str(unit)) for key, unit in self.units.items()]
        told = (document.unit.code, document.unit.name)
        named = [key for key, unit in self.units.items() if unit.code == told[0] or unit.name == told[1]]
        self.fields["unit"].initial = next(iter(named), None)
        self.fields["year"].initial = document.year
        self.fields["year"].localize = False
        self.fields["year"].widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"})

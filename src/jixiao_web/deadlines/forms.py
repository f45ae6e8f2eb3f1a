"""Forms of dates and reminders: what a person enters, judged as far as the words go."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jixiao_web.accounts.models import Unit
from jixiao_web.deadlines.models import STEP_WORDS, Mode, Step
from jixiao_web.filings.models import Kind


def day_widget() -> forms.DateInput:
    """A day as browsers enter it; always written as ISO 8601."""
    return forms.DateInput({"type": "date", "min": "2000-01-01", "max": "2200-12-31"}, format="%Y-%m-%d")


class DaysForm(forms.Form):
    """The county's dates of a year: one field a step, and what stood there when the page was made."""

    def __init__(self, kind: str, days: dict[str, date], *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.kind = kind
        for step in steps_of(kind):
            self.fields[step] = forms.DateField(
                label=STEP_WORDS[step], required=False, initial=days.get(step), widget=day_widget(),
                input_formats=["%Y-%m-%d"],
            )  # fmt: skip
            self.fields[f"was_{step}"] = forms.DateField(
                required=False, initial=days.get(step), widget=forms.HiddenInput, input_formats=["%Y-%m-%d"]
            )

    @property
    def days(self) -> dict[str, date | None]:
        """The dates as entered."""
        return {step: self.cleaned_data.get(step) for step in steps_of(self.kind)}

    @property
    def seen(self) -> dict[str, date | None]:
        """The dates as they stood when the page was made."""
        return {step: self.cleaned_data.get(f"was_{step}") for step in steps_of(self.kind)}


class ExceptionForm(forms.Form):
    """A unit's own date."""

    unit = forms.CharField(
        label=_("单位编码"), max_length=12, widget=forms.TextInput({"list": "units", "autocomplete": "off"})
    )
    step = forms.ChoiceField(label=_("环节"), choices=[])
    day = forms.DateField(label=_("日期"), widget=day_widget(), input_formats=["%Y-%m-%d"])
    reason = forms.CharField(label=_("理由"), max_length=200)

    def __init__(self, county_code: str, kind: str, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.county_code = county_code
        steps = [step for step in steps_of(kind) if step != Step.CONGRESS]
        cast(forms.ChoiceField, self.fields["step"]).choices = [(step.value, STEP_WORDS[step]) for step in steps]

    def clean_unit(self) -> Unit:
        code: str = self.cleaned_data["unit"]
        unit = Unit.objects.filter(county_code=self.county_code, code=code.strip()).first()
        if unit is None:
            raise forms.ValidationError(gettext("没有这个编码的单位。"))
        return unit


class WishForm(forms.Form):
    """When and where a person is reminded."""

    mode = forms.ChoiceField(
        label=_("提醒邮件"), choices=[(mode.value, _(mode.label)) for mode in Mode], widget=forms.RadioSelect
    )
    address = forms.EmailField(
        label=_("邮箱"), required=False, max_length=254, widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("不填邮箱就收不到提醒。"),
    )  # fmt: skip


def steps_of(kind: str) -> list[Step]:
    """The steps that have dates: the congress is of plans alone."""
    return [step for step in Step if step != Step.CONGRESS or kind == Kind.PLAN]

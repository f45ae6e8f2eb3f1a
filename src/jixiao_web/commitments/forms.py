"""The forms of these pages."""

from __future__ import annotations

import re
import uuid
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jixiao_web.commitments.models import Commitment
from jixiao_web.commitments.services import Told, owners_of


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})  # as browsers want it, in any language


class CommitmentForm(forms.Form):
    """How a commitment is kept."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    rhythm = forms.ChoiceField(label=_("频次"))
    times = forms.IntegerField(label=_("每期次数"), min_value=1, max_value=31)
    months = forms.CharField(
        label=_("月份"), max_length=30, required=False, help_text=_("频次为“指定月份”时填写，如：7,10")
    )
    starts_on = forms.DateField(label=_("起算日期"), widget=_day())
    owner = forms.ChoiceField(label=_("责任人"), required=False)
    owner_words = forms.CharField(label=_("责任人（没有账号的）"), max_length=60, required=False)

    def __init__(self, *args: Any, kept: Commitment, **options: Any) -> None:
        initial = {
            name: getattr(kept, name) for name in ("version", "rhythm", "times", "months", "starts_on", "owner_words")
        }
        options["initial"] = initial | {"owner": str(kept.owner_id or "")}
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["rhythm"]).choices = [
            (value, gettext(words)) for value, words in Commitment.RHYTHMS
        ]
        people = [(str(user.pk), str(user)) for user in owners_of(kept)]
        cast(forms.ChoiceField, self.fields["owner"]).choices = [("", gettext("（不指定账号）")), *people]

    def clean_months(self) -> tuple[int, ...]:
        """The months as numbers."""
        parts = [part for part in re.split(r"[,，、\s月]+", self.cleaned_data["months"]) if part]
        if not all(part.isdecimal() and 1 <= int(part[:3]) <= 12 for part in parts):
            raise forms.ValidationError(gettext("请填写1至12的月份，用逗号隔开。"))
        return tuple(sorted({int(part) for part in parts}))

    def told(self) -> Told:
        """What was said."""
        data = self.cleaned_data
        owner = uuid.UUID(data["owner"]) if data["owner"] else None
        return Told(data["rhythm"], data["times"], data["months"], data["starts_on"], owner, data["owner_words"])


class RecordForm(forms.Form):
    """One time that a commitment was kept."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("日期"), widget=_day())
    words = forms.CharField(label=_("落实情况"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    proof = forms.FileField(
        label=_("佐证材料"), required=False, help_text=_("PDF、图片、Word、Excel或PowerPoint文件，可不附")
    )

    @classmethod
    def fresh(cls, day: object) -> RecordForm:
        """An empty form with a key of its own."""
        return cls(initial={"key": uuid.uuid4(), "day": day})


class NoteForm(forms.Form):
    """How far a goal is."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("日期"), widget=_day())
    percent = forms.IntegerField(label=_("完成进度（%）"), min_value=0, max_value=100, required=False)
    words = forms.CharField(
        label=_("进展情况"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def fresh(cls, day: object) -> NoteForm:
        """An empty form with a key of its own."""
        return cls(initial={"key": uuid.uuid4(), "day": day})

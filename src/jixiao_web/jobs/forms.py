"""The forms of these pages."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jixiao_web.jobs.exporting import KINDS


class ManyFilesInput(forms.ClearableFileInput):
    """An input that takes more than one file."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Every one of them as one file."""
        every = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(each, initial) for each in every or [None]]


class ReadForm(forms.Form):
    """Files to take in."""

    files = ManyFilesField(  # type: ignore[assignment]  # the form's own `files` are told by the view
        label=_("文件"), help_text=_("可以选多个文件，或把全县的文件打成一个 zip。先逐个读取，由您确认后才建立申报件。")
    )
    year = forms.IntegerField(
        label=_("预算年度"), min_value=2000, max_value=2100, help_text=_("文件里没有写明年度时用。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year + (timezone.localdate().month >= 7)
        self.fields["year"].localize = False
        self.fields["year"].widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"})


class ExportForm(forms.Form):
    """Filings to export."""

    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    kinds = forms.MultipleChoiceField(
        label=_("格式"), choices=[(kind, kind) for kind in KINDS], widget=forms.CheckboxSelectMultiple, initial=["docx"]
    )

    def __init__(self, years: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["year"]).choices = [(year, str(year)) for year in years]

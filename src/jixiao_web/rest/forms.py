"""The form of a new token."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jixiao_web.rest.scopes import WORDS, Scope


class TokenForm(forms.Form):
    """What a token is for, what it opens, for how long."""

    name = forms.CharField(label=_("用途"), max_length=60, widget=forms.TextInput({"autocomplete": "off"}))
    scopes = forms.MultipleChoiceField(
        label=_("权限"), choices=[], widget=forms.CheckboxSelectMultiple, initial=[Scope.READ.value]
    )
    days = forms.TypedChoiceField(
        label=_("有效期"),
        coerce=int,
        choices=((30, _("30天")), (90, _("90天")), (180, _("180天")), (365, _("一年"))),
        initial=90,
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        cast(forms.ChoiceField, self.fields["scopes"]).choices = [
            (scope.value, _(words)) for scope, words in WORDS.items()
        ]

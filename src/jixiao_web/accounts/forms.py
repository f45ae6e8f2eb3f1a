"""Forms about accounts: what a person enters, judged as far as the words go. Rights and writing are the services'."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jixiao_web.accounts.models import OF_UNIT, Role, Unit, User


class LoginForm(forms.Form):
    """登录名 and 密码."""

    username = forms.CharField(
        label=_("登录名"), max_length=150, widget=forms.TextInput({"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=_("密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


def password_rules() -> list[str]:
    """What is demanded of a password, in our own words where we have some."""
    words = {
        "UserAttributeSimilarityValidator": gettext("不能和您的登录名、姓名、邮箱相似。"),
        "CommonPasswordValidator": gettext("不能是常见的密码。"),
    }
    rules = []
    for each in get_default_password_validators():
        least = getattr(each, "min_length", None)
        told = gettext("至少 %(number)s 个字符。") % {"number": least} if least else words.get(type(each).__name__)
        rules.append(told or each.get_help_text())
    return rules


class PasswordForm(forms.Form):
    """Another password: the old one, the new one twice."""

    old = forms.CharField(
        label=_("原密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    new = forms.CharField(label=_("新密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}))
    again = forms.CharField(
        label=_("再输一遍新密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, user: User, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.user = user
        self.rules = password_rules()

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise forms.ValidationError(_("原密码不正确。"))
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        if new == self.cleaned_data.get("old"):
            raise forms.ValidationError(_("新密码不能与原密码相同。"))
        validate_password(new, self.user)
        return new

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("new", again) != again:
            raise forms.ValidationError(_("两遍新密码不一致。"))
        return again


def _code_field(help_text: Any = "") -> forms.CharField:
    """A code of the app or a recovery code: a telephone shows figures and offers what has just arrived."""
    widget = forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"})
    return forms.CharField(label=_("验证码"), max_length=20, widget=widget, help_text=help_text)


class CodeForm(forms.Form):
    """The code of the second step."""

    code = _code_field(_("手机应用上的6位数字；手机不在身边时填一个恢复码。"))

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["code"].widget.attrs["autofocus"] = True


class FirstCodeForm(forms.Form):
    """The first code of the app, which shows that it has the secret."""

    code = _code_field(_("应用上现在显示的6位数字。"))


class OffForm(forms.Form):
    """Switching the second step off: password and code."""

    password = forms.CharField(
        label=_("密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    code = _code_field(_("手机应用上的6位数字；手机不在身边时填一个恢复码。"))

    def __init__(self, user: User, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("密码不正确。"))
        return password


class OwnForm(forms.Form):
    """What a person chooses for the own pages."""

    language = forms.ChoiceField(label=_("界面语言"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    money_unit = forms.ChoiceField(
        label=_("金额单位"), choices=(("元", _("元")), ("万元", _("万元"))), widget=forms.RadioSelect
    )


class AccountForm(forms.Form):
    """A new account: who, in which roles, for which unit."""

    username = forms.CharField(
        label=_("登录名"),
        max_length=150,
        validators=[UnicodeUsernameValidator(message=_("登录名只能用字母、数字和@.+-_。"))],
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    full_name = forms.CharField(label=_("姓名"), max_length=40, widget=forms.TextInput({"autocomplete": "off"}))
    roles = forms.MultipleChoiceField(label=_("角色"), choices=[], widget=forms.CheckboxSelectMultiple)
    unit = forms.ModelChoiceField(
        label=_("单位"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("全县"),
        help_text=_("填报人和单位审核人选所在单位，其他角色选全县。"),
    )

    def __init__(self, county_code: str, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        cast(forms.MultipleChoiceField, self.fields["roles"]).choices = [(role.value, _(role.label)) for role in Role]
        units = cast("forms.ModelChoiceField[Unit]", self.fields["unit"])
        units.queryset = Unit.objects.filter(county_code=county_code, active=True).order_by("code")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        roles = [Role(role) for role in cleaned.get("roles", [])]
        of_unit = [role in OF_UNIT for role in roles]
        if roles and any(of_unit) != all(of_unit):
            self.add_error("roles", _("单位的角色和全县的角色不能同时选。"))
        elif roles and all(of_unit) and not cleaned.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("请选择这个人所在的单位。"))
        elif roles and not any(of_unit) and cleaned.get("unit"):
            self.add_error("unit", _("这种角色属于全县，请选全县。"))
        cleaned["roles"] = roles
        return cleaned


class TableForm(forms.Form):
    """A table to import: a file."""

    file = forms.FileField(label=_("CSV 文件"), widget=forms.FileInput({"accept": ".csv,text/csv,text/plain"}))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_BYTES:
            raise forms.ValidationError(_("文件太大。"))
        return file


class ApplyForm(forms.Form):
    """A table whose preview the person has seen."""

    text = forms.CharField(strip=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

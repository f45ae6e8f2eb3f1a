"""The forms of these pages: money is typed in the person's unit and kept in fen, exact."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jixiao_web.accounts.models import Unit
from jixiao_web.common.years import year_first
from jixiao_web.spending.services import Told


class MoneyField(forms.DecimalField):
    """An amount in 元 or 万元 as fen; thousands separators are let pass."""

    def __init__(self, *, unit: str, **options: Any) -> None:
        self.unit = unit
        super().__init__(max_digits=14, decimal_places=6 if unit == "万元" else 2, localize=False, **options)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        """The words as a number."""
        return super().to_python(str(value).replace(",", "").replace("，", "").strip() if value else value)

    def clean(self, value: Any) -> int:
        """The words as fen."""
        yuan = super().clean(value)
        return int(yuan.scaleb(6 if self.unit == "万元" else 2))


def _day_input() -> forms.DateInput:
    """A field for a day as browsers want its value, whatever the language of the page."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PaymentForm(forms.Form):
    """A payment to enter."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("支付日期"), widget=_day_input())
    payee = forms.CharField(label=_("收款人"), max_length=200, required=False)
    summary = forms.CharField(label=_("摘要"), max_length=500)
    voucher = forms.CharField(label=_("凭证号"), max_length=60, required=False)
    fund_source = forms.CharField(label=_("资金来源"), max_length=60, required=False)
    kind = forms.CharField(label=_("支付方式"), max_length=20, required=False)

    def __init__(self, *args: Any, unit: str, **options: Any) -> None:
        super().__init__(*args, **options)
        label = gettext("金额（%(unit)s，退回填负数）") % {"unit": gettext(unit)}
        self.fields["fen"] = MoneyField(unit=unit, label=label)
        self.order_fields(["key", "day", "fen", "payee", "summary", "voucher", "fund_source", "kind"])

    @classmethod
    def fresh(cls, unit: str) -> PaymentForm:
        """An empty form with a key of its own."""
        return cls(unit=unit, initial={"key": uuid.uuid4()})

    def told(self) -> Told:
        """What the books say beside day and amount."""
        data = self.cleaned_data
        return Told(data["kind"], data["fund_source"], data["payee"], data["voucher"], data["summary"])


class ApprovalForm(forms.Form):
    """When and by which document the budget was handed down."""

    day = forms.DateField(label=_("批复日期"), widget=_day_input())
    document = forms.CharField(label=_("批复文号"), max_length=100, required=False)


class ImportForm(forms.Form):
    """A file of payments: for a year, and for a unit or the whole county."""

    file = forms.FileField(label=_("支出明细文件"), help_text=_("支付系统、账务软件导出的 xlsx、xls、csv，列名不限。"))
    year = forms.TypedChoiceField(label=_("预算年度"), coerce=int)
    unit = forms.ChoiceField(label=_("单位"), required=False)

    def __init__(self, *args: Any, years: Iterable[int], units: Iterable[Unit], whole: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        known = [*years]
        cast(forms.ChoiceField, self.fields["year"]).choices = [(year, str(year)) for year in known]
        self.fields["year"].initial = year_first(known, timezone.localdate())
        self._whole = whole
        self._units = {str(unit.pk): unit for unit in units}
        told = [(key, f"{unit.code} {unit.name}") for key, unit in self._units.items()]
        offered = [("", gettext("全县各单位")), *told] if whole else told
        cast(forms.ChoiceField, self.fields["unit"]).choices = offered
        if len(offered) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.initial["unit"] = offered[0][0]

    def clean_unit(self) -> Unit | None:
        """The unit itself; None for the whole county, where that is a choice."""
        unit = self._units.get(self.cleaned_data["unit"])
        if unit is None and not self._whole:
            raise forms.ValidationError(_("请选择单位。"))
        return unit


class ReverseForm(forms.Form):
    """A payment to take back."""

    day = forms.DateField(label=_("冲销日期"), widget=_day_input())
    reason = forms.CharField(label=_("冲销理由"), max_length=500)


class BudgetForm(forms.Form):
    """A change of the budget."""

    day = forms.DateField(label=_("调整日期"), widget=_day_input())
    document = forms.CharField(label=_("调整文号"), max_length=100)
    note = forms.CharField(label=_("说明"), max_length=500, required=False)

    def __init__(self, *args: Any, unit: str, **options: Any) -> None:
        super().__init__(*args, **options)
        label = gettext("增加金额（%(unit)s，调减填负数）") % {"unit": gettext(unit)}
        self.fields["fen"] = MoneyField(unit=unit, label=label)
        self.order_fields(["day", "fen", "document", "note"])

"""Rows of filings that are read without their drafts."""

from django.db import migrations

from jixiao_web.common.migrating import HeavyLast


class Migration(migrations.Migration):
    dependencies = [("filings", "0006_reports_on_plans")]

    operations = [
        HeavyLast("Filing", ("returned", "carried", "draft")),
        HeavyLast("Revision", ("content",)),
    ]

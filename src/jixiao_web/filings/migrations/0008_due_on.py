"""The day on which a filing is due, kept on it; the part `deadlines` fills it in after the migration."""

from django.db import migrations, models
from django.db.models import Q

from jixiao_web.common.migrating import HeavyLast


class Migration(migrations.Migration):
    dependencies = [("filings", "0007_drafts_last")]

    operations = [
        migrations.AddField(model_name="filing", name="due_on", field=models.DateField(editable=False, null=True)),
        HeavyLast("Filing", ("returned", "carried", "draft")),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=Q(deleted_at=None),
                fields=["county_code", "state", "due_on", "-errors", "-warnings", "-budget_fen", "changed_at", "id"],
                name="filing_due",
            ),
        ),
    ]

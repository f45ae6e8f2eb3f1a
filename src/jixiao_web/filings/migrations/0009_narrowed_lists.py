"""Lists that are narrowed by state and queues that are narrowed by year are read from their indexes alone."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("filings", "0008_due_on")]

    operations = [
        migrations.RemoveIndex(model_name="filing", name="filing_queue"),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=Q(deleted_at=None),
                fields=["county_code", "state", "-errors", "-warnings", "-budget_fen", "changed_at", "id", "year"],
                name="filing_queue",
            ),
        ),
        migrations.RemoveIndex(model_name="filing", name="filing_list"),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=Q(deleted_at=None),
                fields=["county_code", "-year", "unit_code", "id", "state"],
                name="filing_list",
            ),
        ),
    ]

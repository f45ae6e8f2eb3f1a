"""Lists and queues in the order of an index, and rows that are read without their drafts."""

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery

from jixiao_web.common.migrating import HeavyLast


def codes(apps, schema_editor):
    filings, units = apps.get_model("filings", "Filing"), apps.get_model("accounts", "Unit")
    own = units.objects.filter(pk=OuterRef("unit_id")).values("code")
    filings._base_manager.update(unit_code=Subquery(own))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("filings", "0004_adjustments_and_deletions"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="filing", name="filing_queue"),
        migrations.AddField(
            model_name="filing",
            name="unit_code",
            field=models.CharField(default="", editable=False, max_length=12),
            preserve_default=False,
        ),
        migrations.RunPython(codes, migrations.RunPython.noop),
        HeavyLast("Filing", ("returned", "carried", "draft")),
        HeavyLast("Revision", ("content",)),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=Q(deleted_at=None),
                fields=["county_code", "state", "-errors", "-warnings", "-budget_fen", "changed_at", "id"],
                name="filing_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=Q(deleted_at=None), fields=["county_code", "-year", "unit_code", "id"], name="filing_list"
            ),
        ),
        migrations.AddIndex(
            model_name="projectrow", index=models.Index(fields=["county_code", "name"], name="project_name")
        ),
    ]

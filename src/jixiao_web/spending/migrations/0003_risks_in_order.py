"""The ledgers in which most is found, in the order of an index to its end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("spending", "0002_imports_and_watching")]

    operations = [
        migrations.RemoveIndex(model_name="ledger", name="ledger_watch"),
        migrations.AddIndex(
            model_name="ledger",
            index=models.Index(fields=["county_code", "year", "-errors", "-warnings", "id"], name="ledger_risks"),
        ),
    ]

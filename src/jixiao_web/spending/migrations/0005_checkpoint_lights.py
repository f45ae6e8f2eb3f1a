"""Keep with every ledger whether checkpoints of its plan were red or yellow; the server's clock finds out anew."""

from django.db import migrations, models


def watch_anew(apps, schema_editor):
    apps.get_model("spending", "Ledger").objects.update(watched_on=None)


class Migration(migrations.Migration):
    dependencies = [
        ("spending", "0004_tried_beside_the_server"),
    ]

    operations = [
        migrations.AddField(
            model_name="ledger",
            name="point_red",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="ledger",
            name="point_yellow",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(watch_anew, migrations.RunPython.noop),
    ]

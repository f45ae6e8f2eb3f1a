from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_newest_of_a_kind"),
    ]

    operations = [
        migrations.CreateModel(
            name="Completed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0)),
                ("last", models.UUIDField(null=True)),
            ],
        ),
    ]

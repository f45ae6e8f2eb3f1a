"""The rows that search reads, with their grams: a table of FTS5 in SQLite, a column with its index in PostgreSQL."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    """CREATE VIRTUAL TABLE search_gram USING fts5(
        grams, content='', contentless_delete=1, detail=none, prefix='6', tokenize="ascii tokenchars '_'")""",
    """CREATE TRIGGER search_row_gone AFTER DELETE ON search_row
        BEGIN DELETE FROM search_gram WHERE rowid = old.id; END""",
)
POSTGRESQL = (
    "ALTER TABLE search_row ADD COLUMN grams tsvector NOT NULL DEFAULT ''",
    "ALTER TABLE search_row ALTER COLUMN grams SET STATISTICS 1000",
    "CREATE INDEX search_row_grams ON search_row USING gin (grams) WITH (fastupdate = off)",
)


def forwards(apps, schema_editor):
    for sql in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE search_gram")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("filings", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Row",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("county_code", models.CharField(max_length=6)),
                (
                    "kind",
                    models.PositiveSmallIntegerField(choices=[(1, "项目"), (2, "指标"), (3, "文字")]),
                ),
                ("path", models.CharField(max_length=80)),
                ("text", models.TextField()),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="filings.filing"
                    ),
                ),
            ],
        ),
        migrations.RunPython(forwards, backwards),
    ]

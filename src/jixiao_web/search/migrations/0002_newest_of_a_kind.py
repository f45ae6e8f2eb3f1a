"""PostgreSQL finds the newest rows of a kind by an index; SQLite's own index is in their order already."""

from django.db import migrations


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE INDEX search_row_newest ON search_row (kind, id)")


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_row_newest")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_rows_and_grams")]

    operations = [migrations.RunPython(forwards, backwards)]

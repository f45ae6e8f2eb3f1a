"""The mean marks of units with halves rounded up, as everybody rounds them."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from django.db import migrations


def mend(apps, schema_editor):
    marks = defaultdict(list)
    results = apps.get_model("evaluation", "Result").objects.filter(ordinal__gt=0, filing__deleted_at=None)
    for unit, year, total, recheck in results.values_list("filing__unit", "filing__year", "total", "recheck"):
        if recheck is not None or total is not None:
            marks[unit, year].append(total if recheck is None else recheck)
    for own in apps.get_model("overview", "UnitMark").objects.all():
        points = marks.get((own.unit_id, own.year))
        mean = int((Decimal(sum(points)) / len(points)).to_integral_value(ROUND_HALF_UP)) if points else own.mean
        if mean != own.mean:
            own.mean = mean
            own.save(update_fields=["mean"])


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0001_results_and_mending"),
        ("filings", "0008_due_on"),
        ("overview", "0002_rows_in_order"),
    ]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]

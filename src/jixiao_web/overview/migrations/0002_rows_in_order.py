"""Units in the order of an index, how many a county has, and the mean marks of their self-evaluations."""

from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import jixiao_web.common.models


def fill(apps, schema_editor):
    summaries, units = apps.get_model("overview", "Summary").objects, apps.get_model("accounts", "Unit").objects
    of_units = summaries.exclude(unit=None)
    of_units.update(unit_code=Subquery(units.filter(pk=OuterRef("unit_id")).values("code")))
    of_units.filter(projects__gt=0).update(units=1)
    for whole in summaries.filter(unit=None):
        whole.units = of_units.filter(county_code=whole.county_code, year=whole.year, units=1).count()
        whole.save(update_fields=["units"])
    marks = defaultdict(list)
    results = apps.get_model("evaluation", "Result").objects.filter(ordinal__gt=0, filing__deleted_at=None)
    for county, unit, year, total, recheck in results.values_list(
        "county_code", "filing__unit", "filing__year", "total", "recheck"
    ):
        if recheck is not None or total is not None:
            marks[county, unit, year].append(total if recheck is None else recheck)
    mark = apps.get_model("overview", "UnitMark")
    mark.objects.bulk_create(
        mark(county_code=county, unit_id=unit, year=year, mean=_mean(points))
        for (county, unit, year), points in marks.items()
    )


def _mean(points):
    return int((Decimal(sum(points)) / len(points)).to_integral_value(ROUND_HALF_EVEN))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_second_step_and_sessions"),
        ("evaluation", "0001_results_and_mending"),
        ("filings", "0008_due_on"),
        ("overview", "0001_roll_ups"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitMark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jixiao_web.common.models.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("county_code", models.CharField(max_length=6)),
                ("year", models.PositiveSmallIntegerField()),
                ("mean", models.IntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="unitmark",
            constraint=models.UniqueConstraint(fields=("county_code", "unit", "year"), name="mark_of_unit_once"),
        ),
        migrations.RemoveIndex(model_name="summary", name="summary_rate"),
        migrations.RemoveIndex(model_name="summary", name="summary_lights"),
        migrations.AddField(
            model_name="summary",
            name="unit_code",
            field=models.CharField(blank=True, default="", editable=False, max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(model_name="summary", name="units", field=models.IntegerField(default=0)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="summary",
            index=models.Index(fields=["county_code", "year", "rate", "unit_code"], name="summary_by_rate"),
        ),
        migrations.AddIndex(
            model_name="summary",
            index=models.Index(
                fields=["county_code", "year", "-red", "-yellow", "unit_code"], name="summary_by_lights"
            ),
        ),
        migrations.AddIndex(
            model_name="summary",
            index=models.Index(fields=["county_code", "year", "-adjusted_fen", "unit_code"], name="summary_by_budget"),
        ),
        migrations.AddIndex(
            model_name="summary",
            index=models.Index(fields=["county_code", "year", "unit_code"], name="summary_by_unit"),
        ),
    ]

"""The lights of goals of a unit's year, from the standings that there are."""

from collections import Counter, defaultdict

import django.db.models.deletion
import jixiao_web.common.models
from django.db import migrations, models


def fill(apps, schema_editor):
    """What the standings of reports come to: the newest light of each project."""
    newest = {}
    told = apps.get_model("monitoring", "Standing").objects.exclude(goals="").exclude(ledger=None)
    told = told.order_by("month", "filing__created_at")
    for county, unit, year, ledger, goals in told.values_list(
        "county_code", "ledger__unit_id", "ledger__year", "ledger_id", "goals"
    ).iterator(chunk_size=5000):
        newest[county, unit, year, ledger] = goals
    lights: defaultdict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    for (county, unit, year, _ledger), goals in newest.items():
        lights[county, unit, year][goals] += 1
    model = apps.get_model("overview", "GoalLights")
    model.objects.bulk_create(
        [
            model(county_code=county, unit_id=unit, year=year, **counted)
            for (county, unit, year), counted in lights.items()
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_second_step_and_sessions'),
        ('overview', '0003_means_half_up'),
        ('monitoring', '0001_rounds_and_readings'),
    ]

    operations = [
        migrations.CreateModel(
            name='GoalLights',
            fields=[
                ('id', models.UUIDField(default=jixiao_web.common.models.new_key, editable=False, primary_key=True, serialize=False)),
                ('county_code', models.CharField(max_length=6)),
                ('year', models.PositiveSmallIntegerField()),
                ('red', models.IntegerField(default=0)),
                ('yellow', models.IntegerField(default=0)),
                ('green', models.IntegerField(default=0)),
                ('blue', models.IntegerField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county_code', 'year', 'unit'), name='goal_lights_once')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

"""The sums of second levels, written for the self-evaluations that there are."""

import django.db.models.deletion
import jixiao_web.common.models
from django.db import migrations, models


def levels_write(apps, schema_editor):
    """Sum the marks of every self-evaluation as saving it would."""
    from decimal import Decimal

    from jixiao import api
    from jixiao_web.evaluation.levels import levels_of
    from jixiao_web.evaluation.marks import marks_of

    marks, level_mark = apps.get_model("evaluation", "RecheckMark"), apps.get_model("evaluation", "LevelMark")
    filings = apps.get_model("filings", "Filing").objects.filter(kind="evaluation", deleted_at=None)
    for filing in filings.iterator(chunk_size=50):
        told = marks.objects.filter(recheck__filing=filing, recheck__is_told=True).values_list("path", "points")
        given = {path: Decimal(points).scaleb(-2) for path, points in told}
        document = api.load(filing.draft.encode(), "")
        level_mark.objects.bulk_create(
            level_mark(county_code=filing.county_code, year=filing.year, filing=filing, **each._asdict())
            for each in levels_of(document, marks_of(document), given)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0002_proofs_in_one_place'),
        ('filings', '0008_due_on'),
    ]

    operations = [
        migrations.CreateModel(
            name='LevelMark',
            fields=[
                ('id', models.UUIDField(default=jixiao_web.common.models.new_key, editable=False, primary_key=True, serialize=False)),
                ('county_code', models.CharField(max_length=6)),
                ('year', models.PositiveSmallIntegerField()),
                ('ordinal', models.PositiveIntegerField()),
                ('dimension', models.CharField(blank=True, max_length=20)),
                ('category', models.CharField(blank=True, max_length=40)),
                ('leads', models.PositiveSmallIntegerField(default=0)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('open', models.PositiveIntegerField(default=0)),
                ('lost', models.PositiveIntegerField(default=0)),
                ('weight', models.IntegerField(default=0)),
                ('points', models.IntegerField(default=0)),
                ('held', models.IntegerField(default=0)),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='level_marks', to='filings.filing')),
            ],
            options={
                'ordering': ('filing', 'ordinal', 'id'),
                'indexes': [models.Index(fields=['county_code', 'year', 'dimension', 'category'], name='level_mark_of_year')],
                'constraints': [models.UniqueConstraint(fields=('county_code', 'filing', 'ordinal', 'dimension', 'category'), name='level_mark_once')],
            },
        ),
        migrations.RunPython(levels_write, migrations.RunPython.noop, elidable=True),
    ]

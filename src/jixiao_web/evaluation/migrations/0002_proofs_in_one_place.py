"""Files of evaluation go where all proofs are kept; the folder that they were in is left as it is."""

from pathlib import Path

from django.conf import settings
from django.db import migrations, models

_KINDS = {"jpeg": "jpg"}


def files_move(apps, schema_editor):
    """Copy each file to the proofs of its county, and note its kind."""
    from jixiao_web.common.proofs import kind_of, true_read, whole_write

    uploads = Path(settings.MEDIA_ROOT)
    for proof in apps.get_model("evaluation", "Proof").objects.iterator():
        data = true_read(uploads / proof.stored, proof.sha256)
        kind = kind_of(data) if data else None
        if data:
            whole_write(uploads / "proofs" / proof.county_code / proof.sha256[:2] / proof.sha256, data)
        ending = proof.name.rpartition(".")[2].lower()
        proof.kind = kind or _KINDS.get(ending, ending)[:5]
        proof.save(update_fields=["kind"])


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0001_results_and_mending"),
    ]

    operations = [
        migrations.AddField(
            model_name="proof",
            name="kind",
            field=models.CharField(default="", max_length=5),
            preserve_default=False,
        ),
        migrations.RunPython(files_move, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(
            model_name="proof",
            name="stored",
        ),
    ]

"""Letters of a whole body stand in one document, a page each with its own code."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_answer_batch")]

    operations = [
        migrations.AlterField(
            model_name="certificate",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="pemilu_bpjs.document",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="page",
            field=models.PositiveIntegerField(default=1, verbose_name="halaman"),
        ),
        migrations.AddField(
            model_name="certificate",
            name="code_hash",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="sidik kode verifikasi"),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(fields=("document", "page"), name="certificate_page_once"),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code_hash", ""), _negated=True),
                fields=("code_hash",),
                name="certificate_code_once",
            ),
        ),
    ]

"""Lists of BPJS may give one amount for both programmes: each line has its total, and the split where it is known."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def add_up(apps: Any, schema_editor: Any) -> None:
    apps.get_model("budgeting", "BillLine").objects.update(total=F("jkk") + F("jkm"))


class Migration(migrations.Migration):
    dependencies = [("budgeting", "0004_cover_savings")]

    operations = [
        migrations.AddField(
            model_name="billline",
            name="total",
            field=models.PositiveBigIntegerField(default=0, verbose_name="jumlah (rupiah)"),
            preserve_default=False,
        ),
        migrations.RunPython(add_up, elidable=True),
        migrations.AlterField(
            model_name="billline", name="jkk", field=models.PositiveIntegerField(null=True, verbose_name="JKK")
        ),
        migrations.AlterField(
            model_name="billline", name="jkm", field=models.PositiveIntegerField(null=True, verbose_name="JKM")
        ),
    ]

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr


def tell_regions(apps: Any, schema_editor: Any) -> None:
    """Each record is of the kabupaten in which its person first served."""
    assignments = apps.get_model("enrolment", "Assignment").objects.filter(record=OuterRef("pk")).order_by("pk")
    region = assignments.values_list(Substr("region_code", 1, 5))[:1]
    records = apps.get_model("enrolment", "PersonRecord").objects.filter(assignments__isnull=False)
    records.update(region=Subquery(region))


class Migration(migrations.Migration):
    """A record is of one kabupaten's office: what a neighbour's wrote of the same person is another record."""

    dependencies = [("enrolment", "0009_a_revote_is_an_election")]

    operations = [
        migrations.AddField(
            model_name="personrecord",
            name="region",
            field=models.CharField(default="", max_length=5, verbose_name="kode kabupaten/kota"),
        ),
        migrations.RunPython(tell_regions, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="personrecord", name="person_record_once"),
        migrations.AddConstraint(
            model_name="personrecord",
            constraint=models.UniqueConstraint(fields=("person", "institution", "region"), name="person_record_once"),
        ),
    ]

"""The peer of `ingest`: django-import-export with its default settings, as its documentation shows and its admin runs.

A resource of a seat whose foreign keys are found by what the file calls them, a person found or made in
`before_import_row`. First the dry run that tells the faults (our check), then the import (our acceptance). Nothing is
sealed, and no clash is looked for.
"""

from typing import Any

import tablib
from django.db import connection, models
from import_export import fields, resources, widgets

from enrolment.models import Position, Region


class PeerPerson(models.Model):
    nik = models.CharField(max_length=16, unique=True)
    kk = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    birth_place = models.CharField(max_length=100)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1)
    address = models.CharField(max_length=200)
    postcode = models.CharField(max_length=5)
    mother = models.CharField(max_length=200, blank=True)
    marital = models.CharField(max_length=20)
    phone = models.CharField(max_length=20)

    class Meta:
        app_label = "benchmarks"

    def __str__(self) -> str:
        return self.name


class PeerSeat(models.Model):
    person = models.ForeignKey(PeerPerson, models.CASCADE)
    desa = models.ForeignKey(Region, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    tps = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "benchmarks"
        constraints = [models.UniqueConstraint(fields=("person", "desa", "tps"), name="peer_seat_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.desa_id}"


_COLUMNS = {
    "kk": "No. KK",
    "name": "Nama Lengkap",
    "birth_place": "Tempat Lahir",
    "sex": "L/P",
    "address": "Alamat",
    "postcode": "Kode Pos",
    "mother": "Nama Ibu Kandung",
    "marital": "Status Kawin",
    "phone": "No HP",
}


class DesaWidget(widgets.ForeignKeyWidget):
    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> models.QuerySet[Region]:
        return Region.objects.filter(parent__name=row["Kecamatan"], parent__parent=row["kabupaten"])


class SeatResource(resources.ModelResource):
    person = fields.Field("person", "NIK", widgets.ForeignKeyWidget(PeerPerson, "nik"))
    desa = fields.Field("desa", "Desa/Kelurahan", DesaWidget(Region, "name"))
    position = fields.Field("position", "Jabatan", widgets.ForeignKeyWidget(Position, "name"))
    tps = fields.Field("tps", "TPS", widgets.IntegerWidget())

    class Meta:
        model = PeerSeat
        import_id_fields = ("person", "desa", "tps")

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        born = widgets.DateWidget("%d-%m-%Y").clean(row["Tanggal Lahir"])
        said = {name: row[column] or "" for name, column in _COLUMNS.items()}
        PeerPerson.objects.update_or_create(nik=row["NIK"], defaults={**said, "birth_date": born})


def import_workbook(content: bytes, kabupaten: str) -> None:
    """From the file's bytes to stored rows; raises what the first bad row raises."""
    dataset = tablib.Dataset().load(content, format="xlsx")
    dataset.append_col([kabupaten] * len(dataset), header="kabupaten")
    SeatResource().import_data(dataset, dry_run=False, raise_errors=True)


def prepare_tables() -> None:
    """Empty tables of the peer's own."""
    with connection.schema_editor() as editor:
        there = connection.introspection.table_names()
        for model in (PeerSeat, PeerPerson):
            if model._meta.db_table in there:
                editor.delete_model(model)
        for model in (PeerPerson, PeerSeat):
            editor.create_model(model)

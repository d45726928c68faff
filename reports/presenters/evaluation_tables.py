"""The tables of an evaluation in the language of who reads the page; paper keeps the Indonesian of the rules."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pemilu_bpjs.localised import month_long
from reports.rules import evaluation_tables as tables
from reports.rules.evaluation import EvaluationFigures
from reports.rules.table import Cell, Role, Row, Table
from reports.writers.html_table import PrintTable, print_table

_TITLES = {
    "Badan": gettext_lazy("Badan"),
    "Kecamatan": gettext_lazy("Kecamatan"),
    "Penugasan": gettext_lazy("Penugasan"),
    "Pernah tidak terlindungi": gettext_lazy("Pernah tidak terlindungi"),
    "Hari tugas": gettext_lazy("Hari tugas"),
    "Terlindungi": gettext_lazy("Terlindungi"),
    "Di luar bulan iuran": gettext_lazy("Di luar bulan iuran"),
    "Diiurkan, belum diterima BPJS": gettext_lazy("Diiurkan, belum diterima BPJS"),
    "% terlindungi": gettext_lazy("% terlindungi"),
    "Keadaan pada hari pemungutan suara": gettext_lazy("Keadaan pada hari pemungutan suara"),
    "Tidak diiurkan karena": gettext_lazy("Tidak diiurkan karena"),
    "Orang": gettext_lazy("Orang"),
    "Kejadian": gettext_lazy("Kejadian"),
    "Dilaporkan": gettext_lazy("Dilaporkan"),
    "Klaim diajukan": gettext_lazy("Klaim diajukan"),
    "Dikabulkan": gettext_lazy("Dikabulkan"),
    "Ditolak": gettext_lazy("Ditolak"),
    "Menunggu": gettext_lazy("Menunggu"),
    "Santunan": gettext_lazy("Santunan"),
    "Bulan iuran": gettext_lazy("Bulan iuran"),
    "Anggaran": gettext_lazy("Anggaran"),
    "Seharusnya": gettext_lazy("Seharusnya"),
    "Tagihan BPJS": gettext_lazy("Tagihan BPJS"),
    "Dibayar": gettext_lazy("Dibayar"),
    "Tagihan – seharusnya": gettext_lazy("Tagihan – seharusnya"),
}
"""Every title of the rules' tables: one that is missing here stops the page, and so its tests."""

_EVERYBODY = gettext_lazy("Setiap orang yang bertugas diiurkan.")
_NO_INCIDENT = gettext_lazy("Tidak ada kejadian yang dilaporkan sampai hari ini.")


@dataclass(frozen=True, slots=True)
class NamedTable:
    title: str
    table: PrintTable
    nothing: str
    """What is said in place of a table that would hold nothing but zeros."""


def named_tables(figures: EvaluationFigures) -> tuple[NamedTable, ...]:
    return (
        _named(_("Hari tugas menurut badan"), tables.by_body(figures)),
        _named(_("Hari tugas menurut kecamatan"), tables.by_kecamatan(figures)),
        _named(_("Hari pemungutan suara"), tables.voting_day(figures)),
        _named(_("Tidak diiurkan"), tables.excluded(figures), "" if figures.excluded else _EVERYBODY),
        _named(_("Kejadian dan klaim"), tables.claims(figures), "" if _is_reported(figures) else _NO_INCIDENT),
        _named(_("Anggaran, tagihan, dan pembayaran"), _by_month(figures)),
    )


def _is_reported(figures: EvaluationFigures) -> bool:
    return any(each.reported for each in figures.claims)


def _named(title: str, table: Table, nothing: Promise | str = "") -> NamedTable:
    columns = tuple(replace(column, title=str(_TITLES[column.title])) for column in table.columns)
    rows = tuple(_beginning(row, _("Jumlah")) if row.role is Role.TOTAL else row for row in table.rows)
    return NamedTable(title, print_table(replace(table, columns=columns, rows=rows)), str(nothing))


def _by_month(figures: EvaluationFigures) -> Table:
    table = tables.money(figures)
    *months, total = table.rows
    named = (_beginning(row, month_long(each.month)) for row, each in zip(months, figures.months, strict=True))
    return replace(table, rows=(*named, total))


def _beginning(row: Row, first: Cell) -> Row:
    return replace(row, cells=(first, *row.cells[1:]))

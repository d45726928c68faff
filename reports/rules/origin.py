"""Asal setiap angka: the appendix that takes every figure back to units, rates, law, and whoever entered them."""

from budgeting.rules.figures import Figures
from reports.rules.table import Column, Role, Row, Table

_COLUMNS = (
    Column("Angka", 58),
    Column("Perhitungan", 78),
    Column("Nilai", 34),
    Column("Sumber", 62),
    Column("Dicatat oleh", 35),
)


def origins(figures: Figures) -> Table:
    """Each figure, and indented beneath it what it is made of."""
    rows = tuple(
        Row(
            (each.label, each.formula, each.value, each.source, each.entered),
            Role.SUBTOTAL if each.depth == 0 else Role.ITEM,
            depth=each.depth,
        )
        for each in figures.explained
    )
    return Table(_COLUMNS, rows, title="Asal Setiap Angka")


def confirmations(figures: Figures) -> Table | None:
    """Figures and citations that need a named person's word, and whose they have; None where there are none."""
    if not figures.unverified:
        return None
    columns = (
        Column("Angka atau kutipan", 74),
        Column("Nilai", 50),
        Column("Sumber", 60),
        Column("Dikonfirmasi oleh", 40),
        Column("Dasar", 43),
    )
    rows = tuple(
        Row((each.label, each.value, each.source, each.confirmed_by or "belum dikonfirmasi", each.basis))
        for each in figures.unverified
    )
    return Table(columns, rows, title="Angka dan Kutipan yang Perlu Konfirmasi")

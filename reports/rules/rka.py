"""The detail table of the Kertas Kerja RKA, murni layout: what is typed into SIPD (domain/apbd.md §2.4).

The legal form comes from SIPD; this paper is its input, in the same order and with the same columns.
"""

from itertools import groupby

from budgeting.rules.figures import FigureLine, Figures
from budgeting.rules.rates import Programme
from pemilu_bpjs.formats import rupiah, thousands
from reports.rules.items import Item, Section, sections
from reports.rules.marks import Marks
from reports.rules.table import Column, Head, Kind, Role, Row, Table
from reports.rules.words import joined, months_text

UNIT = "OB"
"""Orang-bulan: one person for one month."""

COLUMNS = (
    Column("Kode Rekening", 27),
    Column("Uraian", 62),
    Column("Koefisien", 32),
    Column("Satuan", 12, Kind.CENTRE),
    Column("Harga", 16, Kind.NUMBER),
    Column("PPN", 10, Kind.NUMBER),
    Column("Jumlah (Rp)", 26, Kind.RUPIAH),
)
_HEAD = (
    (
        Head("Kode Rekening", rows=2),
        Head("Uraian", rows=2),
        Head("Rincian Perhitungan", columns=4),
        Head("Jumlah (Rp)", rows=2),
    ),
    (Head("Koefisien/ Volume"), Head("Satuan"), Head("Harga"), Head("PPN")),
)
TOTAL, BELOW = "total", "below"
"""What a sum row sums up, for workbooks whose sums are formulas: everything, or the items right below it."""
VAT = 0
"""No VAT on premiums, rupiah; unverified, so it stands among what a named person confirms."""


def rka(figures: Figures) -> Table:
    """Accounts of every level, then the items of each premium; ends with the two sums that the form asks for."""
    marks = Marks(figures)
    parents = [
        Row((code.code, marks.coded(code), None, None, None, None, figures.total), Role.GROUP, (1, 5), ref=TOTAL)
        for code in figures.account_parents
    ]
    rows = [row for section in sections(figures) for row in _section(section, figures, marks)]
    return Table(COLUMNS, (*parents, *rows, *_foot(figures)), head=_HEAD, numbered=True, notes=vat_notes(marks))


def vat_notes(marks: Marks) -> tuple[str, ...]:
    """Says of the VAT column that it is nobody's word yet; nothing once it is."""
    note = "PPN atas iuran Rp0"
    return (marked,) if (marked := marks.vat(note)) != note else ()


def programme_name(programme: Programme) -> str:
    """What the premium of a programme is called on the form."""
    return f"Iuran {programme} badan ad hoc"


def coefficient(item: Item) -> str:
    """The volume as the form prints it: "10 Orang x 6 Bulan"."""
    return f"{thousands(item.line.insured)} Orang x {len(item.line.months)} Bulan"


def specification(item: Item, marks: Marks) -> str:
    """What one month's price is made of: "0,24% x Rp2.500.000", or the flat amount for BPU."""
    rate = marks.rate(item.line, item.programme)
    return rate if item.line.wage is None else marks.wage(item.line, f"{rate} x {rupiah(item.line.wage)}")


def group_title(items: list[Item]) -> str:
    """The bodies of items that are paid for the same months: "PPK dan PPS, Juli s.d. Desember 2023"."""
    bodies = list(dict.fromkeys(item.line.body_name for item in items))
    return f"{joined(bodies)}, {months_text(items[0].line.months)}"


def groups(section: Section) -> list[list[Item]]:
    """A section's items in the order of the lines, neighbours that are paid for the same months together."""
    return [list(group) for _, group in groupby(section.items, key=lambda item: _months(item.line))]


def _months(line: FigureLine) -> tuple[str, ...]:
    return line.months


def _section(section: Section, figures: Figures, marks: Marks) -> list[Row]:
    name = marks.coded(section.account)
    package = f"[#] {programme_name(section.programme)} Sumber Dana : {figures.fund_source}"
    blank, ref = [None] * 4, section.programme.value
    rows = [
        Row((section.account.code, name, *blank, section.subtotal), Role.GROUP, (1, 5), ref=ref),
        Row((None, package, *blank, section.subtotal), Role.SUBTOTAL, (1, 5), ref=ref),
    ]
    for items in groups(section):
        amount = sum(item.amount for item in items)
        title = f"[-] {group_title(items)}"
        rows.append(Row((None, title, *blank, amount), Role.SUBTOTAL, (1, 5), ref=BELOW))
        rows += [_item(item, marks) for item in items]
    return rows


def _item(item: Item, marks: Marks) -> Row:
    text = f"Iuran {item.programme} {item.name}\nSpesifikasi : {specification(item, marks)}"
    return Row((None, text, coefficient(item), UNIT, item.monthly, VAT, item.amount), depth=1, ref=item.ref)


def _foot(figures: Figures) -> tuple[Row, Row]:
    cells = [None] * 5
    return (
        Row(("Jumlah Anggaran Sub Kegiatan :", *cells, figures.total), Role.TOTAL, (0, 5), ref=TOTAL),
        Row(("Jumlah Total Anggaran Kegiatan :", *cells, figures.total), Role.TOTAL, (0, 5), ref=TOTAL),
    )

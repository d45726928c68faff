"""Rencana Anggaran Biaya: one row per position, price and programme (domain/apbd.md §2.3)."""

from budgeting.rules.figures import Figures
from budgeting.rules.terbilang import rupiah_in_words
from pemilu_bpjs.formats import rupiah, thousands
from reports.rules.items import Item, Section, exclusions, sections
from reports.rules.marks import Marks
from reports.rules.table import Column, Kind, Role, Row, Table
from reports.rules.words import people as people_in_words

COLUMNS = (
    Column("No.", 7, Kind.CENTRE),
    Column("Kelompok", 48),
    Column("Dasar upah", 22, Kind.NUMBER),
    Column("Tarif", 17, Kind.CENTRE),
    Column("Iuran/ orang/ bulan (Rp)", 20, Kind.NUMBER),
    Column("Orang", 15, Kind.NUMBER),
    Column("Bulan", 12, Kind.NUMBER),
    Column("Jumlah (Rp)", 26, Kind.NUMBER),
)
_LAST = len(COLUMNS) - 1


def rab(figures: Figures) -> Table:
    """The whole RAB; its last row is the proposal's total."""
    marks = Marks(figures)
    rows = [row for section in sections(figures) for row in _section(section, marks)]
    rows.append(Row(("JUMLAH", *[None] * (_LAST - 1), figures.total), Role.TOTAL, span=(0, _LAST - 1)))
    words = f"Terbilang: {rupiah_in_words(figures.total)}"
    return Table(COLUMNS, tuple(rows), notes=(words, *exclusion_notes(figures)))


def exclusion_notes(figures: Figures) -> tuple[str, ...]:
    """Who is not insured here, and why, one sentence a position."""
    return tuple(
        f"{name}: {people_in_words(count)} dikecualikan ({reason})." for name, count, reason in exclusions(figures)
    )


def _section(section: Section, marks: Marks) -> list[Row]:
    title = f"{section.letter}. {section.account.code} {marks.coded(section.account)}"
    head = Row((title, *[None] * _LAST), Role.GROUP, span=(0, _LAST))
    foot_text = f"Subtotal {section.programme}"
    foot = Row((foot_text, *[None] * (_LAST - 1), section.subtotal), Role.SUBTOTAL, span=(0, _LAST - 1))
    return [head, *(_row(item, marks) for item in section.items), foot]


def _row(item: Item, marks: Marks) -> Row:
    line = item.line
    wage = None if line.wage is None else marks.wage(line, rupiah(line.wage))
    people = marks.people(line, thousands(line.insured))
    rate = marks.rate(line, item.programme)
    return Row((item.number, item.name, wage, rate, item.monthly, people, len(line.months), item.amount))

"""The detail table of the Kertas Kerja RKA for a change of the budget: before, after, difference (domain/apbd.md §2.4).

Difference = after - before; less than nothing stands in parentheses. What the budget held before is known by account,
and by item only where the proposal that is changed was one of ours: the rest stands in a row of its own.
"""

from dataclasses import dataclass

from budgeting.rules.figures import Before, Figures
from budgeting.rules.rates import Programme
from reports.rules.items import Item, Section, sections
from reports.rules.marks import Marks
from reports.rules.rka import (
    BELOW,
    TOTAL,
    UNIT,
    VAT,
    coefficient,
    group_title,
    groups,
    programme_name,
    specification,
    vat_notes,
)
from reports.rules.table import Cell, Column, Head, Kind, Role, Row, Table

COLUMNS = (
    Column("Kode Rekening", 30),
    Column("Uraian", 58),
    Column("Koefisien", 20),
    Column("Satuan", 13, Kind.CENTRE),
    Column("Harga", 14, Kind.NUMBER),
    Column("PPN", 9, Kind.NUMBER),
    Column("Jumlah", 25, Kind.RUPIAH),
    Column("Koefisien", 20),
    Column("Satuan", 13, Kind.CENTRE),
    Column("Harga", 14, Kind.NUMBER),
    Column("PPN", 9, Kind.NUMBER),
    Column("Jumlah", 25, Kind.RUPIAH),
    Column("Bertambah/ (Berkurang)", 25, Kind.CHANGE),
)
_SIDE = (Head("Koefisien"), Head("Satuan"), Head("Harga"), Head("PPN"), Head("Jumlah"))
_HEAD = (
    (
        Head("Kode Rekening", rows=2),
        Head("Uraian", rows=2),
        Head("Sebelum Perubahan", columns=5),
        Head("Setelah Perubahan", columns=5),
        Head("Bertambah/ (Berkurang)", rows=2),
    ),
    (*_SIDE, *_SIDE),
)
_NOTHING = Before(0, 0, "")


@dataclass(frozen=True, slots=True)
class Change:
    """An amount before and after, rupiah."""

    before: int
    after: int

    @property
    def difference(self) -> int:
        """After - before, rupiah."""
        return self.after - self.before


def rka_change(figures: Figures) -> Table:
    """Accounts of every level, then each item before and after."""
    marks = Marks(figures)
    before = figures.before or _NOTHING
    whole = Change(before.jkk + before.jkm, figures.total)
    parents = [_sum_row(code.code, marks.coded(code), whole, Role.GROUP, TOTAL) for code in figures.account_parents]
    rows = [row for section in sections(figures) for row in _section(section, figures, before, marks)]
    foot = [
        Row(
            (text, *[None] * 5, whole.before, *[None] * 4, whole.after, whole.difference), Role.TOTAL, (0, 5), ref=TOTAL
        )
        for text in ("Jumlah Anggaran Sub Kegiatan :", "Jumlah Total Anggaran Kegiatan :")
    ]
    return Table(COLUMNS, (*parents, *rows, *foot), head=_HEAD, numbered=True, notes=vat_notes(marks))


def change(figures: Figures) -> Change:
    """The whole proposal before and after."""
    before = figures.before or _NOTHING
    return Change(before.jkk + before.jkm, figures.total)


def _section(section: Section, figures: Figures, before: Before, marks: Marks) -> list[Row]:
    is_jkk = section.programme is Programme.JKK
    held = before.jkk if is_jkk else before.jkm
    known = {code: jkk if is_jkk else jkm for code, jkk, jkm in before.items}
    whole = Change(held, section.subtotal)
    package = f"[#] {programme_name(section.programme)} Sumber Dana : {figures.fund_source}"
    rows = [
        _sum_row(section.account.code, marks.coded(section.account), whole, Role.GROUP, section.programme),
        _sum_row(None, package, whole, Role.SUBTOTAL, section.programme),
    ]
    for items in groups(section):
        amounts = [(item, Change(known.pop(item.line.code, 0), item.amount)) for item in items]
        sums = Change(sum(each.before for _, each in amounts), sum(each.after for _, each in amounts))
        rows.append(_sum_row(None, f"[-] {group_title(items)}", sums, Role.SUBTOTAL, BELOW))
        rows += [_item(item, each, marks) for item, each in amounts]
    rest = held - sum(row.cells[6] for row in rows if row.depth and isinstance(row.cells[6], int))
    return [*rows, *_rest(rest, before.source)]


def _item(item: Item, amounts: Change, marks: Marks) -> Row:
    text = f"Iuran {item.programme} {item.name}\nSpesifikasi : {specification(item, marks)}"
    after: tuple[Cell, ...] = (coefficient(item), UNIT, item.monthly, VAT, amounts.after)
    return Row((None, text, *[None] * 4, amounts.before, *after, amounts.difference), depth=1, ref=item.ref)


def _rest(amount: int, source: str) -> list[Row]:
    """What the budget held for items that no longer stand, or that nobody knows one by one."""
    if not amount:
        return []
    text = f"Anggaran sebelum perubahan yang tidak dirinci\nSumber : {source}" if source else "Belum dirinci"
    return [Row((None, text, None, None, None, None, amount, None, None, None, None, 0, -amount), depth=1)]


def _sum_row(code: str | None, name: str, amounts: Change, role: Role, ref: str) -> Row:
    before: tuple[Cell, ...] = (None, None, None, None, amounts.before)
    after: tuple[Cell, ...] = (None, None, None, None, amounts.after)
    return Row((code, name, *before, *after, amounts.difference), role, ref=ref)

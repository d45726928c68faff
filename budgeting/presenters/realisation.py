"""Realisation against budget as its page shows it: what is left, by account and month."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from budgeting.presenters import bill_words as words
from budgeting.realisation import AccountMonth, MonthRow, Realisation
from budgeting.rules.figures import Coded
from pemilu_bpjs.charts import Chart, MonthBar, monthly
from pemilu_bpjs.formats import rupiah
from pemilu_bpjs.localised import month_long
from pemilu_bpjs.tiles import Tile


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    budget: int
    expected: int
    billed: int | None
    paid: int
    left: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class AccountTable:
    name: str
    rows: tuple[Row, ...]
    total: Row


@dataclass(frozen=True, slots=True)
class RealisationPage:
    source: str
    tiles: tuple[Tile, ...]
    chart: Chart | None
    tables: tuple[AccountTable, ...]
    notes: tuple[str, ...]


def realisation_page(found: Realisation) -> RealisationPage:
    return RealisationPage(
        source=words.authority_words(found.authority),
        tiles=_tiles(found),
        chart=_chart(found) if found.months else None,
        tables=(
            _table(found.jkk_account, "JKK", found, lambda row: row.jkk),
            _table(found.jkm_account, "JKM", found, lambda row: row.jkm),
        ),
        notes=_notes(found),
    )


def _tiles(found: Realisation) -> tuple[Tile, ...]:
    share = 1000 * found.paid // found.budget if found.budget else 0
    cut = _("setelah potongan TAPD %s") % rupiah(found.cut) if found.cut else _("anggaran dikurangi yang dibayar")
    return (
        Tile(_("Anggaran %s") % found.year, rupiah(found.budget), _("JKK dan JKM")),
        Tile(_("Sudah dibayar"), rupiah(found.paid), _("%s persen dari anggaran") % f"{share // 10},{share % 10}"),
        Tile(_("Sisa tahun ini"), rupiah(found.left), cut, "bad" if found.left < 0 else "good"),
    )


def _chart(found: Realisation) -> Chart:
    """Each column is the month's budget: what was paid of it, and what it still holds."""
    bars = [MonthBar(row.month, (row.paid, max(0, row.budget - row.paid))) for row in found.months]
    return monthly(
        _("Realisasi per bulan"),
        _("Bagian bawah sudah dibayar, bagian atas sisa anggaran bulan itu."),
        series=(_("Dibayar"), _("Sisa anggaran")),
        months=bars,
    )


def _table(
    account: Coded, programme: str, found: Realisation, pick: Callable[[MonthRow], AccountMonth]
) -> AccountTable:
    rows = tuple(_row(month_long(row.month), pick(row)) for row in found.months)
    billed = [row.billed for row in rows if row.billed is not None]
    total = Row(
        _("Jumlah"),
        sum(row.budget for row in rows),
        sum(row.expected for row in rows),
        sum(billed) if billed else None,
        sum(row.paid for row in rows),
        sum(row.left for row in rows),
    )
    return AccountTable(f"{programme} · {account.code} {account.name}".strip(), rows, total)


def _row(name: str, month: AccountMonth) -> Row:
    tone = "faulty" if month.left < 0 else ""
    return Row(name, month.budget, month.expected, month.billed, month.paid, month.left, tone)


def _notes(found: Realisation) -> tuple[str, ...]:
    notes = [_("Pembayaran sebagian dibagi menurut perbandingan JKK dan JKM pada tagihannya.")]
    if later := sum(row.later_year for row in found.months):
        notes.append(
            _("%(amount)s untuk bulan tahun %(year)s dibayar pada tahun anggaran lain.")
            % {"amount": rupiah(later), "year": found.year}
        )
    return tuple(notes)

"""Sheet Rekap Kecamatan: kecamatan with their desa folded under them; the sums skip the desa, which are in them."""

from dataclasses import dataclass

from xlsxwriter.workbook import Workbook

from budgeting.rules.figures import Figures, RecapRow
from reports.rules.recap_tables import codes, place_name, top_rows
from reports.writers.workbook.sheet import Formats, Sheet, local

_LEVELS = {"kecamatan": "kecamatan", "desa": "desa/kelurahan", "undetailed": "belum dirinci"}
_DESA = _LEVELS["desa"]
_FIRST_SEAT = 5
_HEAD = 2


@dataclass(frozen=True, slots=True)
class Recap:
    """The sheet and the cells of its sums."""

    total: str
    people: str


def write(workbook: Workbook, formats: Formats, name: str, figures: Figures) -> Recap:
    """The sheet, written."""
    names = _position_names(figures)
    widths = (15, 34, 15, 9, 9, *[11] * len(names), 11, 13, 15, 15, 17)
    sheet = Sheet(workbook, formats, name, widths)
    sheet.text(0, 0, f"Rekapitulasi per Kecamatan TA {figures.fiscal_year}", "title")
    sheet.text(1, 0, "Baris desa/kelurahan dilipat di bawah kecamatannya dan tidak dijumlahkan lagi.", "plain")
    titles = ("Kode", "Kecamatan / desa", "Tingkat", "Desa/Kel.", "TPS")
    sheet.heading(_HEAD, (*titles, *names, "Jumlah orang", "Dikecualikan", "JKK (Rp)", "JKM (Rp)", "Jumlah (Rp)"))
    first = _HEAD + 1
    for line, row in enumerate(figures.recap, first):
        _row(sheet, line, row)
    last = first + len(figures.recap) - 1
    columns = _Columns(_FIRST_SEAT + len(names))
    _sums(sheet, last + 1, (first, last), figures, columns)
    sheet.page.outline_settings(symbols_below=False)
    sheet.page.freeze_panes(first, 2)
    sheet.paper(figures)
    return Recap(sheet.ref(last + 1, columns.total), sheet.ref(last + 1, columns.people))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns after the seats, from that of all people on."""

    people: int

    @property
    def total(self) -> int:
        return self.people + 4


def _position_names(figures: Figures) -> tuple[str, ...]:
    names = {line.code: line.name for line in figures.lines}
    return tuple(names[code] for code in codes(figures))


def _row(sheet: Sheet, line: int, row: RecapRow) -> None:
    look = "text" if row.level == "desa" else "bold"
    number = "number" if row.level == "desa" else "sum"
    for column, content in enumerate((row.code, place_name(row), _LEVELS[row.level])):
        sheet.text(line, column, content, look)
    for column, count in enumerate((row.desa or None, row.tps, *row.seats), 3):
        sheet.number(line, column, count, number)
    people = _FIRST_SEAT + len(row.seats)
    seats = f"SUM({local(line, _FIRST_SEAT)}:{local(line, people - 1)})"
    sheet.formula(line, people, seats, row.headcount, number)
    for column, amount in enumerate((row.excluded, row.jkk, row.jkm), people + 1):
        sheet.number(line, column, amount, number)
    sheet.formula(line, people + 4, f"{local(line, people + 2)}+{local(line, people + 3)}", row.total, number)
    if row.level == "desa":
        sheet.page.set_row(line, None, None, {"level": 1, "hidden": True})
    elif row.level == "kecamatan":
        sheet.page.set_row(line, None, None, {"collapsed": True})


def _sums(sheet: Sheet, line: int, rows: tuple[int, int], figures: Figures, columns: _Columns) -> None:
    """The row JUMLAH: everything that is not a desa."""
    first, last = rows
    top = top_rows(figures)
    sheet.joined(line, 0, 2, "JUMLAH")
    levels = f"$C${first + 1}:$C${last + 1}"
    known: list[list[int]] = [
        [row.desa for row in top],
        [row.tps or 0 for row in top],
        *([row.seats[place] for row in top] for place in range(columns.people - _FIRST_SEAT)),
        [row.headcount for row in top],
        [row.excluded for row in top],
        [row.jkk for row in top],
        [row.jkm for row in top],
        [row.total for row in top],
    ]
    for column, amounts in enumerate(known, 3):
        cells = f"{local(first, column)}:{local(last, column)}"
        sheet.formula(line, column, f'SUMIF({levels},"<>{_DESA}",{cells})', sum(amounts), "sum")

"""Rekapitulasi per kecamatan and desa, with a block for each institution (domain/apbd.md §2.5).

The sum of kecamatan rows and of what is not detailed is the proposal's total; desa rows only break a kecamatan down.
"""

from budgeting.rules.figures import Figures, RecapRow
from reports.rules.table import Cell, Column, Head, Kind, Role, Row, Table

UNDETAILED = "Belum dirinci"
_INSTITUTIONS = (
    ("KPU", "Badan ad hoc KPU"),
    ("Bawaslu", "Badan ad hoc Bawaslu"),
    ("Satpol PP", "Linmas/petugas ketertiban TPS"),
)
_MONEY = (
    Column("Dikecualikan", 20, Kind.NUMBER),
    Column("JKK (Rp)", 25, Kind.NUMBER),
    Column("JKM (Rp)", 25, Kind.NUMBER),
    Column("Jumlah (Rp)", 28, Kind.NUMBER),
)


def top_rows(figures: Figures) -> tuple[RecapRow, ...]:
    """The rows whose sum is the proposal: every kecamatan, and what no place is known for."""
    return tuple(row for row in figures.recap if row.level != "desa")


def place_name(row: RecapRow) -> str:
    """A row's name; what has no place says so."""
    if row.level != "undetailed":
        return row.name
    if row.name.startswith(UNDETAILED):
        return row.name
    return f"{UNDETAILED} ({row.name})" if row.name else UNDETAILED


def codes(figures: Figures) -> tuple[str, ...]:
    """The positions in the order of RecapRow.seats."""
    return tuple(dict.fromkeys(line.code for line in figures.lines))


def summary(figures: Figures) -> Table:
    """People by institution and the money of each kecamatan."""
    present = _institutions(figures)
    columns = (
        Column("No.", 9, Kind.CENTRE),
        Column("Kecamatan", 50),
        Column("Desa/ Kel.", 14, Kind.NUMBER),
        Column("TPS", 14, Kind.NUMBER),
        *(Column(_short(code), 18, Kind.NUMBER) for code, _ in present),
        Column("Jumlah orang", 19, Kind.NUMBER),
        *_MONEY,
    )
    rows = [_summary_row(number, row, figures) for number, row in enumerate(top_rows(figures), 1)]
    total = Row(("JUMLAH", *_sums(rows)), Role.TOTAL, span=(0, 1))
    return Table(columns, (*rows, total), title="Rekapitulasi per Kecamatan", numbered=True)


def blocks(figures: Figures) -> tuple[Table, ...]:
    """Seats by position for each institution that has any, by kecamatan."""
    return tuple(_block(figures, code, title) for code, title in _institutions(figures))


def per_desa(figures: Figures) -> Table | None:
    """The breakdown by desa/kelurahan under each kecamatan; None where none is known."""
    rows: list[Row] = []
    number = 0
    for row in figures.recap:
        if row.level == "kecamatan":
            rows.append(Row((None, place_name(row), *[None] * 6), Role.GROUP, span=(1, 7)))
        elif row.level == "desa":
            number += 1
            money = (row.headcount, row.excluded or None, row.jkk, row.jkm, row.total)
            rows.append(Row((number, row.name, row.tps, *money)))
    if not number:
        return None
    columns = (
        Column("No.", 10, Kind.CENTRE),
        Column("Desa/Kelurahan", 70),
        Column("TPS", 16, Kind.NUMBER),
        Column("Jumlah orang", 22, Kind.NUMBER),
        *_MONEY,
    )
    note = (
        "Rincian ini memuat jabatan yang dihitung per desa/kelurahan atau TPS. Jabatan tingkat kecamatan dan yang "
        "belum dirinci tercantum pada rekapitulasi per kecamatan."
    )
    return Table(columns, tuple(rows), title="Rincian per Desa/Kelurahan", notes=(note,))


def _block(figures: Figures, institution: str, title: str) -> Table:
    order = codes(figures)
    lines = {line.code: line for line in figures.lines if line.institution == institution}
    places = [order.index(code) for code in lines]
    bodies: dict[str, int] = {}
    for line in lines.values():
        bodies[line.body_name] = bodies.get(line.body_name, 0) + 1
    head = (
        (
            Head("No.", rows=2),
            Head("Kecamatan", rows=2),
            *(Head(name, columns=count) for name, count in bodies.items()),
            Head("Jumlah orang", rows=2),
        ),
        tuple(Head(_post(line.name, line.body_name)) for line in lines.values()),
    )
    columns = (
        Column("No.", 9, Kind.CENTRE),
        Column("Kecamatan", 52),
        *(Column(line.name, 20, Kind.NUMBER) for line in lines.values()),
        Column("Jumlah orang", 22, Kind.NUMBER),
    )
    rows = []
    for number, row in enumerate(top_rows(figures), 1):
        seats: list[int] = [row.seats[place] for place in places]
        rows.append(Row((number, place_name(row), *seats, sum(seats))))
    total = Row(("JUMLAH", *_sums(rows)), Role.TOTAL, span=(0, 1))
    return Table(columns, (*rows, total), title=title, head=head)


def _institutions(figures: Figures) -> tuple[tuple[str, str], ...]:
    present = {line.institution for line in figures.lines}
    known = tuple(each for each in _INSTITUTIONS if each[0] in present)
    others = sorted(present - {code for code, _ in _INSTITUTIONS})
    return (*known, *((code, code) for code in others))


def _short(institution: str) -> str:
    return "Linmas" if institution == "Satpol PP" else institution


def _post(name: str, body: str) -> str:
    """ "Ketua PPK" under the heading "PPK" is "Ketua"; a body with one post repeats no name."""
    rest = name.replace(body, "").strip()
    return rest or "Orang"


def _summary_row(number: int, row: RecapRow, figures: Figures) -> Row:
    by_institution = [_people(row, figures, code) for code, _ in _institutions(figures)]
    money = (row.excluded or None, row.jkk, row.jkm, row.total)
    return Row((number, place_name(row), row.desa or None, row.tps, *by_institution, row.headcount, *money))


def _people(row: RecapRow, figures: Figures, institution: str) -> int:
    own = {line.code for line in figures.lines if line.institution == institution}
    return sum(seats for seats, code in zip(row.seats, codes(figures), strict=True) if code in own)


def _sums(rows: list[Row]) -> list[Cell]:
    """The sum of each column after the number; None for the name's."""
    columns = list(zip(*(row.cells for row in rows), strict=True))[1:]
    return [None, *(_sum(column) for column in columns[1:])]


def _sum(cells: tuple[Cell, ...]) -> int | None:
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return sum(numbers) if numbers else None

"""The tables of the evaluation report: one source for paper and for the page."""

from collections.abc import Iterable, Sequence

from pemilu_bpjs.formats import month_long
from reports.rules.evaluation import Counted, Days, EvaluationFigures, MonthMoney, share
from reports.rules.table import Column, Kind, Role, Row, Table

_DAYS = (
    Column("Penugasan", 13, Kind.NUMBER),
    Column("Pernah tidak terlindungi", 13, Kind.NUMBER),
    Column("Hari tugas", 13, Kind.NUMBER),
    Column("Terlindungi", 13, Kind.NUMBER),
    Column("Di luar bulan iuran", 13, Kind.NUMBER),
    Column("Diiurkan, belum diterima BPJS", 13, Kind.NUMBER),
    Column("% terlindungi", 13, Kind.CENTRE),
)


def by_body(figures: EvaluationFigures) -> Table:
    """Days in office by body."""
    return _days_table("Badan", figures.by_body, figures.days)


def by_kecamatan(figures: EvaluationFigures) -> Table:
    """The same days by kecamatan."""
    return _days_table("Kecamatan", figures.by_kecamatan, figures.days)


def voting_day(figures: EvaluationFigures) -> Table:
    """Seats on the day of the vote by what was lacking."""
    return _counted("Keadaan pada hari pemungutan suara", "Penugasan", figures.voting_seats)


def excluded(figures: EvaluationFigures) -> Table:
    """Who is not insured here, and why."""
    return _counted("Tidak diiurkan karena", "Orang", figures.excluded)


def claims(figures: EvaluationFigures) -> Table:
    """Incidents by kind."""
    columns = (
        Column("Kejadian", 20),
        Column("Dilaporkan", 13, Kind.NUMBER),
        Column("Terlindungi", 14, Kind.NUMBER),
        Column("Klaim diajukan", 13, Kind.NUMBER),
        Column("Dikabulkan", 14, Kind.NUMBER),
        Column("Ditolak", 11, Kind.NUMBER),
        Column("Menunggu", 13, Kind.NUMBER),
        Column("Santunan", 18, Kind.RUPIAH),
    )
    rows = [
        (each.kind, each.reported, each.covered, each.claimed, each.granted, each.refused, each.waiting, each.amount)
        for each in figures.claims
    ]
    sums = [sum(int(row[place]) for row in rows) for place in range(1, len(columns))]
    return Table(columns, (*map(Row, rows), Row(("Jumlah", *sums), Role.TOTAL)))


def money(figures: EvaluationFigures) -> Table:
    """Budget, what the ledger expects, bills and payments by month of cover."""
    columns = (
        Column("Bulan iuran", 20),
        Column("Anggaran", 16, Kind.RUPIAH),
        Column("Seharusnya", 16, Kind.RUPIAH),
        Column("Tagihan BPJS", 16, Kind.RUPIAH),
        Column("Dibayar", 16, Kind.RUPIAH),
        Column("Tagihan – seharusnya", 16, Kind.CHANGE),
    )
    rows = [Row(_month(each)) for each in figures.months]
    sums = (figures.budget, figures.expected, figures.billed, figures.paid, _difference(figures.months))
    return Table(columns, (*rows, Row(("Jumlah", *sums), Role.TOTAL)))


def _month(each: MonthMoney) -> tuple[str | int | None, ...]:
    billed = each.billed if _is_billed(each) else None
    difference = billed - each.expected if billed is not None else None
    return (month_long(each.month), each.budget, each.expected, billed, each.paid, difference)


def _difference(months: Iterable[MonthMoney]) -> int:
    """Of billed months alone: what was not asked yet differs from nothing."""
    return sum(each.billed - each.expected for each in months if _is_billed(each))


def _is_billed(each: MonthMoney) -> bool:
    return each.jkk.billed is not None or each.jkm.billed is not None


def _days_table(title: str, rows: Iterable[tuple[str, Days]], whole: Days) -> Table:
    items = [Row((name, *_cells(days))) for name, days in rows]
    return Table((Column(title, 22), *_DAYS), (*items, Row(("Jumlah", *_cells(whole)), Role.TOTAL)))


def _cells(days: Days) -> tuple[str | int, ...]:
    covered = share(days.covered, days.days)
    return days.seats, days.hit, days.days, days.covered, days.unpaid, days.unconfirmed, covered


def _counted(title: str, unit: str, counted: Sequence[Counted]) -> Table:
    rows = [Row((each.label, each.count)) for each in counted]
    whole = sum(each.count for each in counted)
    return Table((Column(title, 80), Column(unit, 20, Kind.NUMBER)), (*rows, Row(("Jumlah", whole), Role.TOTAL)))

"""Units and seats as tables, at any level."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment import wording
from enrolment.models import CountKind, Election
from enrolment.rules.bodies import Position, seats
from enrolment.rules.region_code import Level
from enrolment.seating import RegionSeats, Seating

# (what a column shows, its kind); DPS only where somebody counted it.
Columns = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[str, ...]
    url: str = ""
    note: str = ""
    confidence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`total` meets the sum of `rows` in every column."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row


def unit_table(election: Election, seating: Seating) -> Table:
    """The regions right below one, with their units and people by body."""
    columns = _unit_columns(seating)
    labels = [label for label, _kind in columns]
    head = (part_name(seating.level), *labels, *(name for _code, name in seating.bodies), _("Orang"))
    rows = [
        Row(part.name, _cells(part, columns), reverse("enrolment:region", args=[election.code, part.code]), part.code)
        for part in seating.parts
    ]
    rest = seating.undetailed
    if any(_value(rest, kind) for _label, kind in columns) or any(rest.by_body.values()):
        # Beside so many figures a 0 would only be noise there.
        rows.append(Row(_rest_name(seating), tuple("" if cell == "0" else cell for cell in _cells(rest, columns))))
    return Table(_("Satuan dan kursi per wilayah"), head, tuple(rows), Row(_("Jumlah"), _cells(seating.whole, columns)))


def seat_table(seating: Seating) -> Table:
    """How the seats of each position come about: units × ratio + more, and what exceptions change."""
    rows = tuple(_seat_row(post, seating.whole) for post in seating.positions)
    head = (_("Jabatan"), _("Rasio"), _("Satuan"), _("Tambahan"), _("Pengecualian"), _("Kursi"))
    total = Row(_("Jumlah yang diketahui"), ("", "", "", "", wording.number(seating.whole.people)))
    return Table(_("Kursi per jabatan"), head, rows, total)


def part_name(level: str) -> str:
    """What the regions right below one of that level are called."""
    return {
        Level.PROVINSI: _("Kabupaten/kota"),
        Level.KABUPATEN: _("Kecamatan"),
        Level.KECAMATAN: _("Desa/kelurahan"),
    }.get(Level(level), _("TPS"))


def _unit_columns(seating: Seating) -> Columns:
    columns = [(_("TPS"), CountKind.TPS), (_("TPS coklit"), CountKind.TPS_COKLIT)]
    if seating.whole.tps_dps is not None:
        columns.insert(1, (_("TPS DPS"), CountKind.TPS_DPS))
    if seating.whole.units.tps_over_400 is not None:
        columns.append((_("> 400 pemilih"), CountKind.TPS_OVER_400))
    if seating.level in (Level.PROVINSI, Level.KABUPATEN):
        columns.insert(0, (_("Desa/kelurahan"), CountKind.DESA))
    if seating.level == Level.PROVINSI:
        columns.insert(0, (_("Kecamatan"), CountKind.KECAMATAN))
    return columns


def _value(region: RegionSeats, kind: str) -> int | None:
    count: int | None = region.tps_dps if kind == CountKind.TPS_DPS else getattr(region.units, kind)
    return count


def _cells(region: RegionSeats, columns: Columns) -> tuple[str, ...]:
    counts = [_value(region, kind) for _label, kind in columns] + list(region.by_body.values())
    return (*(wording.number(count) for count in counts), wording.number(region.people))


def _rest_name(seating: Seating) -> str:
    """Bodies of a kecamatan stand in none of its desa: they are not missing detail."""
    if seating.level == Level.KECAMATAN:
        return _("Tingkat kecamatan, dan yang belum dirinci")
    return _("Belum dirinci")


def _seat_row(post: Position, region: RegionSeats) -> Row:
    due, people = seats(post, region.units), region.by_position[post.code]
    if due is None or people is None:
        return Row(
            post.name,
            (wording.ratio(post), *[wording.MISSING] * 4),
            note=_("Jumlah %(unit)s belum diketahui") % {"unit": wording.unit_label(post.unit)},
            confidence=post.confidence,
            source=post.source,
        )
    change = people - due.headcount
    return Row(
        post.name,
        (
            wording.ratio(post),
            f"{wording.number(due.units)} × {due.per_unit}",
            wording.number(due.extra) if due.extra else "",
            f"{change:+d}" if change else "",
            wording.number(people),
        ),
        confidence=post.confidence,
        source=post.source,
    )

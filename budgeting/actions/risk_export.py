"""Who is not covered on a day, as a workbook: by reason and unit, by name; and the days lost so far. No NIK is told."""

import io
from collections.abc import Iterator

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from budgeting.cover_words import actor_label, risk_cure, risk_label
from budgeting.rules.risk import ACTS
from budgeting.uncovered import Asked, counts, lost, risky_seats
from budgeting.writers.risk import Sheet, risk_workbook
from enrolment.people import words_for
from enrolment.place_words import PlaceWords, place_words
from pemilu_bpjs.formats import date_long

RISK_LIST = "risk-list"
_AT_ONCE = 2_000
_UNIT_WIDTHS = (16, 22, 26, 12, 14, 36, 26, 64, 8)
_PEOPLE_WIDTHS = (30, 12, 14, 28, 44, 36, 26)


def risk_file(asked: Asked) -> tuple[str, bytes]:
    """(file name, workbook) of what `asked.user` may see. Files speak Indonesian."""
    content = io.BytesIO()
    with translation.override("id"):
        places = place_words(asked.election.region_id)
        risk_workbook(
            content,
            heading=(
                _("Petugas yang belum terlindungi pada %s") % date_long(asked.day),
                asked.election.name,
                _("dibuat %s") % date_long(timezone.localdate()),
            ),
            sheets=(_units(asked, places), _people(asked), _days(asked, places)),
        )
    return f"belum-terlindungi-{asked.election.code}-{asked.day.isoformat()}.xlsx", content.getvalue()


def _units(asked: Asked, places: dict[str, PlaceWords]) -> Sheet:
    head = (
        _("Kode wilayah"), _("Kecamatan"), _("Desa/kelurahan"), _("Lembaga"), _("Badan"), _("Sebab"),
        _("Yang bertindak"), _("Yang harus dilakukan"), _("Kursi"),
    )  # fmt: skip
    words = words_for(set())

    def rows() -> Iterator[tuple[str | int, ...]]:
        for cell in counts(asked):
            if cell.risk is None:
                continue
            place = places.get(cell.region_code, PlaceWords(cell.region_code))
            body = words.bodies.get(cell.body, cell.body)
            cure = (risk_label(cell.risk), actor_label(ACTS[cell.risk]), risk_cure(cell.risk))
            yield (cell.region_code, place.kecamatan, place.desa, cell.institution, body, *cure, cell.seats)

    return Sheet(_("Menurut tempat"), head, rows(), _UNIT_WIDTHS)


def _people(asked: Asked) -> Sheet:
    head = (
        _("Nama"), _("Lembaga"), _("Badan"), _("Jabatan"), _("Tempat tugas"), _("Sebab"), _("Yang bertindak"),
    )  # fmt: skip
    return Sheet(_("Petugas"), head, _people_rows(asked), _PEOPLE_WIDTHS)


def _people_rows(asked: Asked) -> Iterator[tuple[str | int, ...]]:
    """Some thousands at once, so that 170,000 take no more memory than those."""
    offset = 0
    while found := risky_seats(asked, limit=_AT_ONCE, offset=offset):
        words = words_for({each.seat.region_code for each in found})
        for each in found:
            seat = each.seat
            where = (words.body(seat), words.position(seat), words.unit(seat))
            yield (seat.record.name, seat.institution, *where, risk_label(each.risk), actor_label(ACTS[each.risk]))
        offset += _AT_ONCE


def _days(asked: Asked, places: dict[str, PlaceWords]) -> Sheet:
    head = (
        _("Kode kecamatan"), _("Kecamatan"), _("Lembaga"), _("Badan"), _("Kursi"), _("Kursi dengan hari terbuka"),
        _("Hari bertugas"), _("Hari di luar bulan yang diiurkan"), _("Hari sebelum diterima BPJS"),
    )  # fmt: skip
    bodies = words_for(set()).bodies

    def rows() -> Iterator[tuple[str | int, ...]]:
        for row in lost(asked):
            place = places.get(row.kecamatan, PlaceWords(row.kecamatan))
            figures = (row.seats, row.hit, row.days, row.unpaid, row.unconfirmed)
            yield (row.kecamatan, place.kecamatan, row.institution, bodies.get(row.body, row.body), *figures)

    return Sheet(_("Hari terbuka"), head, rows())

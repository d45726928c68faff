"""Units with another number of seats than the ratio gives. Replaced or withdrawn, never overwritten."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.catalogue import positions
from enrolment.models import Election, PollingStation, Region, SeatException, StageCode
from enrolment.rules.bodies import Position, Unit
from enrolment.rules.region_code import Level, lies_within
from enrolment.rules.units import MOST_TPS_PER_DESA
from enrolment.serving import changing_people
from pemilu_bpjs import audit

MOST_SEATS = 50
_LEVEL_OF_UNIT = {
    Unit.KECAMATAN: Level.KECAMATAN,
    Unit.DESA: Level.DESA,
    Unit.TPS: Level.DESA,
    Unit.TPS_COKLIT: Level.DESA,
}
_STAGE_OF_UNIT = {Unit.TPS: StageCode.DPT, Unit.TPS_COKLIT: StageCode.COKLIT}


def except_seats(
    *, election: Election, position: str, region: str, seats: int, reason: str, by: Any, tps_number: int = 0
) -> SeatException:
    """`seats` people of a position in one unit instead of the ratio's; takes the place of an earlier exception there.

    `tps_number` names the TPS where the position is counted by TPS, else 0. Raises ValidationError by field.
    """
    post = _position(election, position)
    faults: dict[str, ValidationError] = {}
    if place_fault := _place_fault(election, post, region):
        faults["region"] = place_fault
    elif tps_fault := _tps_fault(election, post, region, tps_number):
        faults["tps_number"] = tps_fault
    if not 0 <= seats <= MOST_SEATS:
        faults["seats"] = _fault(_("Isi 0 sampai %(most)s kursi."), "count-absurd", most=MOST_SEATS)
    elif seats == post.per_unit:
        faults["seats"] = _fault(_("Rasionya memang %(seats)s; pengecualian tidak perlu."), "as-ratio", seats=seats)
    if not reason.strip():
        faults["reason"] = _fault(_("Tulis alasannya: siapa yang menetapkan, dan mengapa."), "required")
    if faults:
        raise ValidationError(faults)
    unit = {"election": election, "position": position, "region_id": region, "tps_number": tps_number}
    with changing_people(election.pk):
        SeatException.objects.filter(replaced_at=None, **unit).update(replaced_at=timezone.now())
        made = SeatException.objects.create(seats=seats, reason=reason.strip(), entered_by=by, **unit)
        _record("seat-exception.enter", made, by, {"seats": seats, "reason": made.reason})
    return made


def withdraw_exception(*, exception: SeatException, by: Any) -> None:
    """From now on the ratio counts there again; a second call changes nothing."""
    with changing_people(exception.election_id):
        standing = SeatException.objects.filter(pk=exception.pk, replaced_at=None)
        if standing.update(replaced_at=timezone.now()):
            _record("seat-exception.withdraw", exception, by, {"seats": exception.seats})


def _position(election: Election, code: str) -> Position:
    for post in positions(election.preset):
        if post.code == code:
            return post
    raise ValidationError(
        {"position": _fault(_("Jabatan “%(code)s” tidak ada dalam pemilihan ini."), "position-unknown", code=code)}
    )


def _place_fault(election: Election, post: Position, code: str) -> ValidationError | None:
    region = Region.objects.filter(pk=code).first()
    if region is None or not lies_within(code, election.region_id):
        return _fault(_("Wilayah %(code)s tidak ada dalam pemilihan ini."), "region-unknown", code=code)
    wanted = _LEVEL_OF_UNIT[post.unit]
    if region.level == wanted:
        return None
    if wanted == Level.KECAMATAN:
        return _fault(_("%(position)s dihitung per kecamatan; pilih satu kecamatan."), "level", position=post.name)
    return _fault(_("%(position)s dihitung di tingkat desa/kelurahan; pilih satu."), "level", position=post.name)


def _tps_fault(election: Election, post: Position, desa: str, number: int) -> ValidationError | None:
    stage = _STAGE_OF_UNIT.get(post.unit)
    if stage is None:
        sentence = _("%(position)s tidak dihitung per TPS; kosongkan nomor TPS.")
        return _fault(sentence, "tps", position=post.name) if number else None
    if not 1 <= number <= MOST_TPS_PER_DESA:
        return _fault(_("Isi nomor TPS, 1 sampai %(most)s."), "tps-invalid", most=MOST_TPS_PER_DESA)
    listed = PollingStation.objects.filter(election=election, stage=stage, desa=desa)
    if listed.exists() and not listed.filter(number=number).exists():
        return _fault(_("TPS %(number)s tidak ada dalam daftar TPS desa ini."), "tps-unknown", number=number)
    return None


def _record(action: str, row: SeatException, by: Any, detail: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"election:{row.election.code}",
        region=row.region_id,
        detail={"position": row.position, "tps": row.tps_number, **detail},
    )


def _fault(sentence: str, code: str, /, **params: Any) -> ValidationError:
    return ValidationError(sentence, code, params)

import pytest

from enrolment.rules.bodies import Position, Seats, Unit, UnitCounts, seats

COUNTS = UnitCounts(kecamatan=33, desa=390, tps=4042, tps_coklit=3960, tps_over_400=3642)


def position(unit: Unit, per_unit: int, extra: int = 0) -> Position:
    return Position("x", "X", "x", "X", "KPU", unit, per_unit, extra)


@pytest.mark.parametrize(
    ("unit", "per_unit", "extra", "headcount"),
    [
        (Unit.KECAMATAN, 5, 0, 165),  # PPK Kab. Malang: 33 x 5
        (Unit.DESA, 3, 0, 1170),  # PPS: 390 x 3
        (Unit.TPS, 7, 0, 28294),  # KPPS: 4,042 x 7
        (Unit.TPS_COKLIT, 1, 1, 7602),  # Pantarlih in a Pilkada: 3,960 x 1 + 3,642 x 1
        (Unit.TPS_COKLIT, 1, 0, 3960),  # Pantarlih in a Pemilu
    ],
)
def test_seats_are_units_times_ratio(unit: Unit, per_unit: int, extra: int, headcount: int) -> None:
    due = seats(position(unit, per_unit, extra), COUNTS)
    assert due is not None
    assert due.headcount == headcount


def test_an_unknown_unit_gives_no_seats_rather_than_none_at_all() -> None:
    assert seats(position(Unit.TPS_COKLIT, 1), UnitCounts(tps=4042)) is None


def test_tps_over_400_count_as_none_while_unknown() -> None:
    due = seats(position(Unit.TPS_COKLIT, 1, 1), UnitCounts(tps_coklit=3960))
    assert due == Seats(units=3960, per_unit=1, extra=0)


def test_a_plan_may_override_the_ratio() -> None:
    assert seats(position(Unit.KECAMATAN, 7), COUNTS, per_unit=10) == Seats(units=33, per_unit=10, extra=0)

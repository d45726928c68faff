import pytest
from django.core.exceptions import ValidationError

from enrolment.actions.exceptions import except_seats, withdraw_exception
from enrolment.models import Election, Region, SeatException
from enrolment.seating import seating
from pemilu_bpjs.models import AuditEvent
from tests.factories_enrolment import make_election, make_tps_list, tps_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

DESA = "16.09.01.2003"


@pytest.fixture
def election() -> Election:
    return make_election(tps=1352)


def _except(election: Election, **values) -> SeatException:
    given = {"position": "pkd", "region": DESA, "seats": 2, "reason": "Desa sangat luas", "by": None}
    return except_seats(election=election, **{**given, **values})


def _people(election: Election, region: str, position: str) -> int | None:
    return seating(election, Region.objects.get(pk=region)).whole.by_position[position]


def test_an_exception_counts_at_its_unit_and_at_every_level_above(election: Election):
    _except(election)
    assert _people(election, DESA, "pkd") == 2
    assert _people(election, "16.09.01", "pkd") == 15
    assert _people(election, "16.09", "pkd") == 260
    assert _people(election, "16.09.02", "pkd") == 13


def test_a_new_exception_takes_the_place_of_the_old_one_and_both_are_kept(election: Election, planner):
    _except(election)
    _except(election, seats=3, by=planner)
    assert _people(election, DESA, "pkd") == 3
    assert SeatException.objects.count() == 2
    assert AuditEvent.objects.filter(action="seat-exception.enter", actor="planner").count() == 1


def test_once_withdrawn_the_ratio_counts_again_and_a_second_time_changes_nothing(election: Election):
    exception = _except(election)
    withdraw_exception(exception=exception, by=None)
    withdraw_exception(exception=exception, by=None)
    assert _people(election, DESA, "pkd") == 1
    assert AuditEvent.objects.filter(action="seat-exception.withdraw").count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"position": "camat"}, "position"),
        ({"region": "16.09.01"}, "region"),
        ({"region": "16.08.01.2001"}, "region"),
        ({"position": "ppk-ketua", "region": DESA}, "region"),
        ({"tps_number": 3}, "tps_number"),
        ({"position": "kpps-anggota"}, "tps_number"),
        ({"seats": 51}, "seats"),
        ({"seats": 1}, "seats"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_a_fault_stands_at_its_field(election: Election, values, field: str):
    with pytest.raises(ValidationError) as refused:
        _except(election, **values)
    assert list(refused.value.message_dict) == [field]
    assert not SeatException.objects.exists()


def test_a_tps_must_be_in_the_list_where_there_is_one(election: Election):
    make_tps_list(election, [*tps_rows("16.09", per_desa=2, desa=1), (DESA, 1, 200)])
    with pytest.raises(ValidationError):
        _except(election, position="kpps-anggota", tps_number=7, seats=5)
    assert _except(election, position="kpps-anggota", tps_number=1, seats=5).tps_number == 1

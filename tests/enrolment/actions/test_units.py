import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from enrolment.actions.units import Entry, enter_counts, enter_totals
from enrolment.counting import count
from enrolment.models import Election, UnitCount
from pemilu_bpjs.models import AuditEvent, User
from tests.factories_enrolment import make_election, make_tps_list, tps_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def election() -> Election:
    return make_election()


def _enter(election: Election, counts, kind="tps", by=None, source="Rapat contoh") -> int:
    return enter_counts(election=election, kind=kind, counts=counts, source=source, by=by)


def _faults(election: Election, counts, kind="tps") -> dict[str, list[str]]:
    before = UnitCount.objects.count()
    with pytest.raises(ValidationError) as refused:
        _enter(election, counts, kind)
    assert UnitCount.objects.count() == before
    return refused.value.message_dict


def test_a_total_says_who_entered_it_when_and_from_where(election: Election, planner: User):
    _enter(election, {"16.09": 1352}, by=planner, source="Rapat koordinasi 29 September 2023")
    counted = count(election)
    assert counted.units.tps == 1352
    assert counted.provenance["tps"].source == "Rapat koordinasi 29 September 2023"
    assert counted.provenance["tps"].by == str(planner)
    line = AuditEvent.objects.get(action="unit.enter")
    assert (line.actor, line.detail["counts"]) == ("planner", {"16.09": 1352})


def test_a_number_is_replaced_never_overwritten(election: Election):
    _enter(election, {"16.09": 1351})
    _enter(election, {"16.09": 1352})
    rows = UnitCount.objects.filter(election=election, kind="tps").order_by("pk")
    assert [(row.count, row.replaced_at is None) for row in rows] == [(1351, False), (1352, True)]


def test_the_same_number_again_changes_nothing(election: Election):
    assert _enter(election, {"16.09": 1352}) == 1
    assert _enter(election, {"16.09": 1352}) == 0
    assert UnitCount.objects.filter(kind="tps").count() == 1


def test_a_blank_takes_a_number_back(election: Election):
    _enter(election, {"16.09": 20}, kind="kecamatan")
    _enter(election, {"16.09": None}, kind="kecamatan")
    assert count(election).units.kecamatan == 19


def test_detail_below_a_total_leaves_the_rest_undetailed(election: Election):
    _enter(election, {"16.09": 1352})
    _enter(election, {"16.09.01": 80, "16.09.02": 100})
    node = count(election).trees["tps"]["16.09"]
    assert (node.total, node.undetailed) == (1352, 1172)


def test_detail_beyond_its_total_is_refused_whole(election: Election):
    _enter(election, {"16.09": 100})
    faults = _faults(election, {"16.09.01": 80, "16.09.02": 21})
    assert list(faults) == [NON_FIELD_ERRORS]
    assert "101" in faults[NON_FIELD_ERRORS][0]
    assert "100" in faults[NON_FIELD_ERRORS][0]


def test_a_total_below_its_detail_is_refused_at_the_total(election: Election):
    _enter(election, {"16.09.01": 80, "16.09.02": 21})
    assert list(_faults(election, {"16.09": 100})) == ["16.09"]


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("kecamatan", {"16.09": 0}),
        ("kecamatan", {"16.09": 190}),
        ("desa", {"16.09": 0}),
        ("desa", {"16.09.01": 14}),
        ("tps", {"16.09": 10_000_000}),
        ("tps", {"16.09": -1}),
        ("tps", {"16.08": 5}),
        ("tps", {"99": 5}),
        ("tps", {"16.09.01.2002": 1000}),
    ],
)
def test_absurd_numbers_and_strange_regions_are_named(election: Election, kind: str, counts: dict[str, int]):
    assert list(_faults(election, counts, kind)) == list(counts)


def test_tps_over_400_voters_cannot_exceed_those_of_coklit(election: Election):
    _enter(election, {"16.09": 1351}, kind="tps_coklit")
    assert "1.351" in _faults(election, {"16.09": 1352}, kind="tps_over_400")["16.09"][0]


def test_where_a_list_stands_a_desa_takes_no_other_number(election: Election):
    rows = tps_rows("16.09", per_desa=2, desa=3)
    make_tps_list(election, rows)
    assert "daftar TPS" in _faults(election, {rows[0][0]: 5})[rows[0][0]][0]
    assert _enter(election, {"16.09": 1352}) == 1
    assert list(_faults(election, {"16.09": 5})) == ["16.09"]


def test_totals_of_several_kinds_are_stored_together_or_not_at_all(election: Election):
    entries = {"tps": Entry(1352, "DPT"), "tps_coklit": Entry(10_000_000, "salah ketik")}
    with pytest.raises(ValidationError) as refused:
        enter_totals(election=election, entries=entries, by=None)
    assert list(refused.value.message_dict) == ["tps_coklit"]
    assert not UnitCount.objects.exists()
    fitting = {"tps_over_400": Entry(1200, "rekap"), "tps_coklit": Entry(1351, "rekap")}
    assert enter_totals(election=election, entries=fitting, by=None) == 2


def test_totals_that_contradict_each_other_are_refused_at_their_kind(election: Election):
    entries = {"tps_coklit": Entry(100, "rekap"), "tps_over_400": Entry(101, "rekap")}
    with pytest.raises(ValidationError) as refused:
        enter_totals(election=election, entries=entries, by=None)
    assert list(refused.value.message_dict) == ["tps_over_400"]

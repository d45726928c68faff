import pytest
from django.core.exceptions import ValidationError

from enrolment.actions.elections import RESERVED, create_election
from enrolment.models import Election, ElectionPreset
from enrolment.urls import urlpatterns
from pemilu_bpjs.models import AuditEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def _faults(**values) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        create_election(by=None, **{"preset": "pemilu-2024", "region": "16.09", **values})
    return refused.value.message_dict


def test_an_election_takes_kind_day_and_name_from_its_preset(planner):
    election = create_election(preset="pilkada-2024", region="16.09", stages=["coklit", "dpt"], by=planner)
    assert (election.code, election.kind) == ("pilkada-2024-16.09", "pilkada")
    assert election.voting_day.isoformat() == "2024-11-27"
    assert "Ogan Komering Ulu Selatan" in election.name
    assert set(election.stages.values_list("code", flat=True)) == {"coklit", "dpt"}
    assert election.created_by == planner
    line = AuditEvent.objects.get(action="election.create")
    assert (line.actor, line.region, line.subject) == ("planner", "16.09", "election:pilkada-2024-16.09")


def test_setting_it_up_again_brings_it_up_to_date_and_takes_nothing_away(planner):
    first = create_election(preset="pemilu-2024", region="16.09", stages=["dpt"], by=planner)
    ElectionPreset.objects.current().get(code="pemilu-2024").supersede(by=planner, name="Pemilu Serentak 2024")
    again = create_election(preset="pemilu-2024", region="16.09", stages=["coklit"], by=planner)
    assert again.pk == first.pk
    assert again.name.startswith("Pemilu Serentak 2024")
    assert set(again.stages.values_list("code", flat=True)) == {"coklit", "dpt"}


def test_nothing_new_leaves_no_audit_line(planner):
    create_election(preset="pemilu-2024", region="16.09", by=planner)
    create_election(preset="pemilu-2024", region="16.09", by=planner)
    assert AuditEvent.objects.filter(subject="election:pemilu-2024-16.09").count() == 1


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"preset": "pemilu-1955"}, "preset", "pemilu-2024"),
        ({"region": "99.99"}, "region", "99.99"),
        ({"region": "16.09.01"}, "region", "kabupaten/kota atau provinsi"),
        ({"stages": ["rekap"]}, "stages", "rekap"),
        ({"code": "OKU Selatan"}, "code", "hanya boleh berisi huruf"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_stored(values, field, words):
    faults = _faults(**values)
    assert list(faults) == [field]
    assert words in faults[field][0]
    assert not Election.objects.exists()


def test_a_code_of_ones_own_is_kept_and_cannot_be_taken_twice():
    election = create_election(preset="pemilu-2024", region="16.09", code="okus-2024", by=None)
    assert election.code == "okus-2024"
    assert create_election(preset="pemilu-2024", region="16.09", by=None).code == "okus-2024"
    revote = create_election(preset="pemilu-2024", region="16.09", code="PSU-okus", by=None)
    assert revote != election
    assert create_election(preset="pemilu-2024", region="16.09", code="PSU-okus", by=None) == revote
    assert create_election(preset="pemilu-2024", region="16.09", by=None) == election
    assert "okus-2024" in _faults(region="16.08", code="okus-2024")["code"][0]


def test_no_code_is_one_that_a_page_stands_at():
    """Every word that follows "pemilu/" in an address is taken."""
    patterns = (str(each.pattern).split("/") for each in urlpatterns)
    words = {parts[1] for parts in patterns if parts[0] == "pemilu"} - {""}
    taken = {word for word in words if not word.startswith("<")}
    assert taken == RESERVED
    for word in taken:
        assert "sudah berarti lain" in " ".join(_faults(code=word)["code"])
    assert not Election.objects.exists()

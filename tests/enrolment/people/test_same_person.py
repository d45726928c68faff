"""Two people of one name and birth date: who sees the pair, and what a decision does."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enrolment.actions.people.same_person import decide_same, decide_two
from enrolment.models import Assignment, Election, Person, PersonRecord, SamePersonDecision
from enrolment.namesakes import namesakes, open_same_person
from enrolment.record_writing import as_row
from pemilu_bpjs.models import AuditEvent
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

QUEUE = "/pemilu/petugas/sama/"
SLIPPED = "1609011203900011"
PTPS = {"institution": "Bawaslu", "body": "ptps", "position": "ptps"}


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def right(election: Election) -> Assignment:
    return make_seat(election, make_row(mother=""))


@pytest.fixture
def wrong(election: Election, right: Assignment) -> Assignment:
    """The same woman in another TPS later on, one digit of her NIK mistyped."""
    return make_seat(election, make_row(SLIPPED, "SITI CONTOH, S.Pd."), tps=2, start=date(2024, 2, 20))


def pair_url(one: Assignment, other: Assignment) -> str:
    return reverse("enrolment:same-person-pair", args=sorted((one.person_id, other.person_id)))


def test_a_pair_is_shown_side_by_side_with_the_slip_marked(world: World, signed_in, right, wrong):
    client = signed_in(world.kpu)
    assert "Siti Contoh" in client.get(QUEUE).text
    page = client.get(pair_url(right, wrong))
    assert page.text.count("<mark>") == 2
    for hidden in (NIK, SLIPPED, "Aminah Contoh", "Jalan Contoh"):
        assert hidden not in page.text


def test_other_institutions_and_neighbours_see_no_pair(world: World, signed_in, right, wrong):
    for reader in (world.bawaslu, world.satpolpp, world.neighbour):
        assert "Siti" not in signed_in(reader).get(QUEUE).text
        assert signed_in(reader).get(pair_url(right, wrong)).status_code == 404
        assert open_same_person(reader) == 0


def test_a_pair_across_institutions_is_the_planners_alone(world: World, signed_in, election, right):
    other = make_seat(election, make_row(SLIPPED), **PTPS)
    assert [open_same_person(user) for user in (world.kpu, world.bawaslu, world.planner, world.head)] == [0, 0, 1, 0]
    assert signed_in(world.kpu).get(pair_url(right, other)).status_code == 404
    page = signed_in(world.planner).get(pair_url(right, other))
    assert "Bawaslu" in page.text
    assert 'name="answer"' in page.text


def test_a_head_sees_the_pair_and_decides_nothing(world: World, signed_in, right, wrong):
    client = signed_in(world.head)
    page = client.get(pair_url(right, wrong))
    assert page.status_code == 200
    assert 'name="answer"' not in page.text
    assert client.post(pair_url(right, wrong), {"answer": "dua", "reason": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        decide_two(pair=namesakes(world.head)[0], reason="x", by=world.head)


def test_two_people_are_asked_about_no_more(world: World, signed_in, right, wrong):
    client = signed_in(world.kpu)
    refused = client.post(pair_url(right, wrong), {"answer": "dua", "reason": " "})
    assert refused.status_code == 400
    client.post(pair_url(right, wrong), {"answer": "dua", "reason": "Dua KTP-el dilihat"})
    assert open_same_person(world.kpu) == 0
    decision = SamePersonDecision.objects.get()
    assert (decision.is_same, decision.reason) == (False, "Dua KTP-el dilihat")
    assert Assignment.objects.values("person").distinct().count() == 2


def test_one_person_keeps_the_right_nik_and_all_seats(world: World, signed_in, right, wrong):
    answer = {"answer": str(right.person_id), "reason": "KTP-el dilihat"}
    assert signed_in(world.kpu).post(pair_url(right, wrong), answer).url == QUEUE
    wrong.refresh_from_db()
    assert (wrong.person_id, wrong.record_id) == (right.person_id, right.record_id)
    row = as_row(PersonRecord.objects.get())
    assert row.nik == NIK
    assert row.mother == "Aminah Contoh"  # which only the other record knew
    assert PersonRecord.objects.get().lacks == 0
    assert open_same_person(world.kpu) == 0
    event = AuditEvent.objects.get(action="same-person.one")
    assert NIK not in str(event.detail)
    assert event.detail["seats"] == 1


def test_a_seat_that_both_had_is_one_seat_again(world: World, election: Election, right: Assignment):
    doubled = make_seat(election, make_row(SLIPPED))
    decide_same(pair=namesakes(world.kpu)[0], right=right.person_id, reason="Salah ketik", by=world.kpu)
    doubled.refresh_from_db()
    right.refresh_from_db()
    assert doubled.voided_at is not None
    assert right.voided_at is None
    assert Assignment.objects.standing().count() == 1


def test_an_institution_that_knew_only_the_wrong_nik_is_handed_over(world: World, election, right: Assignment):
    theirs = make_seat(election, make_row(SLIPPED), **PTPS)
    decide_same(pair=namesakes(world.planner)[0], right=right.person_id, reason="Salah ketik", by=world.planner)
    theirs.refresh_from_db()
    assert theirs.person_id == right.person_id
    assert theirs.record.institution == "Bawaslu"
    assert as_row(theirs.record).nik == NIK
    assert as_row(theirs.record).mother == "Aminah Contoh"
    assert as_row(PersonRecord.objects.get(institution="KPU")).mother == ""  # what Bawaslu wrote stays Bawaslu's


def test_who_may_not_see_all_that_would_move_cannot_move_it(world: World, election, right, wrong):
    make_seat(election, make_row(SLIPPED), **PTPS)
    before = list(Assignment.objects.order_by("pk").values_list("person", flat=True))
    pair = namesakes(world.kpu)[0]
    with pytest.raises(ValidationError, match="Mintalah perencana"):
        decide_same(pair=pair, right=right.person_id, reason="Salah ketik", by=world.kpu)
    assert list(Assignment.objects.order_by("pk").values_list("person", flat=True)) == before


def test_a_wrong_nik_that_comes_again_waits_again(world: World, election, right, wrong):
    decide_same(pair=namesakes(world.kpu)[0], right=right.person_id, reason="Salah ketik", by=world.kpu)
    make_seat(election, make_row(SLIPPED), tps=5)
    assert open_same_person(world.kpu) == 1
    decide_same(pair=namesakes(world.kpu)[0], right=right.person_id, reason="Lagi", by=world.kpu)
    assert open_same_person(world.kpu) == 0
    assert Person.objects.count() == 2
    assert SamePersonDecision.objects.count() == 1


def test_people_without_a_seat_are_nobodys_pair(world: World, right, wrong):
    wrong.delete()
    assert namesakes(world.planner) == []

"""One person, two posts at one time: who learns what, and who decides."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from enrolment.actions.people.overlaps import keep_both
from enrolment.models import Assignment, Election, OverlapDecision
from enrolment.overlapping import open_overlaps, overlap_people, overlaps_of
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

QUEUE = "/pemilu/petugas/tumpang-tindih/"
PTPS = {"institution": "Bawaslu", "body": "ptps", "position": "ptps"}


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def kpps(election: Election) -> Assignment:
    return make_seat(election)


@pytest.fixture
def ptps(election: Election, kpps: Assignment) -> Assignment:
    return make_seat(election, tps=3, **PTPS)


def keep_url(one: Assignment, other: Assignment) -> str:
    return reverse("enrolment:overlap-keep", args=[one.pk, other.pk])


def test_each_side_learns_only_that_there_is_another(world: World, signed_in, kpps, ptps):
    page = signed_in(world.kpu).get(QUEUE)
    assert "Siti Contoh" in page.text
    assert "di daftar yang tidak dapat Anda lihat" in page.text
    for word in ("Bawaslu", "TPS 3", "Bersamaan dari"):
        assert word not in page.text
    assert reverse("enrolment:person", args=[ptps.pk]) not in page.text
    assert signed_in(world.kpu).get(keep_url(kpps, ptps)).status_code == 404
    with pytest.raises(PermissionDenied):
        keep_both(first=kpps, second=ptps, reason="x", by=world.kpu)


def test_the_planner_sees_both_sides_and_leaves_them_with_a_reason(world: World, signed_in, kpps, ptps):
    client = signed_in(world.planner)
    page = client.get(QUEUE)
    assert "TPS 3" in page.text
    assert "Bersamaan dari 25 Januari 2024 sampai 25 Februari 2024." in page.text
    assert keep_url(kpps, ptps) in page.text
    assert client.post(keep_url(kpps, ptps), {"reason": ""}).status_code == 400
    client.post(keep_url(kpps, ptps), {"reason": "Diizinkan keduanya"})
    assert OverlapDecision.objects.get().reason == "Diizinkan keduanya"
    assert [open_overlaps(user) for user in (world.planner, world.kpu, world.bawaslu)] == [0, 0, 0]


def test_the_head_looks_and_the_rest_see_nothing(world: World, signed_in, kpps, ptps):
    page = signed_in(world.head).get(QUEUE)
    assert "TPS 3" in page.text
    assert keep_url(kpps, ptps) not in page.text
    assert "Akhiri tugas ini" not in page.text
    for reader in (world.satpolpp, world.neighbour):
        assert "Siti" not in signed_in(reader).get(QUEUE).text
    assert [open_overlaps(user) for user in (world.planner, world.kpu, world.bawaslu, world.head)] == [1, 1, 1, 0]


def test_a_secretariat_ends_its_own_side(world: World, signed_in, kpps, ptps):
    address = reverse("enrolment:person-end", args=[kpps.pk])
    assert address in signed_in(world.kpu).get(QUEUE).text
    signed_in(world.kpu).post(address, {"last_day": "2024-01-25", "reason": "moved"})
    kpps.refresh_from_db()
    assert kpps.end == date(2024, 1, 25)
    assert open_overlaps(world.planner) == 1  # that one day is still shared
    Assignment.objects.filter(pk=ptps.pk).update(start=date(2024, 1, 26))
    assert open_overlaps(world.planner) == 0


def test_the_seats_of_two_people_are_no_pair(world: World, signed_in, election, kpps):
    stranger = make_seat(election, make_row(make_nik(2), "Budi Contoh"), tps=6)
    assert signed_in(world.planner).get(keep_url(kpps, stranger)).status_code == 404


def test_a_seat_that_was_withdrawn_overlaps_nothing_and_lacks_nothing(world: World, signed_in, kpps, ptps):
    Assignment.objects.filter(pk=kpps.pk).update(voided_at=timezone.now())
    page = signed_in(world.kpu).get(reverse("enrolment:person", args=[kpps.pk])).text
    assert "tidak dihitung dan tidak diiurkan" in page
    for word in ("pada waktu yang sama", "masih meminta", ">diiurkan<"):
        assert word not in page


def test_one_institution_decides_inside_itself(world: World, signed_in, election, kpps):
    other = make_seat(election, tps=2)
    signed_in(world.kpu).post(keep_url(kpps, other), {"reason": "Memang dua TPS"})
    assert open_overlaps(world.kpu) == 0
    make_seat(election, tps=4)
    assert open_overlaps(world.kpu) == 1
    pairs = {tuple(seat.tps for seat in each.seen) for each in overlaps_of(world.kpu, [kpps.person_id])}
    assert pairs == {(1, 4), (2, 4)}


def test_what_is_no_overlap(world: World, election, kpps):
    make_seat(election, tps=2, start=date(2024, 2, 26), end=date(2024, 3, 1))  # one after the other
    make_seat(election, tps=1, start=date(2024, 1, 26))  # the same seat twice is no second post
    make_seat(election, tps=5, is_reserve=True, not_insured="reserve")
    make_seat(election, make_row(make_nik(2), "Budi Contoh"), tps=6)
    withdrawn = make_seat(election, tps=7)
    Assignment.objects.filter(pk=withdrawn.pk).update(voided_at=withdrawn.entered_at)
    assert list(overlap_people(world.planner)) == []
    assert open_overlaps(world.planner) == 0

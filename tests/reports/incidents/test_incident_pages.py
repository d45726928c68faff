"""Pages of incidents: who works on them, who reads, who reads sums alone, and who finds nothing at all."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from enrolment.models import Assignment
from pemilu_bpjs.models import AuditEvent, User
from pemilu_bpjs.roles import Role
from reports.incident_details import Claim, Decision, details_of
from reports.incidents import incident_totals, open_one
from reports.models import Incident
from reports.rules.incident_claim import Programme
from reports.rules.incident_papers import Paper
from tests.factories import make_member, make_office
from tests.factories_cover import make_cover
from tests.factories_desk import make_member as make_registered
from tests.factories_enrolment import make_election
from tests.factories_incidents import DAY, PLACE, REPORTER, STORY, make_claimed, make_incident
from tests.factories_people import NIK, make_nik, make_row, make_seat
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SignIn = Callable[[User], Client]
NAME = "Siti Contoh"
FORBIDDEN = (403, 404)


@pytest.fixture
def seat(world: World) -> Assignment:
    return make_seat(make_election())


@pytest.fixture
def desk(world: World) -> User:
    return make_member(Role.ANSWER_DESK, world.office, "desk")


def page(name: str, *args: object) -> str:
    return reverse(f"reports:{name}", args=args)


def told(**values: str) -> dict[str, str]:
    given = {"kind": "death", "day": DAY.isoformat(), "on_duty": "ya", "cause": "accident", "place": PLACE}
    given |= {"story": STORY, "reporter_name": REPORTER.name, "reporter_phone": REPORTER.phone}
    return {**given, **values}


@pytest.mark.parametrize("who", ["planner", "desk"])
def test_an_incident_is_reported_for_who_was_found_by_nik(
    world: World, desk: User, seat: Assignment, signed_in: SignIn, who: str
):
    client = signed_in(desk if who == "desk" else world.planner)
    found = client.post(page("incident-find"), {"nik": f" {NIK[:6]} {NIK[6:]} "}).content.decode()
    assert page("incident-new", seat.pk) in found
    assert NIK not in found.replace(f'value=" {NIK[:6]} {NIK[6:]} "', "")
    answer = client.post(page("incident-new", seat.pk), told())
    incident = Incident.objects.get()
    assert answer.url == page("incident", incident.pk)
    assert details_of(incident).reporter.name == REPORTER.name
    shown = client.get(answer.url).content.decode()
    for text in (NAME, PLACE, STORY, REPORTER.phone, "Tidak: bulan itu tidak diiurkan"):
        assert text in shown


def test_by_name_and_birth_date_too(world: World, seat: Assignment, signed_in: SignIn):
    answer = signed_in(world.planner).post(page("incident-find"), {"name": "SITI CONTOH", "born": "12-03-1990"})
    assert page("incident-new", seat.pk) in answer.content.decode()


def test_what_was_typed_stays_when_it_is_refused(world: World, seat: Assignment, signed_in: SignIn):
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = signed_in(world.planner).post(page("incident-new", seat.pk), told(day=tomorrow.isoformat()))
    assert answer.status_code == 400
    assert "Tanggal ini belum tiba." in answer.content.decode()
    assert STORY in answer.content.decode()
    assert not Incident.objects.exists()


def test_a_second_click_reports_nothing_twice(world: World, seat: Assignment, signed_in: SignIn):
    client = signed_in(world.planner)
    first, second = (client.post(page("incident-new", seat.pk), told()).url for _ in range(2))
    assert first == second


def test_nobody_dies_twice(world: World, seat: Assignment, signed_in: SignIn):
    make_incident(seat)
    answer = signed_in(world.planner).post(page("incident-new", seat.pk), told(day="2024-02-16"))
    assert answer.status_code == 400
    assert "sudah dilaporkan" in answer.content.decode()


@pytest.mark.parametrize("who", ["kpu", "bawaslu", "satpolpp", "bpjs", "tapd", "auditor", "admin", "stranger"])
def test_who_has_no_business_with_health_is_turned_away(world: World, seat: Assignment, signed_in: SignIn, who: str):
    incident = make_incident(seat)
    client = signed_in(getattr(world, who))
    pages = (page("incidents"), page("incident-find"), page("incident", incident.pk), page("incident-new", seat.pk))
    assert {client.get(each).status_code for each in pages} == {403}
    assert client.post(page("incident-papers", incident.pk), {"papers": ["heirs"]}).status_code == 403
    assert "Kejadian" not in client.get("/").content.decode()


@pytest.mark.parametrize("who", ["neighbour", "neighbours_desk", "other_planner"])
def test_another_region_and_another_institution_find_nothing(
    world: World, seat: Assignment, signed_in: SignIn, who: str
):
    """The other planner's office is Satpol PP: KPU's people are not his."""
    incident = make_incident(seat)
    desk = make_member(Role.ANSWER_DESK, world.neighbour_office, "far-desk")
    client = signed_in(desk if who == "neighbours_desk" else getattr(world, who))
    assert NAME not in client.get(page("incidents")).content.decode()
    for each in ("incident", "incident-amend"):
        assert client.get(page(each, incident.pk)).status_code == 404
    assert client.get(page("incident-new", seat.pk)).status_code == 404
    assert client.post(page("incident-close", incident.pk), {"note": "x"}).status_code == 404
    assert client.post(page("incident-end-post", incident.pk, seat.pk)).status_code == 404
    found = client.post(page("incident-find"), {"nik": NIK}).content.decode()
    assert NAME not in found
    assert "Tidak ditemukan" in found


def test_the_head_reads_and_changes_nothing(world: World, seat: Assignment, signed_in: SignIn):
    incident = make_incident(seat)
    client = signed_in(world.head)
    shown = client.get(page("incident", incident.pk)).content.decode()
    assert STORY in shown
    assert "<button" not in shown.split("<main")[1].split("</main>")[0]
    assert client.post(page("incident-close", incident.pk), {"note": "x"}).status_code == 403


def test_every_look_is_on_record_and_tells_nothing_of_health(world: World, seat: Assignment, signed_in: SignIn):
    client = signed_in(world.planner)
    client.post(page("incident-find"), {"nik": NIK})
    client.post(page("incident-new", seat.pk), told())
    incident = Incident.objects.get()
    client.get(page("incident", incident.pk))
    looks = AuditEvent.objects.filter(action="person.look").order_by("pk").values_list("subject", "actor")
    assert list(looks) == [(f"person:{seat.person_id}", "planner"), (f"incident:{incident.pk}", "planner")]
    written = " ".join(str(event.detail) + event.subject for event in AuditEvent.objects.all())
    assert not any(text in written for text in (NIK, NAME, STORY, PLACE, "death", "meninggal"))


def test_the_claim_goes_from_papers_to_the_decision(world: World, signed_in: SignIn):
    election = make_election()
    seat = make_seat(election)
    arrangement, _run = make_cover(election, world.office)
    make_registered(seat, arrangement)
    client = signed_in(world.planner)
    url = client.post(page("incident-new", seat.pk), told()).url
    incident = Incident.objects.get()
    shown = client.get(url).content.decode()
    assert "Ya, terlindungi" in shown
    assert re.search(r'value="JKK"[^>]* checked', shown)  # proposed, for the sender to confirm
    client.post(page("incident-papers", incident.pk), {"papers": ["heirs", "account"], "note": "KK menyusul"})
    client.post(page("incident-claim", incident.pk), {"programme": "JKK", "claimed_on": "2024-03-01", "number": "K-7"})
    client.post(
        page("incident-decide", incident.pk), {"is_granted": "ya", "amount": "74.800.000", "decided_on": "2024-03-20"}
    )
    client.post(page("incident-close", incident.pk))
    incident.refresh_from_db()
    found = open_one(incident)
    assert (incident.state, found.covered) == ("closed", True)
    assert found.told.claim == Claim(Programme.JKK, date(2024, 3, 1), "K-7")
    assert found.told.decision == Decision(True, date(2024, 3, 20), 74_800_000)
    assert found.told.papers == {Paper.HEIRS, Paper.ACCOUNT}
    history = client.get(url).content.decode()
    for text in ("KK menyusul", "Klaim JKK diajukan", "Nomor klaim K-7", "dikabulkan Rp74.800.000", "Buka kembali"):
        assert text in history
    client.post(page("incident-reopen", incident.pk))
    incident.refresh_from_db()
    assert incident.state == "decided"


def test_an_answer_that_comes_later_is_told_at_once(world: World, signed_in: SignIn):
    election = make_election()
    seat = make_seat(election)
    make_incident(seat)
    client = signed_in(world.planner)
    assert ">tidak terlindungi<" in client.get(page("incidents")).content.decode()
    arrangement, _run = make_cover(election, world.office)
    make_registered(seat, arrangement)
    shown = client.get(page("incidents")).content.decode()
    assert ">terlindungi<" in shown
    assert ">tidak terlindungi<" not in shown
    assert incident_totals(election).whole.covered == 1


def test_a_longer_list_asks_no_more_of_the_database(
    world: World, signed_in: SignIn, django_assert_max_num_queries: Callable[[int], Any]
):
    election = make_election()
    make_cover(election, world.office)
    for number in range(12):
        seat = make_seat(election, make_row(make_nik(number), f"Petugas Contoh {number}"), tps=number + 1)
        make_incident(seat, kind="illness" if number % 2 else "accident", day=date(2024, 2, number + 1))
    client = signed_in(world.planner)
    client.get(page("incidents"))
    with django_assert_max_num_queries(25):
        shown = client.get(page("incidents") + "?kejadian=illness").content.decode()
    assert (shown.count("<td>Sakit"), shown.count("<td>Kecelakaan")) == (6, 0)


def test_a_claim_against_our_records_says_why(world: World, seat: Assignment, signed_in: SignIn):
    incident = make_incident(seat)
    client = signed_in(world.planner)
    asked = {"programme": "JKM", "claimed_on": "2024-03-01"}
    refused = client.post(page("incident-claim", incident.pk), asked)
    assert refused.status_code == 400
    assert "Tulis mengapa tetap diajukan" in refused.content.decode()
    assert client.post(page("incident-claim", incident.pk), {**asked, "note": "BPJS menerimanya"}).status_code == 302


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"is_granted": "ya"}, "berapa rupiah"),
        ({"is_granted": "tidak", "amount": "42000000"}, "tidak berjumlah"),
        ({"is_granted": "ya", "amount": "1", "decided_on": "2024-02-20"}, "mendahului"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_in_words(
    world: World, seat: Assignment, signed_in: SignIn, given: dict[str, str], sentence: str
):
    incident = make_claimed(make_incident(seat))
    answer = signed_in(world.planner).post(page("incident-decide", incident.pk), {"decided_on": "2024-03-20", **given})
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_what_is_closed_is_not_moved_on_from_an_old_window(world: World, seat: Assignment, signed_in: SignIn):
    incident = make_incident(seat)
    client = signed_in(world.planner)
    client.post(page("incident-close", incident.pk), {"note": "Keluarga tidak mengajukan"})
    answer = client.post(page("incident-papers", incident.pk), {"papers": ["heirs"]})
    assert answer.status_code == 400
    assert details_of(Incident.objects.get()).papers == frozenset()


def test_sums_are_offered_to_whom_they_are_open(world: World, desk: User, signed_in: SignIn):
    sums = page("incident-totals")
    assert sums in signed_in(world.planner).get(page("incidents")).content.decode()
    assert f'href="{sums}"' not in signed_in(desk).get(page("incidents")).content.decode()
    assert signed_in(desk).get(sums).status_code == 403


def test_a_death_offers_to_end_the_post_and_ends_nothing_by_itself(
    world: World, desk: User, seat: Assignment, signed_in: SignIn
):
    incident = make_incident(seat)
    seat.refresh_from_db()
    assert (seat.stop_reason, seat.end) == ("", date(2024, 2, 25))
    assert "Akhiri tanpa pengganti" not in signed_in(desk).get(page("incident", incident.pk)).content.decode()
    client = signed_in(world.planner)
    shown = client.get(page("incident", incident.pk)).content.decode()
    assert reverse("budgeting:replacement", args=[seat.pk]) in shown
    client.post(page("incident-end-post", incident.pk, seat.pk))
    seat.refresh_from_db()
    assert (seat.stop_reason, seat.end) == ("death", DAY)
    assert "Akhiri tanpa pengganti" not in client.get(page("incident", incident.pk)).content.decode()


def test_only_his_own_post_can_be_ended_there(world: World, desk: User, seat: Assignment, signed_in: SignIn):
    other = make_seat(seat.election, make_row(make_nik(7), "Orang Lain"), tps=2)
    incident = make_incident(seat)
    signed_in(world.planner).post(page("incident-end-post", incident.pk, other.pk))
    signed_in(desk).post(page("incident-end-post", incident.pk, seat.pk))
    assert not Assignment.objects.exclude(stop_reason="").exists()


def test_odd_input_is_harmless(world: World, seat: Assignment, signed_in: SignIn):
    client = signed_in(world.planner)
    url = client.post(page("incident-new", seat.pk), told(place="<script>x</script>", story="{{ 7|add:7 }}")).url
    shown = client.get(url).content.decode()
    assert "<script>x" not in shown
    assert "{{ 7|add:7 }}" in shown
    assert client.get(page("incidents") + "?keadaan=x&page=zzz").status_code == 200
    assert client.post(page("incident-find"), {"nik": "12ab"}).status_code == 400


@pytest.mark.parametrize("who", ["tapd", "auditor", "planner", "head"])
def test_sums_are_read_without_names(world: World, seat: Assignment, signed_in: SignIn, who: str):
    election = seat.election
    for number in range(4):
        make_incident(
            make_seat(election, make_row(make_nik(number), f"Petugas Contoh {number}"), tps=9), kind="illness"
        )
    make_incident(make_seat(election, make_row(make_nik(9), "Petugas Jauh"), region_code="16.09.02.2001"))
    shown = signed_in(getattr(world, who)).get(page("incident-totals")).content.decode()
    assert election.name in shown
    assert "Meninggal dunia" in shown
    assert "Menurut kecamatan" not in shown  # the one of the second kecamatan would be known by subtraction
    assert "Petugas" not in shown.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("who", ["kpu", "bpjs", "stranger"])
def test_sums_too_are_not_for_everybody(world: World, seat: Assignment, signed_in: SignIn, who: str):
    make_incident(seat)
    assert signed_in(getattr(world, who)).get(page("incident-totals")).status_code == 403


def test_sums_of_another_region_are_not_shown(world: World, seat: Assignment, signed_in: SignIn):
    make_incident(seat)
    assert "Belum ada kejadian" in signed_in(world.neighbour).get(page("incident-totals")).content.decode()


def test_a_membership_that_has_ended_opens_nothing(world: World, seat: Assignment, signed_in: SignIn):
    former = make_member(Role.ANSWER_DESK, make_office(), "former")
    former.memberships.update(active_until=date(2023, 12, 31))
    assert signed_in(former).get(page("incident", make_incident(seat).pk)).status_code == 403

"""People by the API: masked lists, search, looks on record, corrections, and the two queues."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from enrolment.models import Assignment, Election, OverlapDecision, SamePersonDecision
from pemilu_bpjs import jobs
from pemilu_bpjs.models import AuditEvent, Job
from pemilu_bpjs.permissions import Right
from pemilu_bpjs.roles import Role
from tests.factories import make_member, make_office, make_token
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, OTHER_DESA, make_nik, make_row, make_seat
from tests.people import NEIGHBOUR_REGION, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

BASE = "/api/v1/people/"
SECRETS = (NIK, "081234567890", "Aminah", "Jalan Contoh 5")
OTHERS = ("bawaslu", "satpolpp", "neighbour", "neighbour_kpu")
LOOK = {"purpose": "verifikasi"}


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def siti(election: Election) -> Assignment:
    return make_seat(election)


@pytest.fixture
def client_of(world: World, api_as):
    def client(who: str) -> APIClient:
        if who == "neighbour_kpu":
            return api_as(make_member(Role.KPU, make_office(NEIGHBOUR_REGION, kind="kpu"), "kpu-tetangga"))
        return api_as(getattr(world, who))

    return client


def _listed(client: APIClient, election: Election, **asked: str):
    return client.get(BASE, {"election": election.code, **asked}).json()


def test_an_institution_reads_its_own_people_masked(client_of, election: Election, siti: Assignment):
    client = client_of("kpu")
    (listed,) = _listed(client, election)["results"]
    assert (listed["id"], listed["name"], listed["nik"]) == (siti.pk, "Siti Contoh", "1609**********01")
    whole = client.get(f"{BASE}{siti.pk}/")
    assert whole.json()["particulars"]["mother"] == "Ami***"
    assert whole.json()["seats"] == [siti.pk]
    assert "no-store" in whole["Cache-Control"]
    told = whole.content.decode() + str(listed)
    assert not [secret for secret in SECRETS if secret in told]


def test_a_list_is_narrowed_and_costs_the_same_however_long(client_of, election: Election, siti: Assignment):
    client = client_of("kpu")
    make_seat(election, make_row(make_nik(2), "Budi Contoh"), region_code=OTHER_DESA, tps=2)
    make_seat(election, make_row(make_nik(3), "Cadangan Contoh", mother=""), is_reserve=True, tps=3)
    assert [each["name"] for each in _listed(client, election, region=OTHER_DESA)["results"]] == ["Budi Contoh"]
    (reserve,) = _listed(client, election, standing="reserve")["results"]
    assert (reserve["name"], reserve["lacks"]) == ("Cadangan Contoh", ["mother"])
    assert _listed(client, election, body="pps")["count"] == 0
    with CaptureQueriesContext(connection) as few:
        _listed(client, election)
    for number in range(10, 20):
        make_seat(election, make_row(make_nik(number)), tps=number)
    with CaptureQueriesContext(connection) as many:
        assert _listed(client, election)["count"] == 12
    assert len(many) == len(few)


@pytest.mark.parametrize("who", OTHERS)
def test_another_institution_or_region_finds_nobody(client_of, election: Election, siti: Assignment, who: str):
    client = client_of(who)
    assert _listed(client, election)["count"] == 0
    assert client.post(f"{BASE}search/", {"nik": NIK}).json() == []
    answers = [
        client.get(f"{BASE}{siti.pk}/"),
        client.post(f"{BASE}{siti.pk}/reveal/", LOOK),
        client.patch(f"{BASE}{siti.pk}/", {"mother": "Orang Lain"}),
        client.post(f"{BASE}{siti.pk}/end/", {"last_day": "2024-02-01", "reason": "resigned"}),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert not AuditEvent.objects.filter(action__in=("person.look", "person.correct", "assignment.end")).exists()


@pytest.mark.parametrize("who", ["tapd", "auditor", "bpjs", "stranger"])
def test_who_answers_for_no_people_is_refused(client_of, election: Election, siti: Assignment, who: str):
    client = client_of(who)
    asked = {"election": election.code}
    answers = [
        client.get(BASE, asked),
        client.get(f"{BASE}{siti.pk}/"),
        client.post(f"{BASE}search/", {"nik": NIK}),
        client.post(f"{BASE}{siti.pk}/reveal/", LOOK),
        client.post(f"{BASE}lacks/", asked),
        client.post(f"{BASE}exports/", asked),
        client.get("/api/v1/same-person/"),
        client.get("/api/v1/overlaps/"),
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert APIClient().get(BASE, asked).status_code == 401


def test_an_election_that_there_is_not_tells_no_more_than_one_out_of_reach(client_of, election, siti: Assignment):
    client = client_of("neighbour")
    unseen, unknown = (client.get(BASE, {"election": code}) for code in (election.code, "pemilu-1955-16.09"))
    assert (unseen.status_code, unseen.json()) == (unknown.status_code, unknown.json())
    assert client.get(BASE).status_code == 400


def test_a_person_is_found_by_nik_or_by_name_and_birth_date(client_of, siti: Assignment):
    client = client_of("kpu")
    for asked in ({"nik": "1609 0112 0390 0001"}, {"name": "siti contoh, S.Pd", "born": "12-03-1990"}):
        (found,) = client.post(f"{BASE}search/", asked).json()
        assert (found["id"], found["nik"]) == (siti.pk, "1609**********01")
    assert client.post(f"{BASE}search/", {"nik": make_nik(7)}).json() == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [({}, ""), ({"nik": "12345"}, "nik"), ({"name": "Siti", "born": "besok"}, "born"), ({"nama": "Siti"}, "nama")],
)
def test_a_search_that_asks_for_nobody_is_refused_without_repeating_it(client_of, siti, asked, field: str):
    answer = client_of("kpu").post(f"{BASE}search/", asked)
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert "12345" not in answer.content.decode()


def test_nobody_searches_or_looks_his_way_through_everyone(client_of, siti: Assignment, monkeypatch):
    monkeypatch.setattr("pemilu_bpjs.api_bodies.LOOKS_PER_MINUTE", 3)
    client = client_of("kpu")
    for _time in range(2):
        assert client.post(f"{BASE}search/", {"nik": NIK}).status_code == 200
    assert client.post(f"{BASE}{siti.pk}/reveal/", LOOK).status_code == 200
    late = client.post(f"{BASE}search/", {"nik": NIK})
    assert (late.status_code, late["Retry-After"]) == (429, "60")
    assert client.post(f"{BASE}{siti.pk}/reveal/", LOOK).status_code == 429
    assert AuditEvent.objects.filter(action="person.look").count() == 1
    assert client_of("planner").post(f"{BASE}search/", {"nik": NIK}).status_code == 200


def test_a_look_is_written_down_with_its_purpose_and_without_what_was_seen(client_of, siti: Assignment):
    client = client_of("kpu")
    one = client.post(f"{BASE}{siti.pk}/reveal/", {"purpose": "klaim", "what": "nik"})
    assert one.json() == {"id": siti.pk, "particulars": {"nik": NIK}}
    assert "no-store" in one["Cache-Control"]
    everything = client.post(f"{BASE}{siti.pk}/reveal/", LOOK).json()["particulars"]
    assert (everything["mother"], everything["birth_date"]) == ("Aminah Contoh", "1990-03-12")
    looks = AuditEvent.objects.filter(action="person.look").order_by("pk")
    assert [each.detail for each in looks] == [
        {"what": "nik", "purpose": "klaim"},
        {"what": "semua", "purpose": "verifikasi"},
    ]
    assert {each.subject for each in looks} == {f"person:{siti.person_id}"}


@pytest.mark.parametrize("asked", [{}, {"purpose": "iseng"}, {**LOOK, "what": "gaji"}, {**LOOK, "nik": NIK}])
def test_nothing_is_shown_for_no_purpose(client_of, siti: Assignment, asked):
    answer = client_of("kpu").post(f"{BASE}{siti.pk}/reveal/", asked)
    assert answer.status_code == 400
    assert "Aminah" not in answer.content.decode()
    assert not AuditEvent.objects.filter(action="person.look").exists()


def test_a_token_may_look_at_masks_alone(world: World, election: Election, siti: Assignment):
    client = APIClient()
    clear = make_token(world.kpu, None, "16.09", rights=[str(Right.USE_API), str(Right.VIEW_PERSON)])
    client.credentials(HTTP_AUTHORIZATION=f"Token {clear}")
    assert _listed(client, election)["count"] == 1
    assert client.post(f"{BASE}search/", {"nik": NIK}).status_code == 200
    assert client.post(f"{BASE}{siti.pk}/reveal/", LOOK).status_code == 403
    assert client.patch(f"{BASE}{siti.pk}/", {"mother": "Orang Lain"}).status_code == 403


def test_the_head_reads_and_changes_nothing(client_of, siti: Assignment):
    head = client_of("head")
    assert head.get(f"{BASE}{siti.pk}/").status_code == 200
    assert head.post(f"{BASE}{siti.pk}/reveal/", LOOK).status_code == 403
    assert head.patch(f"{BASE}{siti.pk}/", {"mother": "Orang Lain"}).status_code == 403


def test_what_is_put_right_is_checked_as_a_row_is(client_of, siti: Assignment):
    client = client_of("kpu")
    put = client.patch(f"{BASE}{siti.pk}/", {"mother": "Nurhayati Contoh"})
    assert (put.status_code, put.json()["person"]["particulars"]["mother"]) == (200, "Nur***")
    faulty = client.patch(f"{BASE}{siti.pk}/", {"nik": "160901"})
    assert [each["field"] for each in faulty.json()["errors"]] == ["nik"]
    assert client.patch(f"{BASE}{siti.pk}/", {"umur": "34"}).status_code == 400
    make_seat(siti.election, make_row(make_nik(5), "Orang Lain"), tps=2)
    taken = client.patch(f"{BASE}{siti.pk}/", {"nik": make_nik(5), "birth_date": "", "sex": ""})
    assert [each["field"] for each in taken.json()["errors"]] == ["nik"]
    assert make_nik(5) not in taken.content.decode()
    assert "Nurhayati" not in str(AuditEvent.objects.values_list("detail", flat=True))


def test_somebody_leaves_before_his_time(client_of, siti: Assignment):
    client, url = client_of("kpu"), f"{BASE}{siti.pk}/end/"
    late = client.post(url, {"last_day": "2024-03-01", "reason": "resigned"})
    assert [each["field"] for each in late.json()["errors"]] == ["last_day"]
    early = client.post(url, {"last_day": "2023-02-01", "reason": "resigned"})
    assert [each["field"] for each in early.json()["errors"]] == ["last_day"]
    ended = client.post(url, {"last_day": "2024-02-01", "reason": "resigned"}).json()
    assert (ended["end"], ended["stop_reason"]) == ("2024-02-01", "resigned")


def test_lists_in_full_are_made_by_jobs_that_look_on_record(client_of, election: Election, siti: Assignment):
    client = client_of("kpu")
    for part in ("exports/", "lacks/"):
        started = client.post(f"{BASE}{part}", {"election": election.code})
        assert started.status_code == 202
        jobs.run(started.json()["id"])
        assert client.get(started["Location"]).json()["result"]["documents"]
    assert AuditEvent.objects.filter(action="person.look").count() == 2
    assert "Siti" not in str(Job.objects.values_list("params", "result"))
    assert client_of("bawaslu").post(f"{BASE}exports/", {"election": election.code}).status_code == 400
    assert client_of("neighbour").post(f"{BASE}lacks/", {"election": election.code}).status_code == 400


def _namesakes(election: Election) -> tuple[Assignment, Assignment]:
    slip = f"{NIK[:-1]}9"
    return make_seat(election), make_seat(election, make_row(slip), tps=2)


@pytest.mark.parametrize("is_same", [True, False])
def test_namesakes_wait_until_somebody_says_who_they_are(client_of, election: Election, is_same: bool):
    one, other = _namesakes(election)
    client, key = client_of("kpu"), f"{one.person_id}-{other.person_id}"
    (waiting,) = client.get("/api/v1/same-person/").json()["results"]
    assert (waiting["id"], waiting["second"]["nik"]) == (key, "1609**********09")
    whole = client.get(f"/api/v1/same-person/{key}/")
    assert [seat["id"] for seat in whole.json()["seats"]] == [one.pk, other.pk]
    assert NIK not in whole.content.decode()
    url = f"/api/v1/same-person/{key}/decision/"
    assert [each["field"] for each in client.post(url, {"is_same": True, "reason": "x"}).json()["errors"]] == ["right"]
    told = {"is_same": is_same, "reason": "Sudah dicocokkan dengan KTP-el", "right": one.person_id}
    assert client.post(url, told).status_code == 201
    assert client.get("/api/v1/same-person/").json()["count"] == 0
    assert SamePersonDecision.objects.get().is_same is is_same
    assert Assignment.objects.filter(person=one.person_id).count() == (2 if is_same else 1)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_decides_about_them(client_of, election: Election, who: str):
    one, other = _namesakes(election)
    client, key = client_of(who), f"{one.person_id}-{other.person_id}"
    assert client.get("/api/v1/same-person/").json()["count"] == 0
    assert client.get(f"/api/v1/same-person/{key}/").status_code == 404
    told = {"is_same": False, "reason": "Sudah dicocokkan"}
    assert client.post(f"/api/v1/same-person/{key}/decision/", told).status_code == 404
    assert not SamePersonDecision.objects.exists()


def test_two_posts_at_one_time_stand_with_a_reason(client_of, election: Election):
    first, second = make_seat(election), make_seat(election, region_code=OTHER_DESA)
    client, url = client_of("kpu"), "/api/v1/overlaps/decisions/"
    (person,) = client.get("/api/v1/overlaps/").json()["results"]
    (found,) = person["overlaps"]
    assert (found["first"]["id"], found["second"]["id"]) == (first.pk, second.pk)
    told = {"first": first.pk, "second": second.pk, "reason": "Jadwalnya tidak bersamaan"}
    assert client.post(url, {**told, "reason": " "}).status_code == 400
    assert client_of("bawaslu").post(url, told).json()["errors"][0]["field"] == "first"
    assert client.post(url, told).status_code == 201
    assert client.get("/api/v1/overlaps/").json()["count"] == 0
    assert OverlapDecision.objects.count() == 1


def test_of_another_institutions_side_only_that_it_is_there_is_told(client_of, election: Election):
    own = make_seat(election)
    other = make_seat(election, make_row(name="Siti Bawaslu"), institution="Bawaslu", body="ptps", position="ptps")
    answer = client_of("kpu").get("/api/v1/overlaps/")
    (found,) = answer.json()["results"][0]["overlaps"]
    assert (found["first"]["id"], found["second"]) == (own.pk, None)
    assert "Bawaslu" not in answer.content.decode()
    told = {"first": own.pk, "second": other.pk, "reason": "Keduanya perlu"}
    refused = client_of("kpu").post("/api/v1/overlaps/decisions/", told)
    assert refused.json()["errors"][0]["field"] == "second"
    assert client_of("planner").post("/api/v1/overlaps/decisions/", told).status_code == 201

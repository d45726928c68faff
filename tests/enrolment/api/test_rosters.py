"""Rosters by the API: sending, columns, who may do what."""

import io

import pytest
from openpyxl import load_workbook
from rest_framework.test import APIClient

from enrolment.models import Election, RosterUpload
from pemilu_bpjs import jobs
from pemilu_bpjs.models import AuditEvent, Job
from pemilu_bpjs.permissions import Right
from pemilu_bpjs.roles import Role
from tests.factories import make_member, make_office, make_token
from tests.factories_enrolment import make_election, upload
from tests.factories_rosters import first_desa, person, plain_csv, plain_workbook, pps, saved, send
from tests.people import NEIGHBOUR_REGION, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

BASE = "/api/v1/rosters/"
PROBLEM = "application/problem+json"
SHORT_NIK = "16090112"
OTHERS = ("bawaslu", "satpolpp", "neighbour", "neighbour_kpu")
READS = ("", "columns/", "problems/", "rows/", "comparison/", "acceptances/")
DEEDS = ("check/", "meanings/", "acceptances/", "undo/", "close/", "reopen/", "returned/", "safe-template/")


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def roster(world: World, election: Election) -> RosterUpload:
    """Two whole PPS, and one anggota whose NIK is too short."""
    desa = first_desa(2)
    people = [*pps(desa), person(99, desa=desa[0], position="Anggota PPS", nik=SHORT_NIK)]
    return send(world, election, "pps-rahasia.csv", plain_csv(people))


@pytest.fixture
def client_of(world: World, api_as):
    def client(who: str) -> APIClient:
        if who == "neighbour_kpu":
            return api_as(make_member(Role.KPU, make_office(NEIGHBOUR_REGION, kind="kpu"), "kpu-tetangga"))
        return api_as(getattr(world, who))

    return client


def _post(client: APIClient, election: Election, /, **changes):
    content = changes.pop("content", None) or plain_csv(list(pps(first_desa(2))))
    given = {"election": election.code, "file": upload(content, changes.pop("name", "pps.csv")), **changes}
    return client.post(BASE, given, format="multipart")


def _token(world: World, *rights: Right) -> APIClient:
    client = APIClient()
    clear = make_token(world.kpu, None, "16.09", rights=[str(Right.USE_API), *map(str, rights)])
    client.credentials(HTTP_AUTHORIZATION=f"Token {clear}")
    return client


def test_a_file_is_sent_checked_and_known_again(world: World, api_as, election: Election):
    client = api_as(world.kpu)
    sent = _post(client, election)
    assert sent.status_code == 202
    where, job = sent["Location"], sent.json()["job"]
    assert (where, job["state"]) == (f"{BASE}{sent.json()['id']}/", "queued")
    jobs.run(job["id"])
    told = client.get(where).json()
    assert (told["state"], told["institution"], told["region"]) == ("ready", "KPU", "16.09")
    assert (told["rows"], told["ok"] + told["warned"] + told["rejected"]) == (6, 6)
    assert told["sheets"][0]["columns"]["NIK"] == "A"
    again = _post(client, election)
    assert (again.status_code, again["Location"], again.json()["id"]) == (200, where, told["id"])
    assert RosterUpload.objects.count() == 1
    assert [each["id"] for each in client.get(BASE, {"state": "ready"}).json()["results"]] == [told["id"]]
    assert client.get(BASE, {"election": "pemilu-2024-16.08"}).json()["count"] == 0


def test_who_works_for_all_three_says_whose_people_they_are(world: World, api_as, election: Election):
    client = api_as(world.planner)
    unsaid = _post(client, election)
    assert [each["field"] for each in unsaid.json()["errors"]] == ["institution"]
    assert _post(client, election, institution="Bawaslu").status_code == 202
    assert RosterUpload.objects.get().institution == "Bawaslu"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"institution": "Bawaslu"}, "institution"),
        ({"region": NEIGHBOUR_REGION}, "region"),
        ({"region": "16.09.99"}, "region"),
        ({"body": "pkd"}, "body"),
        ({"election": "pemilu-1955-16.09"}, "election"),
        ({"lembaga": "KPU"}, "lembaga"),
    ],
)
def test_what_is_not_the_senders_to_send_is_refused_by_its_field(world: World, api_as, election, changes, field: str):
    answer = _post(api_as(world.kpu), election, **changes)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert not RosterUpload.objects.exists()
    assert not Job.objects.exists()


def test_a_file_too_large_is_refused_before_it_is_kept(world: World, api_as, election: Election, monkeypatch):
    monkeypatch.setattr("enrolment.sheets.LARGEST_FILE", 5)
    answer = _post(api_as(world.kpu), election)
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [("file", "file-too-large")]
    assert not RosterUpload.objects.exists()


@pytest.mark.parametrize("who", ["kpu", "planner"])
def test_the_sender_and_the_planner_read_everything_of_it(client_of, roster: RosterUpload, who: str):
    client = client_of(who)
    answers = {part: client.get(f"{BASE}{roster.pk}/{part}") for part in READS}
    assert {part: answer.status_code for part, answer in answers.items()} == dict.fromkeys(READS, 200)
    assert all("no-store" in answer["Cache-Control"] for answer in answers.values())
    assert not any(SHORT_NIK in answer.content.decode() for answer in answers.values())


@pytest.mark.parametrize("who", OTHERS)
def test_another_institution_or_region_finds_nothing(client_of, roster: RosterUpload, who: str):
    client, before = client_of(who), RosterUpload.objects.values().get()
    line = roster.lines.get(state="rejected")
    seen = [client.get(f"{BASE}{roster.pk}/{part}") for part in READS]
    done = [client.post(f"{BASE}{roster.pk}/{part}", {}) for part in DEEDS]
    done.append(client.patch(f"{BASE}{roster.pk}/rows/{line.pk}/", {"field": "nik", "text": "1"}))
    done.append(client.put(f"{BASE}{roster.pk}/columns/", {"sheets": []}))
    done.append(client.delete(f"{BASE}{roster.pk}/"))
    assert {answer.status_code for answer in [*seen, *done]} == {404}
    assert client.get(BASE).json()["results"] == []
    assert RosterUpload.objects.values().get() == before


@pytest.mark.parametrize("who", ["tapd", "auditor", "bpjs", "stranger"])
def test_who_has_no_part_in_rosters_is_refused(client_of, roster: RosterUpload, election: Election, who: str):
    client = client_of(who)
    assert {client.get(f"{BASE}{roster.pk}/{part}").status_code for part in READS} == {403}
    assert _post(client, election).status_code == 403


def test_without_credentials_nothing_is_told(roster: RosterUpload, election: Election):
    assert {APIClient().get(f"{BASE}{roster.pk}/{part}").status_code for part in READS} == {401}
    assert _post(APIClient(), election).status_code == 401


def test_the_head_reads_and_changes_nothing(client_of, roster: RosterUpload):
    head = client_of("head")
    assert head.get(f"{BASE}{roster.pk}/problems/").status_code == 200
    assert {head.post(f"{BASE}{roster.pk}/{part}", {}).status_code for part in DEEDS} == {403}
    assert head.delete(f"{BASE}{roster.pk}/").status_code == 403


def test_a_token_that_may_look_may_not_send(world: World, roster: RosterUpload, election: Election):
    client = _token(world, Right.VIEW_ROSTER)
    assert client.get(f"{BASE}{roster.pk}/rows/").status_code == 200
    assert _post(client, election).status_code == 403
    assert client.post(f"{BASE}{roster.pk}/acceptances/", {}).status_code == 403
    assert _token(world, Right.VIEW_PLAN).get(f"{BASE}{roster.pk}/").status_code == 403


def test_columns_are_read_and_said_otherwise(world: World, api_as, roster: RosterUpload):
    client, url = api_as(world.kpu), f"{BASE}{roster.pk}/columns/"
    (sheet,) = client.get(url).json()["sheets"]
    assert (sheet["header_row"], sheet["columns"]["nik"], sheet["headers"][0]) == (1, "A", "NIK")
    columns = {field: letter for field, letter in sheet["columns"].items() if field != "phone"}
    started = client.put(url, {"sheets": [{"index": 0, "columns": columns}]})
    assert (started.status_code, started["Location"]) == (202, f"/api/v1/jobs/{started.json()['id']}/")
    jobs.run(started.json()["id"])
    assert "phone" not in client.get(url).json()["sheets"][0]["columns"]


def test_a_sheet_that_was_left_out_is_brought_back_by_its_place_in_the_file(world: World, api_as, election: Election):
    book = load_workbook(io.BytesIO(plain_workbook(list(pps(first_desa(1))))))
    book.copy_worksheet(book.active)
    upload = send(world, election, "dua-lembar.xlsx", saved(book))
    client, url = api_as(world.kpu), f"{BASE}{upload.pk}/columns/"
    columns = client.get(url).json()["sheets"][1]["columns"]
    jobs.run(client.put(url, {"sheets": [{"index": 1, "columns": columns, "is_roster": False}]}).json()["id"])

    (left,) = client.get(url).json()["left_out"]
    assert (left["index"], left["why"]) == (1, "chosen")

    jobs.run(client.put(url, {"sheets": [{"index": left["index"], "columns": columns}]}).json()["id"])
    assert [each["index"] for each in client.get(url).json()["sheets"]] == [0, 1]


@pytest.mark.parametrize(
    ("sheet", "field"),
    [
        ({"columns": {"nik": "A"}}, "sheets"),
        ({"columns": {"nik": "A", "name": "A"}}, "sheets.0.columns"),
        ({"columns": {"nik": "A", "nama": "B"}}, "sheets.0.columns"),
        ({"columns": {"nik": "1", "name": "B"}}, "sheets.0.columns.nik"),
        ({"columns": {"nik": "A", "name": "B"}, "index": 7}, "sheets"),
        ({"columns": {"nik": "A", "name": "B"}, "body": "satgas"}, "sheets"),
        ({"columns": {"nik": "A", "name": "B"}, "judul": 3}, "sheets.0.judul"),
    ],
)
def test_columns_that_cannot_be_are_refused(world: World, api_as, roster: RosterUpload, sheet, field: str):
    answer = api_as(world.kpu).put(f"{BASE}{roster.pk}/columns/", {"sheets": [{"index": 0, **sheet}]})
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    roster.refresh_from_db()
    assert roster.layout["sheets"][0]["columns"]["phone"] is not None


def test_an_upload_is_thrown_away_while_nothing_stands(world: World, api_as, roster: RosterUpload):
    client = api_as(world.kpu)
    assert client.delete(f"{BASE}{roster.pk}/").status_code == 204
    assert client.get(f"{BASE}{roster.pk}/").json()["state"] == "undone"
    again = client.delete(f"{BASE}{roster.pk}/")
    assert (again.status_code, again["Content-Type"]) == (409, PROBLEM)
    assert again.json()["detail"] == "Daftar ini sudah dibatalkan. Kirim berkasnya sekali lagi."
    assert client.post(f"{BASE}{roster.pk}/returned/").status_code == 409


def test_a_file_that_nobody_can_read_says_so(world: World, api_as, election: Election):
    client = api_as(world.kpu)
    sent = _post(client, election, content=b"PK\x03\x04rusak", name="rusak.xlsx").json()
    jobs.run(sent["job"]["id"])
    assert client.get(f"{BASE}{sent['id']}/").json()["state"] == "refused"
    (problem,) = client.get(f"{BASE}{sent['id']}/problems/").json()["results"]
    assert (problem["severity"], problem["row"]) == ("fatal", None)
    assert client.get(f"{BASE}{sent['id']}/comparison/").status_code == 409


def test_rows_are_not_shown_while_they_are_checked(world: World, api_as, roster: RosterUpload):
    RosterUpload.objects.update(state="checking")
    client = api_as(world.kpu)
    assert client.get(f"{BASE}{roster.pk}/").json()["state"] == "checking"
    assert {client.get(f"{BASE}{roster.pk}/{part}").status_code for part in ("rows/", "problems/")} == {409}


def test_a_template_is_made_of_bodies_that_are_counted_alike(world: World, api_as, election: Election):
    client, url = api_as(world.kpu), f"{BASE}templates/"
    given = {"election": election.code, "bodies": ["pps"], "region": "16.09.01"}
    started = client.post(url, given)
    assert started.status_code == 202
    jobs.run(started.json()["id"])
    assert client.get(started["Location"]).json()["result"]["documents"]
    for bodies in (["pps", "ppk"], ["pkd"], []):
        assert client.post(url, {**given, "bodies": bodies}).json()["errors"][0]["field"] == "bodies"
    assert client.post(url, {**given, "region": NEIGHBOUR_REGION}).status_code == 400


def test_nothing_personal_is_written_down_beside(world: World, api_as, roster: RosterUpload):
    client = api_as(world.kpu)
    line = roster.lines.get(state="rejected")
    client.patch(f"{BASE}{roster.pk}/rows/{line.pk}/", {"field": "nik", "text": "1609011203900077"})
    kept = str([*AuditEvent.objects.values_list("detail", flat=True), *Job.objects.values_list("params", "result")])
    assert "roster.edit" in AuditEvent.objects.values_list("action", flat=True)
    assert "1609011203900077" not in kept
    assert SHORT_NIK not in kept


def test_workbooks_are_taken_too(world: World, api_as, election: Election):
    content = plain_workbook(list(pps(first_desa(1))))
    sent = _post(api_as(world.kpu), election, content=content, name="pps.xlsx", body="pps").json()
    jobs.run(sent["job"]["id"])
    assert RosterUpload.objects.get().rows == 3

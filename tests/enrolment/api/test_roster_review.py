"""The review of a roster by the API: problems as the contract has them, rows mended, accepted, taken back."""

import pytest

from enrolment.models import Assignment, Election, RosterUpload
from enrolment.problem_pages import ProblemPages
from enrolment.told_problems import told
from pemilu_bpjs import jobs
from pemilu_bpjs.models import AuditEvent
from tests.factories_enrolment import make_election
from tests.factories_rosters import accepted, first_desa, nik, person, plain_workbook, pps, send
from tests.people import World
from tests.sample_rosters import checked, election_of, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

BASE = "/api/v1/rosters/"
SHORT_NIK = "16090112"
KEYS = ["sheet", "row", "column", "field", "code", "severity", "value", "message"]


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def roster(world: World, election: Election) -> RosterUpload:
    """Two whole PPS, an anggota of a third whose NIK is too short, and one whose post nobody knows."""
    desa = first_desa(3)
    faulty = [
        person(98, desa=desa[2], position="Anggota PPS", nik=SHORT_NIK),
        person(99, desa=desa[2], position="Pamong Hebat"),
    ]
    return send(world, election, "pps.xlsx", plain_workbook([*pps(desa[:2]), *faulty]))


def _url(roster: RosterUpload, part: str) -> str:
    return f"{BASE}{roster.pk}/{part}"


def _run(answer) -> dict:
    assert answer.status_code == 202, answer.content
    jobs.run(answer.json()["id"])
    return answer.json()


def test_problems_are_those_of_the_contract_masked(world: World, api_as, roster: RosterUpload):
    answer = api_as(world.kpu).get(_url(roster, "problems/"))
    problems = answer.json()["results"]
    of_rows = [each for each in problems if each["row"]]
    assert all(list(each) == KEYS for each in of_rows)
    assert [(each["row"], each["column"], each["field"], each["code"]) for each in of_rows] == [
        (8, "A", "nik", "nik-length"),
        (9, "K", "position", "position-unknown"),
    ]
    assert of_rows[0]["value"] == "1609**12"
    units = [each for each in problems if "unit" in each]
    assert all((each["row"], each["severity"]) == (None, "warning") for each in units)
    assert SHORT_NIK not in answer.content.decode()


@pytest.mark.parametrize("name", ["s2-pps-oku-selatan", "s6-kpps-nik-rusak"])
def test_pages_of_problems_are_all_of_them_in_their_order(name: str):
    upload = checked(sample(name), election_of(sample(name)))
    whole, pages = told(upload), ProblemPages(upload)
    assert len(pages) == len(whole) > 20
    for size in (1, 7, len(whole)):
        cut = [each for start in range(0, len(whole), size) for each in pages[start : start + size]]
        assert cut == whole
    assert pages[len(whole) :] == []


def test_a_page_is_asked_for_by_its_number(world: World, api_as, roster: RosterUpload, monkeypatch):
    monkeypatch.setattr("pemilu_bpjs.pagination.NumberedPages.page_size", 1)
    client = api_as(world.kpu)
    first, second = (client.get(_url(roster, "problems/"), {"page": page}).json() for page in (1, 2))
    assert first["count"] == len(told(roster))
    assert [each["row"] for each in (*first["results"], *second["results"])] == [8, 9]


def test_rows_are_narrowed_by_state_and_by_problem(world: World, api_as, roster: RosterUpload):
    client = api_as(world.kpu)

    def rows(**asked: str) -> list[int]:
        return [each["row"] for each in client.get(_url(roster, "rows/"), asked).json()["results"]]

    assert rows() == list(range(2, 10))
    assert rows(state="rejected") == [8, 9]
    assert rows(code="position-unknown") == [9]
    assert client.get(_url(roster, "rows/"), {"state": "aneh"}).status_code == 400


def test_a_cell_is_typed_over_and_its_row_checked_at_once(world: World, api_as, roster: RosterUpload):
    client = api_as(world.kpu)
    (row,) = client.get(_url(roster, "rows/"), {"code": "nik-length"}).json()["results"]
    whole = nik(98, person(98)["born"], person(98)["sex"])
    answer = client.patch(_url(roster, f"rows/{row['id']}/"), {"field": "nik", "text": whole})
    mended = answer.json()
    assert (answer.status_code, mended["row"], mended["problems"], mended["is_edited"]) == (200, 8, [], True)
    assert whole not in answer.content.decode()
    assert client.get(_url(roster, "")).json()["rejected"] == 1


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"field": "nik"}, "text"),
        ({"field": "gaji", "text": "1"}, "field"),
        ({"field": "birth", "text": "1"}, "field"),
        ({"field": "name", "text": "x" * 301}, "text"),
        ({"field": "name", "text": "Siti", "baris": 3}, "baris"),
    ],
)
def test_a_cell_that_cannot_be_typed_over_is_refused(world: World, api_as, roster: RosterUpload, asked, field: str):
    line = roster.lines.get(row=8)
    answer = api_as(world.kpu).patch(_url(roster, f"rows/{line.pk}/"), asked)
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["errors"]] == [field]


def test_a_row_is_met_by_its_own_upload_alone(world: World, api_as, election: Election, roster: RosterUpload):
    other = send(world, election, "lain.xlsx", plain_workbook(list(pps(first_desa(1)))))
    line = other.lines.first()
    asked = {"field": "name", "text": "Siti"}
    assert api_as(world.kpu).patch(_url(roster, f"rows/{line.pk}/"), asked).status_code == 404


def test_a_word_is_said_once_for_all_its_rows(world: World, api_as, roster: RosterUpload):
    client, url = api_as(world.kpu), _url(roster, "meanings/")
    (problem,) = [
        each for each in client.get(_url(roster, "problems/")).json()["results"] if each["code"] == "position-unknown"
    ]
    asked = {"field": problem["field"], "word": problem["value"], "meaning": "pps-anggota"}
    assert client.post(url, {**asked, "meaning": "raja"}).json()["errors"][0]["field"] == "meaning"
    assert client.post(url, {**asked, "field": "nik"}).status_code == 400
    assert client.post(url, asked).json() == {"rows": 1}
    assert client.get(_url(roster, "rows/"), {"state": "rejected"}).json()["count"] == 1


def test_good_rows_are_accepted_with_a_receipt_and_taken_back(world: World, api_as, roster: RosterUpload):
    client = api_as(world.kpu)
    assert client.get(_url(roster, "comparison/")).json()["numbers"]["new"] == 6
    started = client.post(_url(roster, "acceptances/"), {})
    assert started["Location"] == f"/api/v1/jobs/{started.json()['id']}/"
    _run(started)
    (acceptance,) = client.get(_url(roster, "acceptances/")).json()
    assert (acceptance["number"], acceptance["new"], acceptance["undone_at"]) == (1, 6, None)
    assert client.get(_url(roster, "")).json()["accepted"] == 6
    assert client.delete(_url(roster, "")).status_code == 409
    _run(client.post(_url(roster, "undo/")))
    assert client.get(_url(roster, "")).json()["state"] == "undone"
    assert not Assignment.objects.standing().exists()
    refused = client.post(_url(roster, "acceptances/"), {})
    assert (refused.status_code, refused["Content-Type"]) == (409, "application/problem+json")


def test_what_stays_rejected_is_closed_and_opened_again(world: World, api_as, roster: RosterUpload):
    client, url = api_as(world.kpu), f"{BASE}{roster.pk}/"
    early = client.post(f"{url}close/")
    assert (early.status_code, "Simpan dulu" in early.json()["detail"]) == (409, True)
    jobs.run(client.post(f"{url}acceptances/", {}).json()["id"])
    assert client.post(f"{url}reopen/").status_code == 409

    assert client.post(f"{url}close/").json()["state"] == "done"
    assert client.post(f"{url}close/").status_code == 409

    told = client.post(f"{url}reopen/").json()
    assert (told["state"], told["rejected"] > 0) == ("ready", True)


def test_what_was_built_upon_is_not_undone_and_says_why(world: World, api_as, roster: RosterUpload):
    client = api_as(world.kpu)
    assert client.post(_url(roster, "undo/")).json()["detail"] == "Belum ada orang yang disimpan dari unggahan ini."
    _run(client.post(_url(roster, "acceptances/"), {}))
    seat = Assignment.objects.filter(upload=roster)[0]
    client.post(f"/api/v1/people/{seat.pk}/end/", {"last_day": str(seat.start), "reason": "resigned"})
    refused = client.post(_url(roster, "undo/"))
    assert refused.status_code == 409
    assert "sudah berhenti" in refused.json()["detail"]


def test_who_changed_and_who_is_gone_is_told_before(world: World, api_as, election: Election):
    desa = first_desa(1)
    first = list(pps(desa))
    before = accepted(world, election, first)
    seats = {each.record.name: each for each in Assignment.objects.filter(upload=before).select_related("record")}
    gone, changed = first[2]["name"], {**first[1], "phone": "081299990000"}
    roster = send(world, election, "baru.xlsx", plain_workbook([first[0], changed]))
    answer = api_as(world.kpu).get(_url(roster, "comparison/"))
    told_now = answer.json()
    assert told_now["numbers"] == {"new": 0, "changed": 1, "unchanged": 1, "moved": 0, "gone": 1, "namesakes": 0}
    assert [(each["id"], each["name"]) for each in told_now["gone"]] == [(seats[gone].pk, gone)]
    (difference,) = told_now["changed"][0]["differences"]
    assert (difference["field"], difference["new"]) == ("phone", "0812******00")
    assert "081299990000" not in answer.content.decode()


def test_numbers_that_were_agreed_to_are_held_to(world: World, api_as, roster: RosterUpload):
    client = api_as(world.kpu)
    numbers = client.get(_url(roster, "comparison/")).json()["numbers"]
    assert client.post(_url(roster, "acceptances/"), {"numbers": {"new": 1}}).status_code == 400
    fewer = {**numbers, "new": numbers["new"] - 1}
    job = _run(client.post(_url(roster, "acceptances/"), {"numbers": fewer}))
    ended = client.get(f"/api/v1/jobs/{job['id']}/").json()
    assert (ended["state"], ended["result"]["new"]) == ("failed", numbers["new"])
    assert "Belum ada yang disimpan" in ended["error"]
    assert not Assignment.objects.exists()
    _run(client.post(_url(roster, "acceptances/"), {"numbers": numbers}))
    assert Assignment.objects.count() == numbers["new"]


def test_an_older_seat_ends_only_if_it_is_ones_own(world: World, api_as, election: Election):
    desa = first_desa(2)
    accepted(world, election, list(pps(desa[:1])))
    moving = [{**each, "desa": desa[1]} for each in pps(desa[:1])]
    roster = send(world, election, "pindah.xlsx", plain_workbook(moving))
    client = api_as(world.kpu)
    moved = client.get(_url(roster, "comparison/")).json()["moved"]
    ends = [each["old"]["id"] for each in moved]
    assert len(ends) == 3
    for faulty in ([*ends, 10**9], ["satu"], [0]):
        assert client.post(_url(roster, "acceptances/"), {"ends": faulty}).status_code == 400
    _run(client.post(_url(roster, "acceptances/"), {"ends": ends}))
    assert set(Assignment.objects.filter(pk__in=ends).values_list("stop_reason", flat=True)) == {"moved"}


def test_two_who_change_places_end_both_their_older_seats(world: World, api_as, election: Election):
    first, other = first_desa(2)
    people = list(pps([first, other]))
    accepted(world, election, people)
    swapped = [{**people[1], "desa": other}, {**people[4], "desa": first}]
    roster = send(world, election, "tukar.xlsx", plain_workbook(swapped))
    client = api_as(world.kpu)
    told = client.get(_url(roster, "comparison/")).json()
    assert (told["numbers"]["moved"], [each["line"]["row"] for each in told["blocked"]]) == (0, [2, 3])
    asked = {"ends": [each["old"]["id"] for each in told["blocked"]], "numbers": told["numbers"]}
    _run(client.post(_url(roster, "acceptances/"), asked))
    assert Assignment.objects.filter(pk__in=asked["ends"]).exclude(stop_reason="moved").count() == 0
    assert (roster.acceptances.get().new, Assignment.objects.standing().count()) == (2, 6)


def test_files_come_back_as_documents_of_jobs(world: World, api_as, roster: RosterUpload):
    client = api_as(world.kpu)
    for part in ("returned/", "safe-template/"):
        job = _run(client.post(_url(roster, part)))
        (document,) = client.get(f"/api/v1/jobs/{job['id']}/").json()["result"]["documents"]
        file = client.get(f"/api/v1/documents/{document}/file/")
        assert file.getvalue()[:2] == b"PK"
        assert api_as(world.bawaslu).get(f"/api/v1/documents/{document}/file/").status_code in (403, 404)
    assert AuditEvent.objects.filter(action="document.download").count() == 2

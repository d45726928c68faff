import pytest

from enrolment.models import Election, PollingStation, UnitCount
from pemilu_bpjs import jobs
from pemilu_bpjs.models import Job
from tests.factories_enrolment import make_election, make_tps_list, tps_csv, tps_rows, upload
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

BASE = "/api/v1"
COUNTS = {"kind": "tps", "source": "Rapat contoh", "counts": {"16.09": 1353}}


@pytest.fixture
def election() -> Election:
    return make_election(tps=1352)


def _url(election: Election, part: str = "") -> str:
    return f"{BASE}/elections/{election.code}/{part}"


def test_regions_are_found_by_level_parent_words_and_code(world: World, api_as):
    client = api_as(world.kpu)

    def codes(**query: str) -> list[str]:
        return [each["code"] for each in client.get(f"{BASE}/regions/", query).json()["results"]]

    assert codes(level="kabupaten", parent="16") == ["16.08", "16.09"]
    assert codes(level="kabupaten", q="komering selatan") == ["16.09"]
    assert codes(q="16.09.01.2003") == ["16.09.01.2003"]
    assert client.get(f"{BASE}/regions/16.09/").json()["parent"] == "16"
    assert len(client.get(f"{BASE}/regions/16.09/children/").json()) == 19
    assert client.get(f"{BASE}/regions/99/").status_code == 404
    assert client.get(f"{BASE}/regions/", {"level": "benua"}).status_code == 400
    assert api_as(world.stranger).get(f"{BASE}/regions/").status_code == 403


def test_an_election_is_set_up_and_read_within_ones_region_alone(world: World, api_as):
    new = {"preset": "pemilu-2024", "region": "16.09", "stages": ["dpt", "coklit"]}
    for refused in (world.kpu, world.neighbour, world.stranger):
        assert api_as(refused).post(f"{BASE}/elections/", new).status_code == 403
    made = api_as(world.planner).post(f"{BASE}/elections/", new)
    assert made.status_code == 201
    assert (made.json()["code"], made.json()["stages"]) == ("pemilu-2024-16.09", ["coklit", "dpt"])
    assert [each["code"] for each in api_as(world.kpu).get(f"{BASE}/elections/").json()["results"]] == [
        "pemilu-2024-16.09"
    ]
    assert api_as(world.neighbour).get(f"{BASE}/elections/").json()["results"] == []
    assert api_as(world.neighbour).get(f"{BASE}/elections/pemilu-2024-16.09/").status_code == 404


def test_faults_of_a_new_election_stand_at_their_field(world: World, api_as):
    answer = api_as(world.planner).post(f"{BASE}/elections/", {"preset": "pemilu-1955", "region": "16.09"})
    assert answer.status_code == 400
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [("preset", "preset-unknown")]


def test_units_of_a_region_meet_its_total(world: World, api_as, election: Election):
    make_tps_list(election, tps_rows("16.09.01", per_desa=5))
    table = api_as(world.head).get(_url(election, "units/")).json()
    assert table["whole"]["units"] == {
        "kecamatan": 19,
        "desa": 259,
        "tps": 1352,
        "tps_coklit": None,
        "tps_over_400": None,
    }
    listed = sum(part["units"]["tps"] or 0 for part in table["parts"])
    assert listed + table["undetailed"]["units"]["tps"] == 1352
    assert table["provenance"]["tps"]["source"] == "Surat contoh"
    below = api_as(world.head).get(_url(election, "units/"), {"parent": "16.09.01"}).json()
    assert below["whole"]["units"]["tps"] == 70
    assert api_as(world.head).get(_url(election, "units/"), {"parent": "16.08"}).status_code == 404
    assert api_as(world.neighbour).get(_url(election, "units/")).status_code == 404


def test_seats_are_units_times_ratio(world: World, api_as, election: Election):
    whole = api_as(world.bawaslu).get(_url(election, "seats/")).json()["whole"]
    assert {body: whole["by_body"][body] for body in ("kpps", "pkd", "ppk", "pps", "pantarlih")} == {
        "kpps": 9464,
        "pkd": 259,
        "ppk": 95,
        "pps": 777,
        "pantarlih": None,
    }


def test_counts_are_entered_by_the_planner_alone(world: World, api_as, election: Election):
    url = _url(election, "units/")
    assert api_as(world.kpu).post(url, COUNTS).status_code == 403
    assert api_as(world.neighbour).post(url, COUNTS).status_code == 404
    assert api_as(world.planner).post(url, COUNTS).json() == {"changed": 1}
    assert UnitCount.objects.get(replaced_at=None).entered_by == world.planner


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"counts": {"16.08": 4}}, "counts.16.08"),
        ({"counts": {"16.09": 10_000_000}}, "counts.16.09"),
        ({"counts": {"16.09": "banyak"}}, "counts.16.09"),
        ({"counts": {"16.09.01": 900, "16.09.02": 900}}, ""),
        ({"counts": {"16.09\x00": 4}}, "counts"),
        ({"kind": "rt"}, "kind"),
        ({"source": ""}, "source"),
    ],
)
def test_a_faulty_count_is_named_by_its_region(world: World, api_as, election: Election, changed, field: str):
    answer = api_as(world.planner).post(_url(election, "units/"), {**COUNTS, **changed})
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert UnitCount.objects.count() == 1


def test_a_list_is_uploaded_and_its_job_tells_the_end(world: World, api_as, election: Election):
    def send(user, content: bytes):
        data = {"stage": "dpt", "source": "Surat contoh", "file": upload(content)}
        return api_as(user).post(_url(election, "tps-lists/"), data, format="multipart")

    rows = tps_csv(tps_rows("16.09", per_desa=1))
    assert send(world.kpu, rows).status_code == 403
    assert send(world.neighbour, rows).status_code == 404
    assert not Job.objects.exists()
    started = send(world.planner, rows)
    assert started.status_code == 202
    jobs.run(started.json()["id"])
    ended = api_as(world.planner).get(f"{BASE}/jobs/{started.json()['id']}/").json()
    assert (ended["state"], ended["result"]["stations"]) == ("done", 259)
    assert PollingStation.objects.count() == 259


def test_what_is_wrong_with_a_list_can_be_read_from_its_job(world: World, api_as, election: Election):
    data = {"stage": "dpt", "source": "Surat contoh", "file": upload(b"desa_code,tps\n16.09.99.2001,1\n")}
    started = api_as(world.planner).post(_url(election, "tps-lists/"), data, format="multipart").json()
    jobs.run(started["id"])
    ended = api_as(world.planner).get(f"{BASE}/jobs/{started['id']}/").json()
    (problem,) = ended["result"]["problems"]
    assert (ended["state"], problem["row"], problem["column"]) == ("failed", 2, "A")
    assert problem["message"].startswith("Kode desa 16.09.99.2001 tidak ada di wilayah ini.")


def test_a_file_of_too_many_bytes_is_refused(world: World, api_as, election: Election, monkeypatch):
    monkeypatch.setattr("enrolment.sheets.LARGEST_FILE", 5)
    data = {"stage": "dpt", "source": "Surat contoh", "file": upload(b"desa_code,tps")}
    answer = api_as(world.planner).post(_url(election, "tps-lists/"), data, format="multipart")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "file"

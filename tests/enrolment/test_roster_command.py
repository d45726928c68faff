"""manage.py roster as design/contracts.md §3 has it: exact JSON, exit codes, nothing left without --accept."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from enrolment.models import Assignment, Election, RosterLine, RosterUpload
from pemilu_bpjs.models import AuditEvent, Document
from tests.enrolment.rosters import NIK, as_csv, kpps, person
from tests.factories_enrolment import make_election
from tests.sample_rosters import FOLDER, election_of, sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def run(path: Path, election: Election, *more: str, region: str = "16.09", institution: str = "KPU") -> dict[str, Any]:
    out = StringIO()
    who = ["--institution", institution] if institution else []
    call_command(
        "roster", str(path), "--election", election.code, "--region", region, *who, "--json", *more, stdout=out
    )
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def file(folder: Path, rows: list[list[str]], name: str = "kpps.csv") -> Path:
    path = folder / name
    path.write_bytes(as_csv(rows))
    return path


def test_the_object_has_every_key_of_the_contract(election: Election, tmp_path: Path):
    found = run(file(tmp_path, [*kpps(), person(7, nik="160905480190081", tps="2")]), election, "--body", "kpps")
    assert {key: value for key, value in found.items() if key not in ("problems", "sha256", "file", "sheets")} == {
        "rows": 8, "ok": 7, "warned": 0, "rejected": 1, "accepted": 0, "unchanged": 0, "new": 0, "changed": 0,
    }  # fmt: skip
    assert len(found["sha256"]) == 64
    assert found["sheets"][0]["name"] is None
    assert found["sheets"][0]["header_row"] == 1
    assert found["sheets"][0]["columns"]["NIK"] == "A"
    assert found["problems"][0] == {
        "sheet": None, "row": 9, "column": "A", "field": "nik", "code": "nik-length", "severity": "error",
        "value": "1609*********81", "message": "NIK harus 16 angka; ini 15 angka. Cocokkan dengan KTP-el.",
    }  # fmt: skip
    short = found["problems"][1]
    assert short["unit"] == {"code": "16.09.05.2007", "tps": 2, "body": "kpps"}
    assert (short["code"], short["severity"]) == ("unit-short", "warning")
    assert {short[key] for key in ("sheet", "row", "column", "field", "value")} == {None}


def test_problems_come_by_sheet_row_and_column(reference: None):
    given = sample("s2-pps-oku-selatan")
    found = run(FOLDER / given.file_name, election_of(given))
    of_rows = [(each["row"], each["column"] or "Z") for each in found["problems"] if each["row"] is not None]
    assert of_rows == sorted(of_rows)
    assert {each["sheet"] for each in found["problems"] if each["row"]} == {"Lampiran"}
    assert ("C13", "nik-missing") in {(f"{each['column']}{each['row']}", each["code"]) for each in found["problems"]}


def test_clashes_repeat_their_cell_masked(election: Election, tmp_path: Path):
    found = run(file(tmp_path, [*kpps(), person(1, tps="2")]), election, "--body", "kpps")
    twice = next(each for each in found["problems"] if each["code"] == "nik-twice-in-file")
    assert (twice["row"], twice["column"]) == (9, "A")
    assert twice["value"] == f"{person(1)[NIK][:4]}**********{person(1)[NIK][-2:]}"
    assert person(1)[NIK] not in json.dumps(found)


def test_without_accept_nothing_stays(election: Election, tmp_path: Path):
    run(file(tmp_path, kpps()), election, "--body", "kpps")
    assert not RosterUpload.objects.exists()
    assert not RosterLine.objects.exists()
    assert not Document.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="roster.").exists()


def test_accept_stores_the_good_rows_and_the_same_file_changes_nothing(election: Election, tmp_path: Path):
    path = file(tmp_path, [*kpps(), person(7, nik="1609", tps="2")])
    first = run(path, election, "--body", "kpps", "--accept")
    assert [first[key] for key in ("ok", "rejected", "accepted", "new", "changed", "unchanged")] == [7, 1, 7, 7, 0, 0]
    again = run(path, election, "--body", "kpps", "--accept")
    assert [again[key] for key in ("ok", "rejected", "accepted", "new", "changed", "unchanged")] == [7, 1, 0, 0, 0, 7]
    assert Assignment.objects.count() == 7


def test_another_file_of_the_same_people_finds_them_unchanged(election: Election, tmp_path: Path):
    run(file(tmp_path, kpps()), election, "--body", "kpps", "--accept")
    found = run(file(tmp_path, list(reversed(kpps())), "lain.csv"), election, "--body", "kpps", "--accept")
    assert [found[key] for key in ("accepted", "new", "changed", "unchanged")] == [0, 0, 0, 7]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"apa,saja\n1,2\n"])
def test_a_refused_file_is_one_fatal_problem_and_status_2(election: Election, tmp_path: Path, content: bytes):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("roster", str(path), "--election", election.code, "--region", "16.09", "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert ended.value.code == 2
    assert (found["rows"], found["sheets"], [each["severity"] for each in found["problems"]]) == (0, [], ["fatal"])
    assert not RosterUpload.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        ["--election", "tidak-ada"],
        ["--region", "16.08"],
        ["--body", "raja"],
        ["--institution", "TNI"],
        ["--map", "tidak-ada.json"],
        ["--accept"],
    ],
)
def test_what_does_not_exist_ends_it_with_status_2(election: Election, tmp_path: Path, more: list[str]):
    asked = ["--election", election.code, "--region", "16.09", *more]
    with pytest.raises(CommandError) as refused:
        call_command("roster", str(file(tmp_path, kpps())), *asked)
    assert refused.value.returncode == 2
    assert str(refused.value)


def test_a_body_tells_whose_people_it_is_about(election: Election, tmp_path: Path):
    found = run(file(tmp_path, kpps()), election, "--body", "kpps", "--accept", institution="")
    assert found["new"] == 7
    assert set(Assignment.objects.values_list("institution", flat=True)) == {"KPU"}


def test_a_map_file_says_columns_and_words(election: Election, tmp_path: Path):
    rows = [person(0, position="Pamsung"), person(1, position="Pamsung")]
    (tmp_path / "tanpa-judul.csv").write_bytes(as_csv(rows, header=[f"k{number}" for number in range(12)]))
    columns = {"NIK": "A", "Nama": "B", "Tanggal lahir": "D", "Jenis kelamin": "E", "Kecamatan": "I"}
    given = {
        "columns": {**columns, "Desa/kelurahan": "J", "TPS": "K", "Jabatan": "L"},
        "header_row": 1,
        "words": {"position": {"Pamsung": "kpps-anggota"}},
    }
    (tmp_path / "map.json").write_text(json.dumps(given))
    found = run(tmp_path / "tanpa-judul.csv", election, "--map", str(tmp_path / "map.json"))
    assert (found["rows"], found["rejected"], found["sheets"][0]["columns"]["Jabatan"]) == (2, 0, "L")


def test_columns_that_nobody_can_be_asked_about_are_taken_as_guessed(election: Election, tmp_path: Path):
    header = ["NIK", "Nama", "TTL", "Tgl", "L/P", "Alamat", "Nama", "HP", "Kecamatan", "Desa", "TPS", "Jabatan"]
    (tmp_path / "x.csv").write_bytes(as_csv(kpps(), header=header))
    assert run(tmp_path / "x.csv", election, "--body", "kpps")["rows"] == 7


def test_the_returned_workbook_is_written(reference: None, tmp_path: Path):
    given = sample("s2-pps-oku-selatan")
    out = tmp_path / "kembali.xlsx"
    run(FOLDER / given.file_name, election_of(given), "--returned", str(out))
    book = openpyxl.load_workbook(out)
    assert book["Lampiran"]["C13"].comment is not None
    assert not RosterUpload.objects.exists()


def test_what_was_sent_is_never_written_over(election: Election, tmp_path: Path):
    path = file(tmp_path, kpps())
    (tmp_path / "sama.csv").symlink_to(path)
    sent = path.read_bytes()
    for place in (path, tmp_path / "sama.csv", tmp_path, tmp_path / "tiada" / "kembali.xlsx"):
        with pytest.raises(CommandError) as refused:
            run(path, election, "--body", "kpps", "--accept", "--returned", str(place))
        assert refused.value.returncode == 2
    assert path.read_bytes() == sent
    assert not Assignment.objects.exists()


def test_a_map_file_without_end_is_refused(election: Election, tmp_path: Path):
    with pytest.raises(CommandError) as refused:
        run(file(tmp_path, kpps()), election, "--map", "/dev/zero")
    assert "1 MB" in str(refused.value)


def test_the_plain_output_says_where(election: Election, tmp_path: Path):
    out = StringIO()
    path = file(tmp_path, [person(0, nik="1609")])
    call_command("roster", str(path), "--election", election.code, "--region", "16.09", "--body", "kpps", stdout=out)
    told = out.getvalue().splitlines()
    assert told[0].startswith("1 baris: 0 baik")
    assert told[1].startswith("A2: nik-length: ")
    assert told[2].startswith("16.09.05.2007 TPS 1 kpps: unit-short: ")

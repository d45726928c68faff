"""manage.py export as design/contracts.md §4 has it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from budgeting.models import Arrangement
from enrolment.models import Election
from reports.models import Batch
from tests.factories_batches import seat_people
from tests.factories_cover import make_arrangement
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def election(reference: None) -> Election:
    """Three whom BPJS takes, and one without his mother's name."""
    election = make_election()
    seat_people(election, 3)
    make_seat(election, make_row(make_nik(9), mother=""), tps=9)
    return election


def export(election: Election, out: Path, *more: str) -> dict[str, Any]:
    told = StringIO()
    asked = ["--election", election.code, "--region", election.region_id, "--out", str(out), "--json", *more]
    call_command("export", *asked, stdout=told)
    return json.loads(told.getvalue())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_first_run_writes_and_the_second_has_nothing_new(election: Election, tmp_path: Path):
    found = export(election, tmp_path / "new" / "folder")
    (file,) = found["files"]
    assert (found["batch"], found["people"], file["rows"]) == (1, 3, 3)
    assert set(file) == {"name", "rows", "sha256"}
    assert found["held_back"] == [{"code": "mother-missing", "people": 1}]
    laid = contents(tmp_path / "new" / "folder")
    assert set(laid) == {file["name"], "kiriman-1-kontrol.csv"}
    assert (tmp_path / "new" / "folder" / file["name"]).stat().st_mode & 0o077 == 0
    again = export(election, tmp_path / "again")
    assert again == {"batch": None, "people": 0, "files": [], "held_back": found["held_back"]}
    assert contents(tmp_path / "again") == {}


def test_a_dry_run_prints_the_same_and_freezes_nothing(election: Election, tmp_path: Path):
    seen = export(election, tmp_path / "dry", "--dry-run")
    assert not Batch.objects.exists()
    assert not (tmp_path / "dry").exists()
    assert export(election, tmp_path / "real") == seen


def test_an_earlier_batch_is_written_again_byte_for_byte(election: Election, tmp_path: Path):
    export(election, tmp_path / "first")
    seat_people(election, 2, first=20)
    export(election, tmp_path / "second")
    found = export(election, tmp_path / "later", "--batch", "1")
    assert contents(tmp_path / "later") == contents(tmp_path / "first")
    assert found["people"] == 3
    assert Batch.objects.count() == 2


def test_other_files_of_the_folder_stay(election: Election, tmp_path: Path):
    (tmp_path / "catatan.txt").write_text("milik orang lain")
    export(election, tmp_path)
    seat_people(election, 1, first=20)
    export(election, tmp_path)
    laid = contents(tmp_path)
    assert laid["catatan.txt"] == b"milik orang lain"
    assert {name.split("-")[1] for name in laid if name.startswith("kiriman")} == {"1", "2"}
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_one_body_alone(election: Election, tmp_path: Path):
    assert export(election, tmp_path, "--body", "pps")["people"] == 0
    assert export(election, tmp_path, "--body", "kpps")["people"] == 3


def test_each_payer_has_a_batch_of_his_own(election: Election, tmp_path: Path, world: Any):
    first, second = (make_arrangement(election, office) for office in (world.office, world.other_payer))
    found = export(election, tmp_path)
    assert found["batch"] == 1  # the first carries everybody: a person's month has one payer
    assert list(Batch.objects.values_list("arrangement", flat=True)) == [first.pk]
    assert export(election, tmp_path, "--payer", second.office.name)["people"] == 0
    assert found["held_back"] == [{"code": "mother-missing", "people": 1}]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--batch", "7"), "tidak mempunyai kiriman nomor 7"),
        (("--body", "xyz"), "badan berkode xyz"),
        (("--payer", "Kantor Lain"), "bernama Kantor Lain"),
    ],
)
def test_what_is_not_there_is_said(election: Election, tmp_path: Path, more: tuple[str, ...], sentence: str):
    with pytest.raises(CommandError, match=sentence):
        export(election, tmp_path, *more)


def test_an_election_of_another_region_is_said(election: Election, tmp_path: Path):
    with pytest.raises(CommandError, match=r"milik wilayah 16\.09"):
        call_command("export", "--election", election.code, "--region", "16.08", "--out", str(tmp_path))
    with pytest.raises(CommandError, match="Tidak ada pemilihan"):
        call_command("export", "--election", "tidak-ada", "--region", "16.09", "--out", str(tmp_path))


def test_a_folder_that_cannot_be_written_is_said_and_the_batch_stays(election: Election, tmp_path: Path):
    blocked = tmp_path / "berkas"
    blocked.write_text("bukan map")
    with pytest.raises(CommandError, match="tidak dapat ditulisi"):
        export(election, blocked)
    assert export(election, tmp_path / "lain", "--batch", "1")["people"] == 3


def test_without_json_it_tells_people_why_somebody_waits(election: Election, tmp_path: Path):
    told = StringIO()
    asked = ["--election", election.code, "--region", "16.09", "--out", str(tmp_path)]
    call_command("export", *asked, stdout=told)
    assert "3 orang dalam 1 berkas." in told.getvalue()
    assert "mother-missing: 1 – Nama ibu kandung belum ada" in told.getvalue()
    assert Arrangement.objects.count() == 1

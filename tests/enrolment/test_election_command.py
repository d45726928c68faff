import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from enrolment.counting import count
from enrolment.models import Election, PollingStation
from tests.factories_enrolment import tps_csv, tps_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def _run(capsys, *args: str) -> str:
    call_command("election", "--preset", "pemilu-2024", "--region", "16.09", *args)
    return capsys.readouterr().out.strip()


def test_it_sets_up_an_election_and_prints_its_code(capsys):
    assert _run(capsys, "--tps", "1352", "--tps-coklit", "1351") == "pemilu-2024-16.09"
    units = count(Election.objects.get()).units
    assert (units.tps, units.tps_coklit) == (1352, 1351)


def test_again_it_brings_it_up_to_date(capsys):
    _run(capsys, "--tps", "1300")
    assert _run(capsys, "--tps", "1352") == "pemilu-2024-16.09"
    assert count(Election.objects.get()).units.tps == 1352


def test_a_tps_file_is_loaded_and_json_tells_the_units(capsys, tmp_path: Path):
    path = tmp_path / "tps.csv"
    path.write_bytes(tps_csv(tps_rows("16.09", per_desa=3)))
    told = json.loads(_run(capsys, "--code", "okus", "--tps-file", str(path), "--json"))
    assert told["code"] == "okus"
    assert told["units"]["tps"] == 777
    assert PollingStation.objects.count() == 777


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--tps", "10000000"], "tps: "),
        (["--tps", "-3"], "tps: "),
        (["--code", "OKU S"], "code: "),
        (["--tps-file", "tidak-ada.csv"], "tidak-ada.csv"),
    ],
)
def test_a_fault_ends_with_status_2_and_stores_nothing(capsys, args: list[str], words: str):
    with pytest.raises(CommandError, match=words) as fault:
        _run(capsys, *args)
    assert fault.value.returncode == 2
    assert not Election.objects.exists()


def test_every_problem_of_a_tps_file_is_printed_with_its_row(capsys, tmp_path: Path):
    path = tmp_path / "tps.csv"
    path.write_text("desa_code,tps\n16.09.99.2001,1\n16.09.01.2003,0\n")
    with pytest.raises(CommandError) as fault:
        _run(capsys, "--tps-file", str(path))
    assert "Baris 2, kolom A" in str(fault.value)
    assert "Baris 3, kolom B" in str(fault.value)
    assert not Election.objects.exists()

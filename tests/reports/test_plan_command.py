"""manage.py plan as people script it (design/contracts.md §2)."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from pypdf import PdfReader

from pemilu_bpjs.formats import rupiah

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = [ROOT / "examples" / "oku-selatan.toml", ROOT / "examples" / "mojokerto.toml"]

pytestmark = pytest.mark.usefixtures("reference")

LINE_KEYS = [
    "code", "name", "body", "institution", "membership", "unit", "units", "per_unit", "extra", "reason", "headcount",
    "excluded", "insured", "wage", "start", "end", "coverage", "months", "jkk_month", "jkm_month", "jkk", "jkm",
    "total", "uncovered_days", "sources",
]  # fmt: skip


def plan(*files: Path | str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("plan", *map(str, files), "--json", stdout=out)
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    return found


def refused(file: Path) -> str:
    told = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("plan", str(file), "--json", stdout=io.StringIO(), stderr=told)
    assert ended.value.code == 2
    return told.getvalue()


def write(folder: Path, text: str, name: str = "rencana.toml") -> Path:
    path = folder / name
    path.write_text('name = "R"\nregion = "16.09"\nelection = "pemilu-2024"\n' + text, encoding="utf-8")
    return path


def test_headcounts_of_the_two_seed_regions() -> None:
    oku, mojokerto = plan(*EXAMPLES)
    heads = {body: sums["headcount"] for body, sums in oku["by_body"].items()}
    assert heads == {"ppk": 95, "pps": 777, "kpps": 9464, "linmas": 2704, "pkd": 259}
    heads = {body: sums["headcount"] for body, sums in mojokerto["by_body"].items()}
    assert heads == {"ppk": 90, "sek-ppk": 54, "pps": 912, "sek-pps": 912, "kpps": 23156, "linmas": 6616}


def test_the_object_has_the_keys_of_the_contract() -> None:
    (oku,) = plan(EXAMPLES[0])
    assert list(oku) == [
        "file", "name", "region", "election", "units", "lines", "by_body", "by_institution", "by_year", "by_month",
        "headcount", "insured", "jkk", "jkm", "total", "warnings",
    ]  # fmt: skip
    assert oku["file"] == str(EXAMPLES[0])
    assert oku["region"] == {"code": "16.09", "name": "Kabupaten Ogan Komering Ulu Selatan"}
    assert oku["units"] == {"kecamatan": 19, "desa": 259, "tps": 1352, "tps_coklit": None, "tps_over_400": None}
    assert all(list(line) == LINE_KEYS for line in oku["lines"])
    pkd = next(line for line in oku["lines"] if line["code"] == "pkd")
    assert (pkd["months"], pkd["coverage"][0], pkd["coverage"][-1]) == (8, "2023-09", "2024-04")


def test_the_line_of_the_contract_to_the_rupiah(tmp_path: Path) -> None:
    (found,) = plan(write(tmp_path, '[units]\ntps = 1352\n[[position]]\ncode = "kpps-anggota"\n'))
    (line,) = found["lines"]
    sources = line.pop("sources")
    assert line == {
        "code": "kpps-anggota", "name": "Anggota KPPS", "body": "kpps", "institution": "KPU", "membership": "PU",
        "unit": "tps", "units": 1352, "per_unit": 6, "extra": 0, "reason": None, "headcount": 8112, "excluded": 0,
        "insured": 8112, "wage": 1100000, "start": "2024-01-25", "end": "2024-02-25",
        "coverage": ["2024-01", "2024-02"], "months": 2, "jkk_month": 2640, "jkm_month": 3300, "jkk": 42831360,
        "jkm": 53539200, "total": 96370560, "uncovered_days": 0,
    }  # fmt: skip
    assert "S-647/MK.02/2022" in sources


def test_all_sums_meet() -> None:
    for found in plan(*EXAMPLES):
        for sums in ("by_body", "by_institution", "by_year", "by_month"):
            assert sum(each["total"] for each in found[sums].values()) == found["total"]
        assert found["jkk"] + found["jkm"] == found["total"]


def test_a_tps_file_gives_the_number_of_tps(tmp_path: Path) -> None:
    rows = "desa_code,tps,voters\n16.09.01.1013,1,250\n16.09.01.1013,2,260\n16.09.01.1014,1,\n"
    (tmp_path / "tps.csv").write_text(rows, encoding="utf-8")
    (found,) = plan(write(tmp_path, '[units]\ntps_file = "tps.csv"\n[[position]]\ncode = "kpps"\n'))
    assert found["units"]["tps"] == 3
    assert found["headcount"] == 21


def test_without_positions_all_that_can_be_counted_is_planned(tmp_path: Path) -> None:
    (found,) = plan(write(tmp_path, "[units]\ntps = 1352\n"))
    codes = {warning["code"] for warning in found["warnings"]}
    assert "pantarlih" not in found["by_body"]
    assert {"unit-unknown", "asn-excluded", "no-code-regime", "tenure-unverified"} <= codes
    assert found["by_institution"]["Satpol PP"]["headcount"] == 2704


def test_bpu_lines_have_no_wage(tmp_path: Path) -> None:
    text = '[units]\ntps = 10\n[premium]\nmembership = "BPU"\n[[position]]\ncode = "kpps-ketua"\n'
    (line,) = plan(write(tmp_path, text))[0]["lines"]
    assert (line["wage"], line["jkk_month"], line["jkm_month"], line["total"]) == (None, 10000, 6800, 336000)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[units]\nkecamatan = 0\n", "units.kecamatan"),
        ("[units]\ntps = 10000000\n", "units.tps"),
        ('[units]\ntps_file = "tidak-ada.csv"\n', "units.tps_file"),
        ('[[position]]\ncode = "kpps"\n', "units.tps"),
        ('[[position]]\ncode = "kkps"\n', "position[1].code"),
        ('[units]\ntps = 5\n[[position]]\ncode = "kpps"\ncoverage = "2023-01/2023-02"\n', "position[1].coverage"),
    ],
)
def test_a_fault_names_file_key_and_expectation(tmp_path: Path, text: str, told: str) -> None:
    path = write(tmp_path, text)
    assert f"{path}: {told}: " in refused(path)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [('"16.09"', '"99.99"', "region"), ('"16.09"', '"16.09.01"', "region"), ("pemilu-2024", "pemilu-1955", "election")],
)
def test_unknown_regions_and_elections_are_faults(tmp_path: Path, old: str, new: str, key: str) -> None:
    path = write(tmp_path, "")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert f": {key}: " in refused(path)


def test_region_and_election_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "rencana.toml"
    path.write_text('name = "R"\nregion = "99.99"\nelection = "pemilu-1955"\n', encoding="utf-8")
    told = refused(path)
    assert f"{path}: region: " in told
    assert f"{path}: election: " in told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("desa_code,tps,voters\n16.09.99.2001,1,250\n", "Baris 2"),
        ("desa_code,tps,voters\n16.09.01.1013,1,250\n16.09.01.1013,1,250\n", "Baris 3"),
        ("desa_code,tps,voters\n1.60901E+09,1,250\n", "Baris 2"),
    ],
)
def test_a_faulty_tps_file_is_told_by_its_row(tmp_path: Path, rows: str, told: str) -> None:
    (tmp_path / "tps.csv").write_text(rows, encoding="utf-8")
    assert told in refused(write(tmp_path, '[units]\ntps_file = "tps.csv"\n'))


def test_one_faulty_file_stops_all_of_them(tmp_path: Path) -> None:
    faulty = write(tmp_path, "[units]\ntps = -1\n")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("plan", str(EXAMPLES[0]), str(faulty), "--json", stdout=out, stderr=io.StringIO())
    assert out.getvalue() == ""


@pytest.mark.parametrize("content", [b"\xff\xfe\x00name", None])
def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "rencana.toml"
    if content is not None:
        path.write_bytes(content)
    assert str(path) in refused(path)


def test_a_name_that_is_not_utf8_is_printed_as_far_as_it_can_be(tmp_path: Path) -> None:
    path = write(tmp_path, '[units]\ntps = 1\n[[position]]\ncode = "kpps"\n', "ren\udcffcana.toml")
    assert plan(path)[0]["file"] == f"{tmp_path}/ren\ufffdcana.toml"


def test_a_folder_in_the_place_of_one_file_keeps_all_of_them_unwritten(tmp_path: Path) -> None:
    folder = tmp_path / "hasil"
    (folder / "rencana.xlsx").mkdir(parents=True)
    path = write(tmp_path, '[units]\ntps = 1\n[[position]]\ncode = "kpps"\n')
    assert f"--out {folder}" in unwritten(str(path), "--out", str(folder))
    assert [each.name for each in folder.iterdir()] == ["rencana.xlsx"]


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    assert "/dev/zero: Berkas melebihi" in refused(Path("/dev/zero"))
    assert "units.tps_file: " in refused(write(tmp_path, '[units]\ntps_file = "/dev/zero"\n'))


def test_out_writes_pdf_workbook_and_object_of_every_file(tmp_path: Path) -> None:
    told, out = io.StringIO(), io.StringIO()
    folder = tmp_path / "hasil" / "baru"
    call_command("plan", str(EXAMPLES[0]), "--out", str(folder), "--json", stdout=out, stderr=told)
    names = ["oku-selatan.json", "oku-selatan.pdf", "oku-selatan.xlsx"]
    assert sorted(path.name for path in folder.iterdir()) == names
    (printed,) = json.loads(out.getvalue())
    assert json.loads((folder / "oku-selatan.json").read_text(encoding="utf-8")) == printed
    pages = PdfReader(folder / "oku-selatan.pdf").pages
    text = " ".join(page.extract_text() for page in pages)
    for amounts in printed["by_year"].values():
        assert f"{rupiah(amounts['total'])},00" in text
    book = openpyxl.load_workbook(folder / "oku-selatan.xlsx", data_only=True)
    assert book.sheetnames[:3] == ["Ringkasan-2023", "RAB-2023", "RKA-2023"]
    sums = {row[0].value: row[3].value for row in book["Ringkasan-2023"].iter_rows()}
    assert sums["Seluruh rencana"] == printed["total"]
    assert all(name in told.getvalue() for name in names)


def unwritten(*arguments: str) -> str:
    told = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("plan", *arguments, stdout=io.StringIO(), stderr=told)
    assert ended.value.code == 2
    return told.getvalue()


def test_a_fault_in_any_file_writes_nothing_at_all(tmp_path: Path) -> None:
    folder, faulty = tmp_path / "hasil", write(tmp_path, "[units]\ntps = -1\n")
    assert "units.tps" in unwritten(str(EXAMPLES[0]), str(faulty), "--out", str(folder))
    assert not folder.exists()


def test_two_files_of_one_name_would_overwrite_each_other(tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    first, second = write(tmp_path, ""), write(tmp_path / "lain", "")
    folder = tmp_path / "hasil"
    assert "rencana: " in unwritten(str(first), str(second), "--out", str(folder))
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_said_so_and_left_alone(tmp_path: Path) -> None:
    blocked = tmp_path / "berkas"
    blocked.write_text("milik orang lain", encoding="utf-8")
    assert f"--out {blocked}" in unwritten(str(EXAMPLES[0]), "--out", str(blocked))
    assert blocked.read_text(encoding="utf-8") == "milik orang lain"

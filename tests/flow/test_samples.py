"""Every sample gives exactly the faults that its truth names, no more and no fewer, in whatever format it comes."""

import codecs
import csv
import datetime
import io

import openpyxl
import pytest

from tests.sample_rosters import NAMES, Sample, checked, election_of, found_faults, found_units, sample

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_exactly_its_faults(reference: None, name: str):
    given = sample(name)
    upload = checked(given, election_of(given))
    found = found_faults(upload)
    assert given.faults("expect") - found == set()
    assert found - given.faults("expect") - given.faults("may") == set()
    assert upload.file_problems == []


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_exactly_its_units(reference: None, name: str):
    given = sample(name)
    found = found_units(checked(given, election_of(given)))
    assert given.units("units_expect") - found == set()
    assert found - given.units("units_expect") - given.units("units_may") == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_counts_every_row_once(reference: None, name: str):
    given = sample(name)
    upload = checked(given, election_of(given))
    told = {
        "rows": upload.rows,
        "clean_rows": upload.ok,
        "warned_rows": upload.warned,
        "rejected_rows": upload.rejected,
    }
    assert told == {key: given.truth[key] for key in told}
    assert upload.lines.count() == upload.rows


def as_text(cell: object) -> str:
    """As a spreadsheet writes a cell into a CSV."""
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d/%m/%Y}"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else "" if cell is None else str(cell)


def csv_of(given: Sample, delimiter: str, encoding: str, mark: bytes = b"") -> bytes:
    sheet = openpyxl.load_workbook(io.BytesIO(given.content), data_only=True)[given.truth["sheets"][0]["name"]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([map(as_text, row) for row in sheet.iter_rows(values_only=True)])
    return mark + text.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("delimiter", "encoding", "mark"),
    [(";", "utf-8", codecs.BOM_UTF8), (",", "cp1252", b""), ("\t", "utf-16-le", codecs.BOM_UTF16_LE)],
    ids=["semicolon, UTF-8 with mark", "comma, Windows-1252", "tab, UTF-16"],
)
@pytest.mark.parametrize("name", ["s1-kpps-muara-dua", "s2-pps-oku-selatan", "s4-panwas-jetis"])
def test_a_sample_as_csv_gives_the_same_faults(reference: None, name: str, delimiter: str, encoding: str, mark: bytes):
    given = sample(name)
    content = csv_of(given, delimiter, encoding, mark)
    upload = checked(given, election_of(given), name="daftar.csv", content=content)
    found = found_faults(upload)
    expected = {(None, row, code) for _sheet, row, code in given.faults("expect")}
    allowed = {(None, row, code) for _sheet, row, code in given.faults("may")}
    assert (expected - found, found - expected - allowed) == (set(), set())
    assert (upload.rows, upload.rejected) == (given.truth["rows"], given.truth["rejected_rows"])

"""Rosters in the styles of many offices: exactly the faults put into them; returned, mended, accepted as they are."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.checking import check
from enrolment.actions.rosters.receiving import receive
from enrolment.models import Election, RosterUpload
from enrolment.rules.roster_problems import SEVERITY, Severity
from enrolment.told_problems import told
from enrolment.writers.returned import returned_file
from tests.enrolment.hard_rosters import Made
from tests.enrolment.hard_styles import STYLES, deep_header, one_after_the_other, sheets_of_kecamatan
from tests.factories_enrolment import make_election, make_tps_list
from tests.sample_rosters import found_faults

pytestmark = pytest.mark.django_db

Style = Callable[[], Made]
each_style = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)


def election_of(given: Made) -> Election:
    election = make_election(region=given.region, preset=given.preset)
    if given.tps:
        assert not make_tps_list(election, list(given.tps)).problems
    return election


def checked(given: Made, election: Election, content: bytes | None = None) -> RosterUpload:
    received = receive(
        election=election,
        institution=given.institution,
        region=given.region,
        body=given.body,
        name=given.name,
        content=content or given.content,
        office=None,
        by=None,
    )
    return check(upload=received.upload, content=content or given.content)


def rejected_rows(given: Made) -> int:
    return len({(sheet, row) for sheet, row, code in given.faults if SEVERITY[code] is Severity.ERROR})


@each_style
def test_a_roster_gives_exactly_the_faults_put_into_it(reference: None, style: Style):
    given = style()
    upload = checked(given, election_of(given))
    found = found_faults(upload)
    assert (given.faults - found, found - given.faults) == (set(), set())
    assert (upload.rows, upload.rejected) == (len(given.whole), rejected_rows(given))
    assert upload.ok + upload.warned + upload.rejected == upload.rows


@each_style
def test_what_a_script_is_told_shows_nobodys_number(reference: None, style: Style):
    given = style()
    said = str(told(checked(given, election_of(given))))
    numbers = {cell for cells in given.whole.values() for cell in cells if isinstance(cell, str) and cell.isdecimal()}
    assert [number for number in numbers if len(number) > 9 and number in said] == []


@pytest.mark.parametrize("style", [sheets_of_kecamatan, deep_header, one_after_the_other])
def test_a_returned_workbook_is_read_as_before_and_mended_has_no_faults_left(reference: None, style: Style):
    given = style()
    election = election_of(given)
    first = checked(given, election)
    book = openpyxl.load_workbook(io.BytesIO(returned_file(first, given.content)[1]))
    for sheet, row, code in given.faults:
        assert any(cell.comment for cell in book[sheet][row]), f"{code} in row {row} is marked nowhere"
        for column, cell in enumerate(given.whole[sheet, row], 1):
            if cell != "" or book[sheet].cell(row, column).comment:
                book[sheet].cell(row, column, cell)
    mended = io.BytesIO()
    book.save(mended)
    second = checked(given, election, mended.getvalue())
    assert second.layout["key"] == first.layout["key"]
    assert (second.rows, {code for _sheet, _row, code in found_faults(second)}) == (first.rows, surplus(given))


def surplus(given: Made) -> set[str]:
    """A fault that no cell of its row can mend."""
    return {code for _sheet, _row, code in given.faults} & {"unit-overfull"}


@each_style
def test_accepted_twice_nothing_changes_the_second_time(reference: None, style: Style):
    given = style()
    election = election_of(given)
    upload = checked(given, election)
    assert accept(upload=upload, by=None).accepted == upload.rows - upload.rejected
    # The same people in a file of other bytes: a new upload, in which everybody stands already.
    again = checked(given, election, another(given))
    done = accept(upload=again, by=None)
    assert (done.accepted, done.unchanged) == (0, upload.rows - upload.rejected)


def another(given: Made) -> bytes:
    """The same rows in other bytes."""
    if given.name.endswith(".csv"):
        return given.content + ("\r\n".encode("utf-16-le") if given.content[:2] == b"\xff\xfe" else b"\r\n")
    return commented(given.content)


def commented(archive: bytes) -> bytes:
    """A zip archive with a comment at its end."""
    assert archive.endswith(b"\0\0")
    return archive[:-2] + b"\x01\0 "

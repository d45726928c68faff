"""A file whose NIKs went through Excel: what is said of it, and the template with everything but the NIKs."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from enrolment.models import Election
from enrolment.rules.excel_damage import Span
from enrolment.rules.roster_fields import Field
from enrolment.writers.doctor import diagnosis, doctor_file
from tests import factories_rosters as rosters
from tests.factories_enrolment import make_election
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def damaged() -> list[dict]:
    """Of six people the first two have a number for a NIK, the third what Excel shows of one."""
    people = list(rosters.pps(rosters.first_desa(2)))
    people[0]["nik"], people[1]["nik"], people[2]["nik"] = 1609031203900000, 160903120390000, "1,60903E+15"
    return people


def test_the_diagnosis_names_what_happened_and_which_rows_are_sure(world: World, election: Election):
    found = diagnosis(rosters.send(world, election, "a.xlsx", rosters.plain_workbook(damaged())))

    assert (found.rows, found.numbers, found.scientific, found.doubtful) == (6, 2, 1, 0)
    assert (found.certain, found.sound) == ((Span(0, 2, 4),), (Span(0, 5, 7),))


def test_the_template_holds_everything_but_the_damaged_niks(world: World, election: Election):
    people = damaged()
    people[3]["address"] = "=cmd|'/c calc'!A1"
    people[1]["phone"] = 81234567890  # a number, without the 0 that it began with
    upload = rosters.send(world, election, "daftar pps.xlsx", rosters.plain_workbook(people))

    name, content = doctor_file(upload)

    assert name == "daftar pps-templat-aman.xlsx"
    sheet = load_workbook(io.BytesIO(content))["Daftar"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[5] for row in rows] == [None, None, None, *(each["nik"] for each in people[3:])]
    assert [row[6] for row in rows] == [each["name"] for each in people]
    assert rows[0][1:5] == (people[0]["desa"].parent.name, people[0]["desa"].name, None, "Ketua PPS")
    assert rows[0][8].date() == people[0]["born"]
    assert [row[14] for row in rows[:2]] == [people[0]["phone"], "081234567890"]
    assert (sheet["K5"].data_type, sheet["K5"].quotePrefix) == ("s", True)
    assert sheet.column_dimensions["F"].number_format == "@"
    assert not sheet["F5"].protection.locked


def test_filled_in_and_sent_again_it_has_no_fault(world: World, election: Election):
    people = damaged()
    upload = rosters.send(world, election, "a.xlsx", rosters.saved(rosters.office_list(people)))
    book = load_workbook(io.BytesIO(doctor_file(upload)[1]))
    for row in (2, 3, 4):
        book["Daftar"].cell(row, 6).value = rosters.person(row - 1)["nik"]
        book["Daftar"].cell(row, 12).value = "32211"
        book["Daftar"].cell(row, 14).value = "Kawin"

    again = rosters.send(world, election, "b.xlsx", rosters.saved(book))

    assert (again.rows, again.ok, again.warned, again.rejected) == (6, 6, 0, 0)
    assert [line.region_code for line in again.lines.all()] == [each["desa"].pk for each in people]


def test_a_month_that_stands_first_is_written_as_the_day_that_it_means(world: World, election: Election):
    """Without NIKs nothing in the new file could prove it."""
    people = damaged()
    for number, each in enumerate(people):
        each["born"] = f"03/{13 + number}/1990"
    upload = rosters.send(world, election, "a.xlsx", rosters.plain_workbook(people))
    sheet = load_workbook(io.BytesIO(doctor_file(upload)[1]))["Daftar"]
    assert [sheet.cell(row, 9).value.date() for row in (2, 3)] == [date(1990, 3, 13), date(1990, 3, 14)]


def test_what_was_typed_over_is_kept_and_who_stands_already_is_not_asked_for_again(world: World, election: Election):
    upload = rosters.send(world, election, "a.xlsx", rosters.plain_workbook(damaged()))
    from_review = rosters.person(1)["nik"]
    edit = upload.lines.get(row=2)
    rosters.edit(world, upload, edit, {Field.NIK: from_review, Field.MOTHER: "Ibu Aminah"})
    upload.lines.filter(row=7).update(accepted_at=upload.checked_at)

    rows = list(load_workbook(io.BytesIO(doctor_file(upload)[1]))["Daftar"].iter_rows(min_row=2, values_only=True))

    assert len(rows) == 5
    assert (rows[0][5], rows[0][12]) == (from_review, "Ibu Aminah")

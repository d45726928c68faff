"""Who lacks what SIPP asks for: a list that is filled in and sent again like any roster."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from enrolment.actions.rosters.comparing import compare
from enrolment.models import Assignment, Election, PersonRecord, Region, RosterUpload
from enrolment.rules.roster_words import read_marital
from enrolment.writers.lacks import MARITAL, lacks_file
from tests import factories_rosters as rosters
from tests.factories_enrolment import make_election
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def people(world: World, election: Election) -> list[dict[str, Any]]:
    """Two whole PPS that stand; nobody's marital status and postcode is known, of one the mother is not either."""
    found = list(rosters.pps(rosters.first_desa(2)))
    found[1]["mother"] = ""
    rosters.accepted(world, election, found)
    return found


def rows_of(election: Election, region: str = "16.09", institution: str = "KPU") -> list[tuple[Any, ...]]:
    made = lacks_file(election=election, region=Region.objects.get(pk=region), institution=institution)
    rows = list(load_workbook(io.BytesIO(made.content))["Daftar"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == made.people
    return rows


def test_each_row_says_who_lacks_what_and_all_that_is_known(
    world: World, election: Election, people: list[dict[str, Any]]
):
    rows = rows_of(election)

    assert len(rows) == 6
    second = next(row for row in rows if row[5] == people[1]["nik"])
    assert second[1:3] == (people[1]["desa"].parent.name, people[1]["desa"].name)
    assert second[4] == "Anggota PPS"
    assert second[6] == people[1]["name"]
    assert second[8].date() == people[1]["born"]
    assert second[12] is None
    assert {word.lower() for word in second[-1].split(", ")} == {"nama ibu kandung", "status kawin", "kode pos"}


def test_a_marital_status_goes_out_in_words_that_are_read_back():
    assert {letter: read_marital(word) for letter, word in MARITAL.items()} == {"Y": "Y", "T": "T"}


def test_another_region_and_another_institution_have_none_of_them(
    world: World, election: Election, people: list[dict[str, Any]]
):
    assert rows_of(election, institution="Bawaslu") == []
    kecamatan = people[0]["desa"].parent_id
    other = Region.objects.below("16.09", "kecamatan").exclude(pk=kecamatan)[0]
    assert rows_of(election, region=other.pk) == []
    assert len(rows_of(election, region=people[0]["desa"].pk)) == 3


def test_who_is_whole_not_insured_or_withdrawn_is_not_asked_for(
    world: World, election: Election, people: list[dict[str, Any]]
):
    first, second, third, *_rest = Assignment.objects.order_by("pk")
    PersonRecord.objects.filter(pk=first.record_id).update(lacks=0)
    Assignment.objects.filter(pk=second.pk).update(is_reserve=True)
    Assignment.objects.filter(pk=third.pk).update(not_insured="asn")
    assert len(rows_of(election)) == 3


def test_filled_in_and_sent_again_it_changes_what_was_lacking_and_nothing_else(
    world: World, election: Election, people: list[dict[str, Any]]
):
    Assignment.objects.update(start=date(2023, 2, 1))
    made = lacks_file(election=election, region=Region.objects.get(pk="16.09"), institution="KPU")
    book = load_workbook(io.BytesIO(made.content))
    for row in range(2, 8):
        book["Daftar"].cell(row, 12).value = "32211"
        book["Daftar"].cell(row, 13).value = book["Daftar"].cell(row, 13).value or "Ibu Aminah"
        book["Daftar"].cell(row, 14).value = "Kawin"

    upload = rosters.send(world, election, made.name, rosters.saved(book))
    assert (upload.state, upload.rows, upload.ok) == (RosterUpload.State.READY, 6, 6)
    assert compare(upload=upload).is_part
    rosters.accept(upload=upload, by=world.kpu)

    assert rows_of(election) == []
    assert Assignment.objects.standing().count() == 6
    assert set(Assignment.objects.values_list("start", flat=True)) == {date(2023, 2, 1)}


def test_the_number_of_queries_does_not_grow_with_the_people(
    world: World, election: Election, people: list[dict[str, Any]], django_assert_num_queries
):
    rosters.accepted(world, election, list(rosters.pps(rosters.first_desa(12)[2:], first=50)))
    with django_assert_num_queries(5):
        assert len(rows_of(election)) == 36

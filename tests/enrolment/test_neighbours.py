"""One person in two kabupaten: neither office learns or changes what the other one wrote of him."""

from dataclasses import replace

import pytest

from enrolment.actions.people.correcting import correct
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.undoing import undo
from enrolment.models import Assignment, PersonRecord
from enrolment.particulars import open_particulars
from enrolment.record_writing import as_row
from enrolment.rules.roster_fields import Field
from pemilu_bpjs.models import User
from pemilu_bpjs.roles import Role
from tests.factories import make_member, make_office
from tests.factories_enrolment import make_election
from tests.factories_rosters import accepted, first_desa, nik, person, plain_workbook, send
from tests.people import NEIGHBOUR_REGION, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HIDDEN = (Field.MOTHER, Field.PHONE, Field.ADDRESS)


@pytest.fixture
def ours(world: World) -> PersonRecord:
    accepted(world, make_election(), [person(1, desa=first_desa(1)[0], position="Ketua PPS")])
    return PersonRecord.objects.get()


@pytest.fixture
def their_kpu(world: World) -> User:
    return make_member(Role.KPU, make_office(NEIGHBOUR_REGION, kind="kpu"), "kpu-tetangga")


@pytest.fixture
def theirs(world: World, ours: PersonRecord, their_kpu: User) -> Assignment:
    """KPU of the next kabupaten accepts a NIK of ours with nothing but a name beside it."""
    silent = dict.fromkeys(("mother", "phone", "address"), "")
    people = [person(1, desa=first_desa(1, NEIGHBOUR_REGION)[0], position="Ketua PPS", **silent)]
    election = make_election(NEIGHBOUR_REGION)
    upload = send(world, election, "x.xlsx", plain_workbook(people), by=their_kpu, region=NEIGHBOUR_REGION)
    accept(upload=upload, by=their_kpu)
    return Assignment.objects.get(election=election)


def said(record: PersonRecord) -> set[str]:
    particulars = open_particulars(record.sealed)
    return {particulars[each] for each in HIDDEN}


def test_what_our_office_wrote_is_not_filled_in_for_theirs(ours: PersonRecord, theirs: Assignment):
    assert theirs.person == ours.person
    assert said(theirs.record) == {""}
    assert "" not in said(ours)


def test_what_they_correct_or_take_back_leaves_ours_alone(ours: PersonRecord, theirs: Assignment, their_kpu: User):
    before = PersonRecord.objects.filter(pk=ours.pk).values().get()
    upload, row = theirs.upload, as_row(theirs.record)
    correct(assignment=theirs, row=replace(row, name="Nama Lain", nik=nik(900)), by=their_kpu)
    correct(assignment=Assignment.objects.get(pk=theirs.pk), row=row, by=their_kpu)
    assert PersonRecord.objects.filter(pk=ours.pk).values().get() == before
    assert Assignment.objects.get(record=ours).person_id == before["person_id"]
    PersonRecord.objects.filter(pk=theirs.record_id).update(updated_at=upload.accepted_at)
    undo(upload=upload, by=their_kpu)
    assert PersonRecord.objects.values().get() == before

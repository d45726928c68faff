"""Whoever steals the disk, a dump or the media folder after a roster was checked, mended, accepted and returned."""

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from openpyxl import Workbook

from enrolment.actions.roster_files import keep_returned
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.comparing import compare
from enrolment.actions.rosters.editing import edit_cells
from enrolment.actions.rosters.undoing import undo
from enrolment.models import Assignment, Election, PersonRecord, RosterUpload
from enrolment.particulars import open_cells, open_edits, open_particulars
from enrolment.rules.roster_fields import Field
from pemilu_bpjs.models import Document
from tests.enrolment.rosters import HEADER, line, person, send_and_check
from tests.factories import make_job
from tests.factories_enrolment import make_election
from tests.pemilu_bpjs import dump
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)

# Nobody else of the tests is called so or born then: on SQLite the file still holds what they have deleted.
BORN = date(1987, 11, 23)
NIK, OTHER_NIK, WRONG_NIK = "1609056311879871", "1609056311879872", "160905631187987"
KK, MOTHER, LATER_MOTHER = "1609052311109873", "Zulaikhowati Prameswari", "Khoirunnisyah Wardani"
PHONE, EMAIL, ADDRESS = "081298765431", "zaskia.contoh@example.id", "Lorong Kembang Sepatu 77"
SECRETS = [NIK, OTHER_NIK, WRONG_NIK, KK, MOTHER, LATER_MOTHER, PHONE, PHONE[1:], EMAIL, ADDRESS, BORN]


def roster(nik: str, mother: str, tps: int = 1) -> bytes:
    """Four people, of whom one is looked for."""
    looked_for = person(0, nik=nik, name="Zaskia Contoh", mother=mother, phone=PHONE, birth_date=f"{BORN:%d-%m-%Y}")
    looked_for[5], looked_for[10] = ADDRESS, str(tps)
    book = Workbook()
    for row in ([*HEADER, "No KK", "Email"], [*looked_for, KK, EMAIL], *(person(number) for number in range(1, 4))):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def sent(world: World, election: Election, content: bytes, name: str) -> RosterUpload:
    return send_and_check(election, content, name=name, by=world.kpu, office=world.office)


def shown() -> set[Any]:
    return dump.shown(SECRETS, dump.everything_at_rest(connection))


def test_a_stolen_disk_shows_nobody(world: World, election: Election):
    by = world.kpu
    upload = sent(world, election, roster(WRONG_NIK, MOTHER), "pertama.xlsx")
    assert line(upload, 2).state == "rejected"
    assert shown() == set()

    edit_cells(upload=upload, line=line(upload, 2), texts={Field.NIK: NIK}, by=by)
    returned = keep_returned(job=make_job(by, world.office, kind="roster-returned"), upload=upload)
    assert accept(upload=upload, by=by).new == 4
    assert shown() == set()

    later = sent(world, election, roster(NIK, LATER_MOTHER, tps=2), "kedua.xlsx")
    old = Assignment.objects.get(line=line(upload, 2))
    assert compare(upload=later).numbers.moved == 1
    assert accept(upload=later, by=by, ends=[old.pk]).new == 1
    namesake = sent(world, election, roster(OTHER_NIK, MOTHER, tps=3), "ketiga.xlsx")
    assert {each["code"] for each in line(namesake, 2).clashes} == {"same-person-maybe"}
    assert shown() == set()
    undo(upload=later, by=by)
    assert shown() == set()

    # All of it is there for whoever holds the keys: nothing was searched in vain.
    record = PersonRecord.objects.get(assignments=old)
    said = open_particulars(record.sealed)
    assert (said[Field.NIK], said[Field.KK], said[Field.MOTHER], said[Field.BIRTH_DATE]) == (NIK, KK, MOTHER, BORN)
    kept = line(upload, 2)
    assert open_edits(kept.sealed_edits) == {Field.NIK: NIK}
    assert WRONG_NIK in open_cells(kept.sealed_cells).cells
    assert Document.objects.filter(is_personal=True, pk=returned.pk).exists()

"""Files about people lie with an office all of whose members may see everyone in them."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from enrolment.models import Election, RosterUpload
from pemilu_bpjs import jobs
from pemilu_bpjs.models import Document, Office, User
from pemilu_bpjs.roles import Role
from tests.factories import make_member, make_membership
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

KPU_NAME, BAWASLU_NAME, FAR_NAME = "Siti Contoh", "Budi Contoh", "Rina Contoh"


@pytest.fixture
def election(world: World) -> Election:
    """One of KPU's, one of Bawaslu's, and one of KPU's in another kecamatan."""
    election = make_election()
    make_seat(election, make_row(name=KPU_NAME, mother=""))
    bawaslu = make_row(make_nik(2), BAWASLU_NAME, mother="")
    make_seat(election, bawaslu, institution="Bawaslu", body="ptps", position="ptps")
    make_seat(election, make_row(make_nik(4), FAR_NAME), region_code="16.09.02.2001")
    return election


@pytest.fixture
def of_both(world: World) -> User:
    """Somebody who works for KPU and for Bawaslu."""
    user = make_member(Role.KPU, Office.objects.get(kind="kpu"), "kedua")
    make_membership(user, Role.BAWASLU, Office.objects.get(kind="bawaslu"))
    return user


def texts_of(workbook: bytes) -> set[Any]:
    return {cell for row in load_workbook(io.BytesIO(workbook)).active.iter_rows(values_only=True) for cell in row}


def made(kind: str) -> Document:
    while jobs.run_next():
        pass
    return Document.objects.get(kind=kind)


def test_a_list_asked_for_by_a_member_of_two_institutions_is_of_one(world: World, signed_in, election, of_both: User):
    signed_in(of_both).post(reverse("enrolment:people-export"), {"pemilihan": election.code})
    document = made("people-list")
    told = texts_of(document.content())
    assert Document.objects.visible_to(world.kpu).filter(pk=document.pk).exists()
    assert KPU_NAME in told
    assert BAWASLU_NAME not in told


def test_what_one_institution_lacks_lies_with_that_institution(world: World, signed_in, election, of_both: User):
    asked = {"pemilihan": election.code, "lembaga": "Bawaslu", "wilayah": "16.09"}
    signed_in(of_both).post(reverse("enrolment:people-lacks"), asked)
    document = made("roster-lacks")
    assert not Document.objects.visible_to(world.kpu).filter(pk=document.pk).exists()
    assert Document.objects.visible_to(world.bawaslu).filter(pk=document.pk).exists()


def test_a_planner_who_also_works_for_kpu_sends_bawaslus_list_as_a_planner(world: World, signed_in, election: Election):
    user = make_member(Role.KPU, Office.objects.get(kind="kpu"), "kedua")
    make_membership(user, Role.PLANNER, world.office)
    file = SimpleUploadedFile("daftar.csv", b"NIK;Nama\n1;Contoh\n")
    asked = {"target": f"{election.code}@16.09", "institution": "Bawaslu", "file": file}
    signed_in(user).post(reverse("enrolment:roster-send"), asked)
    upload = RosterUpload.objects.get()
    assert upload.office == world.office
    assert not Document.objects.visible_to(world.kpu).filter(pk=upload.document_id).exists()


def test_who_works_for_a_kecamatan_can_download_what_he_asked_for(world: World, signed_in, election: Election):
    user = make_member(Role.KPU, Office.objects.get(kind="kpu"), "kecamatan", region="16.09.01")
    signed_in(user).post(reverse("enrolment:people-export"), {"pemilihan": election.code})
    document = made("people-list")
    assert signed_in(user).get(reverse("document", args=[document.pk])).status_code == 200
    assert FAR_NAME not in texts_of(document.content())
    file = SimpleUploadedFile("daftar.csv", b"NIK;Nama\n1;Contoh\n")
    asked = {"target": f"{election.code}@16.09.01", "institution": "KPU", "file": file}
    signed_in(user).post(reverse("enrolment:roster-send"), asked)
    assert RosterUpload.objects.get().office.kind == "kpu"

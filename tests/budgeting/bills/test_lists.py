"""The list beside a bill: any layout, asked when unsure, sealed, matched with people of this election alone."""

import io
import json
from collections.abc import Callable, Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from budgeting.actions.bill_lists import apply_list, keep_lines, receive_list
from budgeting.bill_lists import kpj_fp
from budgeting.checks import detail
from budgeting.models import Arrangement, Bill, BillLine, Registration
from budgeting.rules.bill_list import ListedPerson
from budgeting.rules.notes import Faults
from budgeting.rules.three_way import Reason
from enrolment.models import Assignment
from enrolment.rules.masking import masked_number
from pemilu_bpjs import jobs
from pemilu_bpjs.models import Document, Job, User
from tests.factories_bills import PRICE_JKK, PRICE_JKM, make_bill, make_covered
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SignIn = Callable[[User], Client]
HEAD = ("No", "NIK", "Nama", "Upah", "JKK", "JKM")


def workbook(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def row(number: int, jkk: object = PRICE_JKK, jkm: object = PRICE_JKM) -> tuple[object, ...]:
    return (number + 1, make_nik(number), f"Petugas Contoh {number}", 1_100_000, jkk, jkm)


def plain(*numbers: int) -> bytes:
    return workbook(("RINCIAN IURAN JANUARI 2024",), HEAD, *map(row, numbers), ("", "JUMLAH", "", "", 1, 1))


def register(arrangement: Arrangement, seat: Assignment, reference: str, kpj: str) -> None:
    Registration.objects.create(
        arrangement=arrangement,
        person=seat.person,
        assignment=seat,
        reference=reference,
        state=Registration.State.ACTIVE,
        kpj_fp=kpj_fp(kpj),
    )


def test_lines_are_matched_and_sealed(world: World):
    arrangement, seats = make_covered(world)
    bill = make_bill(arrangement, world.bpjs)
    file = receive_list(bill=bill, name="rincian.xlsx", content=plain(0, 1, 2), by=world.bpjs)
    kept = apply_list(bill=bill, file=file, by=world.bpjs)
    assert kept is not None
    assert (kept.lines, kept.unknown, kept.off_people, kept.off_rupiah) == (3, 0, 0, 0)
    lines = list(BillLine.objects.order_by("row"))
    assert [line.person for line in lines] == [seat.person for seat in seats]
    assert [line.row for line in lines] == [3, 4, 5]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM budgeting_billline")
        assert all(make_nik(0)[:8].encode() not in bytes(sealed) for (sealed,) in cursor.fetchall())
    cells = json.loads(BillLine._meta.get_field("sealed").open(bytes(lines[0].sealed)))
    assert cells[1] == make_nik(0)


def test_the_same_list_again_replaces_its_lines(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    for content in (plain(0, 1), plain(0, 1, 2)):
        apply_list(bill=bill, file=receive_list(bill=bill, name="r.xlsx", content=content, by=None), by=None)
    assert BillLine.objects.count() == 3


def test_a_list_that_does_not_come_to_its_bill_says_by_how_much(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    kept = apply_list(bill=bill, file=receive_list(bill=bill, name="r.xlsx", content=plain(0, 1), by=None), by=None)
    assert kept is not None
    assert (kept.off_people, kept.off_rupiah) == (1, PRICE_JKK + PRICE_JKM)


def test_a_list_with_a_total_alone_is_held_against_totals(world: World, signed_in: SignIn):
    arrangement, seats = make_covered(world)
    bill = make_bill(arrangement)
    rows = [(make_nik(n), f"Petugas Contoh {n}", PRICE_JKK + PRICE_JKM + 60 * (n == 2)) for n in range(3)]
    client = signed_in(world.bpjs)
    job = send(client, bill, workbook(("NIK", "Nama", "Total Iuran"), *rows))
    assert job.state == Job.State.DONE
    assert set(BillLine.objects.values_list("jkk", "jkm")) == {(None, None)}
    shown = client.get(job.result["link"]).content.decode()
    assert "JKK dan JKM tidak dipisahkan di dalamnya" in shown
    assert "0 orang, -Rp60" in shown.replace("−", "-")
    found = detail(arrangement, bill.month)
    (cause,) = found.explained.causes
    assert (cause.reason, cause.person, cause.difference.total) == (Reason.OTHER_AMOUNT, seats[2].person_id, 60)
    assert found.explained.difference.total == found.check.compared.off_bill.total == 0


def test_columns_without_any_amount_are_asked_for_in_words(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = signed_in(world.bpjs)
    job = send(client, bill, workbook(("NIK", "Nama"), (make_nik(0), "Petugas Contoh")))
    answer = client.post(job.result["link"], {"header_row": "1", "nik": "0"})
    assert answer.status_code == 400
    assert "bila BPJS tidak memisahkannya, pilih kolom jumlahnya" in answer.content.decode()


def test_member_number_and_our_reference_name_people_too(world: World):
    arrangement, seats = make_covered(world)
    register(arrangement, seats[0], "1609-0001", "24012345678")
    register(arrangement, seats[1], "1609-0002", "24012345679")
    bill = make_bill(arrangement)
    lines = [
        ListedPerson(2, "", "24012345678", "", None, 1, 1),
        ListedPerson(3, "", "", "1609-0002", None, 1, 1),
        ListedPerson(4, "", "99999999999", "", None, 1, 1),
    ]
    assert keep_lines(bill=bill, lines=lines, by=None).unknown == 1
    people = BillLine.objects.order_by("row").values_list("person", flat=True)
    assert list(people) == [seats[0].person_id, seats[1].person_id, None]


def test_nobody_of_another_election_is_asked_after(world: World):
    arrangement, _ = make_covered(world)
    make_seat(make_election("16.08"), make_row(make_nik(50)), region_code="16.08.01.2001")
    bill = make_bill(arrangement)
    lines = [ListedPerson(2, make_nik(50), "", "", None, PRICE_JKK, PRICE_JKM)]
    assert keep_lines(bill=bill, lines=lines, by=None).unknown == 1


def test_an_amount_that_cannot_be_read_keeps_nothing_and_names_the_cell(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    content = workbook(HEAD, row(0), row(1, jkk="dua ribu"))
    with pytest.raises(Faults) as refused:
        apply_list(bill=bill, file=receive_list(bill=bill, name="r.xlsx", content=content, by=None), by=None)
    assert refused.value.notes[0].params == {"cells": "E3"}
    assert not BillLine.objects.exists()


def send(client: Client, bill: Bill, content: bytes, name: str = "rincian.xlsx") -> Job:
    file = SimpleUploadedFile(name, content)
    client.post(reverse("budgeting:bill-list", args=[bill.pk]), {"file": file})
    job = Job.objects.latest("created_at")
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def test_the_branch_sends_a_list_and_sees_its_sum(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = signed_in(world.bpjs)
    job = send(client, bill, plain(0, 1, 2))
    assert (job.state, job.result["link"]) == (Job.State.DONE, reverse("budgeting:bill", args=[bill.pk]))
    page = client.get(job.result["link"]).content.decode()
    assert "Rincian 3 orang sudah dibaca" in page
    assert "tidak kami kenal" not in page.split("<main")[1]
    assert "Jumlahnya sama dengan tagihan." in page
    assert make_nik(0) not in json.dumps([job.params, job.result])


def test_what_a_file_does_not_say_is_asked_with_its_rows_in_view(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = signed_in(world.bpjs)
    content = workbook(("Nomor", "A", "B", "C"), *((make_nik(n), "x", PRICE_JKK, PRICE_JKM) for n in range(3)))
    job = send(client, bill, content)
    address = job.result["link"]
    assert job.result["sentence"].startswith("Satu hal perlu Anda pastikan")
    assert masked_number(make_nik(0)) in client.get(address).content.decode()
    typed = {"header_row": "1", "nik": "0", "jkk": "2", "jkm": "2"}
    twice = client.post(address, typed)
    assert twice.status_code == 400
    assert "Satu kolom dipilih dua kali" in twice.content.decode()
    client.post(address, {**typed, "jkm": "3"})
    jobs.run(Job.objects.latest("created_at").pk)
    assert BillLine.objects.filter(person__isnull=False).count() == 3


def test_the_rows_of_a_list_are_for_its_sender_alone(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    file = receive_list(bill=bill, name="r.xlsx", content=plain(0), by=world.bpjs)
    address = reverse("budgeting:bill-list-columns", args=[bill.pk, file.pk])
    shown = signed_in(world.bpjs).get(address).content.decode()
    assert make_nik(0) not in shown
    assert masked_number(make_nik(0)) in shown
    assert "1100000" in shown
    for who, code in (("planner", 404), ("neighbour", 404), ("tapd", 403), ("stranger", 403)):
        assert signed_in(getattr(world, who)).get(address).status_code == code
    assert file not in Document.objects.visible_to(world.tapd)
    assert file not in Document.objects.visible_to(world.neighbour)


def test_a_file_that_is_no_table_is_refused_in_words(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    job = send(signed_in(world.bpjs), make_bill(arrangement), b"%PDF-1.7 bukan tabel", "rincian.xlsx")
    assert job.state == Job.State.FAILED
    assert "Kirim XLSX, XLS, ODS, atau CSV" in job.error or "tidak dapat dibaca" in job.error


@pytest.mark.parametrize(("who", "code"), [("tapd", 403), ("neighbour", 404), ("stranger", 403)])
def test_others_send_no_list(world: World, signed_in: SignIn, who: str, code: int):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    file = SimpleUploadedFile("r.xlsx", plain(0))
    answer = signed_in(getattr(world, who)).post(reverse("budgeting:bill-list", args=[bill.pk]), {"file": file})
    assert answer.status_code == code
    assert not Document.objects.filter(kind="bill-list").exists()

"""The pages of batches: the planner's, the branch's, and what everybody else finds."""

import datetime
import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from budgeting.models import Registration
from pemilu_bpjs.models import AuditEvent, Document, Job
from reports.models import Batch, SippTemplate
from reports.tasks import start_preview
from tests.factories_answers import answer_file, give, refused, taken
from tests.factories_batches import accept_all, seat_people
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = pytest.mark.django_db


def pages(sent):
    batch = sent.batch
    return [
        reverse("reports:batch", args=[batch.pk]),
        reverse("reports:sending", args=[batch.arrangement_id]),
        reverse("reports:batch-zip", args=[batch.pk]),
        reverse("reports:batch-file", args=[batch.pk, batch.files.get().pk]),
        reverse("reports:answer-give", args=[batch.pk]),
    ]


def test_the_planner_sees_his_batch_and_takes_its_files_on_record(sent, signed_in):
    client = signed_in(sent.world.planner)
    told = client.get(reverse("reports:batches")).content.decode()
    assert "Kiriman 1" in told
    assert "4 belum dijawab" in told
    assert client.get(reverse("reports:batch", args=[sent.batch.pk])).status_code == 200
    answer = client.get(reverse("reports:batch-zip", args=[sent.batch.pk]))
    assert "no-store" in answer["Cache-Control"]
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert [name.rpartition("/")[2].partition("_")[0] for name in names] == ["template", "kiriman-1-kontrol.csv"]
    assert AuditEvent.objects.filter(action="batch.take", actor="planner").count() == 1
    assert AuditEvent.objects.filter(action="person.look", actor="planner").count() == 1


def test_the_branch_sees_what_was_sent_and_nothing_of_anybody_else(sent, signed_in):
    make_seat(sent.election, make_row(make_nik(99), "Belum Dikirim", mother=""), tps=9)
    Batch.objects.update(held_back=[{"code": "mother-missing", "people": 1}])
    client = signed_in(sent.world.bpjs)
    listed = client.get(reverse("reports:batches")).content.decode()
    assert "Kiriman 1" in listed
    assert reverse("reports:sending", args=[sent.batch.arrangement_id]) not in listed
    shown = client.get(reverse("reports:batch", args=[sent.batch.pk])).content.decode()
    assert "Berikan jawaban" in shown
    assert "ibu kandung" not in shown
    assert client.get(reverse("reports:sending", args=[sent.batch.arrangement_id])).status_code == 404
    file = client.get(reverse("reports:batch-file", args=[sent.batch.pk, sent.batch.files.get().pk]))
    assert file.content.startswith(b"PK")
    assert "template_tk_" in file["Content-Disposition"]


def test_the_head_sees_counts_and_no_files(sent, signed_in):
    client = signed_in(sent.world.head)
    shown = client.get(reverse("reports:batch", args=[sent.batch.pk])).content.decode()
    assert "Unduh semua" not in shown
    assert "Berikan jawaban" not in shown
    assert client.get(reverse("reports:batch-zip", args=[sent.batch.pk])).status_code == 403
    assert client.get(reverse("reports:answer-give", args=[sent.batch.pk])).status_code == 403


def test_nobody_else_finds_a_batch(sent, signed_in):
    for user in sent.strangers:
        client = signed_in(user)
        found = {client.get(page).status_code for page in pages(sent)}
        assert found <= {403, 404}, user.get_username()
        listed = client.get(reverse("reports:batches"))
        assert "Kiriman 1" not in listed.content.decode()


def test_who_is_not_signed_in_is_asked_to(sent, client):
    assert {client.get(page).status_code for page in pages(sent)} == {302}


def test_after_its_time_a_batch_is_taken_only_when_the_payer_opens_it_again(sent, signed_in):
    Batch.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))
    branch, planner = signed_in(sent.world.bpjs), signed_in(sent.world.planner)
    zipped, page = (reverse(f"reports:{name}", args=[sent.batch.pk]) for name in ("batch-zip", "batch"))
    assert branch.get(zipped).url == page
    assert "sudah lewat" in branch.get(page).content.decode()
    again = reverse("reports:batch-reopen", args=[sent.batch.pk])
    assert branch.post(again).status_code == 403
    assert planner.post(again).url == page
    assert branch.get(zipped).status_code == 200


def test_what_would_go_is_counted_first_and_then_frozen(sent, signed_in, run_jobs):
    seat_people(sent.election, 2, first=11)
    make_seat(sent.election, make_row(make_nik(99), "Kurang Ibu", mother=""), tps=9)
    client = signed_in(sent.world.planner)
    page = reverse("reports:sending", args=[sent.batch.arrangement_id])
    assert "Belum dihitung" in client.get(page).content.decode()
    client.post(reverse("reports:sending-count", args=[sent.batch.arrangement_id]))
    assert "sedang berjalan" in client.get(page).content.decode()
    assert run_jobs().result["link"] == page
    told = client.get(page).content.decode()
    assert "Nama ibu kandung belum ada" in told
    assert "Bekukan" in told
    assert "Kurang Ibu" not in str(Job.objects.get().result)
    client.post(reverse("reports:sending-freeze", args=[sent.batch.arrangement_id]))
    run_jobs()
    assert Batch.objects.order_by("pk").last().people == 2
    assert "Belum dihitung" in client.get(page).content.decode()


def test_before_somebody_is_said_to_have_left_one_is_asked_whether_he_died(sent, signed_in, run_jobs):
    client, page = signed_in(sent.world.planner), reverse("reports:sending", args=[sent.batch.arrangement_id])
    for is_asked in (False, True):
        start_preview(sent.batch.arrangement, by=sent.world.planner)
        run_jobs()
        assert ("yang meninggal bulan ini" in client.get(page).content.decode()) is is_asked
        accept_all(sent.batch.arrangement)  # taken, and his time is over


def test_only_the_payers_planner_counts_and_freezes(sent, signed_in):
    for user in [*sent.strangers, sent.world.head, sent.world.bpjs]:
        client = signed_in(user)
        for name in ("sending-count", "sending-freeze"):
            assert client.post(reverse(f"reports:{name}", args=[sent.batch.arrangement_id])).status_code in (403, 404)
    assert not Job.objects.exists()


@pytest.mark.parametrize(("who", "names"), [("planner", {"Kurang Kpu", "Kurang Panwas"}), ("kpu", {"Kurang Kpu"})])
def test_each_secretariat_has_a_list_of_its_own_people_who_are_held_back(sent, signed_in, run_jobs, who, names):
    make_seat(sent.election, make_row(make_nik(98), "Kurang Kpu", mother=""), tps=8)
    panwas = {"institution": "Bawaslu", "body": "ptps", "position": "ptps", "tps": 7}
    make_seat(sent.election, make_row(make_nik(99), "Kurang Panwas", mother=""), **panwas)
    client = signed_in(getattr(sent.world, who))
    client.post(reverse("reports:sending-count", args=[sent.batch.arrangement_id]))
    signed_in(sent.world.planner).post(reverse("reports:sending-count", args=[sent.batch.arrangement_id]))
    run_jobs()
    assert "XLSX" in client.get(reverse("reports:rejected")).content.decode()
    client.post(reverse("reports:held-list", args=[sent.batch.arrangement_id]))
    job = run_jobs()
    made = Document.objects.get(pk=job.result["documents"][0])
    told = zipfile.ZipFile(io.BytesIO(made.content())).read("xl/worksheets/sheet1.xml").decode()
    assert {name for name in ("Kurang Kpu", "Kurang Panwas") if name in told} == names
    assert made.is_personal


def test_a_stranger_has_no_list_made(sent, signed_in):
    for user in (sent.world.neighbour, sent.world.bpjs, sent.treasurer, sent.world.stranger):
        answer = signed_in(user).post(reverse("reports:held-list", args=[sent.batch.arrangement_id]))
        assert answer.status_code in (403, 404)


def test_the_batch_page_counts_answers_to_the_person(sent, signed_in):
    from_branch = give(sent.batch.arrangement, [taken(1), refused(2)], by=sent.world.bpjs, batch=sent.batch)
    told = signed_in(sent.world.planner).get(reverse("reports:batch", args=[sent.batch.pk])).content.decode()
    assert from_branch.file_name in told
    assert Registration.objects.filter(state="sent").count() == 4


def test_a_branchs_template_is_mapped_in_a_page_with_an_invented_row(sent, signed_in):
    client = signed_in(sent.world.planner)
    file = io.BytesIO(answer_file([], ("NO_PEGAWAI", "NAMA_LENGKAP", "NOMOR_IDENTITAS", "KOLOM_BARU"), "data_tk_baru"))
    file.name = "template_tk_12345678.xlsx"
    given = {"office": sent.world.office.pk, "kind": "new", "file": file}
    page = client.post(reverse("reports:sipp-templates"), given).url
    shown = client.get(page).content.decode()
    assert "SITI CONTOH" in shown
    assert "Belum ada kolom untuk: tanggal lahir, jenis kelamin" in shown  # BPJS refuses it so
    client.post(page, {"kolom-0": "reference", "kolom-1": "name", "kolom-2": "nik", "kolom-3": "mother"})
    template = SippTemplate.objects.get()
    assert [column["value"] for column in template.columns] == ["reference", "name", "nik", "mother"]
    assert "AMINAH CONTOH" in client.get(page).content.decode()
    for user in [*sent.strangers, sent.world.head, sent.world.bpjs]:
        assert signed_in(user).get(page).status_code in (403, 404), user
    client.post(reverse("reports:sipp-template-drop", args=[template.pk]))
    assert client.get(page).status_code == 404


def test_a_template_that_is_none_is_refused_at_its_field(sent, signed_in):
    file = io.BytesIO(b"%PDF")
    file.name = "a.xlsx"
    given = {"office": sent.world.office.pk, "kind": "new", "file": file}
    answer = signed_in(sent.world.planner).post(reverse("reports:sipp-templates"), given)
    assert answer.status_code == 400
    assert "XLSX" in answer.content.decode()

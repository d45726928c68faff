"""Giving an answer, saying what it means, and applying it, in pages."""

import datetime
import io

import pytest
from django.urls import reverse

from budgeting.models import Registration
from pemilu_bpjs.models import AuditEvent, Job
from reports.actions.answers import apply
from reports.models import Answer
from tests.factories_answers import answer_file, give, kpj_of, nik_of, refused, taken

pytestmark = pytest.mark.django_db


def upload(content, name="hasil.xlsx"):
    file = io.BytesIO(content)
    file.name = name
    return {"file": file, "scope": "one"}


def given(sent, rows, by=None):
    return give(sent.batch.arrangement, rows, by=by or sent.world.bpjs, batch=sent.batch)


def page_of(answer, name="answer"):
    return reverse(f"reports:{name}", args=[answer.pk])


def test_the_branchs_day_a_file_is_given_looked_at_and_applied(sent, signed_in, run_jobs):
    client = signed_in(sent.world.bpjs)
    give_page = reverse("reports:answer-give", args=[sent.batch.pk])
    content = answer_file([taken(1), refused(2), taken(3, start=""), ("", "1609019999", "SUKSES", "", "", "")])
    client.post(give_page, upload(content))
    job = run_jobs()
    answer = Answer.objects.get()
    assert job.result["link"] == page_of(answer)
    shown = client.get(page_of(answer)).content.decode()
    assert "Terapkan jawaban" in shown
    assert Registration.objects.filter(state="sent").count() == 4
    assert nik_of(2) not in client.get(page_of(answer) + "?hasil=rejected").content.decode()
    assert AuditEvent.objects.filter(action="person.look", subject=f"answer:{answer.pk}").count() == 1
    client.post(page_of(answer, "answer-apply"), {"start": "2024-01-20"})
    assert run_jobs().state == Job.State.DONE
    assert Registration.objects.filter(state="active").count() == 2
    assert "Diterapkan oleh" in client.get(page_of(answer)).content.decode()


def test_days_are_those_of_the_office_where_it_is_read(sent, signed_in):
    answer = apply(answer=given(sent, [taken(1)]), by=sent.world.bpjs, start=datetime.date(2024, 1, 20))
    late_at_night = datetime.datetime(2024, 1, 31, 18, tzinfo=datetime.UTC)
    Answer.objects.filter(pk=answer.pk).update(applied_at=late_at_night)
    shown = signed_in(sent.world.bpjs).get(page_of(answer)).content.decode()
    assert "pada 1 Februari 2024; bagi baris tanpa tanggal berlaku sejak 20 Januari 2024" in shown


def test_one_number_for_two_people_and_two_for_one_are_applied_to_nobody_and_stay_a_task(sent, signed_in):
    one, other = kpj_of(90), kpj_of(91)
    rows = [taken(1, kpj=one), taken(2, kpj=one), taken(3), taken(4), taken(4, kpj=other)]
    answer = apply(answer=given(sent, rows), by=sent.world.bpjs)
    assert (answer.accepted, answer.contradictory) == (1, 4)
    told = Registration.objects.order_by("person").values_list("state", "kpj_fp")
    assert [(state, number is None) for state, number in told] == [
        ("sent", True), ("sent", True), ("active", False), ("sent", True),
    ]  # fmt: skip
    words = "BPJS menjawab bertentangan tentang 3 orang"
    for user in (sent.world.planner, sent.world.bpjs):
        client = signed_in(user)
        assert words in client.get("/").content.decode()
        listed = client.get(page_of(answer) + "?hasil=contradictory").content.decode()
        assert "Nomor KPJ" in listed
        assert one not in listed
    for user in (*sent.strangers, sent.world.head):
        assert "bertentangan" not in signed_in(user).get("/").content.decode()
    apply(answer=given(sent, [taken(1), taken(2), taken(4)]), by=sent.world.bpjs)
    assert "bertentangan" not in signed_in(sent.world.planner).get("/").content.decode()


def test_the_same_file_again_leads_to_the_first(sent, signed_in, run_jobs):
    client = signed_in(sent.world.bpjs)
    give_page = reverse("reports:answer-give", args=[sent.batch.pk])
    content = answer_file([taken(1)])
    client.post(give_page, upload(content))
    run_jobs()
    assert client.post(give_page, upload(content, "lain.xlsx")).url == page_of(Answer.objects.get())


def test_a_file_is_asked_for_and_a_wrong_one_explained(sent, signed_in, run_jobs):
    client = signed_in(sent.world.bpjs)
    give_page = reverse("reports:answer-give", args=[sent.batch.pk])
    assert client.post(give_page, {"scope": "one"}).status_code == 400
    client.post(give_page, upload(b"%PDF-1.7", "hasil.pdf"))
    assert run_jobs().state == Job.State.FAILED
    assert "Kirim XLSX" in client.get(page_of(Answer.objects.get())).content.decode()


def test_columns_are_confirmed_above_the_first_rows_which_show_nobody(sent, signed_in, run_jobs):
    client = signed_in(sent.world.bpjs)
    rows = [(nik_of(1), "OK", kpj_of(1)), (nik_of(2), "OK", kpj_of(2))]
    answer = given(sent, answer_file(rows, ("A", "B", "C")))
    told = client.get(page_of(answer, "answer-columns")).content.decode()
    assert nik_of(1) not in told
    assert kpj_of(1) not in told
    chosen = {"lembar-0-kolom-0": "nik", "lembar-0-kolom-1": "nik", "lembar-0-judul": "1", "lembar-0-dibaca": "True"}
    assert client.post(page_of(answer, "answer-columns"), chosen).status_code == 400
    chosen |= {"lembar-0-kolom-1": "", "lembar-0-kolom-2": "kpj"}
    refusal = client.post(page_of(answer, "answer-columns"), chosen)
    assert refusal.status_code == 400
    assert "Pilih kolom status" in refusal.content.decode()
    client.post(page_of(answer, "answer-columns"), {**chosen, "lembar-0-semua": "accepted"})
    run_jobs()
    assert Answer.objects.get().accepted == 2


def test_a_status_is_explained_once_for_all_its_rows(sent, signed_in, run_jobs):
    client = signed_in(sent.world.planner)
    row = ("", nik_of(1), "Tuntas", "", kpj_of(1), "")
    answer = given(sent, [row, ("", nik_of(2), "tuntas", "", kpj_of(2), "")])
    words = page_of(answer, "answer-words")
    assert client.get(page_of(answer)).url == words
    assert "“Tuntas” (2 baris)" in client.get(words).content.decode()
    assert client.post(words, {}).status_code == 400
    client.post(words, {"kata-0-2": "accepted"})
    run_jobs()
    assert Answer.objects.get().accepted == 2


def test_a_day_that_is_none_is_refused_and_nothing_applied(sent, signed_in):
    answer = given(sent, [taken(1)])
    client = signed_in(sent.world.bpjs)
    for slip in ("0202-01-20", "9999-01-20"):
        assert client.post(page_of(answer, "answer-apply"), {"start": slip}).status_code == 400
    refusal = client.post(page_of(answer, "answer-apply"), {"start": "kemarin"})
    assert refusal.status_code == 400
    assert "kemarin" in refusal.content.decode()
    assert not Job.objects.exists()


def test_a_wrong_file_is_thrown_away(sent, signed_in):
    answer = given(sent, [taken(1)])
    signed_in(sent.world.bpjs).post(page_of(answer, "answer-discard"))
    assert not Answer.objects.exists()


def test_an_answer_overtaken_by_another_is_matched_again_and_shown_first(sent, signed_in, run_jobs):
    client = signed_in(sent.world.bpjs)
    first, second = given(sent, [taken(1), refused(2)]), given(sent, [refused(1)])
    client.post(page_of(second, "answer-apply"), {"start": "2024-01-20"})
    run_jobs()
    client.post(page_of(first, "answer-apply"), {"start": "2024-01-20"})
    assert run_jobs().state == Job.State.FAILED
    assert Answer.objects.get(pk=first.pk).state == Answer.State.READY
    client.post(page_of(first, "answer-apply"), {"start": "2024-01-20"})
    assert run_jobs().state == Job.State.DONE


def test_the_head_sees_counts_and_no_rows(sent, signed_in):
    answer = given(sent, [taken(1), refused(2)])
    told = signed_in(sent.world.head).get(page_of(answer) + "?hasil=accepted").content.decode()
    assert "Hasil setiap baris" in told
    assert "Baris jawaban" not in told
    assert signed_in(sent.world.bpjs).get(page_of(answer) + "?hasil=%00").status_code == 200
    assert "Terapkan jawaban" not in told


def test_nobody_else_finds_an_answer_or_changes_it(sent, signed_in):
    answer = given(sent, [taken(1)])
    for user in sent.strangers:
        client = signed_in(user)
        for name in ("answer", "answer-columns", "answer-words"):
            assert client.get(page_of(answer, name)).status_code in (403, 404), user.get_username()
        for name in ("answer-apply", "answer-discard", "answer-read"):
            assert client.post(page_of(answer, name), {"start": "2024-01-01"}).status_code in (403, 404)
    for name in ("answer-apply", "answer-discard", "answer-read"):
        assert signed_in(sent.world.head).post(page_of(answer, name)).status_code == 403
    assert Answer.objects.get().state == Answer.State.READY

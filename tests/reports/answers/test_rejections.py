"""Whom BPJS refused: each secretariat's own, in plain words, until they are mended."""

import pytest
from django.urls import reverse

from enrolment.actions.people.correcting import correct
from enrolment.models import Assignment
from enrolment.record_writing import as_row
from pemilu_bpjs.models import AuditEvent
from reports.actions.answers import apply
from reports.rejections import rejected_tasks
from tests.factories_answers import give, refused, taken
from tests.factories_batches import freeze_now
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = pytest.mark.django_db

WORDS = "NIK tidak ditemukan, hubungi Pak Rahasia"


@pytest.fixture
def refusals(sent):
    """One of KPU's people refused, and one of Bawaslu's in a second batch."""
    panwas = {"institution": "Bawaslu", "body": "ptps", "position": "ptps", "tps": 7}
    make_seat(sent.election, make_row(make_nik(60), "Petugas Panwas Contoh"), **panwas)
    freeze_now(sent.batch.arrangement)
    answer = give(sent.batch.arrangement, [refused(1, WORDS), refused(60, "Nama tidak sesuai"), taken(2)])
    apply(answer=answer, by=sent.world.bpjs)
    return sent


def seen_by(client):
    told = client.get(reverse("reports:rejected")).content.decode()
    return {name for name in ("Petugas B Contoh", "Petugas Panwas Contoh", "Petugas C Contoh") if name in told}


def test_each_secretariat_sees_its_own_and_the_planner_all(refusals, signed_in):
    world = refusals.world
    assert seen_by(signed_in(world.kpu)) == {"Petugas B Contoh"}
    assert seen_by(signed_in(world.bawaslu)) == {"Petugas Panwas Contoh"}
    assert seen_by(signed_in(world.planner)) == {"Petugas B Contoh", "Petugas Panwas Contoh"}
    assert seen_by(signed_in(world.neighbour)) == set()
    assert [rejected_tasks(user) for user in (world.kpu, world.bawaslu, world.planner)] == [1, 1, 2]
    assert rejected_tasks(world.neighbour) == rejected_tasks(world.head) == 0
    for user in (world.bpjs, world.tapd, refusals.treasurer, world.stranger):
        assert signed_in(user).get(reverse("reports:rejected")).status_code == 403


def test_the_reason_is_plain_and_bpjss_own_words_are_for_who_sees_the_person(refusals, signed_in):
    kpu = signed_in(refusals.world.kpu).get(reverse("reports:rejected")).content.decode()
    assert "NIK tidak ditemukan pada data kependudukan" in kpu
    assert WORDS in kpu
    assert WORDS not in signed_in(refusals.world.bawaslu).get(reverse("reports:rejected")).content.decode()


def test_whoever_is_mended_goes_with_the_next_batch_and_is_no_task_any_more(refusals, signed_in):
    seat = Assignment.objects.get(record__name="Petugas B Contoh")
    correct(assignment=seat, row=make_row(as_row(seat.record).nik, "Petugas Baru Contoh"), by=refusals.world.kpu)
    told = signed_in(refusals.world.kpu).get(reverse("reports:rejected")).content.decode()
    assert "ikut kiriman berikutnya" in told
    assert rejected_tasks(refusals.world.kpu) == 0
    assert freeze_now(refusals.batch.arrangement).totals == {"new": {"kpps": 1}}
    assert seen_by(signed_in(refusals.world.kpu)) == set()


def test_the_planner_sends_somebody_again_as_he_is_with_a_reason(refusals, signed_in):
    client = signed_in(refusals.world.planner)
    row = refusals.batch.files.get().lines.get(state="rejected")
    page = reverse("reports:rejected-again", args=[row.pk])
    assert page in client.get(reverse("reports:rejected")).content.decode()
    assert client.post(page, {"reason": " "}).status_code == 400
    client.post(page, {"reason": "Sudah aktif di Dukcapil"})
    assert AuditEvent.objects.get(action="batch.put-back").detail["reason"] == "Sudah aktif di Dukcapil"
    assert page not in client.get(reverse("reports:rejected")).content.decode()
    for user in (refusals.world.kpu, refusals.world.other_planner, refusals.world.neighbour, refusals.world.bpjs):
        assert signed_in(user).post(page, {"reason": "x"}).status_code in (403, 404)


def test_the_list_is_narrowed_by_reason_and_costs_no_question_a_row(refusals, signed_in, django_assert_max_num_queries):
    client = signed_in(refusals.world.planner)
    narrowed = client.get(reverse("reports:rejected"), {"reason": "name-differs"}).content.decode()
    assert "Petugas Panwas Contoh" in narrowed
    assert "Petugas B Contoh" not in narrowed
    with django_assert_max_num_queries(24):
        client.get(reverse("reports:rejected"))

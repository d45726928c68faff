"""Batches and answers by API: the same rights as their pages."""

import io

import pytest

from budgeting.models import Registration
from pemilu_bpjs.models import AuditEvent, Job
from reports.models import Answer, Batch
from tests.factories_answers import answer_file, give, kpj_of, nik_of, refused, taken
from tests.factories_batches import seat_people

pytestmark = pytest.mark.django_db

BATCHES, ANSWERS = "/api/v1/batches/", "/api/v1/answers/"


def file_of(rows, head=None):
    file = io.BytesIO(answer_file(rows, head) if head else answer_file(rows))
    file.name = "hasil.xlsx"
    return {"file": file}


def test_a_batch_is_read_and_its_files_taken_on_record(sent, api_as):
    client = api_as(sent.world.bpjs)
    (listed,) = client.get(BATCHES).data["results"]
    assert (listed["number"], listed["people"], listed["open"], listed["accepted"]) == (1, 4, 4, 0)
    assert "held_back" not in listed
    file = client.get(f"{BATCHES}{sent.batch.pk}/files/{listed['files'][0]['id']}/")
    assert file.content.startswith(b"PK")
    assert client.get(f"{BATCHES}{sent.batch.pk}/archive/").status_code == 200
    assert AuditEvent.objects.filter(action="batch.take", actor="bpjs").count() == 2
    Batch.objects.update(expires_at=sent.batch.frozen_at)
    assert client.get(f"{BATCHES}{sent.batch.pk}/archive/").status_code == 409


def test_an_answer_is_given_looked_at_and_applied(sent, api_as, run_jobs):
    client = api_as(sent.world.bpjs)
    given = client.post(f"{BATCHES}{sent.batch.pk}/answers/", file_of([taken(1), refused(2)]), format="multipart")
    assert given.status_code == 202
    run_jobs()
    where = given["Location"]
    assert (client.get(where).data["accepted"], client.get(where).data["state"]) == (1, "ready")
    (row,) = client.get(f"{where}rows/", {"outcome": "rejected"}).data["results"]
    assert nik_of(2) not in str(row)
    assert row["row"] == 3
    assert client.post(f"{where}application/", {"start": "0202-01-20"}, format="json").status_code == 400
    assert client.post(f"{where}application/", {"start": "2024-01-20"}, format="json").status_code == 202
    assert run_jobs().state == Job.State.DONE
    assert Registration.objects.filter(state="active").count() == 1
    assert client.delete(where).status_code == 409


def test_columns_and_words_are_said_by_api(sent, api_as, run_jobs):
    client = api_as(sent.world.planner)
    rows = [(nik_of(1), "Tuntas", kpj_of(1))]
    given = client.post(f"{BATCHES}{sent.batch.pk}/answers/", file_of(rows, ("A", "B", "C")), format="multipart")
    run_jobs()
    where = given["Location"]
    assert client.get(where).data["state"] == "asking"
    sheet = {"index": 0, "header_row": 1, "columns": {"nik": "A", "kpj": "C"}}
    assert client.put(f"{where}columns/", {"sheets": [sheet]}, format="json").status_code == 400
    sheet["columns"]["status"] = "B"
    assert client.put(f"{where}columns/", {"sheets": [sheet]}, format="json").status_code == 202
    run_jobs()
    asked = client.get(f"{where}columns/").data["asked"]
    assert asked == [{"sheet": 0, "row": 2, "rows": 1}]
    words = {"words": [{"sheet": 0, "row": 2, "meaning": "accepted"}]}
    assert client.put(f"{where}words/", words, format="json").status_code == 202
    run_jobs()
    assert client.get(where).data["accepted"] == 1


def test_the_planner_freezes_by_api_and_nobody_else(sent, api_as, run_jobs):
    seat_people(sent.election, 1, first=11)
    asked = {"arrangement": sent.batch.arrangement_id}
    for user in (sent.world.bpjs, sent.world.head, *sent.strangers):
        assert api_as(user).post(BATCHES, asked, format="json").status_code in (400, 403), user.get_username()
    client = api_as(sent.world.planner)
    assert client.post(f"{BATCHES}previews/", asked, format="json").status_code == 202
    assert run_jobs().result["preview"]["people"] == 1
    assert client.post(BATCHES, asked, format="json").status_code == 202
    run_jobs()
    assert Batch.objects.count() == 2


def test_nobody_else_finds_batches_or_answers(sent, api_as):
    answer = give(sent.batch.arrangement, [taken(1)], by=sent.world.bpjs, batch=sent.batch)
    for user in sent.strangers:
        client = api_as(user)
        for address in (f"{BATCHES}{sent.batch.pk}/", f"{ANSWERS}{answer.pk}/", f"{ANSWERS}{answer.pk}/rows/"):
            assert client.get(address).status_code in (403, 404), user.get_username()
    head = api_as(sent.world.head)
    assert head.get(f"{ANSWERS}{answer.pk}/").status_code == 200
    for address in (f"{ANSWERS}{answer.pk}/rows/", f"{BATCHES}{sent.batch.pk}/archive/"):
        assert head.get(address).status_code == 403
    assert head.post(f"{ANSWERS}{answer.pk}/application/", {"start": "2024-01-01"}, format="json").status_code == 403
    assert Answer.objects.get().state == Answer.State.READY

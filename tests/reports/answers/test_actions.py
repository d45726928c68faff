"""What an answer of BPJS comes to and what applying it changes, to the row."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from budgeting.models import Registration
from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment
from pemilu_bpjs import vault
from pemilu_bpjs.models import AuditEvent
from reports.actions.answer_reading import read
from reports.actions.answers import (
    ChoiceError,
    NotOpen,
    Overtaken,
    apply,
    confirm_columns,
    discard,
    explain_words,
    receive,
    statuses_asked,
)
from reports.answer_layouts import SheetChoice, from_json
from reports.models import Answer, AnswerRow, BatchRow, RememberedAnswer
from reports.rules.answer_layout import Column
from reports.rules.answer_words import Verdict
from tests.factories_answers import answer_file, give, kpj_of, nik_of, refused, taken
from tests.factories_batches import AFTER_TENURE, freeze_now, make_batch
from tests.factories_enrolment import make_election

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

State = Registration.State


def registration(number):
    return Registration.objects.get(person__nik_fp=vault.fingerprint("nik", nik_of(number)))


def counts(answer):
    return {
        name: found
        for name in ("accepted", "rejected", "unchanged", "unknown", "doubled", "contradictory")
        if (found := getattr(answer, name))
    }


def whys(answer):
    return list(AnswerRow.objects.filter(answer=answer).values_list("row", "outcome", "why"))


def test_who_is_taken_has_his_number_and_first_day_and_who_is_refused_a_reason():
    batch = make_batch(make_election())
    answer = give(batch.arrangement, [taken(1), refused(2), taken(3, start="")])
    assert counts(answer) == {"accepted": 2, "rejected": 1}
    assert {each.state for each in Registration.objects.all()} == {State.SENT}
    apply(answer=answer, by=None, start=datetime.date(2024, 1, 20))
    one, two, three = (registration(number) for number in (1, 2, 3))
    assert (one.state, one.confirmed_from) == (State.ACTIVE, datetime.date(2024, 1, 1))
    assert vault.open_sealed(one.kpj, "kpj").decode() == kpj_of(1)
    assert bytes(one.kpj_fp) == vault.fingerprint("kpj", kpj_of(1))
    assert (two.state, two.kpj, two.confirmed_from) == (State.REJECTED, None, None)
    assert three.confirmed_from == datetime.date(2024, 1, 20)
    row = BatchRow.objects.get(registration=two)
    assert (row.state, row.reason_code) == ("rejected", "nik-not-found")
    assert "Adminduk" in vault.open_sealed(row.reason, "answer-reason").decode()
    assert AuditEvent.objects.get(action="answer.apply").detail["rejected"] == 1


def test_every_row_of_the_file_is_in_exactly_one_outcome():
    batch = make_batch(make_election(), people=6)
    rows = [
        taken(1),
        taken(1),
        refused(2),
        taken(2),
        taken(3, kpj=kpj_of(9)),
        taken(4, kpj=kpj_of(9)),
        ("", "1609014101800099", "SUKSES", "", kpj_of(8), ""),
        ("", "", "SUKSES", "", "", ""),
        ("", 1609010302810003.0, "GAGAL", "", "", ""),
        refused(5),
        taken(6),
    ]
    answer = give(batch.arrangement, rows)
    assert counts(answer) == {"accepted": 2, "rejected": 1, "doubled": 1, "unknown": 3, "contradictory": 4}
    assert sum(counts(answer).values()) == answer.rows == len(rows)
    assert whys(answer) == [
        (2, "accepted", ""),
        (3, "doubled", ""),
        (4, "contradictory", "both-verdicts"),
        (5, "contradictory", "both-verdicts"),
        (6, "contradictory", "kpj-of-another"),
        (7, "contradictory", "kpj-of-another"),
        (8, "unknown", "not-sent"),
        (9, "unknown", "no-identifier"),
        (10, "unknown", "nik-damaged"),
        (11, "rejected", ""),
        (12, "accepted", ""),
    ]
    apply(answer=answer, by=None)
    assert Registration.objects.filter(state=State.SENT).count() == 3


def test_our_own_reference_names_a_person_and_a_nik_beside_it_has_to_be_his():
    batch = make_batch(make_election())
    references = [registration(number).reference for number in (1, 2, 3)]
    rows = [
        (references[0], "", "BERHASIL", "", kpj_of(1), ""),
        (references[1].lower(), nik_of(2), "BERHASIL", "", kpj_of(2), ""),
        (references[2], nik_of(1), "BERHASIL", "", kpj_of(3), ""),
    ]
    answer = give(batch.arrangement, rows)
    assert whys(answer) == [(2, "accepted", ""), (3, "accepted", ""), (4, "contradictory", "identifiers-differ")]


def test_the_same_answer_twice_changes_nothing():
    batch = make_batch(make_election())
    content = answer_file([taken(1), refused(2), taken(3)])
    answer = give(batch.arrangement, content)
    apply(answer=answer, by=None)
    before = list(Registration.objects.order_by("pk").values())
    assert give(batch.arrangement, content) == answer
    assert apply(answer=answer, by=None).state == Answer.State.APPLIED
    again = give(batch.arrangement, [taken(3), taken(1), refused(2)], name="hasil lagi.xlsx")
    assert counts(again) == {"unchanged": 3}
    apply(answer=again, by=None)
    assert list(Registration.objects.order_by("pk").values()) == before
    assert BatchRow.objects.filter(state="accepted").count() == 2


def test_what_was_taken_cannot_be_refused_later_nor_get_another_number_or_day():
    batch = make_batch(make_election())
    apply(answer=give(batch.arrangement, [taken(1), taken(2), taken(3)]), by=None)
    later = give(batch.arrangement, [refused(1), taken(2, kpj=kpj_of(77)), taken(3, start="05-02-2024")])
    assert [why for _row, _outcome, why in whys(later)] == ["accepted-before", "kpj-differs", "start-differs"]
    assert counts(later) == {"contradictory": 3}


def test_a_number_given_later_is_added_and_a_refusal_taken_back_counts():
    batch = make_batch(make_election())
    first = give(batch.arrangement, [taken(1, kpj=""), refused(2)])
    assert whys(first)[0] == (2, "accepted", "kpj-missing")
    apply(answer=first, by=None)
    assert registration(1).kpj is None
    second = give(batch.arrangement, [taken(1, start=""), taken(2)])
    assert whys(second) == [(2, "accepted", "kpj-added"), (3, "accepted", "after-rejection")]
    apply(answer=second, by=None, start=datetime.date(2024, 2, 1))
    assert (registration(1).confirmed_from, registration(2).state) == (datetime.date(2024, 1, 1), State.ACTIVE)
    assert vault.open_sealed(registration(1).kpj, "kpj").decode() == kpj_of(1)
    assert BatchRow.objects.get(registration=registration(2)).reason is None


def test_somebody_who_is_a_member_already_is_told_again_under_his_own_number():
    batch = make_batch(make_election(), people=1)
    rows = [("", nik_of(1), "Gagal", "TK sudah terdaftar aktif", kpj_of(1), "")]
    apply(answer=give(batch.arrangement, rows), by=None)
    assert BatchRow.objects.get().reason_code == "already-active"
    following = freeze_now(batch.arrangement)
    assert following.totals == {"continuing": {"kpps": 1}}


def test_who_leaves_is_ended_when_bpjs_says_so_and_stays_when_it_does_not():
    batch = make_batch(make_election(), people=2)
    apply(answer=give(batch.arrangement, [taken(1), taken(2)]), by=None)
    leaving = freeze_now(batch.arrangement, AFTER_TENURE)
    assert leaving.totals == {"leaver": {"kpps": 2}}
    rows = [("", "", "BERHASIL", "", kpj_of(1), ""), ("", "", "GAGAL", "masih ada tunggakan", kpj_of(2), "")]
    apply(answer=give(batch.arrangement, rows, batch=leaving), by=None)
    assert (registration(1).state, registration(2).state) == (State.ENDED, State.ACTIVE)
    assert registration(1).ended_on == datetime.date(2024, 2, 25)
    assert registration(2).ended_on is None
    assert registration(1).confirmed_from == datetime.date(2024, 1, 1)


def test_an_old_batchs_answer_is_not_taken_for_the_leavers():
    batch = make_batch(make_election(), people=1)
    apply(answer=give(batch.arrangement, [taken(1)], batch=batch), by=None)
    freeze_now(batch.arrangement, AFTER_TENURE)
    again = give(batch.arrangement, [taken(1, start="")], batch=batch, name="lagi.xlsx")
    assert counts(again) == {"unchanged": 1}
    assert registration(1).state == State.ENDING


def test_nothing_is_applied_when_something_was_answered_since_the_preview():
    batch = make_batch(make_election())
    first = give(batch.arrangement, [taken(1), taken(2)])
    second = give(batch.arrangement, [refused(2), taken(3)], name="lain.xlsx")
    apply(answer=second, by=None)
    with pytest.raises(Overtaken):
        apply(answer=first, by=None)
    assert registration(1).state == State.SENT
    read(answer=first)
    assert counts(Answer.objects.get(pk=first.pk)) == {"accepted": 2}  # a refusal may be put right, once it is seen


def test_a_crash_while_applying_leaves_everything_as_it_was(monkeypatch):
    batch = make_batch(make_election())
    answer = give(batch.arrangement, [taken(1), refused(2)])

    def fail(*_args, **_named):
        raise RuntimeError

    monkeypatch.setattr("reports.actions.answers.record", fail)
    with pytest.raises(RuntimeError):
        apply(answer=answer, by=None)
    assert set(Registration.objects.values_list("state", flat=True)) == {State.SENT}
    assert set(BatchRow.objects.values_list("state", flat=True)) == {"sent"}
    assert Answer.objects.get().state == Answer.State.READY


def test_columns_that_are_not_plain_are_asked_once_for_an_office(office, planner):
    batch = make_batch(make_election(), office=office)
    head, rows = ("A", "B", "C"), [(nik_of(1), "OK", kpj_of(1)), (nik_of(2), "OK", kpj_of(2))]
    answer = give(batch.arrangement, answer_file(rows, head), by=planner)
    assert answer.state == Answer.State.ASKING
    columns = {Column.NIK: 0, Column.STATUS: 1, Column.KPJ: 2}
    confirm_columns(answer=answer, choices=[SheetChoice(0, columns, 1)], by=planner)
    assert counts(read(answer=answer)) == {"accepted": 2}
    assert RememberedAnswer.objects.get().office == office
    following = give(batch.arrangement, answer_file(rows[:1], head), by=planner, name="b.xlsx")
    assert counts(following) == {"accepted": 1}


def test_columns_without_a_person_or_a_status_are_refused_at_their_sheet():
    batch = make_batch(make_election())
    answer = give(batch.arrangement, answer_file([(nik_of(1), "x")], ("A", "B")))
    for columns in ({Column.STATUS: 1}, {Column.NIK: 0}):
        with pytest.raises(ChoiceError) as refused_choice:
            confirm_columns(answer=answer, choices=[SheetChoice(0, columns, 1)], by=None)
        assert refused_choice.value.index == 0


def test_a_status_that_nobody_knows_is_asked_once_for_all_rows_that_have_it(office, planner):
    batch = make_batch(make_election(), office=office)
    rows = [("", nik_of(1), "Diproses lanjut", "", kpj_of(1), ""), ("", nik_of(2), "DIPROSES  LANJUT", "", "", "")]
    answer = give(batch.arrangement, [*rows, refused(3)], by=planner)
    layout = from_json(answer.layout)
    assert answer.state == Answer.State.ASKING
    assert [(each.row, each.rows) for each in layout.asked] == [(2, 2)]
    assert statuses_asked(answer, layout) == {(0, 2): "Diproses lanjut"}
    with pytest.raises(ChoiceError):
        explain_words(answer=answer, meanings={}, by=planner)
    explain_words(answer=answer, meanings={(0, 2): Verdict.ACCEPTED}, by=planner)
    assert counts(read(answer=answer)) == {"accepted": 2, "rejected": 1}
    assert "proses" not in str(Answer.objects.get().layout).lower()


def test_a_sheet_named_after_what_its_rows_are_needs_no_status():
    batch = make_batch(make_election(), people=1)
    content = answer_file([(nik_of(1), "Nama tidak sesuai")], ("NIK", "Keterangan"), title="Data Gagal")
    assert counts(give(batch.arrangement, content)) == {"rejected": 1}


def test_a_file_that_is_no_table_says_what_to_do_and_can_be_given_again():
    batch = make_batch(make_election())
    answer = give(batch.arrangement, b"%PDF-1.7 bukan tabel", name="hasil.pdf")
    assert (answer.state, answer.problem["code"]) == (Answer.State.REFUSED, "file-unreadable")
    with pytest.raises(NotOpen):
        apply(answer=answer, by=None)
    discard(answer=answer, by=None)
    assert not Answer.objects.exists()


def test_an_applied_answer_is_never_thrown_away():
    batch = make_batch(make_election())
    answer = apply(answer=give(batch.arrangement, [taken(1)]), by=None)
    with pytest.raises(NotOpen):
        discard(answer=answer, by=None)


@pytest.mark.parametrize("who", ["neighbour", "kpu", "bawaslu", "head", "tapd", "stranger", "other_planner"])
def test_only_the_payer_and_its_branch_give_answers(world, who):
    batch = make_batch(make_election(), office=world.office)
    with pytest.raises(PermissionDenied):
        receive(arrangement=batch.arrangement, name="a.xlsx", content=b"a", by=getattr(world, who))
    answer = give(batch.arrangement, [taken(1)], by=world.bpjs)
    with pytest.raises(PermissionDenied):
        apply(answer=answer, by=getattr(world, who))
    apply(answer=answer, by=world.bpjs)


def test_cells_numbers_and_reasons_are_sealed_in_the_database():
    batch = make_batch(make_election())
    apply(answer=give(batch.arrangement, [taken(1), refused(2, "Nama SITI RAHASIA tidak sesuai")]), by=None)
    with connection.cursor() as cursor:
        for table in ("reports_answer", "reports_answerrow", "reports_batchrow", "budgeting_registration"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            told = repr([bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor for cell in row])
            assert not any(secret in told for secret in (nik_of(1), kpj_of(1), "RAHASIA"))


def test_rows_cost_no_question_each(django_assert_max_num_queries):
    batch = make_batch(make_election(), people=12)
    content = answer_file([taken(number) for number in range(1, 13)])
    received = receive(arrangement=batch.arrangement, name="a.xlsx", content=content, by=None)
    with django_assert_max_num_queries(24):
        answer = read(answer=received.answer)
    with django_assert_max_num_queries(24):
        apply(answer=answer, by=None)


def test_a_person_who_left_his_seat_meanwhile_is_still_answered():
    batch = make_batch(make_election(), people=1)
    seat = Assignment.objects.get()
    end_assignments(
        assignments=[seat.pk], last_day=datetime.date(2024, 2, 1), reason=Assignment.StopReason.RESIGNED, by=None
    )
    assert counts(give(batch.arrangement, [taken(1)])) == {"accepted": 1}

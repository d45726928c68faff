"""A roster is received once, checked whole, and checked again without losing what was typed or accepted."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enrolment import mapping
from enrolment.actions.rosters import checking, editing
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.checking import check
from enrolment.actions.rosters.discarding import discard
from enrolment.actions.rosters.editing import edit_cells
from enrolment.actions.rosters.meaning import mean
from enrolment.actions.rosters.rechecking import recheck_clashes
from enrolment.actions.rosters.upload_state import NotOpen
from enrolment.models import Assignment, Election, RememberedWord, RosterLine, RosterUpload
from enrolment.particulars import open_cells, open_particulars
from enrolment.rules.roster_fields import Field
from pemilu_bpjs import documents
from pemilu_bpjs.models import AuditEvent, Document
from tests.enrolment.rosters import (
    DESA_CODE,
    HEADER,
    NIK,
    as_csv,
    codes,
    counts,
    kpps,
    kpu_office,
    line,
    person,
    send,
    send_and_check,
)
from tests.factories_enrolment import make_election
from tests.people import World

pytestmark = pytest.mark.django_db

State = RosterUpload.State


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


# Receiving


def test_the_file_is_kept_sealed_and_named_after_nobody(election: Election, kpu: Any):
    upload = send(election, kpps(), by=kpu, office=kpu_office()).upload
    with upload.document.file.open("rb") as kept:
        assert person(0)[NIK].encode() not in kept.read()
    assert documents.content(upload.document) == as_csv(kpps())
    assert upload.document.is_personal
    assert "Rusdi" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_the_very_same_file_gives_the_upload_that_stands(election: Election):
    first = send_and_check(election, kpps())
    again = send(election, kpps(), name="lain.csv")
    assert (again.is_same_file, again.upload, again.upload.state) == (True, first, State.READY)
    assert Document.objects.filter(kind="roster").count() == 1


@pytest.mark.parametrize("change", [{"institution": "Satpol PP"}, {"region": "16.09.05"}])
def test_the_same_file_of_another_sender_is_another_upload(election: Election, change: dict[str, str]):
    send(election, kpps())
    assert not send(election, kpps(), **change).is_same_file


def test_a_refused_file_may_be_sent_again(election: Election):
    assert send_and_check(election, b"%PDF-1.7").state == State.REFUSED
    assert not send(election, b"%PDF-1.7").is_same_file


# Checking


def test_good_rows_are_staged_sealed(election: Election):
    upload = send_and_check(election, kpps())
    first = line(upload, 2)
    assert (upload.state, counts(upload), codes(upload)) == (State.READY, (7, 7, 0, 0), {})
    assert (first.body, first.position, first.region_code, first.tps) == ("kpps", "kpps-ketua", DESA_CODE, 1)
    assert open_particulars(first.sealed)[Field.NIK] == person(0)[NIK]
    assert open_cells(first.sealed_cells).cells[NIK] == person(0)[NIK]
    assert person(0)[NIK].encode() not in bytes(first.sealed) + bytes(first.sealed_cells)


def test_a_rejected_row_keeps_its_cells_and_no_particulars(election: Election):
    upload = send_and_check(election, [*kpps(), person(7, nik="160905"), person(8, tps="2")])
    rejected = line(upload, 9)
    assert (rejected.state, rejected.sealed, rejected.content_fp) == ("rejected", None, None)
    assert open_cells(rejected.sealed_cells).cells[NIK] == "160905"


def test_problems_repeat_personal_values_masked_only(election: Election):
    upload = send_and_check(election, [person(0, nik="16090512039")])
    assert line(upload, 2).problems[0]["value"] == "1609*****39"


def test_counts_add_up_and_clashes_count(election: Election):
    rows = [*kpps(), person(7), person(8, mother="", tps="2"), person(0, tps="3")]
    upload = send_and_check(election, rows)
    assert codes(upload) == {9: ["unit-overfull"], 10: ["mother-missing"], 11: ["nik-twice-in-file"]}
    assert counts(upload) == (10, 7, 1, 2)


def test_what_rows_lack_all_over_the_file_is_told_once(election: Election):
    rows = [person(number, birth_place="" if number < 3 else "Muaradua") for number in range(7)]
    upload = send_and_check(election, rows)
    assert upload.file_problems == [{"code": "birthplace-missing", "particulars": {"rows": 3}}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"%PDF-1.7 bukan tabel", "file-unreadable"),
        (b"apa,saja\n1,2\n", "file-no-header"),
        (as_csv([]), "file-empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(election: Election, content: bytes, code: str):
    upload = send_and_check(election, content)
    assert (upload.state, [each["code"] for each in upload.file_problems]) == (State.REFUSED, [code])
    assert upload.file_problems[0]["particulars"]["why"]
    assert counts(upload) == (0, 0, 0, 0)


def test_a_check_that_died_half_way_is_run_again(election: Election, monkeypatch: pytest.MonkeyPatch):
    upload = send(election, kpps()).upload

    def die(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(checking, "work_out", die)
        with pytest.raises(KeyboardInterrupt):
            check(upload=upload)
    assert RosterLine.objects.filter(upload=upload).count() == 7
    assert counts(check(upload=upload)) == (7, 7, 0, 0)
    assert RosterLine.objects.filter(upload=upload).count() == 7


def test_as_many_statements_for_many_rows_as_for_few(election: Election):
    def statements(rows: int) -> int:
        upload = send(election, [person(number, tps=number) for number in range(rows)]).upload
        with CaptureQueriesContext(connection) as captured:
            check(upload=upload)
        # Whether PostgreSQL's planner knows its tables well enough is a matter of what it met before.
        return sum(not query["sql"].startswith("ANALYZE") for query in captured)

    assert statements(5) == statements(200)


def two_names(rows: list[list[str]]) -> bytes:
    """A list of which two columns are headed "Nama": the person's own and the mother's."""
    return as_csv(rows, header=["Nama" if each.startswith("Nama") else each for each in HEADER])


def test_columns_that_are_not_plain_are_asked_for_once(election: Election, world: World):
    sender = {"by": world.kpu, "office": kpu_office()}
    upload = send_and_check(election, two_names(kpps()), **sender)
    assert (upload.state, upload.lines.count()) == (State.ASKING, 0)
    found = mapping.layout_of(upload)
    columns = {place: str(field) for field, place in found.sheets[0].columns.items()} | {6: "mother"}
    confirmed = mapping.with_choices(found, [mapping.SheetChoice(0, columns)])
    mapping.remember(office=upload.office, institution="KPU", found=found, confirmed=confirmed, by=world.kpu)
    mapping.keep_layout(upload, confirmed)
    upload.save()
    assert (check(upload=upload).state, counts(upload)) == (State.READY, (7, 7, 0, 0))
    assert open_particulars(line(upload, 2).sealed)[Field.MOTHER] == "Ibu Contoh"
    assert send_and_check(election, two_names(kpps(first=10)), **sender).state == State.READY


# Editing


def test_an_edited_cell_is_checked_at_once_and_kept_sealed(election: Election, kpu: Any):
    upload = send_and_check(election, [*kpps()[:6], person(6, nik="1609")])
    bad = line(upload, 8)
    after = edit_cells(upload=upload, line=bad, texts={Field.NIK: person(6)[NIK]}, by=kpu).line
    assert (after.state, after.problems, counts(upload)) == ("ok", [], (7, 7, 0, 0))
    assert person(6)[NIK].encode() not in bytes(after.sealed_edits)
    assert open_particulars(after.sealed)[Field.NIK] == person(6)[NIK]
    edited = AuditEvent.objects.get(action="roster.edit")
    assert edited.detail == {"sheet": 0, "row": 8, "fields": ["nik"]}


def test_several_cells_of_a_row_are_one_edit(election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch):
    upload = send_and_check(election, [*kpps()[:6], person(6, nik="1609", tps="99")])
    worked_out = []
    monkeypatch.setattr(editing, "recheck_clashes", lambda **given: worked_out.append(recheck_clashes(**given)))
    texts = {Field.NIK: person(6)[NIK], Field.TPS: "1"}
    after = edit_cells(upload=upload, line=line(upload, 8), texts=texts, by=kpu).line
    assert (after.state, len(worked_out), counts(upload)) == ("ok", 1, (7, 7, 0, 0))
    assert AuditEvent.objects.get(action="roster.edit").detail["fields"] == ["nik", "tps"]


def test_an_edit_makes_and_unmakes_clashes_of_other_rows(election: Election, kpu: Any):
    upload = send_and_check(election, [*kpps(), person(7, tps="2")])
    moved = edit_cells(upload=upload, line=line(upload, 9), texts={Field.TPS: "1"}, by=kpu).line
    assert ([each["code"] for each in moved.clashes], counts(upload)) == (["unit-overfull"], (8, 7, 0, 1))
    edited = edit_cells(upload=upload, line=line(upload, 3), texts={Field.TPS: "3"}, by=kpu)
    assert edited.changed == {(0, 9)}
    assert (codes(upload), counts(upload)) == ({}, (8, 8, 0, 0))


def test_an_edit_changes_what_is_told_once_a_file(election: Election, kpu: Any):
    upload = send_and_check(election, [person(0, birth_place=""), person(1, birth_place=""), *map(person, range(2, 7))])
    edit_cells(upload=upload, line=line(upload, 2), texts={Field.BIRTH_PLACE: "Muaradua"}, by=kpu)
    assert upload.file_problems == [{"code": "birthplace-missing", "particulars": {"rows": 1}}]
    edit_cells(upload=upload, line=line(upload, 3), texts={Field.BIRTH_PLACE: "Muaradua"}, by=kpu)
    assert upload.file_problems == []


def test_edits_survive_a_check_from_the_beginning(election: Election, kpu: Any):
    upload = send_and_check(election, [*kpps(), person(7, nik="1609", tps="2")])
    edit_cells(upload=upload, line=line(upload, 9), texts={Field.NIK: person(7)[NIK]}, by=kpu)
    edit_cells(upload=upload, line=line(upload, 9), texts={Field.TPS: "1"}, by=kpu)
    check(upload=upload)
    assert (codes(upload), counts(upload)) == ({9: ["unit-overfull"]}, (8, 7, 0, 1))


@pytest.mark.parametrize(("field", "text"), [(Field.BIRTH, "x"), (Field.NAME, "x" * 301)])
def test_what_no_cell_can_take_is_refused(election: Election, kpu: Any, field: Field, text: str):
    upload = send_and_check(election, kpps())
    with pytest.raises(ValidationError):
        edit_cells(upload=upload, line=line(upload, 2), texts={field: text}, by=kpu)


@pytest.mark.parametrize("state", [State.CHECKING, State.ACCEPTING, State.DONE, State.UNDONE, State.REFUSED])
def test_nobody_edits_what_is_not_open(election: Election, kpu: Any, state: str):
    upload = send_and_check(election, kpps())
    RosterUpload.objects.update(state=state)
    with pytest.raises(NotOpen, match=r"\w"):
        edit_cells(upload=upload, line=line(upload, 2), texts={Field.NAME: "Lain"}, by=kpu)


# Words


def test_one_spelling_is_said_to_be_a_desa_for_all_its_rows(election: Election, world: World):
    rows = [
        person(number, desa="Kwq Vzxh", position="Ketua KPPS" if not number else "Anggota KPPS") for number in range(7)
    ]
    upload = send_and_check(election, [*rows, person(7, tps="2")], by=world.kpu, office=kpu_office())
    assert counts(upload) == (8, 1, 0, 7)
    mended = mean(upload=upload, field=Field.DESA, word="Kwq Vzxh", meaning=DESA_CODE, by=world.kpu)
    assert (mended, codes(upload), counts(upload)) == (7, {}, (8, 8, 0, 0))
    assert line(upload, 2).region_code == DESA_CODE
    remembered = RememberedWord.objects.get()
    assert (remembered.word, remembered.meaning) == ("simpang/kwqvzxh", DESA_CODE)
    assert "Kwq" not in str(AuditEvent.objects.get(action="roster.mean").detail)


def test_the_next_file_of_the_sender_is_read_by_his_words(election: Election, world: World):
    sender = {"by": world.kpu, "office": kpu_office()}
    upload = send_and_check(election, [person(0, position="Penjaga Gawang")], **sender)
    mean(upload=upload, field=Field.POSITION, word="Penjaga Gawang", meaning="kpps-anggota", by=world.kpu)
    after = send_and_check(election, [person(1, position="PENJAGA  GAWANG")], **sender)
    assert (line(after, 2).position, codes(after)) == ("kpps-anggota", {})


def test_a_word_is_not_given_to_rows_that_name_another_kecamatan(election: Election, kpu: Any):
    rows = [person(0, desa="Xyzzy"), person(1, desa="Xyzzy", kecamatan="Muaradua")]
    upload = send_and_check(election, rows)
    assert mean(upload=upload, field=Field.DESA, word="Xyzzy", meaning=DESA_CODE, by=kpu) == 1
    assert codes(upload) == {3: ["region-unknown"]}


def test_words_survive_a_check_from_the_beginning(election: Election, kpu: Any):
    upload = send_and_check(election, [person(0, position="Penjaga Gawang")])
    mean(upload=upload, field=Field.POSITION, word="Penjaga Gawang", meaning="kpps-anggota", by=kpu)
    assert codes(check(upload=upload)) == {}


@pytest.mark.parametrize(
    ("field", "meaning"),
    [(Field.DESA, "16.08.01.2001"), (Field.POSITION, "raja"), (Field.BODY, "raja"), (Field.NAME, "x")],
)
def test_a_meaning_that_there_is_not_is_refused(election: Election, kpu: Any, field: Field, meaning: str):
    upload = send_and_check(election, [person(0, desa="Xyzzy")])
    with pytest.raises(ValidationError):
        mean(upload=upload, field=field, word="Xyzzy", meaning=meaning, by=kpu)


# Against who stands


def test_the_same_people_again_clash_with_nobody(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    again = send_and_check(election, [*kpps(), person(8, tps="2")])
    assert codes(again) == {}


def test_who_serves_elsewhere_is_a_warning_that_names_the_place_to_his_own_institution(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    again = send_and_check(election, [person(3, tps="2")])
    assert codes(again) == {2: ["already-serving"]}
    assert line(again, 2).clashes[0]["particulars"] == {
        "body": "kpps", "code": DESA_CODE, "tps": 1, "place": "Lubar TPS 1, Kec. Simpang",
    }  # fmt: skip


def test_across_institutions_only_the_overlap_is_told(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    rows = [person(3, position="Linmas")]
    other = send_and_check(election, rows, institution="Satpol PP", body="linmas")
    assert [each["particulars"] for each in line(other, 2).clashes] == [{}]


def test_the_same_linmas_of_two_senders_takes_one_seat(election: Election, kpu: Any):
    rows = [person(20, position="Linmas"), person(21, position="Linmas")]
    accept(upload=send_and_check(election, rows, body="linmas"), by=kpu)
    other = send_and_check(election, rows, institution="Satpol PP", body="linmas")
    assert codes(other) == {2: ["already-serving"], 3: ["already-serving"]}


def test_a_namesake_who_stands_is_told_by_no_name(election: Election, kpu: Any):
    accept(upload=send_and_check(election, [person(3)]), by=kpu)
    twin = person(3, nik=f"{person(3)[NIK][:12]}0777", tps="2")
    upload = send_and_check(election, [twin])
    assert codes(upload) == {2: ["same-person-maybe"]}
    assert line(upload, 2).clashes[0]["particulars"] == {}


def test_a_namesake_of_another_institution_is_told_to_nobody(election: Election, kpu: Any):
    accept(upload=send_and_check(election, [person(3)]), by=kpu)
    twin = person(3, nik=f"{person(3)[NIK][:12]}0777", position="Linmas")
    assert codes(send_and_check(election, [twin], institution="Satpol PP", body="linmas")) == {}


def test_who_was_withdrawn_stands_no_more(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    Assignment.objects.update(voided_at=election.created_at)
    assert codes(send_and_check(election, [*kpps(first=10)])) == {}


def test_accepted_rows_stay_when_the_rest_is_checked_again(election: Election, kpu: Any):
    upload = send_and_check(election, [*kpps(), person(7, nik="1609", tps="2"), person(1, tps="3")])
    accept(upload=upload, by=kpu)
    check(upload=upload)
    assert codes(upload) == {9: ["nik-length"], 10: ["nik-twice-in-file", "already-serving"]}
    assert counts(upload) == (9, 7, 0, 2)
    with pytest.raises(NotOpen):
        edit_cells(upload=upload, line=line(upload, 2), texts={Field.NAME: "Lain"}, by=kpu)


# Discarding


def test_a_discarded_upload_leaves_no_row_and_no_file(election: Election, kpu: Any):
    upload = send_and_check(election, kpps())
    name, storage = upload.document.file.name, upload.document.file.storage
    discard(upload=upload, by=kpu)
    assert (upload.state, upload.document, counts(upload)) == (State.UNDONE, None, (0, 0, 0, 0))
    assert not RosterLine.objects.exists()
    assert not Document.objects.filter(kind="roster").exists()
    assert storage.exists(name)  # until the transaction of the test would commit


def test_what_was_accepted_is_not_discarded(election: Election, kpu: Any):
    upload = send_and_check(election, [*kpps(), person(8, nik="1609")])
    accept(upload=upload, by=kpu)
    with pytest.raises(NotOpen):
        discard(upload=upload, by=kpu)
    assert RosterLine.objects.count() == 8


def test_a_column_that_shows_late_which_number_is_the_day_is_read_so_from_its_first_row(election: Election):
    either = [person(5, nik="", birth_date="06-06-1990") for _ in range(220)]
    early = person(4 + 28 * 2, birth_date="03-05-1990")
    late = [person(12 + 28 * month, birth_date=f"{month + 1:02d}-13-1990") for month in range(12)]
    upload = send_and_check(election, [*either, early, *late])
    assert upload.settled["0"]["date_order"] == {"birth_date": "mdy"}
    assert line(upload, 222).problems == []
    assert open_particulars(line(upload, 222).sealed)[Field.BIRTH_DATE] == date(1990, 3, 5)
    assert upload.rows == upload.lines.count() == 233

"""Who stands already, and the seats of an election's units, as the database has them."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enrolment.actions.exceptions import except_seats
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.rechecking import recheck_clashes
from enrolment.models import Assignment, Election, RosterUpload, StageCode
from enrolment.roster_lines import as_problem
from enrolment.roster_wording import file_message, message
from enrolment.rules.roster_problems import Unit
from enrolment.standing import overlaps, seat_law
from enrolment.tasks import start_roster_check
from pemilu_bpjs import jobs
from tests.enrolment.rosters import DESA_CODE, HEADER, as_csv, codes, counts, kpps, line, person, send, send_and_check
from tests.factories_enrolment import make_election, make_tps_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


# Seats


def test_seats_of_every_kind_of_unit(election: Election):
    law = seat_law(election)
    found = {body: law.of(Unit(DESA_CODE, 1, body)) for body in ("kpps", "linmas", "pantarlih", "pps", "sek-pps")}
    assert {body: (seats.least, seats.most) for body, seats in found.items()} == {
        "kpps": (7, 7), "linmas": (2, 2), "pantarlih": (1, 1), "pps": (3, 3), "sek-pps": (3, 3),
    }  # fmt: skip
    assert found["kpps"].leaders == {"kpps-ketua"}
    assert [found["pps"].is_fixed, found["sek-pps"].is_fixed] == [True, False]
    assert law.is_seat("kpps", "kpps-ketua", DESA_CODE, 1)
    assert not law.is_seat("kpps", "kpps-ketua", DESA_CODE, 0)
    assert law.is_seat("pps", "pps-ketua", DESA_CODE, 0)


def test_a_pilkada_has_two_pantarlih_where_a_tps_is_over_400(reference: None):
    pilkada = make_election(preset="pilkada-2024")
    rows = [(DESA_CODE, 1, 400), (DESA_CODE, 2, 401), (DESA_CODE, 3, None)]
    make_tps_list(pilkada, rows, stage=StageCode.COKLIT)
    law = seat_law(pilkada)
    seats = [law.of(Unit(DESA_CODE, tps, "pantarlih")) for tps in (1, 2, 3)]
    assert [(each.least, each.most) for each in seats] == [(1, 1), (2, 2), (1, 2)]


def test_an_exception_gives_its_unit_another_number(election: Election, planner: Any):
    except_seats(
        election=election,
        position="kpps-anggota",
        region=DESA_CODE,
        tps_number=1,
        seats=4,
        reason="TPS khusus",
        by=planner,
    )
    law = seat_law(election)
    assert [law.of(Unit(DESA_CODE, tps, "kpps")).most for tps in (1, 2)] == [5, 7]
    upload = send_and_check(election, [*kpps(), person(10, tps="2")])
    assert codes(upload) == {7: ["unit-overfull"], 8: ["unit-overfull"]}


# People


def test_overlaps_are_one_statement_and_their_places_are_named_together(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    upload = send_and_check(election, [person(number, tps="2") for number in range(3)])
    with CaptureQueriesContext(connection) as captured:
        found = overlaps(upload)
    assert (len(captured), sorted(found)) == (4, [(0, 2), (0, 3), (0, 4)])
    assert {said["place"] for said in found.values()} == {"Lubar TPS 1, Kec. Simpang"}


def test_a_place_that_the_region_data_does_not_name_is_told_by_its_code(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    Assignment.objects.update(region_code="16.09.05.2999")
    upload = send_and_check(election, [person(0, "Ketua KPPS", tps="2")])
    [said] = [clash for clash in line(upload, 2).clashes if clash["code"] == "already-serving"]
    assert "KPPS di 16.09.05.2999 TPS 1 pada" in message(as_problem(said))


def test_who_left_before_is_no_overlap_and_frees_the_seat(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    newcomer = send_and_check(election, [person(20)])
    assert codes(newcomer) == {2: ["unit-overfull"]}
    Assignment.objects.filter(line__row=8).update(end=datetime.date(2024, 1, 26))
    later = header_with_days([[*person(21), "27-01-2024", "25-02-2024"]])
    assert codes(send_and_check(election, later)) == {}


def test_seats_that_somebody_says_will_end_count_as_gone(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    accept(upload=send_and_check(election, kpps(first=7, tps=2)), by=kpu)
    upload = send_and_check(election, [person(6, tps=2), person(7, "Ketua KPPS"), person(20)])
    without_seat = {2: ["already-serving", "unit-overfull"], 3: ["already-serving", "leader-twice", "unit-overfull"]}
    assert codes(upload) == {**without_seat, 4: ["unit-overfull"]}
    leaving = Assignment.objects.filter(line__row__in=(2, 8), tps=1)
    leaving |= Assignment.objects.filter(line__row=2, tps=2)
    recheck_clashes(upload=upload, leaving=leaving.values_list("pk", flat=True))
    assert (codes(upload), counts(upload)) == ({4: ["unit-overfull"]}, (3, 2, 0, 1))  # nobody was asked about row 4
    recheck_clashes(upload=upload)
    assert codes(upload) == {**without_seat, 4: ["unit-overfull"]}


def test_an_overlap_outside_the_senders_region_is_told_without_its_place(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    rows = [person(3, kecamatan="Muaradua", desa="Batu Belang Jaya")]
    upload = send_and_check(election, rows, region="16.09.01")
    assert [each["code"] for each in line(upload, 2).clashes] == ["already-serving"]
    assert line(upload, 2).clashes[0]["particulars"] == {}


def header_with_days(rows: list[list[str]]) -> bytes:
    return as_csv(rows, header=(*HEADER, "TMT", "Sampai dengan"))


# Several sheets, and the job


def test_sheets_are_checked_together_and_named(election: Election):
    book = openpyxl.Workbook()
    book.active.title = "TPS 1"
    for row in [HEADER, *kpps()]:
        book["TPS 1"].append(row)
    book.create_sheet("TPS 2")
    for row in [HEADER, *kpps(first=10, tps=2)[:6], person(3, tps="2")]:
        book["TPS 2"].append(row)
    content = io.BytesIO()
    book.save(content)
    upload = send_and_check(election, content.getvalue(), name="dua.xlsx")
    bad = upload.lines.get(state="rejected")
    assert (bad.sheet, bad.row, counts(upload)) == (1, 8, (14, 13, 0, 1))
    assert [each["code"] for each in bad.clashes] == ["nik-twice-in-file"]
    assert bad.clashes[0]["particulars"] == {"sheet": "TPS 1", "row": 5}


def test_the_job_checks_and_says_so(election: Election, kpu: Any):
    upload = send(election, kpps(), by=kpu).upload
    job = start_roster_check(upload=upload, by=kpu)
    assert start_roster_check(upload=upload, by=kpu) == job
    assert job.params == {"upload": upload.pk}
    jobs.run(job.pk)
    job.refresh_from_db()
    upload.refresh_from_db()
    assert (job.state, upload.state, job.result["sentence"]) == ("done", "ready", "Daftar selesai diperiksa.")


def test_the_job_of_a_refused_file_fails_in_words(election: Election, kpu: Any):
    upload = send(election, b"%PDF-1.7", by=kpu).upload
    job = start_roster_check(upload=upload, by=kpu)
    jobs.run(job.pk)
    job.refresh_from_db()
    upload.refresh_from_db()
    assert (job.state, upload.state) == ("failed", RosterUpload.State.REFUSED)
    assert job.error == file_message(upload.file_problems[0])

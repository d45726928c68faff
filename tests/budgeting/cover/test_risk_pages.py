"""The daily list of who is not covered: counts as far as the quota board, names of one's own people alone."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from pemilu_bpjs import documents, jobs
from pemilu_bpjs.models import Document, Job
from tests.factories_cover import make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

OURS, THEIRS = "Rusmini Contoh", "Burhan Contoh"


@pytest.fixture
def election(office):
    found = make_election()
    make_seat(found, make_row(make_nik(1), OURS))
    ptps = {"institution": "Bawaslu", "body": "ptps", "position": "ptps", "region_code": "16.09.02.2001"}
    make_seat(found, make_row(make_nik(2), THEIRS), **ptps)
    make_cover(found, office)
    return found


def page(route, election, query="hari=2024-02-14"):
    return f"{reverse(f'budgeting:{route}', args=[election.code])}?{query}"


def test_the_planner_sees_all_and_who_must_act(election, planner, signed_in):
    body = signed_in(planner).get(page("risk", election)).content.decode()
    assert OURS in body
    assert THEIRS in body
    assert "kirim ke BPJS: 2" in body
    assert "14 Februari 2024" in body
    assert "hari=2024-02-13" in body
    assert "hari=2024-02-15" in body


def test_a_kecamatan_and_a_reason_narrow_the_list(election, planner, signed_in):
    client = signed_in(planner)
    body = client.get(page("risk", election, "hari=2024-02-14&kecamatan=16.09.02")).content.decode()
    assert THEIRS in body
    assert OURS not in body
    body = client.get(page("risk", election, "hari=2024-02-14&sebab=rejected")).content.decode()
    assert THEIRS not in body


def test_without_a_day_the_voting_day_is_shown_once_nobody_serves_any_more(election, planner, signed_in):
    body = signed_in(planner).get(page("risk", election, "hari=kemarin")).content.decode()
    assert "14 Februari 2024" in body
    quiet = signed_in(planner).get(page("risk", election, "hari=2025-01-01")).content.decode()
    assert "Tidak ada yang bertugas" in quiet


def test_the_day_that_is_meant_stands_in_its_field(election, planner, signed_in):
    for route in ("risk", "lost-days"):
        body = signed_in(planner).get(page(route, election, "")).content.decode()
        assert 'value="2024-02-14"' in body


def test_each_institution_sees_its_own_people_alone(election, kpu, bawaslu, signed_in):
    for user, seen, hidden in ((kpu, OURS, THEIRS), (bawaslu, THEIRS, OURS)):
        for route in ("risk", "lost-days"):
            body = signed_in(user).get(page(route, election)).content.decode()
            assert seen in body
            assert hidden not in body


def test_tapd_sees_counts_and_no_name(election, tapd, signed_in):
    client = signed_in(tapd)
    for route in ("risk", "lost-days"):
        body = client.get(page(route, election)).content.decode()
        assert OURS not in body
        assert THEIRS not in body
    assert client.post(page("risk-export", election)).status_code == 403


def test_the_neighbour_and_the_stranger_find_nothing(election, neighbour, stranger, bpjs, signed_in):
    routes = [page(route, election) for route in ("risk", "lost-days")]
    assert [signed_in(neighbour).get(each).status_code for each in routes] == [404, 404]
    assert signed_in(neighbour).post(page("risk-export", election)).status_code == 404
    for user in (stranger, bpjs):
        assert [signed_in(user).get(each).status_code for each in routes] == [403, 403]
    assert not Job.objects.exists()


def test_days_lost_are_told_by_kecamatan_and_name(election, planner, signed_in):
    body = signed_in(planner).get(page("lost-days", election)).content.decode()
    assert OURS in body
    assert '<td class="num">21</td>' in body  # 25 January to 14 February, nobody confirmed


def test_the_workbook_holds_what_its_reader_may_see_and_no_nik(election, kpu, signed_in):
    signed_in(kpu).post(page("risk-export", election, ""), {"hari": "2024-02-14", "kecamatan": ""})
    assert jobs.run_next()
    document = Document.objects.get()
    assert document.is_personal
    book = load_workbook(io.BytesIO(documents.content(document)), read_only=True)
    told = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    assert set(told) == {"Menurut tempat", "Petugas", "Hari terbuka"}
    words = str(told)
    assert OURS in words
    assert THEIRS not in words
    assert make_nik(1) not in words
    (row,) = told["Hari terbuka"][1:]
    assert row[4:] == (1, 1, 21, 0, 21)


def test_one_election_needs_no_choosing(election, kpu, signed_in):
    answer = signed_in(kpu).get(reverse("budgeting:risks"))
    assert answer.url == reverse("budgeting:risk", args=[election.code])

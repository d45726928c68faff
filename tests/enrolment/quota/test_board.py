"""What a quota board counts, of whom, and what it tells to whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enrolment.actions.exceptions import except_seats
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment, Election, Region
from enrolment.quota import Board, board
from enrolment.quota_counts import Scope
from pemilu_bpjs.models import User
from tests.enrolment.rosters import DESA_CODE, as_csv, kpps, person, send_and_check
from tests.factories_enrolment import make_election, make_tps_list, tps_rows
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

KECAMATAN = DESA_CODE[:8]
FIGURES = ("seats", "people", "vacancies", "surplus", "reserves", "faults", "overlaps")


@pytest.fixture
def election(world: World) -> Election:
    """Three TPS in every desa."""
    election = make_election(by=world.planner)
    make_tps_list(election, tps_rows("16.09", 3))
    return election


def see(user: User, election: Election, region: str = "16.09", on: date | None = None) -> Board:
    election.refresh_from_db()
    return board(Scope(user, election, region, on), Region.objects.get(pk=region))


def stand(election: Election, rows: list[list[str]], **changes: str) -> None:
    upload = send_and_check(election, as_csv(rows), **changes)
    accept(upload=upload, by=None)


def linmas(first: int, tps: int) -> list[list[str]]:
    return [person(first + more, "Linmas", tps) for more in range(2)]


def check_sums(shown: Board) -> None:
    """Every cell meets itself, every column its total, every row its own."""
    lines = (*shown.lines, shown.rest)
    for name in FIGURES:
        for body in shown.bodies:
            told = [getattr(line.by_body[body.code], name) for line in lines]
            assert sum(told) == getattr(shown.whole.by_body[body.code], name), (name, body.code)
        assert sum(getattr(line.whole, name) for line in lines) == getattr(shown.whole.whole, name)
    for line in (*lines, shown.whole):
        for cell in (*line.by_body.values(), line.whole):
            assert cell.seats + cell.surplus == cell.people + cell.vacancies


def test_from_the_election_down_to_the_tps_the_same_people_are_counted(world: World, election: Election):
    stand(election, [*kpps(0, tps=1), *kpps(7, tps=2)[:5]])
    for region, parts in (("16.09", 19), (KECAMATAN, None), (DESA_CODE, 3)):
        shown = see(world.planner, election, region)
        check_sums(shown)
        assert shown.whole.by_body["kpps"].people == 12
        assert parts is None or len(shown.lines) == parts
    cells = [line.by_body["kpps"] for line in shown.lines]
    assert [(cell.seats, cell.people, cell.vacancies) for cell in cells] == [(7, 7, 0), (7, 5, 2), (7, 0, 7)]
    assert see(world.planner, election).whole.by_body["kpps"].seats == 259 * 3 * 7


def test_what_is_not_broken_down_stands_in_a_row_of_its_own(world: World):
    election = make_election(by=world.planner, tps=1352)
    stand(election, kpps())
    shown = see(world.planner, election)
    check_sums(shown)
    own = next(line for line in shown.lines if line.code == KECAMATAN).by_body["kpps"]
    assert (own.seats, own.people, own.is_known) == (7, 7, False)
    assert shown.rest.by_body["kpps"].vacancies == 9_464 - 7
    assert shown.whole.by_body["kpps"].seats == 9_464


def test_each_secretariat_counts_its_own_bodies_and_people(world: World, election: Election):
    stand(election, kpps())
    stand(election, linmas(40, tps=1), institution="Satpol PP", body="linmas")
    stand(election, [person(50, "Pengawas TPS")], institution="Bawaslu", body="ptps")
    seen = {who: see(getattr(world, who), election) for who in ("kpu", "bawaslu", "satpolpp", "planner", "tapd")}
    people = {who: shown.whole.whole.people for who, shown in seen.items()}
    assert people == {"kpu": 7, "bawaslu": 1, "satpolpp": 2, "planner": 10, "tapd": 10}
    assert {body.institution for body in seen["bawaslu"].bodies} == {"Bawaslu"}
    assert [body.code for body in seen["satpolpp"].bodies] == ["linmas"]
    assert "linmas" not in [body.code for body in seen["kpu"].bodies]
    for shown in seen.values():
        check_sums(shown)


def test_linmas_in_a_list_of_kpu_count_for_kpu_as_people_without_seats_to_fill(world: World, election: Election):
    stand(election, linmas(40, tps=1))
    own = see(world.kpu, election)
    cell = own.whole.by_body["linmas"]
    assert (cell.people, cell.vacancies, cell.is_known) == (2, 0, False)
    check_sums(own)
    assert see(world.satpolpp, election).whole.by_body["linmas"].people == 0
    assert see(world.planner, election).whole.by_body["linmas"].people == 2


def test_a_seat_given_up_is_vacant_after_its_last_day(world: World, election: Election):
    stand(election, kpps())
    gone = Assignment.objects.exclude(position="kpps-ketua").order_by("pk")[0]
    end_assignments(assignments=[gone.pk], last_day=date(2024, 2, 10), reason="resigned", by=world.planner)
    at = {day: see(world.kpu, election, on=date(2024, 2, day)).whole.by_body["kpps"].people for day in (10, 11, 25)}
    assert at == {10: 7, 11: 6, 25: 6}
    assert see(world.kpu, election).whole.by_body["kpps"].people == 6
    assert see(world.kpu, election, on=date(2024, 3, 1)).whole.by_body["kpps"].people == 0


def test_an_exception_changes_the_seats_of_its_tps(world: World, election: Election):
    stand(election, kpps())
    except_seats(
        election=election,
        position="kpps-anggota",
        region=DESA_CODE,
        tps_number=1,
        seats=5,
        reason="TPS kecil",
        by=world.planner,
    )
    shown = see(world.kpu, election, DESA_CODE)
    check_sums(shown)
    first = shown.lines[0].by_body["kpps"]
    assert (first.seats, first.people, first.surplus) == (6, 7, 1)
    assert see(world.kpu, election).whole.by_body["kpps"].surplus == 1


def test_a_rejected_row_is_counted_until_its_person_stands(world: World, election: Election):
    rows = kpps()
    faulty = [rows[0], [*rows[1]], *rows[2:]]
    faulty[1][0] = "160905"
    stand(election, faulty)
    assert see(world.kpu, election).whole.by_body["kpps"].faults == 1
    assert see(world.bawaslu, election).whole.whole.faults == 0
    stand(election, rows)
    shown = see(world.kpu, election)
    assert (shown.whole.by_body["kpps"].faults, shown.whole.by_body["kpps"].people) == (0, 7)


def test_a_row_that_fails_in_two_files_is_one_fault(world: World, election: Election):
    rows = kpps()
    rows[1][0] = "160905"
    send_and_check(election, as_csv(rows))
    send_and_check(election, as_csv([*rows, person(30, tps=2)]))
    assert see(world.kpu, election).whole.by_body["kpps"].faults == 1


def test_whoever_sent_a_faulty_row_mends_it_whatever_body_it_names_or_none(world: World, election: Election):
    nobodys, linmas_of_kpu = person(0, "Juru Masak"), person(1, "Linmas", nik="160905")
    upload = send_and_check(election, as_csv([nobodys, linmas_of_kpu, *kpps(7)]), body="")
    assert upload.rejected == 2
    send_and_check(election, as_csv([person(50, "Pengawas TPS", nik="160905")]), institution="Bawaslu", body="ptps")
    shown = see(world.planner, election)
    assert shown.whole.whole.faults == 3
    assert [shown.faults_of(each) for each in ("KPU", "Bawaslu", "Satpol PP")] == [2, 1, 0]
    assert shown.of_body("ptps").faults_of("KPU") == 0
    assert see(world.kpu, election).faults_of("Bawaslu") == 0
    check_sums(shown)


def test_two_posts_at_one_time_are_told_to_both_sides(world: World, election: Election):
    stand(election, kpps())
    stand(election, [person(0, "Pengawas TPS")], institution="Bawaslu", body="ptps")
    assert see(world.kpu, election).whole.whole.overlaps == 1
    assert see(world.bawaslu, election).whole.whole.overlaps == 1
    assert see(world.planner, election).whole.whole.overlaps == 2


def test_the_board_asks_no_more_for_more_tps(world: World, election: Election):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            see(User.objects.get(pk=world.planner.pk), election)
        return len(asked)

    few = queries()
    make_tps_list(election, tps_rows("16.09", 9))
    stand(election, [*kpps(0, tps=1), *kpps(7, tps=2)])
    assert queries() <= few

"""Seats against people: whatever was counted, each cell meets its own sum and each column its total."""

from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.quota import Counted, Tally, rest, tally, total

few = st.integers(0, 40)
counted = st.builds(Counted, few, few, few, few, few).filter(lambda found: found.surplus <= found.people)
seats = st.none() | few
FIGURES = ("seats", "people", "vacancies", "surplus", "reserves", "faults", "overlaps")


def meets(cell: Tally) -> bool:
    return cell.seats + cell.surplus == cell.people + cell.vacancies


@given(seats, counted)
def test_seats_and_surplus_are_people_and_vacancies(due: int | None, found: Counted):
    cell = tally(due, found)
    assert meets(cell)
    assert cell.vacancies >= 0
    assert cell.surplus >= found.surplus
    assert (cell.people, cell.reserves, cell.faults) == (found.people, found.reserves, found.faults)


@given(seats, st.lists(st.tuples(seats, counted), max_size=6), counted)
def test_parts_and_what_stands_in_none_of_them_meet_the_whole(
    whole: int | None, parts: list[tuple[int | None, Counted]], beyond: Counted
):
    cells = [tally(*part) for part in parts]
    everything = total([*cells, rest(whole, cells, beyond)])
    assert meets(everything)
    assert everything.people == sum(found.people for _due, found in parts) + beyond.people
    if whole is not None:
        assert everything.seats == whole


@given(st.lists(st.tuples(seats, counted), max_size=6))
def test_a_sum_adds_every_figure(parts: list[tuple[int | None, Counted]]):
    cells = [tally(*part) for part in parts]
    whole = total(cells)
    for name in FIGURES:
        assert getattr(whole, name) == sum(getattr(cell, name) for cell in cells)


def test_one_units_surplus_fills_no_other_units_vacancy():
    """Two TPS of 7: one with 8 people, one with 6."""
    cell = tally(14, Counted(people=14, surplus=1))
    assert (cell.vacancies, cell.surplus, cell.share) == (1, 1, 92)


def test_where_nobody_knows_the_seats_those_taken_are_counted_and_the_others_stand_above():
    part = tally(None, Counted(people=7))
    left = rest(9_464, [part], Counted())
    assert (part.seats, part.vacancies, part.share) == (7, 0, None)
    assert (left.seats, left.vacancies) == (9_457, 9_457)


def test_a_share_is_whole_only_where_nothing_is_vacant():
    assert tally(200, Counted(people=199)).share == 99
    assert tally(200, Counted(people=200)).share == 100
    assert tally(200, Counted(people=201, surplus=1)).share == 101
    assert tally(0, Counted()).share is None

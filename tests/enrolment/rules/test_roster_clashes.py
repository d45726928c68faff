"""Rows held against each other and against those who stand: twice in the file, seats, leaders, vacancies."""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.period import Period
from enrolment.rules.roster_clashes import Clashes, Seated, SeatRow, Standing, clashes
from enrolment.rules.roster_problems import Unit
from enrolment.rules.unit_seats import PostSeats, SeatLaw

pytestmark = pytest.mark.once

DESA = "16.09.01.2001"
KPPS = Period(datetime.date(2024, 1, 25), datetime.date(2024, 2, 25))
PPS = Period(datetime.date(2023, 1, 24), datetime.date(2024, 4, 4))
PANTARLIH = Period(datetime.date(2023, 2, 12), datetime.date(2023, 4, 11))
TENURES = {"kpps": KPPS, "pps": PPS, "sek-pps": PPS, "pantarlih": PANTARLIH, "linmas": KPPS}

LAW = SeatLaw(
    bodies={
        "kpps": (PostSeats("kpps-ketua", 1, is_leader=True), PostSeats("kpps-anggota", 6)),
        "pps": (PostSeats("pps-ketua", 1, is_leader=True), PostSeats("pps-anggota", 2)),
        "sek-pps": (PostSeats("sek-pps-sekretaris", 1, is_leader=True), PostSeats("sek-pps-staf", 2)),
        "pantarlih": (PostSeats("pantarlih", 1, extra=1),),
        "linmas": (PostSeats("linmas", 2),),
    },
    secretariats=frozenset({"sek-pps"}),
    tps_bodies=frozenset({"kpps", "pantarlih", "linmas"}),
    days=Period(datetime.date(2021, 2, 14), datetime.date(2025, 2, 14)),
    tenures=TENURES,
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def row(number: int, post: str, nik: str | None = None, **values: Any) -> SeatRow:
    """A row of a list: its NIK is its number unless given, its days its body's tenure."""
    body = post if post in ("pantarlih", "linmas") else post.rpartition("-")[0]
    given = {
        "sheet": 0,
        "nik": (f"nik{number}" if nik is None else nik).encode() or None,
        "name_birth": f"name{number}".encode(),
        "body": body,
        "position": post,
        "unit_code": DESA,
        "tps": 1 if body in LAW.tps_bodies else 0,
        "start": TENURES[body].first,
        "end": TENURES[body].last,
    }
    return SeatRow(**{**given, **values}, row=number)


def seated(nik: str, post: str, tps: int = 0, period: Period = PPS) -> Seated:
    body = post if post == "linmas" else post.rpartition("-")[0]
    return Seated(Unit(DESA, tps, body), nik.encode(), post, period.first, period.last)


def found(rows: Sequence[SeatRow], standing: Standing | None = None, law: SeatLaw = LAW) -> Clashes:
    return clashes(rows, standing or Standing(), law, {0: "Lampiran"})


def codes(result: Clashes) -> dict[int, list[str]]:
    return {number: [problem.code for problem in problems] for (_sheet, number), problems in result.rows.items()}


def units(result: Clashes) -> list[tuple[str, str]]:
    return [(each.unit.body, each.code) for each in result.units]


def pps(first: int = 1) -> list[SeatRow]:
    """A whole PPS: 1 ketua + 2 anggota = 3 seats."""
    posts = ("pps-ketua", "pps-anggota", "pps-anggota")
    return [row(number, post) for number, post in enumerate(posts, first)]


# A whole unit


def test_a_whole_unit_has_no_clash():
    result = found(pps())
    assert (codes(result), units(result)) == ({}, [])


# Twice in the file


def test_one_nik_in_two_rows_is_a_fault_of_the_second_which_names_the_first():
    result = found([*pps(), row(9, "sek-pps-staf", nik="nik2")])
    assert codes(result) == {9: ["nik-twice-in-file"]}
    assert result.rows[0, 9][0].particulars == {"row": 2, "sheet": "Lampiran"}


def test_a_csv_has_no_sheet_to_name():
    result = clashes([*pps(), row(9, "sek-pps-staf", nik="nik2")], Standing(), LAW, {0: None})
    assert result.rows[0, 9][0].particulars == {"row": 2}


def test_the_third_row_names_the_first_as_well():
    result = found([row(1, "linmas", nik="x"), row(2, "linmas", nik="x"), row(3, "linmas", nik="x", tps=2)])
    assert [problem.particulars["row"] for number in (2, 3) for problem in result.rows[0, number]] == [1, 1]


def test_pantarlih_first_and_kpps_later_is_lawful():
    # 12 Feb–11 Apr 2023 and 25 Jan–25 Feb 2024 share no day.
    assert codes(found([row(1, "pantarlih", nik="x"), row(2, "kpps-anggota", nik="x")])) == {}


@pytest.mark.parametrize("days", [(None, None), (day("2024-02-01"), None), (day("2024-02-09"), day("2024-02-01"))])
def test_a_row_without_days_meets_every_day(days: tuple[datetime.date | None, datetime.date | None]):
    start, end = days
    rows = [row(1, "pantarlih", nik="x"), row(2, "kpps-anggota", nik="x", start=start, end=end)]
    assert codes(found(rows))[2] == ["nik-twice-in-file"]


def test_a_nik_that_is_not_known_is_nobodys_twin():
    assert codes(found([row(1, "pps-ketua", nik=""), row(2, "pps-anggota", nik="")])) == {}


def test_a_reserve_may_serve_elsewhere_but_stands_once_in_his_body():
    elsewhere = [row(1, "pps-ketua", nik="x"), row(2, "kpps-anggota", nik="x", is_reserve=True)]
    assert codes(found(elsewhere)) == {}
    same = [row(1, "kpps-anggota", nik="x"), row(2, "kpps-anggota", nik="x", is_reserve=True, tps=2)]
    assert codes(found(same)) == {2: ["nik-twice-in-file"]}


def test_a_row_is_held_against_those_accepted_before_it():
    rows = [row(1, "linmas", nik="x", is_accepted=True), row(2, "linmas", nik="x", tps=2)]
    assert codes(found(rows)) == {2: ["nik-twice-in-file"]}


def test_an_accepted_row_bears_nothing():
    rows = [row(1, "linmas", nik="x"), row(2, "linmas", nik="x", tps=2, is_accepted=True)]
    assert codes(found(rows)) == {}


# The same person


def test_one_name_and_birth_date_under_two_niks_is_told_of_the_later():
    rows = [row(1, "pps-ketua", name_birth=b"same"), row(2, "pps-anggota", name_birth=b"same"), row(3, "pps-anggota")]
    result = found(rows)
    assert codes(result) == {2: ["same-person-maybe"]}
    assert result.rows[0, 2][0].particulars == {"row": 1, "sheet": "Lampiran"}


def test_one_name_under_one_nik_is_one_person():
    rows = [row(1, "pantarlih", nik="x", name_birth=b"same"), row(2, "kpps-anggota", nik="x", name_birth=b"same")]
    assert codes(found(rows)) == {}


def test_a_nik_with_a_fault_is_held_against_nobody():
    rows = [row(1, "pps-ketua", name_birth=b"same"), row(2, "pps-anggota", nik="", name_birth=b"same")]
    assert codes(found(rows)) == {}


def test_who_stands_under_the_name_or_serves_elsewhere_is_told_as_far_as_the_sender_may_know():
    standing = Standing(serving={(0, 1): {"body": "ppk"}, (0, 2): {}}, namesakes={(0, 3): {}})
    result = found(pps(), standing)
    assert codes(result) == {1: ["already-serving"], 2: ["already-serving"], 3: ["same-person-maybe"]}
    assert [result.rows[0, number][0].particulars for number in (1, 2)] == [{"body": "ppk"}, {}]


# Seats


def test_the_last_rows_of_the_file_are_the_surplus():
    result = found([*pps(), row(4, "pps-anggota"), row(5, "pps-anggota")])
    assert codes(result) == {4: ["unit-overfull"], 5: ["unit-overfull"]}
    assert result.rows[0, 4][0].particulars == {"seats": 3, "people": 5}
    assert units(result) == []


def test_who_stands_keeps_his_seat():
    standing = Standing([seated("a", "pps-anggota"), seated("b", "pps-anggota")])
    assert codes(found(pps(), standing)) == {2: ["unit-overfull"], 3: ["unit-overfull"]}


def test_who_stands_and_is_in_the_file_counts_once():
    standing = Standing([seated(f"nik{number}", "pps-anggota") for number in (1, 2, 3)])
    result = found(pps(), standing)
    assert (codes(result), units(result)) == ({}, [])


def test_who_stands_keeps_his_seat_though_his_row_comes_last():
    standing = Standing([seated("nik3", "pps-anggota")])
    result = found([row(1, "pps-ketua"), row(2, "pps-anggota"), row(4, "pps-anggota"), row(3, "pps-anggota")], standing)
    assert codes(result) == {4: ["unit-overfull"]}


def test_the_same_person_twice_in_a_unit_takes_one_seat():
    rows = [*pps(), row(4, "pps-anggota", nik="nik3")]
    assert codes(found(rows)) == {4: ["nik-twice-in-file"]}


def test_a_successor_takes_the_seat_on_the_day_the_other_leaves():
    handed_over = day("2023-06-01")
    rows = [*pps()[:2], row(3, "pps-anggota", end=handed_over), row(4, "pps-anggota", start=handed_over)]
    result = found(rows)
    assert (codes(result), units(result)) == ({}, [])


def test_a_successor_needs_a_first_day_after_who_stands_has_left():
    left = seated("a", "pps-anggota", period=Period(PPS.first, day("2023-12-31")))
    successor = row(3, "pps-anggota", start=day("2024-01-01"))
    assert codes(found([*pps()[:2], successor], Standing([left]))) == {}
    assert codes(found(pps(), Standing([left]))) == {3: ["unit-overfull"]}


def test_a_successor_who_comes_too_early_is_one_too_many():
    rows = [*pps()[:2], row(3, "pps-anggota", end=day("2023-06-02")), row(4, "pps-anggota", start=day("2023-06-01"))]
    assert codes(found(rows)) == {4: ["unit-overfull"]}


def test_reserves_take_no_seat():
    assert codes(found([*pps(), row(4, "pps-anggota", is_reserve=True)])) == {}


def test_a_row_whose_seat_is_not_known_sits_nowhere():
    result = found([*pps()[:2], row(3, "pps-anggota", unit_code="")])
    assert (codes(result), units(result)) == ({}, [("pps", "unit-short")])


def test_an_exception_changes_the_seats_of_its_unit_alone():
    law = SeatLaw(
        LAW.bodies, LAW.secretariats, LAW.tps_bodies, LAW.days, TENURES, exceptions={("pps-anggota", DESA, 0): 3}
    )
    rows = [*pps(), row(4, "pps-anggota")]
    assert codes(found(rows, law=law)) == {}
    elsewhere = [each._replace(unit_code="16.09.01.2002") for each in rows]
    assert codes(found(elsewhere, law=law)) == {4: ["unit-overfull"]}


@pytest.mark.parametrize(
    ("over_400", "people", "faults", "vacancies"),
    [
        ({(DESA, 1): True}, 2, {}, []),
        ({(DESA, 1): True}, 1, {}, [("pantarlih", "unit-short")]),
        ({(DESA, 1): False}, 2, {2: ["unit-overfull"]}, []),
        # Nobody knows how many voters: one is enough, two are allowed, three are too many.
        ({}, 1, {}, []),
        ({}, 2, {}, []),
        ({}, 3, {3: ["unit-overfull"]}, []),
    ],
)
def test_pantarlih_are_two_where_a_tps_is_over_400_voters(
    over_400: dict[tuple[str, int], bool], people: int, faults: dict[int, list[str]], vacancies: list[tuple[str, str]]
):
    law = SeatLaw(LAW.bodies, LAW.secretariats, LAW.tps_bodies, LAW.days, TENURES, over_400=over_400)
    result = found([row(number, "pantarlih") for number in range(1, people + 1)], law=law)
    assert (codes(result), units(result)) == (faults, vacancies)


def test_a_body_that_the_election_does_not_have_is_counted_by_nobody():
    rows = [row(1, "linmas", body="ppln", position="ppln-ketua")]
    assert (codes(found(rows)), units(found(rows))) == ({}, [])


# Leaders


def test_a_second_ketua_is_a_fault_and_no_surplus():
    rows = [row(1, "pps-ketua"), row(2, "pps-anggota"), row(3, "pps-ketua")]
    result = found(rows)
    assert codes(result) == {3: ["leader-twice"]}
    assert result.rows[0, 3][0].particulars == {"row": 1, "sheet": "Lampiran"}


def test_the_ketua_who_stands_is_named_to_nobody():
    result = found([row(1, "pps-ketua")], Standing([seated("a", "pps-ketua")]))
    assert codes(result) == {1: ["leader-twice"]}
    assert result.rows[0, 1][0].particulars == {}


def test_the_ketua_who_stands_keeps_his_post_though_his_row_comes_last():
    standing = Standing([seated("nik1", "pps-anggota"), seated("nik3", "pps-ketua")])
    rows = [row(1, "pps-ketua"), row(2, "pps-anggota"), row(3, "pps-ketua")]
    assert codes(found(rows, standing)) == {1: ["leader-twice"]}


def test_one_ketua_after_the_other_is_lawful():
    rows = [row(1, "pps-ketua", end=day("2023-05-31")), row(2, "pps-ketua", start=day("2023-06-01"))]
    assert codes(found(rows)) == {}


def test_the_same_ketua_for_two_times_is_one():
    rows = [row(1, "pps-ketua", nik="x", end=day("2023-05-31")), row(2, "pps-ketua", nik="x", start=day("2023-06-01"))]
    assert codes(found(rows)) == {}


# Vacancies


def test_vacancies_are_told_of_units_that_the_file_has_rows_of():
    standing = Standing([Seated(Unit("16.09.01.2009", 0, "pps"), b"a", "pps-anggota", PPS.first, PPS.last)])
    result = found([row(1, "pps-anggota")], standing)
    assert [(each.unit, each.code, each.particulars) for each in result.units] == [
        (Unit(DESA, 0, "pps"), "unit-short", {"seats": 3, "people": 1}),
        (Unit(DESA, 0, "pps"), "leader-missing", {}),
    ]


def test_who_stands_fills_a_seat():
    standing = Standing([seated("a", "pps-ketua"), seated("b", "pps-anggota")])
    assert units(found([row(1, "pps-anggota")], standing)) == []


def test_accepted_rows_count_as_those_who_stand():
    rows = [each._replace(is_accepted=True) for each in pps()]
    assert units(found(rows)) == [("pps", "unit-short"), ("pps", "leader-missing")]
    standing = Standing([seated("nik1", "pps-ketua"), seated("nik2", "pps-anggota"), seated("nik3", "pps-anggota")])
    assert units(found(rows, standing)) == []


def test_the_size_of_a_secretariat_varies():
    assert units(found([row(1, "sek-pps-staf")])) == []


def test_who_is_said_to_serve_outside_the_tenure_leaves_no_vacancy():
    rows = [*pps()[:2], row(3, "pps-anggota", start=day("2019-04-01"), end=day("2019-05-01"))]
    assert units(found(rows)) == []


# Whatever a file says


days = st.dates(datetime.date(2022, 12, 1), datetime.date(2024, 5, 1))
any_row = st.builds(
    lambda nik, post, span, tps: (nik, post, sorted(span), tps),
    st.sampled_from(["", *"abcdefgh"]),
    st.sampled_from(["pps-ketua", "pps-anggota", "kpps-ketua", "kpps-anggota", "linmas"]),
    st.tuples(days, days),
    st.integers(1, 2),
)


def as_rows(drawn: list[tuple[str, str, list[datetime.date], int]]) -> list[SeatRow]:
    return [
        row(number, post, nik=nik, start=start, end=end, tps=0 if post.startswith("pps") else tps)
        for number, (nik, post, (start, end), tps) in enumerate(drawn, 1)
    ]


@given(st.lists(any_row, max_size=25))
def test_without_the_surplus_no_day_has_more_people_than_seats(drawn: list[Any]):
    rows = as_rows(drawn)
    found_codes = codes(found(rows))
    # Whoever stands in two rows takes one seat, by the first of them: without it the second would ask for one.
    faults = {"unit-overfull", "nik-twice-in-file"}
    kept = [each for each in rows if faults.isdisjoint(found_codes.get(each.row, []))]
    assert all("unit-overfull" not in each for each in codes(found(kept)).values())


@given(st.lists(any_row, max_size=25))
def test_without_the_second_rows_nobody_is_twice_on_one_day(drawn: list[Any]):
    rows = as_rows(drawn)
    found_codes = codes(found(rows))
    kept = [each for each in rows if "nik-twice-in-file" not in found_codes.get(each.row, [])]
    spans = [(each.nik, each.start, each.end) for each in kept if each.nik]
    assert not any(
        one[0] == other[0] and one[1] <= other[2] and other[1] <= one[2]
        for place, one in enumerate(spans)
        for other in spans[place + 1 :]
    )

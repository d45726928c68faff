"""Rows of people whose end is on record: on their seat until that day, whatever the row says."""

import datetime
from typing import Any

import pytest

from enrolment.rules.roster_clashes import Seated, Standing
from enrolment.rules.roster_problems import Unit
from tests.enrolment.rules.test_roster_clashes import DESA, PPS, codes, day, found, row

pytestmark = pytest.mark.once

ENDED = day("2023-06-30")
NEXT = ENDED + datetime.timedelta(days=1)


def sat(nik: str, *, first: datetime.date = PPS.first, last: datetime.date = PPS.last, stopped: bool = False) -> Seated:
    return Seated(Unit(DESA, 0, "pps"), nik.encode(), "pps-anggota", first, last, stopped)


@pytest.mark.parametrize(
    ("standing", "values", "too_many"),
    [
        ([sat("left", last=ENDED, stopped=True)], {}, False),
        ([sat("left", last=ENDED, stopped=True)], {"start": None, "end": None}, False),
        ([sat("left", last=ENDED, stopped=True)], {"start": NEXT}, True),  # who comes back takes the seat again
        ([sat("left", last=ENDED, stopped=True), sat("left", first=NEXT)], {}, True),
        ([sat("left", last=ENDED)], {}, True),  # no person has said so: the file's word
    ],
)
def test_a_successor_finds_the_seat_of_who_left(standing: list[Seated], values: dict[str, Any], too_many: bool):
    successor = sat("successor", first=NEXT)
    rows = [row(1, "pps-ketua"), row(2, "pps-anggota"), row(3, "pps-anggota", "left", **values)]
    told = codes(found(rows, Standing([*standing, successor])))
    assert any("unit-overfull" in each for each in told.values()) is too_many

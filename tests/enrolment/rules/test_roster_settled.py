"""What whole columns tell: the order of day and month, and NIKs that went through Excel."""

import json
from typing import Any

import pytest

from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_settled import Proofs, Settled, Settling, from_json, to_json

pytestmark = pytest.mark.once

_HEALTHY = "1609051203900001"
_ENDS_IN_0 = "1609051203900010"


def settled(*rows: dict[Field, Any]) -> Settled:
    settling = Settling()
    for row in rows:
        settling.look(row)
    return settling.settled()


def born(*dates: Any, nik: Any = "") -> Settled:
    return settled(*({Field.NIK: nik, Field.BIRTH_DATE: date} for date in dates))


def test_without_proof_the_day_stands_first():
    assert born("03-12-1990", "05/06/1990").date_order.get(Field.BIRTH_DATE, "dmy") == "dmy"
    assert born().date_order == {}


def test_a_number_above_12_proves_which_is_the_day():
    assert born("25-12-1990").date_order[Field.BIRTH_DATE] == "dmy"
    assert born("12/25/1990", "03/04/1990").date_order[Field.BIRTH_DATE] == "mdy"
    assert born("12/25/1990", "25/12/1990").date_order[Field.BIRTH_DATE] == "dmy"  # as many on either side
    assert born("25/26/1990").proofs[Field.BIRTH_DATE] == Proofs(0, 0)


def test_the_nik_is_the_witness_of_what_could_be_either():
    # 16.09.05, born on 12 March: "03/12" can only be month first.
    found = born("03/12/1990", nik="1609051203900001")
    assert (found.date_order[Field.BIRTH_DATE], found.proofs[Field.BIRTH_DATE]) == ("mdy", Proofs(0, 1))
    assert born("03/12/1990", nik="1609055203900001").date_order[Field.BIRTH_DATE] == "mdy"  # 52 - 40 = 12
    assert born("12/03/1990", nik="1609051203900001").proofs[Field.BIRTH_DATE] == Proofs(1, 0)
    assert born("05/06/1990", nik="1609051203900001").proofs[Field.BIRTH_DATE] == Proofs(0, 0)
    # A day that equals its month proves nothing.
    assert Field.BIRTH_DATE not in born("03/03/1990", nik="1609050303900001").proofs


def test_a_nik_says_nothing_of_the_days_in_office():
    found = settled({Field.NIK: "1609051203900001", Field.START: "03/12/2023"})
    assert found.proofs[Field.START] == Proofs(0, 0)


def test_each_column_of_dates_is_settled_by_itself():
    found = settled({Field.BIRTH_DATE: "25/12/1990", Field.START: "01/25/2024"})
    assert found.date_order == {Field.BIRTH_DATE: "dmy", Field.START: "mdy"}


def test_dates_that_are_no_text_of_numbers_settle_nothing():
    assert born(32944.0, "12 Maret 1990", "1990-03-12", "", None).date_order == {}


@pytest.mark.parametrize(
    ("healthy", "ending_in_0", "is_damaged"),
    [
        (0, 5, True),
        (2, 3, True),  # 3 of 5
        (3, 3, True),  # 3 of 6: exactly half
        (4, 3, False),  # 3 of 7
        (0, 4, False),  # too few to tell
        (45, 5, False),  # one in ten, as chance has it
    ],
)
def test_a_column_is_damaged_where_half_of_five_or_more_end_in_0(healthy: int, ending_in_0: int, is_damaged: bool):
    found = settled(*[{Field.NIK: _HEALTHY}] * healthy, *[{Field.NIK: _ENDS_IN_0}] * ending_in_0)
    assert found.nik_column_damaged is is_damaged
    assert (found.niks, found.niks_ending_in_zero) == (healthy + ending_in_0, ending_in_0)


def test_numbers_and_scientific_notation_are_counted_apart():
    found = settled(
        *(
            {Field.NIK: nik}
            for nik in (1609051203900000.0, "1,60905E+15", _HEALTHY, "", None, "12345", "1609053203900000")
        )
    )
    assert (found.numeric_niks, found.scientific_niks) == (1, 1)
    assert (found.niks, found.niks_ending_in_zero) == (2, 1)  # a wrong date or serial is still 16 digits of text


def test_what_was_settled_is_kept_with_the_upload():
    found = {0: born("03/12/1990", nik="1609051203900001"), 2: Settled(nik_column_damaged=True, niks=7)}
    assert from_json(json.loads(json.dumps(to_json(found)))) == found

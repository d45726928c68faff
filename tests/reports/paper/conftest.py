"""A payer with two PPS on their seats, months in the ledger, and a batch that was frozen."""

from typing import Any

import pytest

from budgeting.models import Arrangement
from enrolment.models import Election
from reports.actions.batches import freeze
from reports.models import Batch
from tests.factories_batches import BEFORE_VOTING
from tests.factories_cover import make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import DESA, OTHER_DESA, make_nik, make_row, make_seat
from tests.people import World

NAMES = ("", "Satu", "Dua", "Tiga", "Empat", "Lima")


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def people(election: Election) -> list[Any]:
    """Five KPPS in two desa, the fifth of them ASN, and one PTPS of Bawaslu."""
    seats = [
        make_seat(
            election,
            make_row(make_nik(number), f"Orang {NAMES[number]}"),
            tps=number,
            region_code=(DESA, OTHER_DESA)[number % 2],
            not_insured="asn" if number == 5 else "",
        )
        for number in range(1, 6)
    ]
    bawaslu = {"institution": "Bawaslu", "body": "ptps", "position": "ptps", "tps": 1}
    return [*seats, make_seat(election, make_row(make_nik(9), "Pengawas Enam"), **bawaslu)]


@pytest.fixture
def arrangement(world: World, election: Election, people: list[Any]) -> Arrangement:
    return make_cover(election, world.office)[0]


@pytest.fixture
def batch(arrangement: Arrangement) -> Batch:
    found = freeze(arrangement=arrangement, today=BEFORE_VOTING)
    assert found is not None
    return found

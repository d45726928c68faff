"""Who sends, and what: uploads for the tests of roster pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from enrolment.models import RosterUpload
from tests.factories_enrolment import make_election
from tests.factories_rosters import first_desa, plain_workbook, pps, send
from tests.people import World


@pytest.fixture
def kpu_client(world: World, signed_in) -> Client:
    return signed_in(world.kpu)


@pytest.fixture
def roster(world: World) -> Callable[..., RosterUpload]:
    """An upload of two whole PPS and whoever else is given."""

    def make(*more: dict, name: str = "pps.xlsx") -> RosterUpload:
        election = RosterUpload.objects.first().election if RosterUpload.objects.exists() else make_election()
        return send(world, election, name, plain_workbook([*pps(first_desa(2)), *more]))

    return make


@pytest.fixture
def few_people() -> bytes:
    return plain_workbook([*pps(first_desa(1))])

"""Nobody is led to a page that refuses him or is not there: every role reads what its own pages offer it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from pemilu_bpjs.models import User
from pemilu_bpjs.roles import Role
from reports.actions.answers import apply
from tests.crawl import crawl
from tests.factories import make_member
from tests.factories_answers import give, refused, taken
from tests.factories_batches import freeze_now, seat_people
from tests.factories_bills import make_bill, make_payment
from tests.factories_budgeting import make_election, make_plan
from tests.factories_cover import make_cover
from tests.factories_desk import make_certificate
from tests.factories_enrolment import make_tps_list, tps_rows
from tests.factories_incidents import make_incident
from tests.factories_people import make_nik, make_row, make_seat
from tests.factories_proposals import ENTRIES, make_submitted
from tests.factories_rosters import accepted, first_desa, person, plain_workbook, pps, send
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SignIn = Callable[[User], Client]


@pytest.fixture
def everything(reference: None, world: World) -> World:
    """Something at each station of the chain; next door, people whom nobody pays for yet."""
    election = make_election(world.planner)
    make_tps_list(election, tps_rows("16.09", 3), by=world.planner)
    make_submitted(world, plan=make_plan(world.office, world.planner, *ENTRIES, election=election))
    seats = seat_people(election, 3)
    desa = first_desa()
    accepted(world, election, list(pps(desa, 50)))
    faulty = {**person(90, desa=desa[0], position="Anggota PPS"), "nik": "16"}
    send(world, election, "perbaikan.xlsx", plain_workbook([*pps(desa, 70), faulty]))
    arrangement, _run = make_cover(election, world.office)
    batch = freeze_now(arrangement)
    apply(answer=give(arrangement, [taken(1), refused(2)], batch=batch), by=world.planner)
    make_payment(make_bill(arrangement))
    make_bill(arrangement, month="2024-02")
    make_certificate(seats[0], world.office)
    make_incident(seats[0])
    make_seat(election, make_row(make_nik(400)), institution="Bawaslu", body="ptps", position="ptps")
    (theirs,) = first_desa(1, "16.08")
    seat_people(make_election(world.neighbour, region="16.08"), 2, first=300, region_code=theirs.pk)
    return world


def test_every_page_that_is_offered_opens(everything: World, signed_in: SignIn) -> None:
    """Roles one after the other: what they read costs more to make than to read."""
    readers = {role.value: _member(everything, role) for role in Role} | {"neighbour": everything.neighbour}
    closed = {name: _closed(signed_in(reader)) for name, reader in readers.items()}
    assert not {name: pages for name, pages in closed.items() if pages}


def _closed(client: Client) -> list[tuple[str, int, str]]:
    read = list(crawl(client, reverse("home"), of_a_kind=1))
    assert len(read) > 10
    return [(page.url, page.status, page.found_on) for page in read if page.status != 200]


def _member(world: World, role: Role) -> User:
    """Treasurer and answer desk are nobody of the world's own."""
    found = getattr(world, role.value, None)
    return found if found is not None else make_member(role, world.office)

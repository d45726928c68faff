"""The people of the tests. Each test asks at least what its actor and what a stranger sees.

`world` makes them all; each also has a fixture of its own name. Everyone's password is `factories.PASSWORD`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from rest_framework.test import APIClient

from pemilu_bpjs.models import Office, User
from pemilu_bpjs.roles import Role
from tests.factories import make_member, make_office, make_signatory, make_user

REGION = "16.09"
NEIGHBOUR_REGION = "16.08"


@dataclass(frozen=True)
class World:
    """A kabupaten with two payers, its reviewers and senders; a neighbour; and someone without any membership."""

    office: Office
    other_payer: Office
    neighbour_office: Office
    planner: User
    head: User
    other_planner: User
    tapd: User
    auditor: User
    admin: User
    lawkeeper: User
    neighbour: User
    kpu: User
    bawaslu: User
    satpolpp: User
    bpjs: User
    stranger: User


@pytest.fixture
def world(db: None) -> World:
    office = make_office(REGION, name="Dinas Tenaga Kerja dan Transmigrasi Kabupaten Contoh")
    make_signatory(office)
    other = make_office(REGION, name="Satuan Polisi Pamong Praja Kabupaten Contoh", kind=Office.Kind.SATPOLPP)
    neighbour_office = make_office(NEIGHBOUR_REGION, name="Dinas Tenaga Kerja Kabupaten Tetangga")

    def member(role: Role, name: str, kind: Office.Kind) -> User:
        own = make_office(REGION, name=f"Kantor {name}", kind=kind, is_payer=False)
        return make_member(role, own, name)

    return World(
        office=office,
        other_payer=other,
        neighbour_office=neighbour_office,
        planner=make_member(Role.PLANNER, office, "planner"),
        head=make_member(Role.HEAD, office, "head"),
        other_planner=make_member(Role.PLANNER, other, "other-planner"),
        tapd=member(Role.TAPD, "tapd", Office.Kind.SETDA),
        auditor=member(Role.AUDITOR, "auditor", Office.Kind.INSPEKTORAT),
        admin=make_member(Role.ADMIN, None, "admin", region=REGION),
        lawkeeper=make_member(Role.ADMIN, None, "lawkeeper", region=""),
        neighbour=make_member(Role.PLANNER, neighbour_office, "neighbour"),
        kpu=member(Role.KPU, "kpu", Office.Kind.KPU),
        bawaslu=member(Role.BAWASLU, "bawaslu", Office.Kind.BAWASLU),
        satpolpp=make_member(Role.SATPOLPP, other, "satpolpp"),
        bpjs=member(Role.BPJS, "bpjs", Office.Kind.BPJS),
        stranger=make_user("stranger"),
    )


@pytest.fixture
def office(world: World) -> Office:
    return world.office


@pytest.fixture
def planner(world: World) -> User:
    return world.planner


@pytest.fixture
def head(world: World) -> User:
    return world.head


@pytest.fixture
def other_planner(world: World) -> User:
    return world.other_planner


@pytest.fixture
def tapd(world: World) -> User:
    return world.tapd


@pytest.fixture
def auditor(world: World) -> User:
    return world.auditor


@pytest.fixture
def admin(world: World) -> User:
    return world.admin


@pytest.fixture
def neighbour(world: World) -> User:
    return world.neighbour


@pytest.fixture
def kpu(world: World) -> User:
    return world.kpu


@pytest.fixture
def bawaslu(world: World) -> User:
    return world.bawaslu


@pytest.fixture
def satpolpp(world: World) -> User:
    return world.satpolpp


@pytest.fixture
def bpjs(world: World) -> User:
    return world.bpjs


@pytest.fixture
def stranger(world: World) -> User:
    return world.stranger


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which that user has signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def api_as() -> Callable[[User], APIClient]:
    """An API client acting for that user with all his rights (tokens narrow them; see make_token)."""

    def act(user: User) -> APIClient:
        client = APIClient()
        client.force_login(user)
        return client

    return act

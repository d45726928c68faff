"""The API held against its own OpenAPI file: generated requests, right and wrong, of every operation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, assume, settings
from rest_framework.throttling import SimpleRateThrottle
from schemathesis import Case
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from budgeting.actions.plans import copy_plan
from pemilu_bpjs.wsgi import application
from tests.factories import make_document, make_job, make_token
from tests.factories_answers import give, taken
from tests.factories_batches import make_batch
from tests.factories_desk import VOTING_DAY, make_bill, make_certificate
from tests.factories_incidents import make_incident
from tests.factories_people import NIK, make_row, make_seat
from tests.factories_proposals import make_proposal
from tests.factories_rosters import first_desa, plain_workbook, pps, send
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]

EXAMPLES = 12
schema = schemathesis.pytest.from_fixture("openapi")


@schemathesis.serializer("application/toml", "text/toml")
def toml(_context: object, text: object) -> bytes:
    """A plan file goes as it stands; generated text is rarely one, and is refused then."""
    return str(text).encode("utf-8", "surrogatepass")


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The server's requests stay in the test's transaction, as those of Django's own test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def _no_throttle(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal for too many requests would pass for the refusal of a faulty one."""
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": None, "user": None})
    monkeypatch.setattr("pemilu_bpjs.api_bodies.LOOKS_PER_MINUTE", 10**9)


@pytest.fixture
def token(world: World) -> str:
    return make_token(world.planner, world.office, world.office.region)


@pytest.fixture
def openapi(world: World):
    make_job(world.planner, world.office)
    make_document(world.planner, world.office)
    return schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_operation_answers_as_it_says(case: Case, token: str) -> None:
    assume("" not in (case.query or {}).values())  # an empty parameter counts as none given
    # Rights and existing ids are other tests' matter: a well-formed request may still meet a 404.
    case.call_and_validate(
        headers={"Authorization": f"Token {token}", "Accept-Encoding": "identity"},
        excluded_checks=[positive_data_acceptance, ignored_auth],
    )


@dataclass(frozen=True)
class Standing:
    """Something that is there, for every address that can be read: its keys by name, its queries by kind."""

    keys: Callable[[str], dict[str, str]]
    queries: dict[str, dict[str, object]]


def stand(world: World) -> Standing:
    proposal = make_proposal(world)
    election = proposal.plan.election
    roster = send(world, election, "pps.xlsx", plain_workbook([*pps(first_desa(1)), *pps(first_desa(1), first=9)]))
    seat, namesake = make_seat(election), make_seat(election, make_row(f"{NIK[:-1]}9"), tps=2)
    make_seat(election, tps=3)  # an overlap
    batch = make_batch(election, world.office)
    arrangement = batch.arrangement
    ids = {
        "answers": give(arrangement, [taken(1)], by=world.planner, batch=batch).pk,
        "arrangements": arrangement.pk,
        "batches": batch.pk,
        "bills": make_bill(arrangement).pk,
        "certificates": make_certificate(seat, world.office).pk,
        "documents": make_document(world.planner, world.office, source=f"proposal:{proposal.pk}").pk,
        "incidents": make_incident(seat, world.planner).pk,
        "jobs": make_job(world.planner, world.office).pk,
        "people": seat.pk,
        "plans": proposal.plan_id,
        "proposals": proposal.pk,
        "rosters": roster.pk,
    }
    codes = {"elections": election.code, "regions": "16.09"}
    same = {
        "kind": "premium-rates",
        "pair": f"{seat.person_id}-{namesake.person_id}",
        "roster": str(roster.pk),
        "file": str(batch.files.get().pk),
    }
    other = copy_plan(plan=proposal.plan, name="Skenario lain", by=world.planner)
    of_payer = {"arrangement": arrangement.pk, "year": VOTING_DAY.year}
    of_day = {"election": election.code, "day": VOTING_DAY.isoformat()}
    queries: dict[str, dict[str, object]] = {
        "lost-days": of_day,
        "people": {"election": election.code},
        "person-months": {"arrangement": arrangement.pk},
        "plan-comparisons": {"plan": [proposal.plan_id, other.pk]},
        "realisation": of_payer,
        "three-way": of_payer,
        "uncovered": of_day,
    }
    return Standing(lambda kind: {"id": str(ids.get(kind, "")), "code": codes.get(kind, ""), **same}, queries)


@pytest.mark.usefixtures("reference")
def test_what_stands_reads_as_the_file_says(world: World, token: str) -> None:
    """Generated ids meet nothing: here every address that can be read names something that is there."""
    standing = stand(world)
    read = []
    for found in schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application).get_all_operations():
        operation = found.ok()
        # A file that is handed out over this transport is never closed; test_api downloads one.
        if operation.method.upper() != "GET" or operation.path.endswith("/file/"):
            continue
        kind = operation.path.split("/")[3]
        named = {name: key for name, key in standing.keys(kind).items() if f"{{{name}}}" in operation.path}
        case = operation.Case(path_parameters=named, query=standing.queries.get(kind, {}) if not named else {})
        answer = case.call(headers={"Authorization": f"Token {token}", "Accept-Encoding": "identity"})
        assert answer.status_code == 200, (operation.label, answer.text)
        case.validate_response(answer, excluded_checks=[ignored_auth])
        read.append(operation.label)
    assert len(read) > 50

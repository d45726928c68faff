"""The API held against its own OpenAPI file: generated requests, right and wrong, of every operation."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, assume, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from pemilu_bpjs.wsgi import application
from tests.factories import make_document, make_job, make_token
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

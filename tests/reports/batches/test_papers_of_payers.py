"""An office that pays may send people as well: whoever sends them has no part in its batches, answers and bills."""

import pytest

from budgeting.actions.bills import Paper
from pemilu_bpjs import jobs
from pemilu_bpjs.models import Document, User
from pemilu_bpjs.roles import Role
from reports.actions.answers import receive
from reports.models import Batch
from reports.tasks import start_batch_letter
from tests.factories import make_member
from tests.factories_batches import make_batch
from tests.factories_bills import make_bill, make_payment
from tests.factories_enrolment import make_election
from tests.people import World

pytestmark = pytest.mark.django_db

OF_BILLS = {"bill-paper", "payment-proof"}
OF_BATCHES = {"sipp-control", "batch-letter"}
IN_FULL = {"sipp-file", "bpjs-answer"}


@pytest.fixture
def batch(reference: None, world: World) -> Batch:
    """Of a payer that is Satpol PP, with all the papers that come with it."""
    batch = make_batch(make_election(), world.other_payer)
    scan = Paper("scan.pdf", b"%PDF-1.4")
    bill = make_bill(batch.arrangement, document=scan)
    make_payment(bill, document=scan)
    receive(arrangement=batch.arrangement, name="jawaban.csv", content=b"NIK;STATUS\n", by=world.other_planner)
    jobs.run(start_batch_letter(batch, in_full=False, by=world.other_planner).pk)
    return batch


def kinds(user: User) -> set[str]:
    seen = Document.objects.visible_to(user).filter(kind__in=OF_BILLS | OF_BATCHES | IN_FULL)
    return set(seen.values_list("kind", flat=True))


@pytest.mark.usefixtures("batch")
def test_papers_of_a_payer_are_for_who_works_on_them(world: World):
    assert kinds(world.other_planner) == OF_BILLS | OF_BATCHES | IN_FULL
    for other in (world.satpolpp, world.planner, world.kpu, world.neighbour, world.tapd, world.bpjs, world.stranger):
        assert kinds(other) == set()
    assert kinds(make_member(Role.HEAD, world.other_payer, "other-head")) == {"sipp-control"}
    assert kinds(make_member(Role.TREASURER, world.other_payer, "other-treasurer")) == set()

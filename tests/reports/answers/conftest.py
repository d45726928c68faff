"""A region whose planner has sent a batch of four, and everybody who might ask for it."""

from dataclasses import dataclass

import pytest

from enrolment.models import Election
from pemilu_bpjs import jobs
from pemilu_bpjs.models import Job, Office, User
from pemilu_bpjs.roles import Role
from reports.models import Batch
from tests.factories import make_member, make_office
from tests.factories_batches import make_batch
from tests.factories_enrolment import make_election
from tests.people import NEIGHBOUR_REGION, World


@dataclass(frozen=True)
class Sent:
    """`strangers`: those who may see nothing of the batch."""

    world: World
    election: Election
    batch: Batch
    treasurer: User
    neighbour_branch: User

    @property
    def strangers(self) -> list[User]:
        world = self.world
        return [
            world.kpu, world.bawaslu, world.satpolpp, world.tapd, world.neighbour, world.other_planner, world.stranger,
            self.treasurer, self.neighbour_branch,
        ]  # fmt: skip


@pytest.fixture
def sent(world: World, reference: None) -> Sent:
    election = make_election(by=world.planner)
    branch = make_office(NEIGHBOUR_REGION, kind=Office.Kind.BPJS, is_payer=False, name="Cabang Tetangga")
    return Sent(
        world=world,
        election=election,
        batch=make_batch(election, world.office, people=4),
        treasurer=make_member(Role.TREASURER, world.office, "treasurer"),
        neighbour_branch=make_member(Role.BPJS, branch, "neighbour-branch"),
    )


@pytest.fixture
def run_jobs():
    """Whatever waits is done, as a worker would; gives the last of them."""

    def run() -> Job:
        while jobs.run_next():
            pass
        return Job.objects.order_by("created_at").last()

    return run

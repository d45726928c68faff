"""Two people at once: one submission goes through, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from budgeting.models import Proposal
from budgeting.rules.notes import Faults
from budgeting.rules.status import State
from tests.factories_proposals import make_verifying, move
from tests.people import World


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_submission(transactional_db: None, reference: None, world: World):
    proposal = make_verifying(world)
    begin = Barrier(2)

    def submit() -> str:
        try:
            begin.wait()
            move(Proposal.objects.get(pk=proposal.pk), State.DIAJUKAN, world.head)
        except Faults as refused:
            return refused.notes[0].code
        finally:
            connection.close()
        return "moved"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(each.result() for each in [pool.submit(submit), pool.submit(submit)])
    assert answers == ["moved", "no-such-move"]
    assert proposal.moves.filter(to_state=State.DIAJUKAN).count() == 1

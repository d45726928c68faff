"""The sample rosters of the tests' neighbours, checked: what the files that go back are made from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from enrolment.actions.rosters.checking import check
from enrolment.actions.rosters.receiving import receive
from enrolment.models import Election, RosterUpload
from pemilu_bpjs.models import Office, User

Checked = Callable[..., RosterUpload]


@pytest.fixture
def checked(world, reference: None) -> Checked:
    """Receives and checks a file as KPU of 16.09 sends it."""

    def make(election: Election, name: str, content: bytes, by: User | None = None, **given: str) -> RosterUpload:
        sender = by or world.kpu
        received = receive(
            election=election,
            institution=given.get("institution", "KPU"),
            region="16.09",
            body=given.get("body", ""),
            name=name,
            content=content,
            office=Office.objects.get(name=f"Kantor {sender.username}"),
            by=sender,
        )
        return check(upload=received.upload)

    return make


def sample(name: str) -> bytes:
    return (Path(__file__).parent / name).read_bytes()

"""Who may take a batch's files, how long, and the line that each look leaves."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pemilu_bpjs.models import AuditEvent, Document
from reports.actions.batch_taking import Expired, take, take_all
from reports.actions.batches import files_of, reopen
from reports.models import Batch
from tests.factories_batches import make_batch
from tests.factories_enrolment import make_election

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(reference: None, world: Any) -> Batch:
    return make_batch(make_election(), world.office)


def test_payer_and_branch_take_it_and_nobody_else(batch: Batch, world: Any):
    file = batch.files.get()
    for user in (world.planner, world.head, world.bpjs):
        taken = take(file=file, by=user)
        assert (taken.name, taken.content[:2]) == ("template_tk_00000000.xlsx", b"PK")
    for other in (world.kpu, world.bawaslu, world.neighbour, world.other_planner, world.tapd, world.stranger):
        with pytest.raises(PermissionDenied):
            take(file=file, by=other)
        with pytest.raises(PermissionDenied):
            take_all(batch=batch, by=other)
        assert not Document.objects.visible_to(other).filter(source=f"batch:{batch.pk}").exists()
    looks = AuditEvent.objects.filter(action="person.look", subject=f"batch:{batch.pk}")
    assert looks.count() == AuditEvent.objects.filter(action="batch.take").count() == 3


def test_all_of_it_comes_with_the_control_list(batch: Batch, world: Any):
    taken = take_all(batch=batch, by=world.bpjs)
    with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(files_of(batch))
        assert len(archive.namelist()) == 2


def test_after_its_time_only_the_payer_can_open_it_again(batch: Batch, world: Any):
    assert batch.expires_at == batch.frozen_at + timedelta(days=settings.BATCH_OPEN_DAYS)
    Batch.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    batch.refresh_from_db()
    with pytest.raises(Expired):
        take(file=batch.files.get(), by=world.bpjs)
    for other in (world.bpjs, world.neighbour, world.kpu, world.stranger):
        with pytest.raises(PermissionDenied):
            reopen(batch=batch, by=other)
    reopen(batch=batch, by=world.planner)
    assert take_all(batch=batch, by=world.bpjs).name == "kiriman-1.zip"

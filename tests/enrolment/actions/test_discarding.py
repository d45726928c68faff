"""Throwing an upload away after its acceptance was refused: the people prepared for it go with it, nobody else does."""

from typing import Any

import pytest

from enrolment.actions.rosters.accepting import Agreed, MoreThanAgreed, accept
from enrolment.actions.rosters.discarding import discard
from enrolment.models import Assignment, Election, Person, PersonRecord, RosterUpload
from enrolment.serving import people_version
from tests.enrolment.rosters import NAME, kpps, person, send_and_check
from tests.factories_enrolment import make_election

pytestmark = pytest.mark.django_db


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def refused(upload: RosterUpload, by: Any) -> RosterUpload:
    """An upload of which more would have been stored than was agreed to."""
    with pytest.raises(MoreThanAgreed):
        accept(upload=upload, by=by, agreed=Agreed(0, 0))
    return upload


def test_people_whom_a_refused_acceptance_prepared_go_with_the_upload(election: Election, kpu: Any):
    upload = refused(send_and_check(election, kpps()), kpu)
    assert (Person.objects.count(), PersonRecord.objects.count()) == (7, 7)
    discard(upload=upload, by=kpu)
    assert (Person.objects.count(), PersonRecord.objects.count()) == (0, 0)


def test_who_stands_by_another_upload_stays(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    upload = refused(send_and_check(election, [person(0, "Ketua KPPS", mother="Ibu Lain"), person(20, tps=2)]), kpu)
    assert Person.objects.count() == 8
    discard(upload=upload, by=kpu)
    assert (Person.objects.count(), Assignment.objects.standing().count()) == (7, 7)
    assert not PersonRecord.objects.filter(name=person(20)[NAME]).exists()


def test_where_nobody_was_prepared_the_people_count_as_unchanged(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    seen = people_version(election.pk)
    discard(upload=send_and_check(election, kpps(first=20, tps=2)), by=kpu)
    assert people_version(election.pk) == seen

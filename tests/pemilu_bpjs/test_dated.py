"""Law as dated rows, shown with one kind of them: followed, never overwritten."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from budgeting.models import Honorarium
from pemilu_bpjs.models import AlreadySuperseded
from tests.people import World

pytestmark = pytest.mark.django_db


def _row(**values: Any) -> Honorarium:
    given = {
        "election": "pemilu-contoh",
        "position": "pkd",
        "amount": 1_100_000,
        "confidence": "L",
        "source": "Surat contoh 1/2022",
        "is_seed": True,
    }
    return Honorarium.objects.create(**{**given, **values})


def test_a_change_adds_a_row_and_keeps_the_one_before_with_its_source(world: World) -> None:
    old = _row()
    new = old.supersede(by=world.planner, amount=1_200_000, source="Surat contoh 2/2023", confidence="H")
    old.refresh_from_db()
    assert (old.amount, old.source, old.superseded_by) == (1_100_000, "Surat contoh 1/2022", new)
    assert (new.amount, new.position, new.entered_by, new.is_seed) == (1_200_000, "pkd", world.planner, False)
    assert list(Honorarium.objects.filter(election="pemilu-contoh").current()) == [new]
    assert (old.is_unverified, new.is_unverified) == (True, False)


def test_a_row_that_replaced_another_can_itself_be_replaced(world: World) -> None:
    first = _row()
    second = first.supersede(by=world.planner, amount=1)
    third = second.supersede(by=world.head, amount=2)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.superseded_by, second.superseded_by, third.superseded_by) == (second, third, None)
    with pytest.raises(AlreadySuperseded):
        second.supersede(by=world.planner, amount=3)


def test_two_people_cannot_both_replace_a_row(world: World) -> None:
    mine, theirs = _row(), Honorarium.objects.latest("pk")
    mine.supersede(by=world.planner, amount=1)
    with pytest.raises(AlreadySuperseded):
        theirs.supersede(by=world.head, amount=2)


def test_a_faulty_change_leaves_the_row_in_force(world: World) -> None:
    row = _row()
    with pytest.raises(ValidationError):
        row.supersede(by=world.planner, amount=-5)
    row.refresh_from_db()
    assert row.superseded_by is None


def test_two_rows_of_one_key_cannot_both_be_in_force() -> None:
    _row()
    with pytest.raises(IntegrityError), transaction.atomic():
        _row()


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (None, None, True),
        (date(2024, 1, 1), date(2024, 1, 1), True),
        (date(2024, 1, 2), None, False),
        (None, date(2023, 12, 31), False),
    ],
)
def test_a_row_holds_from_its_first_to_its_last_day(start: date | None, end: date | None, holds: bool) -> None:
    row = _row(valid_from=start, valid_to=end)
    assert Honorarium.objects.in_force(date(2024, 1, 1)).filter(pk=row.pk).exists() is holds

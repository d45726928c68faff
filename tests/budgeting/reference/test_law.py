"""Law that an administrator changed: kept through every reload, and what plans are computed from at once."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from budgeting.actions.law import DefaultStands, RowStands, add_row, supersede_row
from budgeting.actions.reference import load_law, read_seed
from budgeting.models import FundSource, Honorarium, PremiumRate
from budgeting.planning import compute
from budgeting.reference_tables import TABLES
from budgeting.rules.plan_input import Entry
from enrolment.actions.reference import load_bodies
from enrolment.models import Ratio
from pemilu_bpjs.models import AlreadySuperseded, AuditEvent
from pemilu_bpjs.models.dated import DatedRow
from tests.factories_budgeting import make_plan
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NEW_DAY = datetime.date(2024, 2, 1)


def _values(kind: str, row: DatedRow, **changes: Any) -> dict[str, Any]:
    names = (*TABLES[kind].fields, "valid_from", "valid_to", "confidence", "note")
    return {**{name: getattr(row, name) for name in names}, "source": "Surat contoh 9/2025", **changes}


def _replace(kind: str, row: DatedRow, by: Any, **changes: Any) -> DatedRow:
    return supersede_row(table=TABLES[kind], row=row, values=_values(kind, row, **changes), by=by)


def _rate(programme: str = "JKK") -> PremiumRate:
    return PremiumRate.objects.current().get(programme=programme, membership="PU", is_default=True)


def test_a_reload_leaves_what_an_administrator_set(world: World):
    ratio = Ratio.objects.get(election="pemilu-2024", position="pkd")
    rate = _rate()
    new_ratio = _replace("ratios", ratio, world.lawkeeper, per_unit=2)
    new_rate = _replace("premium-rates", rate, world.lawkeeper, value=Decimal("0.30"), valid_from=NEW_DAY)
    before = Ratio.objects.count(), PremiumRate.objects.count()
    seed = read_seed()
    assert load_bodies(seed=seed) + load_law(seed=seed) == 0
    assert (Ratio.objects.count(), PremiumRate.objects.count()) == before
    assert Ratio.objects.current().get(election="pemilu-2024", position="pkd") == new_ratio
    assert _rate() == new_rate
    rate.refresh_from_db()
    assert (rate.value, rate.superseded_by_id) == (Decimal("0.24"), new_rate.pk)


def test_a_plan_is_computed_from_the_new_ratio_and_honorarium(world: World):
    plan = make_plan(world.office, world.planner, Entry("kpps-anggota", coverage=("2024-02",)))
    ratio = Ratio.objects.get(election="pemilu-2024", position="kpps-anggota")
    honorarium = Honorarium.objects.get(election="pemilu-2024", position="kpps-anggota")
    _replace("ratios", ratio, world.lawkeeper, per_unit=5)
    _replace("honoraria", honorarium, world.lawkeeper, amount=1_000_000)
    (line,) = compute(plan).plan.lines
    assert line.headcount == 1352 * 5
    assert line.total == 1352 * 5 * (2_400 + 3_000)


def test_a_rate_from_a_later_day_splits_the_line_and_ends_nothing(world: World):
    plan = make_plan(world.office, world.planner, Entry("kpps-anggota", coverage=("2024-01", "2024-02")))
    standing = _rate()
    add_row(
        table=TABLES["premium-rates"],
        values=_values("premium-rates", standing, value=Decimal("0.50"), valid_from=NEW_DAY),
        by=world.lawkeeper,
    )
    standing.refresh_from_db()
    assert (standing.superseded_by, standing.valid_to) == (None, None)
    (line,) = compute(plan).plan.lines
    assert [(part.months, part.price.jkk) for part in line.parts] == [(("2024-01",), 2_640), (("2024-02",), 5_500)]


def test_a_row_that_stands_is_not_doubled(world: World):
    rate = _rate()
    with pytest.raises(RowStands) as refused:
        add_row(table=TABLES["premium-rates"], values=_values("premium-rates", rate), by=world.lawkeeper)
    assert refused.value.row == rate
    other = PremiumRate.objects.get(membership="PU", programme="JKK", risk_group=2, kind="percent", status="active")
    with pytest.raises(RowStands):
        _replace("premium-rates", other, world.lawkeeper, risk_group=1)
    other.refresh_from_db()
    assert other.superseded_by is None


def test_there_is_one_default(world: World):
    other = PremiumRate.objects.get(membership="PU", programme="JKK", risk_group=2, kind="percent", status="active")
    with pytest.raises(DefaultStands) as refused:
        _replace("premium-rates", other, world.lawkeeper, is_default=True)
    assert refused.value.row == _rate()
    with pytest.raises(DefaultStands):
        _replace("fund-sources", FundSource.objects.get(code="dau"), world.lawkeeper, is_default=True)
    _replace("premium-rates", other, world.lawkeeper, is_default=True, status="not-applicable")
    _replace("premium-rates", _rate("JKM"), world.lawkeeper, value=Decimal("0.35"))


def test_the_change_is_on_record_with_what_was_before(world: World):
    honorarium = Honorarium.objects.get(election="pemilu-2024", position="pkd")
    new = _replace("honoraria", honorarium, world.lawkeeper, amount=1_200_000)
    event = AuditEvent.objects.get(action="reference.supersede")
    assert (event.actor, event.subject) == ("lawkeeper", f"reference:honoraria:{new.pk}")
    assert event.detail["amount"] == [1_100_000, 1_200_000]
    assert event.detail["source"] == [honorarium.source, "Surat contoh 9/2025"]
    assert "position" not in event.detail


def test_the_second_to_replace_a_row_is_told_and_changes_nothing(world: World):
    mine = Ratio.objects.get(election="pemilu-2024", position="pkd")
    theirs = Ratio.objects.get(pk=mine.pk)
    _replace("ratios", theirs, world.lawkeeper, per_unit=2)
    with pytest.raises(AlreadySuperseded):
        _replace("ratios", mine, world.lawkeeper, per_unit=3)
    assert Ratio.objects.current().get(election="pemilu-2024", position="pkd").per_unit == 2
    assert AuditEvent.objects.filter(action="reference.supersede").count() == 1


@pytest.mark.parametrize("who", ["planner", "head", "auditor", "kpu", "stranger"])
def test_only_whoever_holds_the_right_changes_law(world: World, who: str):
    ratio = Ratio.objects.get(election="pemilu-2024", position="pkd")
    with pytest.raises(PermissionDenied):
        _replace("ratios", ratio, getattr(world, who), per_unit=9)
    with pytest.raises(PermissionDenied):
        add_row(table=TABLES["ratios"], values=_values("ratios", ratio, election="pemilu-2029"), by=getattr(world, who))


def test_a_faulty_row_stores_nothing(world: World):
    ratio = Ratio.objects.get(election="pemilu-2024", position="pkd")
    with pytest.raises(ValidationError):
        _replace("ratios", ratio, world.lawkeeper, confidence="Z")
    ratio.refresh_from_db()
    assert ratio.superseded_by is None
    assert not AuditEvent.objects.exists()

"""What the ledger of person-months says of a month that is billed, and of months that were billed before.

Every sum is one statement over the ledger, however many people stand in it.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Substr

from budgeting import budget_codes
from budgeting.models import Arrangement, Bill, CoverPrice, CoverRun, PersonMonth
from budgeting.rules.billing import NOTHING, Charge
from budgeting.rules.calendar import NO_HOLIDAYS, Holidays, PayDays, due_date

_KECAMATAN_LETTERS = 8
_SUMS = {"people": Count("pk"), "jkk": Sum("price__jkk"), "jkm": Sum("price__jkm")}

Month = tuple[int, str]
"""An arrangement's key and a month."""


@dataclass(frozen=True, slots=True)
class Changes:
    """People of months that were billed already, who came or went after that: both as positive charges."""

    additions: Charge = NOTHING
    credits: Charge = NOTHING

    @property
    def net(self) -> Charge:
        """What the next bill asks more (or, negative, less) for them."""
        return self.additions - self.credits

    def __bool__(self) -> bool:
        return bool(self.additions or self.credits)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a bill for the month ought to ask, by the ledger after `run`; `carried` from months billed before."""

    month: str
    charge: Charge
    carried: Changes
    due: datetime.date
    run: CoverRun | None


def expected(arrangement: Arrangement, month: str) -> Expected:
    """As the ledger stands now."""
    run = last_run(arrangement)
    return Expected(
        month=month,
        charge=charges([arrangement], month).get((arrangement.pk, month), NOTHING),
        carried=carried(arrangement, month, run),
        due=due_days([arrangement]).of(arrangement.pk, month),
        run=run,
    )


def last_run(arrangement: Arrangement) -> CoverRun | None:
    return CoverRun.objects.filter(election=arrangement.election_id).order_by("-number").first()


def charges(arrangements: Iterable[Arrangement], month: str = "") -> dict[Month, Charge]:
    """What stands now, by arrangement and month, months ascending."""
    found = PersonMonth.objects.standing().filter(price__arrangement__in=[each.pk for each in arrangements])
    found = found.filter(month=month) if month else found
    rows = found.values("price__arrangement", "month").annotate(**_SUMS).order_by("month", "price__arrangement")
    return {(row["price__arrangement"], row["month"]): _charge(row) for row in rows}


def ledger(arrangement: Arrangement, month: str, run: CoverRun | None) -> QuerySet[PersonMonth]:
    """The month's rows as they stood after a run; without one, as they stand now."""
    rows = PersonMonth.objects.standing() if run is None else PersonMonth.objects.as_of(run)
    return rows.filter(price__arrangement=arrangement, month=month)


def by_part(arrangement: Arrangement, month: str, run: CoverRun | None) -> dict[tuple[str, str], Charge]:
    """The month by body and kecamatan, as of a run."""
    rows = ledger(arrangement, month, run).annotate(kecamatan=Substr("region_code", 1, _KECAMATAN_LETTERS))
    found = rows.values("price__body", "kecamatan").annotate(**_SUMS).order_by("price__body", "kecamatan")
    return {(row["price__body"], row["kecamatan"]): _charge(row) for row in found}


def changes_since(bill: Bill) -> Changes:
    """Who came into the bill's month, and who left it, after what the bill was held against."""
    if bill.run is None:
        return Changes()
    return _changes(bill.arrangement, [bill.month], bill.run, None)


def carried(arrangement: Arrangement, month: str, run: CoverRun | None) -> Changes:
    """What changed in earlier billed months since the latest bill before this month, up to `run`.

    Each change is carried once: the bill after it takes it, and the next one counts from that bill's run on.
    """
    if run is None:
        return Changes()
    earlier = list(
        Bill.objects.standing().filter(arrangement=arrangement, month__lt=month).exclude(run=None).select_related("run")
    )
    if not earlier:
        return Changes()
    since = max((bill.run for bill in earlier if bill.run), key=lambda each: each.number)
    return _changes(arrangement, [bill.month for bill in earlier], since, run)


def _changes(arrangement: Arrangement, months: Collection[str], since: CoverRun, until: CoverRun | None) -> Changes:
    """A row that was added and removed between the two runs was never billed and is no change."""
    rows = PersonMonth.objects.filter(price__arrangement=arrangement, month__in=months)
    end = Q() if until is None else Q(added_by__number__lte=until.number)
    gone = Q(removed_by__number__lte=until.number) if until else Q(removed_by__isnull=False)
    came = rows.filter(end, added_by__number__gt=since.number).exclude(gone)
    left = rows.filter(gone, added_by__number__lte=since.number, removed_by__number__gt=since.number)
    return Changes(_sum(came), _sum(left))


def _sum(rows: QuerySet[PersonMonth]) -> Charge:
    found = rows.aggregate(**_SUMS)
    return Charge(found["people"], found["jkk"] or 0, found["jkm"] or 0)


def _charge(row: Mapping[str, Any]) -> Charge:
    return Charge(row["people"], row["jkk"], row["jkm"])


@dataclass(frozen=True, slots=True)
class DueDays:
    """The due days of months, once what moves them was fetched."""

    memberships: Mapping[Month, frozenset[str]]
    pay_days: PayDays
    holidays: Holidays

    def of(self, arrangement: int, month: str) -> datetime.date:
        """Where a month has PU and BPU the earlier day holds: who pays by then pays neither late."""
        found = self.memberships.get((arrangement, month)) or frozenset({"PU"})
        return min(due_date(month, membership, self.pay_days, self.holidays) for membership in found)


def due_days(arrangements: Collection[Arrangement]) -> DueDays:
    """Of these payers; where there are none nothing is asked."""
    if not arrangements:
        return DueDays({}, PayDays(), NO_HOLIDAYS)
    rows = CoverPrice.objects.filter(arrangement__in=[each.pk for each in arrangements], replaced_at=None)
    found: dict[Month, set[str]] = {}
    for arrangement, month, membership in rows.order_by().values_list("arrangement", "month", "membership").distinct():
        found.setdefault((arrangement, month), set()).add(membership)
    memberships = {key: frozenset(kinds) for key, kinds in found.items()}
    return DueDays(memberships, budget_codes.pay_days(), budget_codes.holidays())


def paid_on(bills: Iterable[Bill]) -> dict[int, int]:
    """Rupiah paid on each of the bills, those of withdrawn payments left out."""
    keys = [bill.pk for bill in bills]
    rows = Bill.objects.filter(pk__in=keys, payments__voided_at=None).order_by()
    return dict(rows.annotate(paid=Sum("payments__amount")).exclude(paid=None).values_list("pk", F("paid")))

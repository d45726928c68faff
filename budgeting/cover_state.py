"""Whether person-months are still what people, plans and settings come to, and what a payer's months sum to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count

from budgeting.models import Arrangement, CoverPrice, CoverRun, PersonMonth


class Outdated(StrEnum):
    """Why a run should be repeated."""

    NEVER = "never"
    PEOPLE = "people"
    SETTINGS = "settings"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Total:
    """A payer's person-months that stand, and their premium in rupiah."""

    months: int = 0
    jkk: int = 0
    jkm: int = 0

    @property
    def rupiah(self) -> int:
        return self.jkk + self.jkm


@dataclass(frozen=True, slots=True)
class PositionPrice:
    """One person's premium for a position, by runs of months at one price. Rupiah; `base` None for BPU."""

    position: str
    base: int | None
    jkk: int
    jkm: int
    months: tuple[str, ...]
    sources: tuple[str, ...]


def last_runs(elections: Collection[int]) -> dict[int, CoverRun]:
    """The newest run of each election that has one."""
    rows = CoverRun.objects.filter(election__in=elections).order_by("election", "number")
    return {run.election_id: run for run in rows.select_related("election", "started_by")}


def outdated(arrangement: Arrangement, run: CoverRun | None) -> tuple[Outdated, ...]:
    """What changed since the election's last run; nothing where its months stand as they should."""
    if run is None:
        return (Outdated.NEVER,)
    found = []
    if arrangement.election.people_version != run.people_version:
        found.append(Outdated.PEOPLE)
    if arrangement.updated_at > run.at:
        found.append(Outdated.SETTINGS)
    if arrangement.plan is not None and arrangement.plan.updated_at > run.at:
        found.append(Outdated.PLAN)
    return tuple(found)


def totals(arrangements: Iterable[Arrangement]) -> dict[int, Total]:
    """By arrangement: every price is counted once, from the index alone."""
    keys = [each.pk for each in arrangements]
    rows = PersonMonth.objects.standing().filter(price__arrangement__in=keys).order_by()
    counted = dict(rows.values_list("price_id").annotate(Count("pk")))
    found = dict.fromkeys(keys, Total())
    for price in CoverPrice.objects.filter(pk__in=counted):
        people, so_far = counted[price.pk], found[price.arrangement_id]
        found[price.arrangement_id] = Total(
            so_far.months + people, so_far.jkk + people * price.jkk, so_far.jkm + people * price.jkm
        )
    return found


def position_prices(arrangement: Arrangement) -> tuple[PositionPrice, ...]:
    """The prices in force, in the order of the plan; a position whose price changes stands once for each price."""
    runs: dict[tuple[str, int | None, int, int], list[CoverPrice]] = {}
    for price in arrangement.prices.filter(replaced_at=None).order_by("order", "month"):
        runs.setdefault((price.position, price.base, price.jkk, price.jkm), []).append(price)
    return tuple(
        PositionPrice(*key, tuple(each.month for each in prices), tuple(prices[0].sources))
        for key, prices in runs.items()
    )

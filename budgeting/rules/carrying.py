"""Which post of a person carries a month: one premium a person and month, whatever the person does in it.

BPJS Ketenagakerjaan counts whole calendar months (domain/bpjs.md §4), so a post earns every priced month in which it
has a day. Whoever resigns on 10 February keeps February and loses March; who replaces him from 11 February has
February too. Of several posts of one month one carries it; the others cost nothing, and what they would have cost is
what is saved. budgeting/cover_sql.py does the same in sets; a test holds both against each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from enrolment.rules.period import Period, month_period


class Carrier(StrEnum):
    """Which of several posts of one person carries a month."""

    HIGHEST = "highest"
    PLAN_ORDER = "order"


class Barred(StrEnum):
    """Why a post earns no month at all."""

    WITHDRAWN = "withdrawn"
    RESERVE = "reserve"
    ASN = "asn"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class MonthPrice:
    """One person's premium for one position and month: `base` and `rupiah` in rupiah, `base` None for BPU.

    `order` is the position's place in its payer's plan.
    """

    key: int
    position: str
    month: str
    base: int | None
    rupiah: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class Payer:
    """One payer's prices, and how it chooses. `key` tells payers apart; the smaller one came first."""

    key: int
    prices: tuple[MonthPrice, ...]
    rule: Carrier = Carrier.HIGHEST
    takes_members: bool = True


@dataclass(frozen=True, slots=True)
class Post:
    """One assignment of a person: its days, and what keeps it from being insured (`not_insured`: "" for nothing)."""

    key: int
    position: str
    days: Period
    is_reserve: bool = False
    is_withdrawn: bool = False
    not_insured: str = ""


@dataclass(frozen=True, slots=True)
class Earned:
    """A post's month at one payer's price."""

    post: Post
    payer: Payer
    price: MonthPrice


@dataclass(frozen=True, slots=True)
class Carried:
    """A person's month: the post that carries it, its price, and what the person's other posts would have cost."""

    month: str
    post: int
    price: MonthPrice
    payer: int
    saved_posts: int = 0
    saved_rupiah: int = 0


def barred(post: Post, payer: Payer) -> Barred | None:
    """Why this payer pays nothing for the post, whatever the month; None where it does."""
    if post.is_withdrawn:
        return Barred.WITHDRAWN
    if post.is_reserve:
        return Barred.RESERVE
    if post.not_insured == Barred.MEMBER.value:
        return None if payer.takes_members else Barred.MEMBER
    return Barred(post.not_insured) if post.not_insured else None


def earned(post: Post, payer: Payer) -> tuple[Earned, ...]:
    """The months that a post earns from a payer: those priced for its position in which it has a day."""
    if barred(post, payer) is not None:
        return ()
    return tuple(
        Earned(post, payer, price)
        for price in payer.prices
        if price.position == post.position and post.days.meets(month_period(price.month))
    )


def carried(posts: Sequence[Post], payers: Iterable[Payer]) -> tuple[Carried, ...]:
    """One person's months, ascending. Within a payer its own rule chooses; between payers the higher base, then age."""
    by_month: defaultdict[str, list[Earned]] = defaultdict(list)
    for payer in payers:
        for post in posts:
            for each in earned(post, payer):
                by_month[each.price.month].append(each)
    return tuple(_carried(month, by_month[month]) for month in sorted(by_month))


def _carried(month: str, found: Sequence[Earned]) -> Carried:
    champions: dict[int, Earned] = {}
    for each in sorted(found, key=_within_payer):
        champions.setdefault(each.payer.key, each)
    best = min(champions.values(), key=lambda each: (-_base(each), each.payer.key))
    others = _dearest(found, but=best.post.key)
    return Carried(month, best.post.key, best.price, best.payer.key, len(others), sum(others.values()))


def _within_payer(each: Earned) -> tuple[int, int, int]:
    """Highest base, then the plan's order, then the older assignment; or the plan's order alone, then the older one."""
    base = _base(each) if each.payer.rule is Carrier.HIGHEST else 0
    return (-base, each.price.order, each.post.key)


def _dearest(found: Sequence[Earned], *, but: int) -> Mapping[int, int]:
    """What each other post would have cost, once, whoever would have paid it: rupiah by post."""
    cost: dict[int, int] = {}
    for each in found:
        if each.post.key != but:
            cost[each.post.key] = max(cost.get(each.post.key, 0), each.price.rupiah)
    return cost


def _base(each: Earned) -> int:
    return each.price.base or 0

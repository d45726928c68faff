"""Which post of a person carries a month; every figure by hand."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.rules.carrying import Barred, Carrier, MonthPrice, Payer, Post, barred, carried, earned
from enrolment.rules.period import Period, month_of

JAN, FEB, MAR = "2024-01", "2024-02", "2024-03"


def day(month, number):
    return datetime.date(2024, month, number)


def price(position, month, base, rupiah=None, order=0):
    return MonthPrice(hash((position, month)), position, month, base, base // 100 if rupiah is None else rupiah, order)


PRICES = tuple(
    price(position, month, base, order=order)
    for order, (position, base) in enumerate((("ketua", 1_200), ("anggota", 1_100), ("linmas", 700)))
    for month in (JAN, FEB, MAR)
)
PAYER = Payer(1, PRICES)


def post(key=1, position="anggota", first=(1, 25), last=(2, 25), **more):
    return Post(key, position, Period(day(*first), day(*last)), **more)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ((1, 25), (2, 25), [JAN, FEB]),
        ((1, 25), (2, 10), [JAN, FEB]),  # who resigns on 10 February keeps February
        ((2, 10), (3, 1), [FEB, MAR]),  # who comes then has February, and one day in March is a month
        ((1, 31), (1, 31), [JAN]),
        ((4, 1), (4, 30), []),  # nobody pays for April
    ],
)
def test_a_post_earns_each_priced_month_in_which_it_has_a_day(first, last, months):
    assert [each.price.month for each in earned(post(first=first, last=last), PAYER)] == months


def test_a_position_without_a_price_earns_nothing():
    assert carried([post(position="pantarlih")], [PAYER]) == ()


@pytest.mark.parametrize(
    ("kept", "members", "why"),
    [
        ({}, True, None),
        ({"not_insured": "member"}, True, None),
        ({"not_insured": "member"}, False, Barred.MEMBER),
        ({"not_insured": "asn"}, True, Barred.ASN),
        ({"is_reserve": True, "not_insured": "reserve"}, True, Barred.RESERVE),
        ({"is_withdrawn": True}, True, Barred.WITHDRAWN),
    ],
)
def test_who_is_kept_from_insurance_and_why(kept, members, why):
    payer = Payer(1, PRICES, takes_members=members)
    assert barred(post(**kept), payer) is why
    assert bool(earned(post(**kept), payer)) is (why is None)


def test_the_highest_base_carries_and_the_others_are_saved():
    found = carried([post(1, "linmas"), post(2, "ketua"), post(3, "anggota")], [PAYER])
    assert [(each.month, each.post, each.saved_posts, each.saved_rupiah) for each in found] == [
        (JAN, 2, 2, 11 + 7),
        (FEB, 2, 2, 11 + 7),
    ]


def test_by_the_plans_order_the_first_position_carries_whatever_its_base():
    cheap_first = tuple(price(p, JAN, base, order=order) for order, (p, base) in enumerate((("a", 1), ("b", 9))))
    posts = [post(1, "b"), post(2, "a")]
    assert carried(posts, [Payer(1, cheap_first)])[0].post == 1
    assert carried(posts, [Payer(1, cheap_first, Carrier.PLAN_ORDER)])[0].post == 2


def test_an_equal_base_goes_by_the_plan_and_then_to_the_older_assignment():
    same = (price("a", JAN, 5, order=1), price("b", JAN, 5, order=0))
    assert carried([post(1, "a"), post(2, "b")], [Payer(1, same)])[0].post == 2
    assert carried([post(8, "a"), post(3, "a")], [Payer(1, same)])[0].post == 3


def test_between_payers_the_higher_base_pays_and_the_older_one_where_they_are_equal():
    rich, poor = Payer(9, (price("a", JAN, 50),)), Payer(1, (price("a", JAN, 5),))
    assert carried([post(1, "a")], [poor, rich])[0].payer == 9
    assert carried([post(1, "a")], [rich, poor])[0].saved_posts == 0  # one post is no second one for two payers
    twin = Payer(2, (price("a", JAN, 5),))
    assert carried([post(1, "a")], [twin, poor])[0].payer == 1


def test_bpu_has_no_base_and_gives_way_to_one():
    flat = Payer(1, (MonthPrice(1, "a", JAN, None, 16_800),))
    based = Payer(2, (price("a", JAN, 10),))
    assert carried([post(1, "a")], [flat, based])[0].payer == 2
    assert carried([post(1, "a")], [flat])[0].price.rupiah == 16_800


days = st.integers(1, 110).map(lambda number: datetime.date(2023, 12, 31) + datetime.timedelta(days=number))
spans = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))
some_posts = st.lists(st.tuples(st.sampled_from(["ketua", "anggota", "linmas", "x"]), spans), max_size=5)


@given(some_posts, st.sampled_from(Carrier))
def test_every_month_once_and_nothing_is_lost_between_paid_and_saved(found, rule):
    posts = [Post(key, position, span) for key, (position, span) in enumerate(found)]
    payer = Payer(1, PRICES, rule)
    result = carried(posts, [payer])
    assert len({each.month for each in result}) == len(result)
    whole = [each for post in posts for each in earned(post, payer)]
    assert len(result) + sum(each.saved_posts for each in result) == len(whole)
    paid = sum(each.price.rupiah + each.saved_rupiah for each in result)
    assert paid == sum(each.price.rupiah for each in whole)
    for each in result:
        span = posts[each.post].days
        assert month_of(span.first) <= each.month <= month_of(span.last)

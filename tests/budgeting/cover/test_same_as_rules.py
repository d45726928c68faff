"""The statements come to what the rules say, whatever posts people hold."""

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgeting.actions import cover
from budgeting.models import Arrangement, CoverPrice, PersonMonth
from budgeting.rules import carrying
from enrolment.models import Assignment
from enrolment.record_writing import person_with, record_of
from enrolment.rules.period import Period
from tests.factories import make_office
from tests.factories_cover import make_arrangement
from tests.factories_enrolment import make_election
from tests.factories_people import DESA, make_nik, make_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

PEOPLE = 4
FIRST = datetime.date(2023, 12, 1)
POSITIONS = ("kpps-ketua", "kpps-anggota", "linmas", "ptps", "ppk-anggota", "sek-ppk-staf", "tidak-ada")
days = st.integers(0, 120).map(lambda number: FIRST + datetime.timedelta(days=number))
posts = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.integers(0, PEOPLE - 1),
            "position": st.sampled_from(POSITIONS),
            "span": st.tuples(days, days).map(sorted),
            "is_reserve": st.booleans(),
            "is_withdrawn": st.booleans(),
            "not_insured": st.sampled_from(["", "", "", "asn", "member"]),
        }
    ),
    max_size=9,
)
ways = st.fixed_dictionaries({"carrier": st.sampled_from(Arrangement.Carrier.values), "takes_members": st.booleans()})


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=posts, later=posts, first=ways, second=ways)
def test_the_ledger_is_what_the_rules_say(found, later, first, second):
    with transaction.atomic():
        election = make_election()
        records = [_record(number) for number in range(PEOPLE)]
        arrangements = [
            make_arrangement(election, make_office(), **{name: each[name] for name in ("carrier", "takes_members")})
            for each in (first, second)
        ]
        for turn in (found, later):  # the second turn changes what stands
            Assignment.objects.filter(election=election).update(voided_at=datetime.datetime.now(datetime.UTC))
            for number, each in enumerate(turn):
                _seat(election, records, number, each)
            run = cover.run(election=election)
            _holds(election, arrangements, run)
        transaction.set_rollback(True)


def _holds(election, arrangements, run):
    payers = [_payer(each) for each in arrangements]
    expected, saved = set(), [0, 0]
    for person in Assignment.objects.filter(election=election).order_by().values_list("person", flat=True).distinct():
        for month in carrying.carried(_posts(person), payers):
            expected.add((person, month.month, month.post, month.price.rupiah))
            saved[0] += month.saved_posts
            saved[1] += month.saved_rupiah
    standing = PersonMonth.objects.standing().select_related("price")
    assert {(m.person_id, m.month, m.assignment_id, m.price.jkk + m.price.jkm) for m in standing} == expected
    assert [run.saved_months, run.saved_rupiah] == saved
    assert run.standing == len(expected)
    assert PersonMonth.objects.as_of(run).count() == len(expected)


def _payer(arrangement):
    rows = CoverPrice.objects.filter(arrangement=arrangement, replaced_at=None)
    prices = tuple(
        carrying.MonthPrice(row.pk, row.position, row.month, row.base, row.jkk + row.jkm, row.order) for row in rows
    )
    return carrying.Payer(arrangement.pk, prices, carrying.Carrier(arrangement.carrier), arrangement.takes_members)


def _posts(person):
    return [
        carrying.Post(
            seat.pk,
            seat.position,
            Period(seat.start, seat.end),
            is_reserve=seat.is_reserve,
            is_withdrawn=seat.voided_at is not None,
            not_insured=seat.not_insured,
        )
        for seat in Assignment.objects.filter(person=person)
    ]


def _record(number):
    row = make_row(make_nik(number + 1))
    return record_of(person_with(row.nik), "KPU", DESA, row, datetime.datetime.now(datetime.UTC))


def _seat(election, records, number, each):
    record = records[each["person"]]
    Assignment.objects.create(
        election=election,
        person=record.person,
        record=record,
        institution="KPU",
        body="kpps",
        position=each["position"],
        region_code=DESA,
        tps=number + 1,
        start=each["span"][0],
        end=each["span"][1],
        is_reserve=each["is_reserve"],
        not_insured=each["not_insured"],
        voided_at=datetime.datetime.now(datetime.UTC) if each["is_withdrawn"] else None,
    )

"""The evaluation: sums that meet on paper, on screen and in the workbook; counts for its readers, names for nobody."""

import datetime
import io
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from budgeting.models import Arrangement, Bill, Payment, Registration
from enrolment.models import Assignment, Election
from pemilu_bpjs.models import Document, User
from pemilu_bpjs.roles import Role
from reports.evaluation_figures import evaluate
from tests.factories import make_member
from tests.factories_incidents import make_granted, make_incident
from tests.formulas import Book
from tests.people import World
from tests.reports.paper.jobs_run import post_and_run

SignedIn = Callable[[User], Client]
ON = datetime.date(2024, 3, 1)


@pytest.fixture
def history(arrangement: Arrangement, election: Election, people: list[Assignment]) -> Arrangement:
    """One person confirmed from the first day, one from 1 February; a bill in two parts; a death and an illness."""
    for seat, since in zip(people, (datetime.date(2024, 1, 1), datetime.date(2024, 2, 1)), strict=False):
        Registration.objects.create(
            arrangement=arrangement, person=seat.person, reference=f"R{seat.pk}", state="active", assignment=seat,
            confirmed_from=since,
        )  # fmt: skip
    bill = Bill.objects.create(
        arrangement=arrangement, month="2024-02", payment_code="1234", people=5, jkk=13_200, jkm=16_500,
        expected_people=5, expected_jkk=13_200, expected_jkm=16_500, due=datetime.date(2024, 3, 15),
    )  # fmt: skip
    for amount in (20_000, 9_700):
        Payment.objects.create(bill=bill, amount=amount, paid_on=datetime.date(2024, 3, 14))
    for kind, amount in (("death", 42_000_000), ("illness", None)):
        made = make_incident(people[0], kind=kind, day=datetime.date(2024, 2, 15))
        if amount:
            make_granted(made, amount=amount)
    return arrangement


def test_each_day_is_covered_or_has_its_reason_and_every_sum_meets(history: Arrangement):
    figures = evaluate(history, on=ON)
    # Four KPPS of 32 days each (25 January to 25 February) are insured, one is ASN; PTPS has a tenure of its own.
    kpps = dict(figures.by_body)["KPPS"]
    assert (kpps.seats, kpps.days) == (4, 128)
    # One was confirmed on all days, one from 1 February (7 days of January were not), two on none.
    assert kpps.covered == 32 + 25
    assert kpps.unconfirmed == 7 + 32 + 32
    whole = figures.days
    assert whole.covered + whole.unpaid + whole.unconfirmed == whole.days
    for parts in (figures.by_body, figures.by_kecamatan):
        assert sum(days.days for _, days in parts) == whole.days
        assert sum(days.uncovered for _, days in parts) == whole.uncovered
    assert (figures.people, figures.paid_people) == (6, 5)
    assert [(each.count) for each in figures.excluded] == [1]


def test_claims_and_money_are_what_was_written_down(history: Arrangement):
    figures = evaluate(history, on=ON)
    claims = {each.kind: each for each in figures.claims}
    death = claims["Meninggal dunia"]
    assert (death.reported, death.claimed, death.granted, death.waiting, death.amount) == (1, 1, 1, 0, 42_000_000)
    assert (claims["Sakit"].reported, claims["Sakit"].claimed) == (1, 0)
    february = next(each for each in figures.months if each.month == "2024-02")
    assert (february.billed, february.paid) == (29_700, 29_700)
    assert figures.paid == 29_700
    assert figures.left == figures.budget - figures.cut - figures.paid


def made(client: Client, arrangement: Arrangement) -> dict[str, bytes]:
    post_and_run(client, "reports:evaluation-make", arrangement.pk)
    return {each.kind: each.content() for each in Document.objects.filter(kind__startswith="evaluation-")}


def test_paper_says_the_same_and_names_nobody(world: World, history: Arrangement, signed_in: SignedIn):
    found = made(signed_in(world.planner), history)
    text = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(found["evaluation-pdf"])).pages
    )
    figures = evaluate(history)
    assert "LAPORAN EVALUASI" in text
    assert f"{figures.days.covered} hari" in text
    assert "Rp42.000.000" in text
    assert "Rp29.700" in text
    assert "Orang Satu" not in text
    assert "HARI TUGAS MENURUT KECAMATAN" in text


def test_every_formula_of_the_workbook_gives_the_value_that_it_carries(
    world: World, history: Arrangement, signed_in: SignedIn
):
    content = made(signed_in(world.planner), history)["evaluation-xlsx"]
    carried = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    book = Book(openpyxl.load_workbook(io.BytesIO(content)))
    formulas = list(book.formulas())
    wrong = {each: (book.value(*each), carried[each[0]][each[1]].value) for each in formulas
             if book.value(*each) != carried[each[0]][each[1]].value}  # fmt: skip
    assert len(formulas) > 50
    assert wrong == {}
    rows = {row[0]: row for row in carried["Ringkasan"].iter_rows(values_only=True) if row[0]}
    checks = ("Hari tugas menurut badan", "Hari tugas menurut kecamatan", "Dibayar (Rp)", "Santunan dikabulkan (Rp)")
    assert {rows[name][3] for name in checks} == {0}
    assert rows["Santunan dikabulkan (Rp)"][1] == 42_000_000
    if folder := os.environ.get("PAPER_OUT"):
        for kind, each in made(signed_in(world.planner), history).items():
            Path(folder, f"{kind}.{kind[11:]}").write_bytes(each)


def test_an_election_without_anybody_gives_a_report_too(world: World, election: Election, signed_in: SignedIn):
    arrangement = Arrangement.objects.create(election=election, office=world.office, region="16.09")
    found = made(signed_in(world.head), arrangement)
    assert set(found) == {"evaluation-pdf", "evaluation-xlsx"}


@pytest.mark.parametrize("who", ["planner", "head", "treasurer", "tapd", "auditor"])
def test_its_readers_see_sums_and_reports_and_only_the_payer_makes_them(
    who: str, world: World, history: Arrangement, election: Election, signed_in: SignedIn
):
    made(signed_in(world.planner), history)
    user = make_member(Role.TREASURER, world.office) if who == "treasurer" else getattr(world, who)
    client = signed_in(user)
    page = client.get(reverse("reports:evaluation", args=[election.code])).content.decode()
    assert "Rp42.000.000" in page
    assert "Orang Satu" not in page
    assert Document.objects.visible_to(user).filter(kind__startswith="evaluation-").count() == 2
    makes = who in ("planner", "head")
    make = reverse("reports:evaluation-make", args=[history.pk])
    assert (make in page) is makes
    assert client.post(make).status_code == (302 if makes else 404)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("neighbour", 404), ("other_planner", 404), ("kpu", 403), ("bawaslu", 403), ("satpolpp", 403), ("bpjs", 403),
        ("admin", 403), ("stranger", 403),
    ],
)  # fmt: skip
def test_nobody_else_sees_it(
    who: str, status: int, world: World, history: Arrangement, election: Election, signed_in: SignedIn
):
    made(signed_in(world.planner), history)
    user = getattr(world, who)
    client = signed_in(user)
    assert client.get(reverse("reports:evaluation", args=[election.code])).status_code == status
    assert client.post(reverse("reports:evaluation-make", args=[history.pk])).status_code == status
    assert not Document.objects.visible_to(user).filter(kind__startswith="evaluation-").exists()


def test_the_only_election_needs_no_choosing(
    world: World, history: Arrangement, election: Election, signed_in: SignedIn
):
    response = signed_in(world.tapd).get(reverse("reports:evaluations"))
    assert response["Location"] == reverse("reports:evaluation", args=[election.code])
    assert signed_in(world.neighbour).get(reverse("reports:evaluations")).status_code == 200


def test_the_annex_of_names_is_one_click_away_for_who_may_read_names(
    world: World, history: Arrangement, signed_in: SignedIn, election: Election
):
    annex = reverse("reports:people-annex", args=[election.code])
    evaluation = reverse("reports:evaluation", args=[election.code])
    for page in (evaluation, reverse("enrolment:people")):
        assert annex in signed_in(world.planner).get(page).content.decode()
    assert annex not in signed_in(world.tapd).get(evaluation).content.decode()

"""The three-way check and the realisation: figures that meet to the rupiah, names only for those who may see them."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from budgeting.actions.bill_lists import keep_lines
from budgeting.authority import Source, authority
from budgeting.checks import detail, month_check, together, year_check
from budgeting.models import Arrangement, Registration
from budgeting.presenters import checks
from budgeting.realisation import realisation
from budgeting.rules.bill_list import ListedPerson
from budgeting.rules.billing import NOTHING, Charge, summed
from budgeting.rules.status import State
from budgeting.rules.three_way import Reason, Verdict
from enrolment.models import Assignment
from pemilu_bpjs.models import User
from tests.factories_bills import MONTH, PRICE_JKK, PRICE_JKM, make_bill, make_covered, make_payment, make_treasurer
from tests.factories_budgeting import make_plan
from tests.factories_people import make_nik
from tests.factories_proposals import ENTRIES, make_submitted, walk
from tests.formulas import Book
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SignIn = Callable[[User], Client]
ENACTING = (State.DITELAAH, State.DIBAHAS_TAPD, State.DISETUJUI, State.DITETAPKAN, State.DPA_SAH)


def budgeted(world: World, people: int = 3) -> tuple[Arrangement, list]:
    """A payer with a plan of PPK and KPPS that covers January and February 2024."""
    return make_covered(world, people, make_plan(world.office, world.planner, *ENTRIES))


def listed(*numbers: int, jkk: int = PRICE_JKK) -> list[ListedPerson]:
    return [ListedPerson(2 + n, make_nik(n), "", "", None, jkk, PRICE_JKM) for n in numbers]


def check_page(arrangement: Arrangement, month: str = "") -> str:
    return f"{reverse('budgeting:three-way')}?iuran={arrangement.pk}&bulan={month}"


def test_a_plan_is_the_budget_until_a_proposal_is_submitted_and_enacted(world: World):
    arrangement, _ = budgeted(world)
    planned = authority(arrangement, 2024)
    assert planned is not None
    assert planned.source is Source.PLANNED
    proposal = make_submitted(world, plan=arrangement.plan, year=2024)
    submitted = authority(arrangement, 2024)
    assert submitted is not None
    assert (submitted.source, submitted.proposal) == (Source.SUBMITTED, proposal)
    walk(proposal, world, *ENACTING)
    enacted = authority(arrangement, 2024)
    assert enacted is not None
    assert enacted.source is Source.ENACTED
    assert enacted.month(MONTH) == planned.month(MONTH)


def test_without_plan_and_proposal_there_is_no_budget(world: World):
    arrangement, _ = make_covered(world)
    assert authority(arrangement, 2024) is None
    assert month_check(arrangement, MONTH).compared.verdict is Verdict.NO_BUDGET


def test_parts_by_body_and_kecamatan_are_the_whole_on_every_side(world: World):
    arrangement, _ = budgeted(world)
    bill = make_bill(arrangement)
    keep_lines(bill=bill, lines=listed(0, 1), by=None)
    found = detail(arrangement, MONTH)
    for parts in (found.parts, together(found.parts, 0), together(found.parts, 1)):
        assert summed(part.sides.budget or NOTHING for part in parts) == found.check.sides.budget
        assert summed(part.sides.expected for part in parts) == found.check.sides.expected
        assert summed(part.sides.billed or NOTHING for part in parts) == Charge(2, 2 * PRICE_JKK, 2 * PRICE_JKM)


def test_months_of_a_year_with_their_verdicts(world: World):
    arrangement, _ = budgeted(world)
    make_payment(make_bill(arrangement))
    verdicts = {check.month: check.compared.verdict for check in year_check(arrangement, 2024)}
    assert verdicts == {"2024-01": Verdict.WITHIN_BUDGET, "2024-02": Verdict.NOT_BILLED}


def test_the_people_who_explain_a_difference(world: World):
    arrangement, seats = budgeted(world)
    bill = make_bill(arrangement, people=4, jkk=4 * PRICE_JKK + 100, jkm=4 * PRICE_JKM)
    lines = [*listed(0), *listed(1, jkk=PRICE_JKK + 50), ListedPerson(9, make_nik(77), "", "", None, 1_000, 2_000)]
    keep_lines(bill=bill, lines=lines, by=None)
    found = detail(arrangement, MONTH).explained
    assert found is not None
    assert found.difference == Charge(1, PRICE_JKK + 100, PRICE_JKM)
    assert [(cause.reason, cause.person) for cause in found.causes] == [
        (Reason.OTHER_AMOUNT, seats[1].person_id),
        (Reason.UNKNOWN, None),
        (Reason.NOT_BILLED, seats[2].person_id),
    ]


def test_without_a_list_those_whom_bpjs_did_not_take_are_candidates(world: World):
    arrangement, seats = budgeted(world)
    for seat, state in zip(seats, (Registration.State.REJECTED, Registration.State.ACTIVE), strict=False):
        Registration.objects.create(
            arrangement=arrangement, person=seat.person, assignment=seat, reference=str(seat.pk), state=state
        )
    make_bill(arrangement)
    assert detail(arrangement, MONTH).candidates == {"rejected": 1, "unsent": 1}


def test_a_billed_month_is_nowhere_said_to_be_unbilled_for_want_of_a_list(world: World, signed_in: SignIn):
    arrangement, _ = budgeted(world)
    client = signed_in(world.planner)
    assert "belum ditagih" in client.get(check_page(arrangement, MONTH)).content.decode()
    make_bill(arrangement)
    page = client.get(check_page(arrangement, MONTH)).content.decode()
    assert "belum ditagih" not in page
    assert "belum dirinci BPJS" in page


@pytest.mark.parametrize("who", ["planner", "head"])
def test_names_are_for_those_who_see_people(world: World, signed_in: SignIn, who: str):
    arrangement, seats = budgeted(world)
    keep_lines(bill=make_bill(arrangement), lines=listed(0, 1), by=None)
    page = signed_in(getattr(world, who)).get(check_page(arrangement, MONTH)).content.decode()
    assert seats[2].record.name in page
    assert f"{make_nik(2)[:4]}**********{make_nik(2)[-2:]}" in page
    assert make_nik(2) not in page


def test_of_whom_a_group_is_silent_it_says_how_many_people_and_why(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
):
    arrangement, seats = budgeted(world, people=5)
    keep_lines(bill=make_bill(arrangement), lines=listed(0), by=None)
    Assignment.objects.filter(pk__in=[seat.pk for seat in seats[2:4]]).update(region_code="16.08.01.2001")
    client = signed_in(world.planner)
    page = client.get(check_page(arrangement, MONTH)).content.decode()
    assert "2 orang lainnya dalam kelompok ini tidak ditampilkan: di luar daftar yang boleh Anda lihat." in page
    monkeypatch.setattr(checks, "SHOWN", 1)
    page = client.get(check_page(arrangement, MONTH)).content.decode()
    assert "masih ada 3 orang lagi dalam kelompok ini." in page


@pytest.mark.parametrize("who", ["treasurer", "tapd", "auditor", "bpjs"])
def test_sums_alone_for_the_others(world: World, signed_in: SignIn, who: str):
    arrangement, seats = budgeted(world)
    keep_lines(bill=make_bill(arrangement), lines=listed(0, 1), by=None)
    reader = make_treasurer(world) if who == "treasurer" else getattr(world, who)
    client = signed_in(reader)
    page = client.get(check_page(arrangement, MONTH)).content.decode()
    assert "Kami hitung, tetapi tidak ditagih" in page
    assert "Namanya hanya tampak bagi yang boleh melihatnya." in page
    assert all(seat.record.name not in page for seat in seats)
    assert make_nik(2)[:4] + "*" not in page
    assert "Januari 2024" in client.get(check_page(arrangement)).content.decode()


def test_what_is_paid_and_what_is_left_by_account(world: World):
    arrangement, _ = budgeted(world)
    make_payment(make_bill(arrangement), amount=9_000)
    found = realisation(arrangement, 2024)
    january = found.months[0]
    assert (january.jkk.paid, january.jkm.paid) == (4_000, 5_000)  # 7.920 to 9.900
    assert found.paid == 9_000
    assert found.left == found.budget - 9_000
    assert found.jkk_account.code != found.jkm_account.code


def test_a_partial_approval_is_taken_off_what_is_left(world: World):
    arrangement, _ = budgeted(world)
    proposal = make_submitted(world, plan=arrangement.plan, year=2024)
    walk(proposal, world, State.DITELAAH, State.DIBAHAS_TAPD)
    proposal.state, proposal.disepakati = State.DISETUJUI_PARSIAL.value, proposal.diminta - 5_000
    proposal.save()
    found = realisation(arrangement, 2024)
    assert found.cut == 5_000
    assert found.left == found.budget - 5_000


@pytest.mark.parametrize("who", ["planner", "treasurer", "tapd", "auditor", "bpjs"])
def test_the_realisation_page_and_its_workbook(world: World, signed_in: SignIn, who: str):
    arrangement, _ = budgeted(world)
    make_payment(make_bill(arrangement))
    client = signed_in(make_treasurer(world) if who == "treasurer" else getattr(world, who))
    page = client.get(f"{reverse('budgeting:realisation')}?iuran={arrangement.pk}").content.decode()
    assert "Realisasi per bulan" in page
    assert "Rp17.820" in page
    sent = client.get(f"{reverse('budgeting:realisation-export')}?iuran={arrangement.pk}&tahun=2024")
    assert sent["Content-Type"].endswith("spreadsheetml.sheet")
    found = realisation(arrangement, 2024)
    cached = openpyxl.load_workbook(io.BytesIO(sent.content), data_only=True)
    live = openpyxl.load_workbook(io.BytesIO(sent.content))
    book = Book(live)
    assert {title for title, _cell in book.formulas()} == {"Jumlah", "JKK", "JKM"}
    assert all(book.value(title, cell) == cached[title][cell].value for title, cell in book.formulas())
    assert cached["Jumlah"]["E8"].value == found.paid
    assert cached["Jumlah"]["B8"].value == found.budget


def test_a_payer_that_is_not_theirs_is_not_found(world: World, signed_in: SignIn):
    arrangement, _ = budgeted(world)
    for route in ("three-way", "realisation", "realisation-export"):
        address = f"{reverse(f'budgeting:{route}')}?iuran={arrangement.pk}"
        assert signed_in(world.neighbour).get(address).status_code == 404
        assert signed_in(world.other_planner).get(address).status_code == 404

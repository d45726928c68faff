"""The pages of bills: what each reader sees and may do, and that nothing typed is lost when something is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from budgeting.actions.bills import Paper, withdraw
from budgeting.bills_due import bills_due
from budgeting.models import Bill, Parameter, Payment
from budgeting.rules.billing import Standing
from pemilu_bpjs.models import User
from tests.factories_bills import MONTH, make_bill, make_covered, make_payment, make_treasurer
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SignIn = Callable[[User], Client]
TYPED = {"payment_code": "2401-000123", "people": "3", "jkk": "7.920", "jkm": "Rp9.900"}


def url(route: str, *arguments: object) -> str:
    return reverse(f"budgeting:{route}", args=arguments)


def who_of(world: World, name: str) -> User:
    return make_treasurer(world) if name == "treasurer" else getattr(world, name)


@pytest.mark.parametrize("who", ["planner", "head", "treasurer", "tapd", "auditor", "bpjs"])
def test_sums_are_read_in_the_office_and_in_the_region(world: World, signed_in: SignIn, who: str):
    arrangement, seats = make_covered(world)
    bill = make_bill(arrangement)
    client = signed_in(who_of(world, who))
    listed = client.get(url("bills")).content.decode()
    assert "Januari 2024" in listed
    assert "Rp17.820" in listed
    page = client.get(url("bill", bill.pk)).content.decode()
    assert "2401-000123" in page
    assert seats[0].record.name not in page


@pytest.mark.parametrize("who", ["neighbour", "other_planner"])
def test_another_payer_finds_no_bill(world: World, signed_in: SignIn, who: str):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = signed_in(getattr(world, who))
    assert "Januari 2024" not in client.get(url("bills")).content.decode()
    for route in ("bill", "bill-paper", "bill-withdraw"):
        assert client.get(url(route, bill.pk)).status_code in (403, 404)
    assert client.get(url("bill-new", arrangement.pk, MONTH)).status_code == 404
    assert client.get(f"{url('three-way')}?iuran={arrangement.pk}&bulan={MONTH}").status_code == 404
    assert client.get(f"{url('realisation')}?iuran={arrangement.pk}").status_code == 404
    assert client.get(f"{url('realisation-export')}?iuran={arrangement.pk}").status_code == 404


@pytest.mark.parametrize("who", ["stranger", "kpu", "bawaslu", "satpolpp", "admin"])
def test_whoever_reads_no_bills_is_turned_away(world: World, signed_in: SignIn, who: str):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = signed_in(getattr(world, who))
    for address in (
        url("bills"),
        url("bill", bill.pk),
        url("three-way"),
        url("realisation"),
        url("realisation-export"),
    ):
        assert client.get(address).status_code == 403
    assert client.post(url("bill-pay", bill.pk), {"amount": "1"}).status_code == 403


@pytest.mark.parametrize("who", ["planner", "bpjs"])
def test_a_bill_is_posted(world: World, signed_in: SignIn, who: str):
    arrangement, _ = make_covered(world)
    client = signed_in(getattr(world, who))
    address = url("bill-new", arrangement.pk, MONTH)
    assert address in client.get(url("bills")).content.decode()
    assert "Rp17.820" in client.get(address).content.decode()
    paper = SimpleUploadedFile("tagihan.pdf", b"%PDF-1.7", "application/pdf")
    done = client.post(address, {**TYPED, "document": paper}, follow=True)
    bill = Bill.objects.get()
    assert (bill.people, bill.jkk, bill.jkm, bill.posted_by) == (3, 7_920, 9_900, getattr(world, who))
    assert "Tagihan tercatat" in done.content.decode()
    assert client.get(url("bill-paper", bill.pk)).status_code == 200


@pytest.mark.parametrize("who", ["head", "treasurer", "tapd", "auditor"])
def test_readers_post_no_bill(world: World, signed_in: SignIn, who: str):
    arrangement, _ = make_covered(world)
    client = signed_in(who_of(world, who))
    assert "Catat tagihan" not in client.get(url("bills")).content.decode()
    assert client.post(url("bill-new", arrangement.pk, MONTH), TYPED).status_code == 403
    assert not Bill.objects.exists()


def test_a_refused_bill_keeps_what_was_typed(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    make_bill(arrangement, payment_code="yang pertama")
    refused = signed_in(world.bpjs).post(url("bill-new", arrangement.pk, MONTH), TYPED)
    assert refused.status_code == 400
    text = refused.content.decode()
    assert "sudah tercatat: kode iuran yang pertama, Rp17.820" in text
    assert 'value="2401-000123"' in text


def test_a_page_sent_as_a_picture_is_refused_in_words(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    paper = SimpleUploadedFile("tagihan.pdf", b"<html>", "application/pdf")
    refused = signed_in(world.bpjs).post(url("bill-new", arrangement.pk, MONTH), {**TYPED, "document": paper})
    assert "Kirim PDF, PNG, atau JPG." in refused.content.decode()
    assert not Bill.objects.exists()


def test_a_month_that_is_none_is_not_found(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    for month in ("2024-13", "9999-12", "0000-01"):
        assert signed_in(world.bpjs).get(url("bill-new", arrangement.pk, month)).status_code == 404


def test_the_treasurer_pays_in_parts_and_takes_one_back(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = signed_in(make_treasurer(world))
    typed = {"amount": "10.000", "paid_on": "2024-02-12", "reference": "SP2D 1"}
    assert "Pembayaran tercatat" in client.post(url("bill-pay", bill.pk), typed, follow=True).content.decode()
    client.post(url("bill-pay", bill.pk), typed)
    assert Payment.objects.count() == 1
    too_much = client.post(url("bill-pay", bill.pk), {**typed, "amount": "8.000", "reference": "SP2D 2"})
    assert too_much.status_code == 400
    assert "Sisa tagihan Rp7.820; pembayaran ini lebih Rp180." in too_much.content.decode()
    assert 'value="8.000"' in too_much.content.decode()
    client.post(url("bill-pay", bill.pk), {**typed, "amount": "8.000", "reference": "SP2D 2", "as_credit": "on"})
    page = client.get(url("bill", bill.pk)).content.decode()
    assert "Dibayar lebih Rp180: kredit untuk bulan berikutnya." in page
    first = Payment.objects.order_by("pk")[0]
    void = url("payment-void", bill.pk, first.pk)
    assert client.post(void, {"reason": ""}).status_code == 400
    client.post(void, {"reason": "salah ketik"})
    assert "Rp9.820" in client.get(url("bill", bill.pk)).content.decode()


@pytest.mark.parametrize("who", ["planner", "bpjs", "head", "tapd", "auditor"])
def test_only_the_treasurer_pays(world: World, signed_in: SignIn, who: str):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    payment = make_payment(bill, amount=1)
    client = signed_in(getattr(world, who))
    assert "Catat pembayaran" not in client.get(url("bill", bill.pk)).content.decode()
    assert client.post(url("bill-pay", bill.pk), {"amount": "1", "paid_on": "2024-02-12"}).status_code == 403
    assert client.post(url("payment-void", bill.pk, payment.pk), {"reason": "x"}).status_code == 403
    assert Payment.objects.filter(voided_at=None).count() == 1


@pytest.mark.parametrize("who", ["tapd", "auditor", "head"])
def test_papers_are_for_those_who_post_or_pay(world: World, signed_in: SignIn, who: str):
    arrangement, _ = make_covered(world)
    paper = Paper("tagihan.pdf", b"%PDF-1.7")
    bill = make_bill(arrangement, document=paper)
    payment = make_payment(bill, document=Paper("bukti.png", b"\x89PNG"))
    reader, treasurer = signed_in(getattr(world, who)), signed_in(make_treasurer(world))
    for address in (url("bill-paper", bill.pk), url("payment-proof", bill.pk, payment.pk)):
        assert reader.get(address).status_code == 404
        assert address not in reader.get(url("bill", bill.pk)).content.decode()
        assert treasurer.get(address).status_code == 200


def test_a_wrong_bill_is_withdrawn_with_a_reason(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = signed_in(world.bpjs)
    assert client.post(url("bill-withdraw", bill.pk), {"reason": " "}).status_code == 400
    done = client.post(url("bill-withdraw", bill.pk), {"reason": "kode keliru"}, follow=True)
    assert done.redirect_chain[-1][0] == url("bill-new", arrangement.pk, MONTH)
    page = client.get(url("bill", bill.pk)).content.decode()
    assert "kode keliru" in page
    assert "dicabut" in page


def test_late_interest_is_not_computed_until_an_administrator_confirms_it(world: World, signed_in: SignIn):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = signed_in(world.planner)
    assert "belum dikonfirmasi bagi pemerintah daerah" in client.get(url("bill", bill.pk)).content.decode()
    row = Parameter.objects.current().filter(code="late_fine_percent_per_month")
    row.update(confidence="H", source="Surat BPJS Cabang Contoh 12/2024")
    page = client.get(url("bill", bill.pk)).content.decode()
    assert "Denda 2 persen sebulan" in page
    assert "Surat BPJS Cabang Contoh 12/2024" in page


def test_the_reference_says_what_the_late_interest_hangs_on(world: World, signed_in: SignIn):
    row = Parameter.objects.current().get(code="late_fine_percent_per_month")
    client = signed_in(world.admin)
    kept = client.get(reverse("budgeting:reference-row", args=["parameters", row.pk])).content.decode()
    listed = client.get(reverse("budgeting:reference-table", args=["parameters"])).content.decode()
    for page in (kept, listed):
        assert "Denda keterlambatan iuran" in page
        assert "2 persen per bulan" in page
        assert "denda tidak dihitung pada tagihan mana pun" in page
        assert "late_fine_percent" not in page


def test_who_is_reminded_of_what(world: World):
    arrangement, _ = make_covered(world)
    treasurer = make_treasurer(world)
    bill = make_bill(arrangement)
    week_before, day_after = bill.due - timedelta(days=7), bill.due + timedelta(days=1)
    assert bills_due(treasurer, bill.due - timedelta(days=8)) == ()
    assert [each.standing for each in bills_due(treasurer, week_before)] == [Standing.SOON]
    assert [each.standing for each in bills_due(treasurer, day_after)] == [Standing.LATE]
    # February has no bill yet: those who post it are reminded, who pays is not.
    assert [each.month for each in bills_due(world.bpjs, bill.due + timedelta(days=30))] == ["2024-02"]
    for nobody in (world.stranger, world.neighbour, world.auditor, world.kpu):
        assert bills_due(nobody, day_after) == ()
    make_payment(bill)
    assert bills_due(treasurer, day_after) == ()
    withdraw_first = Payment.objects.get()
    Payment.objects.filter(pk=withdraw_first.pk).update(voided_at=timezone.now())
    withdraw(bill=bill, reason="keliru", by=None)
    assert bills_due(treasurer, day_after) == ()


def test_the_list_asks_a_fixed_number_of_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: Callable
):
    arrangement, _ = make_covered(world)
    client = signed_in(world.planner)
    client.get(url("bills"))
    make_payment(make_bill(arrangement))
    make_bill(arrangement, month="2024-02")
    with django_assert_max_num_queries(24):
        client.get(url("bills"))

"""Bills as their pages show them: the months of every payer, and one bill with all that is said and done about it."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting import bill_sums
from budgeting.bill_sums import Changes
from budgeting.bills_due import MonthDue
from budgeting.checks import bill_charge, expected_charge
from budgeting.late_fees import LateRate
from budgeting.models import Arrangement, Bill, Payment
from budgeting.presenters import bill_words as words
from budgeting.presenters.links import with_query
from budgeting.rules.billing import Charge, standing
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long, month_long
from pemilu_bpjs.tiles import Tile

Crumbs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BillLineRow:
    """One month of one payer in the list."""

    month: str
    payer: str
    people: int
    expected: int
    billed: int | None
    paid: int
    due: datetime.date
    state: str
    tone: str
    next_step: str
    url: str
    post_url: str
    check_url: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    label: str
    expected: str
    billed: str
    difference: str
    tone: str


@dataclass(frozen=True, slots=True)
class PaymentRow:
    paid_on: datetime.date
    amount: int
    reference: str
    entered_by: str
    entered_at: datetime.datetime
    proof_url: str
    void_url: str
    is_void: bool


@dataclass(frozen=True, slots=True)
class ListState:
    """What the bill's list of people came to; `sentence` "" where none was given."""

    sentence: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class BillPage:
    pk: int
    title: str
    about: str
    crumbs: Crumbs
    state: str
    tone: str
    next_step: str
    tiles: tuple[Tile, ...]
    rows: tuple[CompareRow, ...]
    notes: tuple[str, ...]
    list_state: ListState
    payments: tuple[PaymentRow, ...]
    check_url: str
    paper_url: str
    note: str
    withdrawn: str
    may_pay: bool
    may_post: bool


def bill_rows(
    lines: Iterable[MonthDue], *, posting: Collection[int], paying: Collection[int]
) -> tuple[BillLineRow, ...]:
    """`posting` and `paying`: the arrangements for which the reader may."""
    return tuple(_row(line, line.arrangement.pk in posting, line.arrangement.pk in paying) for line in lines)


def _row(line: MonthDue, may_post: bool, may_pay: bool) -> BillLineRow:
    arrangement, bill = line.arrangement, line.bill
    post = reverse("budgeting:bill-new", args=[arrangement.pk, line.month])
    return BillLineRow(
        month=month_long(line.month),
        payer=payer_name(arrangement),
        people=line.expected.people,
        expected=line.expected.total,
        billed=bill.total if bill else None,
        paid=line.paid,
        due=line.due,
        state=words.state_label(line.standing),
        tone=words.state_tone(line.standing),
        next_step=words.next_step(line, may_post=may_post, may_pay=may_pay),
        url=reverse("budgeting:bill", args=[bill.pk]) if bill else "",
        post_url=post if bill is None and may_post else "",
        check_url=check_url(arrangement, line.month),
    )


def payer_name(arrangement: Arrangement) -> str:
    return f"{arrangement.office or arrangement.region} · {arrangement.election}"


def check_url(arrangement: Arrangement, month: str) -> str:
    return with_query(reverse("budgeting:three-way"), f"iuran={arrangement.pk}&bulan={month}")


def crumbs() -> Crumbs:
    return ((_("Tagihan"), reverse("budgeting:bills")),)


def bill_page(bill: Bill, *, today: datetime.date, rate: LateRate, may_post: bool, may_pay: bool) -> BillPage:
    payments = tuple(bill.payments.select_related("entered_by").order_by("paid_on", "pk"))
    paid = sum(payment.amount for payment in payments if payment.voided_at is None)
    state = standing(bill.total, paid, bill.due, today)
    line = MonthDue(bill.arrangement, bill.month, expected_charge(bill), bill, paid, bill.due, state)
    is_open = bill.voided_at is None
    return BillPage(
        pk=bill.pk,
        title=_("Tagihan %(month)s") % {"month": month_long(bill.month)},
        about=_("%(payer)s · kode iuran %(code)s") % {"payer": payer_name(bill.arrangement), "code": bill.payment_code},
        crumbs=crumbs(),
        state=words.state_label(state) if is_open else _("dicabut"),
        tone=words.state_tone(state) if is_open else "neutral",
        next_step=words.next_step(line, may_post=may_post, may_pay=may_pay) if is_open else "",
        tiles=_tiles(bill, paid),
        rows=compare_rows(expected_charge(bill), bill_charge(bill)),
        notes=_notes(bill, paid, today, rate),
        list_state=_list_state(bill),
        payments=tuple(_payment(payment, may_read=may_post or may_pay, may_void=may_pay) for payment in payments),
        check_url=check_url(bill.arrangement, bill.month),
        paper_url=_paper(bill, may_read=may_post or may_pay),
        note=bill.note,
        withdrawn=bill.void_reason,
        may_pay=may_pay and is_open,
        may_post=may_post and is_open,
    )


def _tiles(bill: Bill, paid: int) -> tuple[Tile, ...]:
    off = bill.total - expected_charge(bill).total
    people = ngettext("%(n)s orang", "%(n)s orang", bill.people) % {"n": thousands(bill.people)}
    return (
        Tile(_("Ditagih BPJS"), rupiah(bill.total), people),
        Tile(
            _("Selisih dari hitungan kami"),
            signed(off),
            _("nol berarti cocok sampai rupiahnya"),
            "good" if not off and bill.people == bill.expected_people else "warn",
        ),
        Tile(_("Sudah dibayar"), rupiah(paid)),
        Tile(_("Sisa"), rupiah(max(0, bill.total - paid)), _("jatuh tempo %s") % date_long(bill.due)),
    )


def signed(amount: int) -> str:
    """A difference with its sign: "+Rp5.940", "-Rp5.940", "Rp0"."""
    return f"+{rupiah(amount)}" if amount > 0 else rupiah(amount)


def compare_rows(expected: Charge, billed: Charge) -> tuple[CompareRow, ...]:
    off = billed - expected
    people = f"+{thousands(off.people)}" if off.people > 0 else thousands(off.people)
    return (
        CompareRow(_("Orang"), thousands(expected.people), thousands(billed.people), people, _tone(off.people)),
        CompareRow("JKK", rupiah(expected.jkk), rupiah(billed.jkk), signed(off.jkk), _tone(off.jkk)),
        CompareRow("JKM", rupiah(expected.jkm), rupiah(billed.jkm), signed(off.jkm), _tone(off.jkm)),
        CompareRow(_("Jumlah"), rupiah(expected.total), rupiah(billed.total), signed(off.total), _tone(off.total)),
    )


def _tone(difference: int) -> str:
    return "faulty" if difference else ""


def _notes(bill: Bill, paid: int, today: datetime.date, rate: LateRate) -> tuple[str, ...]:
    """What is to be known beside the sums: carried months, later changes, more than was asked, late interest."""
    found = [
        *carried_words(bill_sums.carried(bill.arrangement, bill.month, bill.run)),
        *_changed_words(bill_sums.changes_since(bill)),
    ]
    if paid > bill.total:
        found.append(_("Dibayar lebih %s: kredit untuk bulan berikutnya.") % rupiah(paid - bill.total))
    owed = bill.total - paid
    if owed > 0 and today > bill.due and bill.voided_at is None:
        found.append(late_words(rate, owed, bill.due, today))
    return tuple(found)


def carried_words(changes: Changes) -> list[str]:
    """Of months billed before: what this bill asks more or less for them."""
    additions = _("Tambahan dari bulan yang sudah ditagih: %(people)s orang, %(amount)s.")
    credits = _("Kredit dari bulan yang sudah ditagih: %(people)s orang, %(amount)s.")
    return _told(changes, additions, credits)


def _changed_words(changes: Changes) -> list[str]:
    additions = _("Sejak tagihan ini bertambah %(people)s orang, %(amount)s: tambahan untuk tagihan berikutnya.")
    credits = _("Sejak tagihan ini berkurang %(people)s orang, %(amount)s: kredit untuk bulan berikutnya.")
    return _told(changes, additions, credits)


def _told(changes: Changes, additions: str, credits: str) -> list[str]:
    both = ((additions, changes.additions), (credits, changes.credits))
    return [
        said % {"people": thousands(charge.people), "amount": rupiah(charge.total)} for said, charge in both if charge
    ]


def late_words(rate: LateRate, owed: int, due: datetime.date, until: datetime.date) -> str:
    """Nothing is computed where nobody has confirmed that the fine binds a Pemda."""
    fine = rate.on(owed, due, until)
    if fine is None:
        return _(
            "Denda keterlambatan: belum dikonfirmasi bagi pemerintah daerah, jadi tidak dihitung. Administrator dapat "
            "menetapkan tarifnya dengan sumber di Acuan › Parameter."
        )
    percent = f"{(rate.percent or Decimal(0)).normalize():f}".replace(".", ",")
    told = {"percent": percent, "amount": rupiah(fine), "source": rate.source}
    return _("Denda %(percent)s persen sebulan atas yang belum dibayar: %(amount)s (%(source)s).") % told


def _list_read(people: int, unknown: int) -> str:
    read = ngettext("Rincian %(people)s orang sudah dibaca.", "Rincian %(people)s orang sudah dibaca.", people)
    sentences = [read % {"people": thousands(people)}]
    if unknown:
        text = ngettext(
            "%(unknown)s orang di antaranya tidak kami kenal.",
            "%(unknown)s orang di antaranya tidak kami kenal.",
            unknown,
        )
        sentences.append(text % {"unknown": thousands(unknown)})
    return " ".join(sentences)


def _list_state(bill: Bill) -> ListState:
    url = check_url(bill.arrangement, bill.month)
    found = bill.lines.aggregate(
        people=Count("pk"), rupiah=Sum("total"), split=Count("jkk"), unknown=Count("pk", filter=Q(person=None))
    )
    if not found["people"]:
        return ListState("", "", url)
    people, amount = bill.people - found["people"], bill.total - (found["rupiah"] or 0)
    said = _list_read(found["people"], found["unknown"])
    if found["split"] < found["people"]:
        said += " " + _("JKK dan JKM tidak dipisahkan di dalamnya; yang dibandingkan jumlahnya.")
    if not people and not amount:
        return ListState(said + " " + _("Jumlahnya sama dengan tagihan."), "success", url)
    differs = _("Jumlahnya tidak sama dengan tagihan: tagihan dikurangi rincian %(people)s orang, %(amount)s.")
    return ListState(f"{said} {differs % {'people': thousands(people), 'amount': signed(amount)}}", "warning", url)


def _payment(payment: Payment, *, may_read: bool, may_void: bool) -> PaymentRow:
    is_void = payment.voided_at is not None
    arguments = [payment.bill_id, payment.pk]
    return PaymentRow(
        paid_on=payment.paid_on,
        amount=payment.amount,
        reference=payment.reference,
        entered_by=str(payment.entered_by or _("sistem")),
        entered_at=payment.entered_at,
        proof_url=reverse("budgeting:payment-proof", args=arguments) if payment.document_id and may_read else "",
        void_url=reverse("budgeting:payment-void", args=arguments) if may_void and not is_void else "",
        is_void=is_void,
    )


def _paper(bill: Bill, *, may_read: bool) -> str:
    return reverse("budgeting:bill-paper", args=[bill.pk]) if bill.document_id and may_read else ""

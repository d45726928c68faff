"""The answer desk's page: the answer in big words, what it rests on, what may be claimed and whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from budgeting.rules.benefits import Benefits
from enrolment.models import Assignment
from enrolment.people import Words, masked_nik, words_of
from enrolment.presenters.people.seats import period, stopped
from pemilu_bpjs.facts import Fact
from pemilu_bpjs.localised import date_long, month_long
from pemilu_bpjs.models import Office
from reports.actions.asking import Answered, Question
from reports.answering import CoverAnswer
from reports.cover_letters import masked_kpj
from reports.cover_wording import CARRIED_ELSEWHERE, HEADLINES, PURPOSES, SENTENCES, TONES
from reports.presenters.desk_claims import Claims, claims_of
from reports.rules.cover_answer import Duty, Verdict


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call; `phone_url` lets a telephone dial."""

    name: str
    phone: str
    phone_url: str


@dataclass(frozen=True, slots=True)
class Namesake:
    """One of several people of one name and birth date, to be chosen."""

    seat: int
    name: str
    nik: str
    post: str
    period: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One answer. `letter_url` is "" where nothing can be stated; `seat` is None then."""

    headline: str
    tone: str
    sentence: str
    notes: tuple[str, ...]
    name: str
    facts: tuple[Fact, ...]
    claims: Claims | None
    contacts: tuple[Contact, ...]
    contact_lead: str
    letter_url: str
    seat: int | None
    may_show_all: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`was_asked` with neither answer nor namesakes: nobody was found."""

    was_asked: bool
    answer: AnswerPage | None = None
    namesakes: tuple[Namesake, ...] = ()
    are_more: bool = False
    day: str = ""
    purpose: str = ""
    day_value: str = ""
    purpose_value: str = ""


def desk_page(question: Question, answered: Answered, shown: AnswerPage | None) -> DeskPage:
    """What was asked stands above the answer, so that a picture of the page says what it answers."""
    return DeskPage(
        was_asked=True,
        answer=shown,
        namesakes=() if shown else _namesakes(answered.answers),
        are_more=answered.are_more,
        day=date_long(question.day),
        purpose=str(PURPOSES[question.purpose]),
        day_value=question.day.isoformat(),
        purpose_value=question.purpose,
    )


def answer_page(
    answer: CoverAnswer, contacts: Iterable[Office], published: Benefits, *, may_reveal: bool
) -> AnswerPage | None:
    """None where the person has no post that the asker may see."""
    seat = answer.seat
    if seat is None:
        return None
    may_state = answer.cover is not None and answer.is_seen
    return AnswerPage(
        headline=str(HEADLINES[answer.verdict]),
        tone=TONES.get(answer.verdict, "error"),
        sentence=str(SENTENCES[answer.verdict]),
        notes=_notes(answer),
        name=seat.record.name,
        facts=(*_post(seat, words_of([seat])), *(_cover(answer) if answer.is_seen else ())),
        claims=claims_of(answer, published),
        contacts=tuple(_contact(office) for office in contacts),
        contact_lead=_contact_lead(answer),
        letter_url=reverse("reports:certificate-new") if may_state else "",
        seat=seat.pk if may_state else None,
        may_show_all=may_reveal,
    )


def _post(seat: Assignment, words: Words) -> tuple[Fact, ...]:
    return (
        Fact(_("NIK"), masked_nik(seat.record)),
        Fact(_("Sebagai"), words.position(seat), f"{words.body(seat)}, {seat.institution}"),
        Fact(_("Tempat tugas"), words.unit(seat)),
        Fact(_("Masa tugas"), period(seat), stopped(seat)),
        Fact(_("Pemilihan"), seat.election.name),
    )


def _cover(answer: CoverAnswer) -> tuple[Fact, ...]:
    none, registration, sent = _("belum ada"), answer.registration, answer.sent
    since = registration.confirmed_from if registration is not None else None
    return (
        Fact(_("Terlindungi sejak"), date_long(since) if since else none, _("menurut jawaban BPJS") if since else ""),
        Fact(_("Nomor peserta (KPJ)"), masked_kpj(answer) or none),
        Fact(_("Bulan iuran"), month_long(answer.month.month) if answer.month else _("tidak diiurkan")),
        Fact(_("Dibayar oleh"), _payer(answer)),
        Fact(_("Dikirim ke BPJS"), _("Kiriman nomor %s") % sent.number if sent else none,
             date_long(timezone.localtime(sent.frozen_at).date()) if sent else ""),
        _bill(answer),
    )  # fmt: skip


def _payer(answer: CoverAnswer) -> str:
    office = answer.arrangement.office if answer.arrangement is not None else None
    return office.name if office is not None else _("belum ada")


def _bill(answer: CoverAnswer) -> Fact:
    if answer.billed is None:
        return Fact(_("Tagihan bulan itu"), _("belum tercatat"))
    billed = answer.billed
    code = _("Kode iuran %s") % billed.bill.payment_code
    if billed.is_paid and billed.paid_on is not None:
        return Fact(_("Tagihan bulan itu"), code, _("lunas %s") % date_long(billed.paid_on))
    return Fact(_("Tagihan bulan itu"), code, _("belum tercatat lunas"))


def _notes(answer: CoverAnswer) -> tuple[str, ...]:
    """What has to be said beside the verdict, so that nobody promises too much."""
    found = []
    if not answer.is_seen:
        found.append(str(CARRIED_ELSEWHERE))
    if answer.verdict is Verdict.LATER and answer.registration is not None and answer.registration.confirmed_from:
        found.append(_("Menurut BPJS ia terlindungi sejak %s.") % date_long(answer.registration.confirmed_from))
    if answer.verdict is Verdict.COVERED and answer.is_seen and (answer.billed is None or not answer.billed.is_paid):
        found.append(_("Tagihan bulan itu belum tercatat lunas; beri tahu bendahara kantor pembayar."))
    if answer.verdict is Verdict.COVERED and answer.is_seen and answer.billed and answer.billed.is_listed is False:
        found.append(_("Ia tidak ada dalam rincian tagihan bulan itu dari BPJS; minta kantor cabang memastikannya."))
    if answer.month is not None and answer.duty is Duty.NONE and answer.verdict is not Verdict.OFF_DUTY:
        found.append(_("Tanggal itu juga di luar masa tugasnya."))
    return tuple(found)


def _contact_lead(answer: CoverAnswer) -> str:
    if answer.verdict is Verdict.COVERED:
        return _("Klaim diajukan ke kantor cabang BPJS Ketenagakerjaan.")
    return _("Hubungi sekarang; merekalah yang dapat menjawab atau memperbaikinya.")


def _contact(office: Office) -> Contact:
    digits = "".join(each for each in office.phone if each.isdigit() or each == "+")
    return Contact(office.name, office.phone or _("telepon belum dicatat"), f"tel:{digits}" if digits else "")


def _namesakes(answers: Iterable[CoverAnswer]) -> tuple[Namesake, ...]:
    seats = [answer.seat for answer in answers if answer.seat is not None]
    words = words_of(seats)
    return tuple(
        Namesake(
            seat=seat.pk,
            name=seat.record.name,
            nik=masked_nik(seat.record),
            post=f"{words.position(seat)} · {words.unit(seat)} · {seat.institution}",
            period=period(seat),
        )
        for seat in seats
    )

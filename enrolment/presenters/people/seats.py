"""One person's seat in words, as every page about people shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment.models import Assignment
from enrolment.people import Words, masked_nik, words_of
from enrolment.roster_sentences import FIELDS
from enrolment.rules.roster_lacks import lacking
from pemilu_bpjs.localised import date_long


@dataclass(frozen=True, slots=True)
class SeatLine:
    """`state` with its `tone` says whether he is insured, or why he is not; `lacks` what is still asked for."""

    pk: int
    name: str
    nik: str
    institution: str
    body: str
    position: str
    unit: str
    period: str
    state: str
    tone: str
    lacks: str
    note: str
    url: str


def seat_lines(seats: Iterable[Assignment]) -> tuple[SeatLine, ...]:
    """Lines of the few people that one page shows: their particulars are opened for the mask."""
    shown = list(seats)
    words = words_of(shown)
    return tuple(seat_line(seat, words) for seat in shown)


def seat_line(seat: Assignment, words: Words) -> SeatLine:
    state, tone = insured(seat)
    return SeatLine(
        pk=seat.pk,
        name=seat.record.name,
        nik=masked_nik(seat.record),
        institution=seat.institution,
        body=words.body(seat),
        position=words.position(seat),
        unit=words.unit(seat),
        period=period(seat),
        state=state,
        tone=tone,
        lacks=", ".join(str(FIELDS[each.value]) for each in lacking(seat.record.lacks)),
        note=stopped(seat),
        url=reverse("enrolment:person", args=[seat.pk]),
    )


def insured(seat: Assignment) -> tuple[str, str]:
    """Whether his premium is paid here, or why not; with the tone of the mark."""
    if seat.voided_at is not None:
        return _("dicabut"), "neutral"
    if seat.is_reserve:
        return _("cadangan, belum bertugas"), "neutral"
    if seat.not_insured:
        return str(seat.get_not_insured_display()), "warn"
    return _("diiurkan"), "good"


def period(seat: Assignment) -> str:
    """ "25 Januari 2024 – 25 Februari 2024"."""
    return f"{date_long(seat.start)} – {date_long(seat.end)}"


def stopped(seat: Assignment) -> str:
    return _("Berhenti: %s.") % seat.get_stop_reason_display() if seat.stop_reason else ""

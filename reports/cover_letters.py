"""An answer from the records as a letter states it; particulars are opened for whoever is about to print them."""

import datetime
from dataclasses import replace

from django.utils import timezone

from budgeting.letterhead import identity, signatory
from enrolment.models import Assignment
from enrolment.particulars import open_particulars
from enrolment.people import Words
from enrolment.rules.masking import masked, masked_number
from enrolment.rules.roster_fields import Field
from pemilu_bpjs import vault
from pemilu_bpjs.models import Office
from reports.answering import CoverAnswer
from reports.cover_wording import LETTER_REASONS, PURPOSES
from reports.rules.cover_letter import CoverFacts, Writer
from reports.sending import KPJ

_NATIONAL = frozenset({Office.Kind.KPU, Office.Kind.BAWASLU, Office.Kind.BPJS})
"""Institutions that are no part of a region's government, and do not write under its name."""


def writer_of(office: Office | None, region_name: str, on: datetime.date) -> Writer:
    """Who writes and signs; a letter of nobody's office has blanks."""
    head = identity(office, region_name)
    if office is not None and office.kind in _NATIONAL:
        head = replace(head, government="")
    return Writer(head, signatory(office, "head", on), region_name)


def facts_of(
    answer: CoverAnswer, seat: Assignment, words: Words, *, purpose: str, issued_on: datetime.date, in_full: bool
) -> CoverFacts:
    """What the letter says. Raises ValueError where the answer is none that a letter may state."""
    if answer.cover is None or not answer.is_seen:
        raise ValueError("nothing can be stated of this answer")
    billed, sent = answer.billed, answer.sent
    nik = open_particulars(seat.record.sealed)[Field.NIK]
    return CoverFacts(
        cover=answer.cover,
        name=seat.record.name,
        nik=nik if in_full else masked(Field.NIK, nik) or "",
        position=words.position(seat),
        unit=words.unit(seat),
        institution=seat.institution,
        start=seat.start,
        end=seat.end,
        election_name=seat.election.name,
        day=answer.day,
        issued_on=issued_on,
        purpose=str(PURPOSES.get(purpose, purpose)),
        reason=LETTER_REASONS.get(answer.verdict, ""),
        since=answer.registration.confirmed_from if answer.registration else None,
        kpj=masked_kpj(answer),
        month=answer.month.month if answer.month else "",
        batch_number=sent.number if sent else None,
        batch_on=timezone.localtime(sent.frozen_at).date() if sent else None,
        payment_code=billed.bill.payment_code if billed else "",
        is_paid=billed.is_paid if billed else False,
        paid_on=billed.paid_on if billed else None,
    )


def masked_kpj(answer: CoverAnswer) -> str:
    """The member's number in part; "" where BPJS has given none. Raises vault.VaultError."""
    sealed = answer.registration.kpj if answer.registration is not None else None
    return masked_number(vault.open_sealed(sealed, KPJ).decode()) if sealed is not None else ""

"""Whom BPJS refused, why in plain words, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment.people import words_of
from pemilu_bpjs import vault
from reports.answer_wording import reason_words
from reports.models import BatchRow
from reports.rejections import CHANGING, LEAVING, MENDED

_CONTEXT = "answer-reason"


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """`said`: BPJS's own words, for those alone who may see the person."""

    pk: int
    name: str
    institution: str
    position: str
    unit: str
    why: str
    deed: str
    said: str
    state: str
    tone: str
    person_url: str
    mend_url: str
    again_url: str


def rejected_lines(rows: Iterable[BatchRow], *, editable: frozenset[int], resendable: frozenset[int]) -> tuple[
    RejectedLine, ...
]:  # fmt: skip
    """Of one page. `editable`: seats whose people the reader may mend; `resendable`: rows that he may send again."""
    shown = list(rows)
    words = words_of([row.assignment for row in shown])
    return tuple(
        _line(row, words, may_edit=row.assignment_id in editable, may_resend=row.pk in resendable) for row in shown
    )


def _line(row: BatchRow, words: object, *, may_edit: bool, may_resend: bool) -> RejectedLine:
    seat = row.assignment
    why, deed = reason_words(row.reason_code)
    state, tone = _state(row.stands)
    return RejectedLine(
        pk=row.pk,
        name=seat.record.name,
        institution=seat.institution,
        position=words.position(seat),
        unit=words.unit(seat),
        why=why,
        deed=deed,
        said=vault.open_sealed(row.reason, _CONTEXT).decode() if row.reason else "",
        state=state,
        tone=tone,
        person_url=reverse("enrolment:person", args=[seat.pk]),
        mend_url=reverse("enrolment:person-correct", args=[seat.pk]) if may_edit else "",
        again_url=reverse("reports:rejected-again", args=[row.pk]) if may_resend else "",
    )


def _state(stands: str) -> tuple[str, str]:
    if stands == MENDED:
        return _("sudah diperbaiki; ikut kiriman berikutnya"), "good"
    if stands == CHANGING:
        return _("sudah diperbaiki; ikut berkas perubahan berikutnya dari SIPP"), "good"
    if stands == LEAVING:
        return _("berhentinya ditolak; diberitahukan lagi dengan sendirinya"), "active"
    return _("menunggu perbaikan"), "bad"

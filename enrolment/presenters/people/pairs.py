"""Two people of one name and birth date, side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment.models import Assignment, PersonRecord
from enrolment.namesakes import Namesakes
from enrolment.particulars import open_particulars
from enrolment.presenters.elections import Crumbs
from enrolment.presenters.people.listing import SAME, Tab, crumbs, tabs
from enrolment.presenters.people.seats import SeatLine, seat_lines
from enrolment.roster_sentences import FIELDS
from enrolment.rules.masking import masked
from enrolment.rules.nik_difference import Digit, digits_beside
from enrolment.rules.roster_fields import Field
from enrolment.wording import MISSING

# What people tell apart by; never shown in full, only whether the two are alike.
_COMPARED = (Field.BIRTH_PLACE, Field.MOTHER, Field.ADDRESS, Field.PHONE, Field.KK)


@dataclass(frozen=True, slots=True)
class PairLine:
    name: str
    niks: tuple[str, str]
    institutions: str
    url: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    tabs: tuple[Tab, ...]
    lines: tuple[PairLine, ...]


@dataclass(frozen=True, slots=True)
class Side:
    person: int
    name: str
    spoken: str
    digits: tuple[Digit, ...]
    seats: tuple[SeatLine, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    label: str
    first: str
    second: str
    verdict: str
    tone: str


@dataclass(frozen=True, slots=True)
class PairPage:
    crumbs: Crumbs
    sides: tuple[Side, Side]
    compared: tuple[Compared, ...]
    may_decide: bool


def queue_page(pairs: Iterable[Namesakes], count: int) -> QueuePage:
    return QueuePage(tabs(SAME, count), tuple(_line(pair) for pair in pairs))


def pair_page(pair: Namesakes, seats: Sequence[Assignment], *, may_decide: bool) -> PairPage:
    """`seats`: those of both that the reader may see."""
    one, other = (open_particulars(record.sealed) for record in (pair.first, pair.second))
    niks = one[Field.NIK], other[Field.NIK]
    lines = {seat.pk: line for seat, line in zip(seats, seat_lines(seats), strict=True)}
    sides = [
        Side(
            person=record.person_id,
            name=record.name,
            spoken=masked(Field.NIK, niks[place]) or "",
            digits=digits_beside(niks[place], niks[1 - place]),
            seats=tuple(lines[seat.pk] for seat in seats if seat.person_id == record.person_id),
        )
        for place, record in enumerate((pair.first, pair.second))
    ]
    return PairPage(
        crumbs=(*crumbs(), (_("Mungkin orang yang sama"), reverse("enrolment:same-person"))),
        sides=(sides[0], sides[1]),
        compared=tuple(_compared(each, one[each], other[each]) for each in _COMPARED),
        may_decide=may_decide,
    )


def right_choices(pair: Namesakes) -> list[tuple[str, str]]:
    """ "The same person; his NIK is …" for each of the two."""
    said = _("Orang yang sama; yang benar NIK %s")
    return [(str(record.person_id), said % _nik(record)) for record in (pair.first, pair.second)]


def _line(pair: Namesakes) -> PairLine:
    institutions = dict.fromkeys((pair.first.institution, pair.second.institution))
    return PairLine(
        name=pair.first.name,
        niks=(_nik(pair.first), _nik(pair.second)),
        institutions=", ".join(institutions),
        url=reverse("enrolment:same-person-pair", args=pair.key),
    )


def _nik(record: PersonRecord) -> str:
    return masked(Field.NIK, open_particulars(record.sealed)[Field.NIK]) or ""


def _compared(field: Field, one: str, other: str) -> Compared:
    label = str(FIELDS[field.value])
    first, second = (masked(field, said) or MISSING for said in (one, other))
    if not one or not other:
        return Compared(label, first, second, _("tidak diketahui"), "neutral")
    is_alike = " ".join(one.casefold().split()) == " ".join(other.casefold().split())
    return Compared(label, first, second, _("sama") if is_alike else _("berbeda"), "good" if is_alike else "warn")

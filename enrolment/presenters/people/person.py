"""One person as one institution knows him: masked particulars, his seats in time, and where he came from."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enrolment.forms.people import MARITAL, SEX
from enrolment.models import Assignment
from enrolment.particulars import open_particulars
from enrolment.people import Words, words_of
from enrolment.presenters.elections import Crumbs
from enrolment.presenters.people.listing import crumbs
from enrolment.presenters.people.seats import SeatLine, insured, period, seat_line, seat_lines, stopped
from enrolment.roster_sentences import FIELDS
from enrolment.rules.masking import masked
from enrolment.rules.roster_fields import PARTICULARS, Field
from enrolment.rules.roster_lacks import lacking
from enrolment.wording import MISSING
from pemilu_bpjs.localised import date_long

# What tells nothing that could be misused is shown as it stands.
_IN_THE_CLEAR = frozenset({Field.JOB})


# What BPJS itself answered stands on his journey: this is what the list said before.
_IN_LIST = {Field.KPJ: gettext_lazy("Nomor KPJ menurut daftar")}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    note: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Where one may go on to; "" for what this reader may not do."""

    reveal: str
    correct: str
    replace: str
    end: str
    take_back: str
    end_take_back: str
    journey: str
    incident: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    crumbs: Crumbs
    seat: SeatLine
    lead: str
    is_withdrawn: bool
    facts: tuple[Fact, ...]
    particulars: tuple[Fact, ...]
    others: tuple[SeatLine, ...]
    serves_unseen: bool
    lacks: str
    links: Links


def person_page(
    seat: Assignment, seats: Sequence[Assignment], links: Links, *, serves_unseen: bool, shown: Collection[Field] = ()
) -> PersonPage:
    """`shown`: the particulars that somebody has just asked to see, after the look was written down."""
    words = words_of([seat, *seats])
    said = open_particulars(seat.record.sealed)
    line = seat_line(seat, words)
    is_withdrawn = seat.voided_at is not None
    # Nobody is asked for what a seat lacks that does not count.
    lacks = () if is_withdrawn else lacking(seat.record.lacks)
    return PersonPage(
        crumbs=crumbs(),
        seat=line,
        lead=f"{line.position} · {line.unit} · {seat.institution}",
        is_withdrawn=is_withdrawn,
        facts=_facts(seat, words),
        particulars=tuple(_particular(each, said[each], each in shown) for each in PARTICULARS),
        others=seat_lines(each for each in seats if each.pk != seat.pk),
        serves_unseen=serves_unseen,
        lacks=", ".join(str(FIELDS[each.value]) for each in lacks),
        links=links,
    )


def crumbs_to(seat: Assignment) -> Crumbs:
    """To the page of one person."""
    return (*crumbs(), (seat.record.name, reverse("enrolment:person", args=[seat.pk])))


def links_of(
    seat: Assignment,
    *,
    may_reveal: bool,
    may_edit: bool,
    may_report: bool,
    is_replacement: bool,
    is_ended_by_hand: bool,
) -> Links:
    standing = may_edit and seat.voided_at is None
    in_office = standing and not seat.stop_reason
    return Links(
        reveal=_url("enrolment:person-reveal", seat, may_reveal),
        correct=_url("enrolment:person-correct", seat, standing and may_reveal),
        replace=_url("budgeting:replacement", seat, in_office and not seat.is_reserve),
        end=_url("enrolment:person-end", seat, in_office),
        take_back=_url("budgeting:replacement-take-back", seat, standing and is_replacement),
        end_take_back=_url("enrolment:person-end-take-back", seat, may_edit and is_ended_by_hand),
        journey=_url("reports:journey", seat, True),
        incident=_url("reports:incident-new", seat, may_report and seat.voided_at is None),
    )


def _url(name: str, seat: Assignment, is_open: bool) -> str:
    return reverse(name, args=[seat.pk]) if is_open else ""


def _facts(seat: Assignment, words: Words) -> tuple[Fact, ...]:
    facts = [
        Fact(_("Jabatan"), words.position(seat), words.body(seat)),
        Fact(_("Tempat tugas"), words.unit(seat), seat.region_code),
        Fact(_("Masa tugas"), period(seat), stopped(seat)),
        Fact(_("Iuran"), insured(seat)[0]),
        Fact(_("SK"), seat.decree_number or MISSING, date_long(seat.decree_date) if seat.decree_date else ""),
        Fact(_("Berasal dari"), _source(seat)),
    ]
    if seat.replaces is not None:
        facts.append(Fact(_("Menggantikan"), seat.replaces.record.name))
    return tuple(facts)


def _source(seat: Assignment) -> str:
    """The file, sheet and row that he came with."""
    if seat.upload is None:
        return _("Diisi langsung di halaman penggantian")
    if seat.line is None:
        return seat.upload.file_name
    told = {"file": seat.upload.file_name, "row": seat.line.row, "sheet": seat.line.sheet + 1}
    return _("%(file)s, lembar ke-%(sheet)s, baris %(row)s") % told


def _particular(field: Field, value: Any, is_shown: bool) -> Fact:
    label = str(_IN_LIST.get(field) or FIELDS[field.value])
    if not value:
        return Fact(label, MISSING)
    if is_shown or field in _IN_THE_CLEAR:
        return Fact(label, _in_full(field, value))
    return Fact(label, masked(field, value) or MISSING, is_hidden=True)


def _in_full(field: Field, value: Any) -> str:
    if isinstance(value, datetime.date):
        return date_long(value)
    words: dict[str, Any] = dict(MARITAL) if field is Field.MARITAL else dict(SEX) if field is Field.SEX else {}
    return str(words.get(value, value))

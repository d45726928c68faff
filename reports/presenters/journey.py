"""One person's journey as its page shows it: stations in the order of time, each with where its figures come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from budgeting.cover_words import payer_name, removal_label
from budgeting.models import CoverPrice, PersonMonth
from enrolment.models import Assignment
from enrolment.people import Words, words_of
from enrolment.presenters.elections import Crumbs
from enrolment.presenters.people.person import crumbs_to
from enrolment.presenters.people.seats import insured, period, stopped
from enrolment.wording import MISSING
from pemilu_bpjs import vault
from pemilu_bpjs.formats import masked, rupiah, thousands
from pemilu_bpjs.localised import date_long, moment_long, month_long
from reports.answer_wording import reason_words
from reports.journey import Journey
from reports.models import BatchRow

KPJ = "kpj"
_TONES = {BatchRow.State.SENT: "warn", BatchRow.State.ACCEPTED: "good", BatchRow.State.REJECTED: "bad"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: what, its particulars, from where it comes; `tone` marks its state, "" has none."""

    title: str
    notes: tuple[str, ...]
    state: str = ""
    tone: str = "neutral"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """One step of the way. `lines` empty: it was not reached; `lacks` says so and what comes next. `id`: its anchor."""

    title: str
    lines: tuple[Line, ...]
    lacks: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class JourneyPage:
    crumbs: Crumbs
    name: str
    stations: tuple[Station, ...]


def journey_page(found: Journey) -> JourneyPage:
    """Money stands only where its reader sees the payer's; a post of another list is told as such and no further."""
    words = words_of(found.seats)
    stations = [
        Station(_("Daftar yang dikirim"), _sources(found), _("Diisi langsung, bukan dari berkas.")),
        Station(_("Penugasan"), _seats(found, words), ""),
        Station(_("Bulan yang diiurkan"), _months(found, words), _("Belum ada bulan yang diiurkan baginya.")),
        Station(_("Kiriman dan jawaban BPJS"), _rows(found), _("Belum dikirim ke BPJS."), id="bpjs"),
    ]
    if found.bills or found.priced:
        stations.append(Station(_("Tagihan"), _bills(found), _("BPJS belum menagih bulan-bulannya.")))
    stations.append(Station(_("Surat keterangan"), _certificates(found), _("Belum ada surat keterangan.")))
    if found.incidents:
        stations.append(Station(_("Kejadian"), _incidents(found), ""))
    return JourneyPage(crumbs_to(found.seat), found.seat.record.name, tuple(stations))


def _sources(found: Journey) -> tuple[Line, ...]:
    return tuple(_source(seat, found) for seat in found.seats if seat.upload)


def _source(seat: Any, found: Journey) -> Line:
    """The cell's row as its sender sees it, for who keeps the upload; who only reads it is led to the upload."""
    url = reverse("enrolment:roster", args=[seat.upload_id]) if seat.upload_id in found.uploads else ""
    if seat.line is None:
        return Line(seat.upload.file_name, (_stored(seat),), url=url)
    told = _("lembar ke-%(sheet)s, baris %(row)s") % {"sheet": seat.line.sheet + 1, "row": seat.line.row}
    if seat.upload_id in found.own_uploads:
        url = reverse("enrolment:roster-line", args=[seat.upload_id, seat.line_id])
    return Line(seat.upload.file_name, (told, _stored(seat)), url=url)


def _stored(seat: Assignment) -> str:
    by = seat.entered_by.get_full_name() if seat.entered_by is not None else _("sistem")
    return _("disimpan %(at)s oleh %(by)s") % {"at": moment_long(seat.entered_at), "by": by}


def _seats(found: Journey, words: Words) -> tuple[Line, ...]:
    lines = []
    for seat in found.seats:
        state, tone = insured(seat)
        notes = (f"{words.unit(seat)} · {seat.institution}", period(seat), stopped(seat))
        url = reverse("enrolment:person", args=[seat.pk])
        lines.append(Line(words.position(seat), _said(notes), state, tone, url))
    return tuple(lines)


def _months(found: Journey, words: Words) -> tuple[Line, ...]:
    return tuple(_month(each, found, words) for each in found.months)


def _month(month: PersonMonth, found: Journey, words: Words) -> Line:
    price = month.price
    notes = [_carrier(month, found, words)]
    if price.arrangement_id in found.priced:
        notes += _price(price)
        notes.append(_("Perhitungan ke-%s.") % thousands(month.added_by.number))
    state, tone = _("diiurkan"), "good"
    if month.removed_by is not None:
        state, tone = _("dikeluarkan: %s") % removal_label(month.removal), "neutral"
    return Line(month_long(month.month), _said(notes), state, tone)


def _carrier(month: PersonMonth, found: Journey, words: Words) -> str:
    if month.assignment_id not in found.carriers:
        return _("Dipikul tugasnya di daftar lain; iurannya tetap satu kali sebulan.")
    payer = payer_name(month.price.arrangement)
    position = words.positions.get(month.assignment.position, month.assignment.position)
    return _("Sebagai %(post)s, dibayar %(payer)s.") % {"post": position, "payer": payer}


def _price(price: CoverPrice) -> list[str]:
    """The arithmetic of one month, and by what it stands."""
    if price.base is None:
        sums = _("JKK %(jkk)s + JKM %(jkm)s, tarif BPU.") % {"jkk": rupiah(price.jkk), "jkm": rupiah(price.jkm)}
    else:
        told = {
            "base": rupiah(price.base),
            "jkk": _percent(price.jkk_rate),
            "jkm": _percent(price.jkm_rate),
            "sums": f"{rupiah(price.jkk)} + {rupiah(price.jkm)} = {rupiah(price.jkk + price.jkm)}",
        }
        sums = _("Dasar %(base)s × %(jkk)s JKK + %(jkm)s JKM: %(sums)s.") % told
    sources = [str(each) for each in price.sources]
    return [sums, _("Sumber: %s.") % "; ".join(sources)] if sources else [sums]


def _percent(rate: Any) -> str:
    """ "0,24 %"."""
    return f"{rate.normalize():f} %".replace(".", ",")


def _rows(found: Journey) -> tuple[Line, ...]:
    return tuple(_row(row, found) for row in found.rows)


def _row(row: BatchRow, found: Journey) -> Line:
    batch, member = row.file.batch, row.registration
    told = {"number": batch.number, "day": date_long(timezone.localtime(batch.frozen_at))}
    notes = [str(row.get_kind_display())]
    is_open = batch.pk in found.batches
    if is_open:
        notes.append(_("%(file)s, baris %(row)s") % {"file": row.file.name, "row": row.row})
    if row.reason_code:
        notes.extend(reason_words(row.reason_code))
    answer = found.answers.get(row.pk)
    if answer is not None:
        place = {"file": answer.answer.file_name, "row": answer.row}
        notes.append(_("Dijawab dalam %(file)s, baris %(row)s.") % place)
    if row.state == BatchRow.State.ACCEPTED:
        notes.append(_membership(member))
    state = str(row.get_state_display())
    return Line(_("Kiriman %(number)s, %(day)s") % told, _said(notes), state, _TONES[BatchRow.State(row.state)])


def _membership(member: Any) -> str:
    number = masked(vault.open_sealed(member.kpj, KPJ).decode()) if member.kpj is not None else MISSING
    since = date_long(member.confirmed_from) if member.confirmed_from else MISSING
    return _("KPJ %(number)s, berlaku sejak %(since)s.") % {"number": number, "since": since}


def _bills(found: Journey) -> tuple[Line, ...]:
    """Those of the months that stand, each once."""
    keys = dict.fromkeys((each.price.arrangement_id, each.month) for each in found.months if each.removed_by is None)
    return tuple(_bill(found.bills[key]) for key in keys if key in found.bills)


def _bill(bill: Any) -> Line:
    is_paid = bill.paid >= bill.total
    state = _("lunas") if is_paid else _("dibayar sebagian") if bill.paid else _("belum dibayar")
    notes = [_("Kode iuran %s.") % bill.payment_code]
    if bill.paid_on is not None:
        notes.append(_("Dibayar %s.") % date_long(bill.paid_on))
    else:
        notes.append(_("Jatuh tempo %s.") % date_long(bill.due))
    url = reverse("budgeting:bill", args=[bill.pk])
    return Line(_("BLTH %s") % month_long(bill.month), _said(notes), state, "good" if is_paid else "warn", url)


def _certificates(found: Journey) -> tuple[Line, ...]:
    return tuple(
        Line(
            _("Surat keterangan untuk %s") % date_long(each.day),
            (_("dibuat %s") % moment_long(each.issued_at),),
            str(each.get_cover_display()),
            url=reverse("reports:certificate", args=[each.pk]) if found.may_ask else "",
        )
        for each in found.certificates
    )


def _incidents(found: Journey) -> tuple[Line, ...]:
    return tuple(
        Line(
            date_long(each.told.day),
            (),
            str(each.incident.get_state_display()),
            url=reverse("reports:incident", args=[each.incident.pk]),
        )
        for each in found.incidents
    )


def _said(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(note for note in notes if note)

"""A replacement before it is confirmed: seats, person-months and premium, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting.forms.replacement import ReplacementForm
from budgeting.replacement_cost import Cost
from enrolment.models import Assignment
from enrolment.people import words_of
from enrolment.presenters.elections import Crumbs
from enrolment.presenters.people.person import crumbs_to
from enrolment.presenters.people.seats import SeatLine, seat_line
from enrolment.rules.replacement import MonthOfSeat
from enrolment.unit_people import UnitPeople
from enrolment.wording import MISSING
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long, month_long
from pemilu_bpjs.tiles import Tile


@dataclass(frozen=True, slots=True)
class MonthLine:
    month: str
    before: str
    after: str
    amount: str
    says: str


@dataclass(frozen=True, slots=True)
class Preview:
    tiles: tuple[Tile, ...]
    months: tuple[MonthLine, ...]
    total: MonthLine
    warnings: tuple[str, ...]
    ground: str
    arithmetic: str


@dataclass(frozen=True, slots=True)
class ReplacementPage:
    crumbs: Crumbs
    seat: SeatLine
    lead: str
    refused: str
    has_reserves: bool


def replacement_page(seat: Assignment, *, refused: str, has_reserves: bool) -> ReplacementPage:
    line = seat_line(seat, words_of([seat]))
    return ReplacementPage(
        crumbs_to(seat), line, f"{line.position} · {line.unit} · {line.period}", refused, has_reserves
    )


def reserve_labels(reserves: Sequence[Assignment]) -> list[tuple[Assignment, str]]:
    """Reserves as they are chosen: the name with the masked NIK."""
    words = words_of(reserves)
    lines = [(reserve, seat_line(reserve, words)) for reserve in reserves]
    return [(reserve, f"{line.name} ({line.nik})") for reserve, line in lines]


def preview(seat: Assignment, form: ReplacementForm, cost: Cost, unit: UnitPeople, *, serves: Sequence[str]) -> Preview:
    """`serves`: sentences on what else the newcomer does meanwhile."""
    names = seat.record.name, form.name
    found = cost.effect
    months = tuple(_month(each, cost, names) for each in found.months)
    return Preview(
        tiles=_tiles(cost, unit),
        months=months,
        total=MonthLine(_("Jumlah"), thousands(found.before), thousands(found.after), _difference(cost), ""),
        warnings=tuple(_warnings(form, cost, serves)),
        ground=" ".join((_ground(cost), *_not_counted(cost))),
        arithmetic=_arithmetic(cost),
    )


def _tiles(cost: Cost, unit: UnitPeople) -> tuple[Tile, ...]:
    of_seats = ngettext("dari %s kursi", "dari %s kursi", unit.seats) % unit.seats if unit.seats else ""
    people = Tile(_("Orang di tempat ini"), f"{unit.before} → {unit.after}", of_seats)
    months = Tile(_("Iuran kursi ini"), f"{cost.effect.before} → {cost.effect.after}", _("orang-bulan"))
    if not cost.is_known:
        return people, months
    premium = Tile(_("Biaya kursi ini"), f"{rupiah(cost.before)} → {rupiah(cost.after)}", _difference(cost))
    return people, months, premium


def _month(each: MonthOfSeat, cost: Cost, names: tuple[str, str]) -> MonthLine:
    price = cost.prices[each.month]
    amount = MISSING if price is None else rupiah((each.after - each.before) * price)
    return MonthLine(month_long(each.month), str(each.before), str(each.after), amount, _says(each, names))


def _says(each: MonthOfSeat, names: tuple[str, str]) -> str:
    """Who carries the month, and why it costs what it costs."""
    leaver, newcomer = names
    told = {"leaver": leaver, "newcomer": newcomer}
    if each.by_leaver and each.by_newcomer:
        return _("Keduanya bertugas pada bulan ini: iuran %(leaver)s tetap, iuran %(newcomer)s bertambah.") % told
    if each.newcomer_elsewhere:
        return _("%(newcomer)s sudah diiurkan lewat tugas lain; satu orang satu iuran sebulan.") % told
    if each.by_leaver:
        return _("Tetap 1 iuran: %(leaver)s.") % told
    if each.by_newcomer:
        return _("Tetap 1 iuran: %(newcomer)s.") % told if each.before else _("1 iuran baru: %(newcomer)s.") % told
    if each.leaver_elsewhere:
        return _("%(leaver)s diiurkan lewat tugas lain; satu orang satu iuran sebulan.") % told
    return _("Tidak diiurkan.")


def _difference(cost: Cost) -> str:
    if not cost.is_known:
        return MISSING
    more = cost.after - cost.before
    if more == 0:
        return _("tidak berubah")
    return _("bertambah %s") % rupiah(more) if more > 0 else _("berkurang %s") % rupiah(-more)


def _arithmetic(cost: Cost) -> str:
    """ "1 orang-bulan × Rp5.940 = Rp5.940", where every month has one price."""
    prices = {price for price in cost.prices.values() if price is not None}
    if not cost.is_known or len(prices) != 1:
        return ""
    price = prices.pop()
    sides = ((_("Semula"), cost.effect.before, cost.before), (_("Menjadi"), cost.effect.after, cost.after))
    return " ".join(
        _("%(when)s %(months)s orang-bulan × %(price)s = %(total)s.")
        % {"when": when, "months": months, "price": rupiah(price), "total": rupiah(total)}
        for when, months, total in sides
    )


def _ground(cost: Cost) -> str:
    plan = cost.ground.plan
    if plan is not None:
        return _("Bulan dan dasar upah menurut rencana “%s”.") % plan.name
    if cost.ground.basis is None:
        return _("Dasar upah jabatan ini belum diketahui, jadi biayanya belum dapat dihitung.")
    return _("Perkiraan menurut honorarium dan tarif yang berlaku, untuk setiap bulan bertugas.")


def _not_counted(cost: Cost) -> tuple[str, ...]:
    if cost.of_all_posts:
        return ()
    return (_("Tugas pada lembaga lain tidak ikut dihitung di sini; dinas membayar satu orang satu iuran sebulan."),)


def _warnings(form: ReplacementForm, cost: Cost, serves: Sequence[str]) -> list[str]:
    found: list[Any] = [*form.warnings, *serves]
    vacant, uncovered = cost.effect.vacant, cost.effect.uncovered
    if vacant is not None:
        days = ngettext("%(days)s hari", "%(days)s hari", vacant.days) % {"days": vacant.days}
        told = {"days": days, "first": date_long(vacant.first), "last": date_long(vacant.last)}
        found.append(_("Kursi ini kosong %(days)s: %(first)s sampai %(last)s.") % told)
    if uncovered:
        found.append(_("%s hari bertugas penggantinya berada di luar bulan yang diiurkan.") % uncovered)
    if form.civil and not form.warnings:
        found.append(_("Penggantinya ASN, TNI, atau Polri: disimpan, tetapi tidak diiurkan di sini."))
    if not form.cleaned_data["decree_number"]:
        found.append(_("Nomor SK penggantinya belum diisi."))
    return found

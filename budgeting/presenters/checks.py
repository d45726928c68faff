"""The three-way check as it prints: months of a year, one month by body and kecamatan, and who explains it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from budgeting.checks import Detail, MonthCheck, assignments_of, together
from budgeting.models import Arrangement
from budgeting.presenters import bill_words as words
from budgeting.presenters.bills import check_url, signed
from budgeting.rules.billing import Charge
from budgeting.rules.three_way import Cause, Compared, Reason, Sides, Verdict
from enrolment.models import Assignment, Body, Region
from enrolment.people import Words, masked_nik, words_of
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import month_long
from pemilu_bpjs.permissions import Right

MISSING = "–"
SHOWN = 50
"""People of one kind of cause that a page names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One month, body or kecamatan: each side as "orang · rupiah" in two cells, and what differs."""

    name: str
    url: str
    budget: str
    expected: str
    billed: str
    people: str
    over_budget: str
    off_bill: str
    paid: str
    verdict: str
    tone: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person of ours as far as the reader may see him; `name` "" where he may not."""

    name: str
    nik: str
    post: str
    unit: str
    row: str
    difference: str


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """One kind of cause: how many, what they come to, and those whom the reader may see by name."""

    label: str
    people: str
    amount: str
    named: tuple[Named, ...]
    unseen: str
    """Of how many nothing is said here, and why; "" of none."""


@dataclass(frozen=True, slots=True)
class MonthPage:
    title: str
    row: CheckRow
    whole: tuple[CheckRow, ...]
    bodies: tuple[CheckRow, ...]
    kecamatan: tuple[CheckRow, ...]
    groups: tuple[CauseGroup, ...]
    unlisted: str
    has_list: bool
    candidates: tuple[tuple[str, str], ...]
    parts_note: str


def month_rows(arrangement: Arrangement, checks: Iterable[MonthCheck]) -> tuple[CheckRow, ...]:
    return tuple(
        _row(month_long(check.month), check.sides, check.compared, check_url(arrangement, check.month))
        for check in checks
    )


def month_page(arrangement: Arrangement, found: Detail, user: Any) -> MonthPage:
    check = found.check
    whole = _row(month_long(check.month), check.sides, check.compared, "")
    return MonthPage(
        title=month_long(check.month),
        row=whole,
        whole=(whole,),
        bodies=_part_rows(found, 0, _body_names(found)),
        kecamatan=_part_rows(found, 1, _place_names(found)),
        groups=_groups(arrangement, found, user),
        unlisted=_unlisted(found),
        has_list=found.explained is not None,
        candidates=tuple((words.candidate_label(name), thousands(n)) for name, n in found.candidates.items()),
        parts_note=_parts_note(found),
    )


def _unlisted(found: Detail) -> str:
    """What the bill asks beyond its own list; of a list without a split only people and the total count."""
    beyond = found.explained.unlisted if found.explained else None
    if not beyond or not (found.is_split or beyond.people or beyond.total):
        return ""
    return signed(beyond.total)


def _row(name: str, sides: Sides, compared: Compared, url: str) -> CheckRow:
    return CheckRow(
        name=name,
        url=url,
        budget=_amount(sides.budget),
        expected=_amount(sides.expected),
        billed=_amount(sides.billed),
        people=_people(sides),
        over_budget=MISSING if compared.over_budget is None else signed(compared.over_budget.total),
        off_bill=MISSING if compared.off_bill is None else signed(compared.off_bill.total),
        paid=MISSING if sides.paid is None else rupiah(sides.paid),
        verdict=words.verdict_label(compared.verdict),
        tone=words.verdict_tone(compared.verdict),
    )


def _amount(charge: Charge | None) -> str:
    return MISSING if charge is None else rupiah(charge.total)


def _people(sides: Sides) -> str:
    """Budgeted / covered / billed."""
    found = (sides.budget, sides.expected, sides.billed)
    return " / ".join(MISSING if charge is None else thousands(charge.people) for charge in found)


def _part_rows(found: Detail, place: int, names: Mapping[str, str]) -> tuple[CheckRow, ...]:
    rows = (
        (each.compared.verdict, _row(names.get(each.part[place], each.part[place]), each.sides, each.compared, ""))
        for each in together(found.parts, place)
    )
    if found.check.bill is None:
        return tuple(row for _verdict, row in rows)
    # The month is billed as a whole; what of it a body or kecamatan bears, its list alone would say.
    undetailed = _("belum dirinci BPJS")
    return tuple(replace(row, verdict=undetailed) if verdict is Verdict.NOT_BILLED else row for verdict, row in rows)


def _body_names(found: Detail) -> dict[str, str]:
    own = dict(found.check.budget.body_names) if found.check.budget else {}
    return {"": _("Tidak kami kenal"), **own, **dict(Body.objects.current().values_list("code", "short_name"))}


def _place_names(found: Detail) -> dict[str, str]:
    codes = {part.part[1] for part in found.parts}
    return {"": _("Tanpa kecamatan"), **dict(Region.objects.filter(pk__in=codes).values_list("pk", "name"))}


def _parts_note(found: Detail) -> str:
    """What the tables by body and kecamatan cannot know."""
    said = [_("Bagian “Tanpa kecamatan” memuat pengecualian dan baris anggaran yang tidak terinci per kecamatan.")]
    if found.explained is None:
        said.append(_("Tagihan per badan dan kecamatan baru diketahui setelah rincian peserta dari BPJS dibaca."))
    if not found.is_split:
        said.append(_("Rincian BPJS tidak memisahkan JKK dan JKM, jadi yang dibandingkan hanya jumlahnya."))
    return " ".join(said)


def _groups(arrangement: Arrangement, found: Detail, user: Any) -> tuple[CauseGroup, ...]:
    if found.explained is None:
        return ()
    grouped = [(reason, found.explained.of(reason)) for reason in Reason]
    shown = [cause for _reason, causes in grouped for cause in causes[:SHOWN]]
    seats = _seats(arrangement, found.check.month, shown, user)
    told = words_of(seats.values())
    return tuple(_group(reason, causes, seats, told) for reason, causes in grouped if causes)


def _group(reason: Reason, causes: Sequence[Cause], seats: Mapping[int, Assignment], told: Words) -> CauseGroup:
    named = tuple(_named(cause, seats, told) for cause in causes[:SHOWN] if _may_show(cause, seats))
    amount = sum(cause.difference.total for cause in causes)
    left = _unseen(reason, len(causes), named) if named else _("Namanya hanya tampak bagi yang boleh melihatnya.")
    return CauseGroup(words.reason_label(reason), thousands(len(causes)), signed(amount), named, left)


def _unseen(reason: Reason, causes: int, named: Sequence[Named]) -> str:
    """Of whom a group is silent, and why: the reader may not see them, or the list would be too long."""
    hidden, further = min(causes, SHOWN) - len(named), max(0, causes - SHOWN)
    said = [words.hidden_people(hidden)] if hidden else []
    return " ".join([*said, words.further_causes(reason, further)] if further else said)


def _may_show(cause: Cause, seats: Mapping[int, Assignment]) -> bool:
    """A line that names nobody of ours shows its row alone, so that it is found again in the file."""
    return cause.person is None or cause.person in seats


def _named(cause: Cause, seats: Mapping[int, Assignment], told: Words) -> Named:
    seat = seats.get(cause.person) if cause.person is not None else None
    row = MISSING if cause.row is None else thousands(cause.row)
    difference = signed(cause.difference.total)
    if seat is None:
        return Named("", "", "", "", row, difference)
    return Named(seat.record.name, masked_nik(seat.record), told.position(seat), told.unit(seat), row, difference)


def _seats(arrangement: Arrangement, month: str, causes: Iterable[Cause], user: Any) -> dict[int, Assignment]:
    """The post of each person that the reader may see by name; two statements, however many people."""
    people = {cause.person for cause in causes if cause.person is not None}
    carriers = assignments_of(arrangement, month, people)
    visible = Assignment.objects.visible_to(user, Right.VIEW_PERSON).filter(election=arrangement.election_id)
    rows = visible.filter(person__in=people).select_related("record").order_by("voided_at", "pk")
    found: dict[int, Assignment] = {}
    for seat in rows:
        if carriers.get(seat.person_id) == seat.pk or seat.person_id not in found:
            found[seat.person_id] = seat
    return found

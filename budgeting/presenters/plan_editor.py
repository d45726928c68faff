"""The lines of a plan as a planner changes them: by body, each position with what it says now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting.planning import Planned
from budgeting.presenters.months import short_months
from budgeting.presenters.plan_tables import seats_words, tenure_doubt
from budgeting.rules import editing
from budgeting.rules.law import Preset, PresetPosition
from budgeting.rules.line import Line
from budgeting.rules.plan_input import Entry
from budgeting.wording import unit_name
from enrolment.rules.bodies import UnitCounts
from pemilu_bpjs.facts import Fact
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long


@dataclass(frozen=True)
class EntryRow:
    """One line of the plan; without figures where it cannot be computed."""

    name: str
    people: str
    seats: str
    months: str
    wage: str
    total: str
    doubt: str | None
    edit_url: str
    remove_url: str


@dataclass(frozen=True)
class BodyRows:
    """The lines of one body. `edit_url`: the page of what they share; "" for a body of one position."""

    name: str
    rows: tuple[EntryRow, ...]
    edit_url: str


@dataclass(frozen=True)
class OffRow:
    """A position that the plan leaves out. `why_not`: what is missing to count it, "" where it can be added."""

    name: str
    body: str
    why_not: str
    add_url: str


@dataclass(frozen=True)
class Editor:
    bodies: tuple[BodyRows, ...]
    left_out: tuple[OffRow, ...]
    new_url: str


@dataclass(frozen=True)
class EntryPage:
    """What stands beside the form of one line: what law gives, what it computes to, where its body is changed."""

    title: str
    body: str
    facts: tuple[Fact, ...]
    computed: str
    body_url: str
    body_label: str
    remove_url: str


def editor(pk: int, entries: Sequence[Entry], preset: Preset, units: UnitCounts, planned: Planned | None) -> Editor:
    """`entries`: spelled out; `planned`: None while the plan cannot be computed."""
    lines = {line.code: line for line in planned.plan.lines} if planned else {}
    held = [each for each in preset.positions if editing.holds(entries, each)]
    return Editor(
        bodies=(*_bodies(pk, held, lines, preset), *_own_lines(pk, entries, lines)),
        left_out=tuple(_off(pk, each, units) for each in preset.positions if each not in held),
        new_url=reverse("budgeting:entry-new", args=[pk]),
    )


def position_page(pk: int, position: PresetPosition, preset: Preset, line: Line | None) -> EntryPage:
    own = position.position
    has_siblings = len(preset.of_body(own.body)) > 1
    return EntryPage(
        title=own.name,
        body=own.body_name,
        facts=_facts(position),
        computed=_computed(line),
        body_url=reverse("budgeting:entry-edit", args=[pk, own.body]) if has_siblings else "",
        body_label=_("Ubah bulan seluruh %s") % own.body_name,
        remove_url=reverse("budgeting:entry-remove", args=[pk, own.code]),
    )


def body_page(pk: int, body: str, preset: Preset) -> EntryPage:
    positions = preset.of_body(body)
    names = ", ".join(each.position.name for each in positions)
    first = positions[0]
    return EntryPage(
        title=first.position.body_name,
        body=_("Semua jabatannya: %s") % names,
        facts=(_tenure_fact(first),),
        computed="",
        body_url="",
        body_label="",
        remove_url=reverse("budgeting:entry-remove", args=[pk, body]),
    )


def own_page(pk: int, entry: Entry, line: Line | None) -> EntryPage:
    """The page of a line that is not in the preset; a new one has no code yet."""
    return EntryPage(
        title=entry.own.name if entry.own else _("Baris sendiri"),
        body=entry.own.body if entry.own else "",
        facts=(),
        computed=_computed(line),
        body_url="",
        body_label="",
        remove_url=reverse("budgeting:entry-remove", args=[pk, entry.code]) if entry.code else "",
    )


def line_names(preset: Preset | None, entries: Iterable[Entry]) -> dict[str, str]:
    """What bodies, positions and lines of one's own are called, by code."""
    positions = preset.positions if preset else ()
    names = {each.position.body: each.position.body_name for each in positions}
    names |= {each.position.code: each.position.name for each in positions}
    return names | {entry.code: entry.own.name for entry in entries if entry.own}


def _bodies(pk: int, held: Iterable[PresetPosition], lines: Mapping[str, Line], preset: Preset) -> Iterable[BodyRows]:
    for body, positions in groupby(held, key=lambda each: each.position.body):
        found = list(positions)
        rows = tuple(_row(pk, each.position.code, each.position.name, lines) for each in found)
        shares = len(preset.of_body(body)) > 1
        url = reverse("budgeting:entry-edit", args=[pk, body]) if shares else ""
        yield BodyRows(found[0].position.body_name, rows, url)


def _own_lines(pk: int, entries: Iterable[Entry], lines: Mapping[str, Line]) -> Iterable[BodyRows]:
    rows = tuple(_row(pk, entry.code, entry.own.name, lines) for entry in entries if entry.own)
    if rows:
        yield BodyRows(_("Baris sendiri"), rows, "")


def _row(pk: int, code: str, name: str, lines: Mapping[str, Line]) -> EntryRow:
    line = lines.get(code)
    wage = line.basis.wage if line else None
    return EntryRow(
        name=name,
        people=ngettext("%s orang", "%s orang", line.insured) % thousands(line.insured) if line else "–",
        seats=_seats(line) if line else _("belum dapat dihitung"),
        months=short_months(line.months) if line else "–",
        wage="–" if wage is None else rupiah(wage),
        total=rupiah(line.total) if line else "–",
        doubt=tenure_doubt(line) if line else None,
        edit_url=reverse("budgeting:entry-edit", args=[pk, code]),
        remove_url=reverse("budgeting:entry-remove", args=[pk, code]),
    )


def _seats(line: Line) -> str:
    words = seats_words(line)
    return words + ", " + _("%s dikecualikan") % thousands(line.excluded) if line.excluded else words


def _off(pk: int, each: PresetPosition, units: UnitCounts) -> OffRow:
    position = each.position
    is_known = units.of(position.unit) is not None
    return OffRow(
        name=position.name,
        body=position.body_name if position.body_name != position.name else "",
        why_not="" if is_known else _("jumlah %s belum diketahui") % unit_name(position.unit.value),
        add_url=reverse("budgeting:entry-add", args=[pk, position.code]) if is_known else "",
    )


def _facts(each: PresetPosition) -> tuple[Fact, ...]:
    position, honorarium = each.position, each.honorarium
    ratio = _("%(people)s orang per %(unit)s") % {
        "people": thousands(position.per_unit),
        "unit": unit_name(position.unit.value),
    }
    pay = Fact(_("Honorarium"), _("tidak diketahui"))
    if honorarium:
        pay = Fact(
            _("Honorarium"), rupiah(honorarium.amount), honorarium.source, honorarium.confidence, honorarium.source
        )
    return (
        Fact(_("Rasio"), ratio, position.source, position.confidence, position.source),
        pay,
        _tenure_fact(each),
    )


def _tenure_fact(each: PresetPosition) -> Fact:
    tenure = each.tenure
    if tenure is None:
        return Fact(_("Masa kerja"), _("tidak diketahui"))
    days = f"{date_long(tenure.start)} – {date_long(tenure.end)}"
    confidence = "L" if "L" in (tenure.start_confidence, tenure.end_confidence) else "H"
    return Fact(_("Masa kerja"), days, tenure.source, confidence, tenure.source)


def _computed(line: Line | None) -> str:
    if line is None:
        return ""
    words = _("%(people)s orang, %(months)s bulan: %(total)s")
    return words % {
        "people": thousands(line.insured),
        "months": thousands(len(line.months)),
        "total": rupiah(line.total),
    }

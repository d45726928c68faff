"""The check of a claimed headcount: a question in people's words → the bodies of a region to add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from budgeting.planning import overlaid
from budgeting.rules.notes import Faults
from budgeting.rules.plan import check_units
from budgeting.wording import unit_name
from enrolment import catalogue
from enrolment.counting import Provenance, count, region_units
from enrolment.models import Election, Region
from enrolment.rules.bodies import Position, Unit, UnitCounts, seats
from enrolment.rules.claimed_total import Findings, RatioClaim, Whole, find, ratio_claim
from enrolment.rules.units import DetailExceedsTotal
from pemilu_bpjs.formats import thousands

MOST_SUMS = 10


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio that the source of a figure states: so many people a unit."""

    per_unit: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Question:
    """A published figure and what is known of it. `units`: the counts that the asker gives himself.

    `named`: codes of the bodies that the source names.
    """

    claimed: int
    region: Region
    preset: str
    units: UnitCounts = UnitCounts()
    named: frozenset[str] = frozenset()
    ratio: Ratio | None = None
    by_position: bool = False


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A body whose unit count nobody knows: it can be in no sum."""

    code: str
    name: str
    unit: Unit
    is_named: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `units`: the counts used; `provenance`: of those that come from the region's election.

    `named`: the bodies (or positions) that the source names, as they were added up. `ratios`: what the claimed ratio
    gives for the unit it is claimed of, first, then for every other unit that is known.
    """

    question: Question
    units: UnitCounts
    provenance: Mapping[str, Provenance]
    findings: Findings
    named: tuple[Whole, ...]
    ratios: tuple[RatioClaim, ...]
    unchecked: tuple[Unchecked, ...]


def check(question: Question, *, user: Any) -> Answer:
    """Holds a claimed figure against the bodies of its region.

    Counts that the asker does not give come from the region's election, where `user` may see it, and from the region
    data. Raises notes.Faults where a count is one that no region can have.
    """
    known, provenance = _known(question, user)
    units = overlaid(known, question.units)
    if faults := check_units(units):
        raise Faults(tuple(faults))
    positions = catalogue.positions(question.preset)
    wholes = _positions(positions, units) if question.by_position else _bodies(positions, units)
    named = _named(question, positions)
    return Answer(
        question=question,
        units=units,
        provenance={kind: said for kind, said in provenance.items() if getattr(question.units, kind, None) is None},
        findings=_in_order(find(question.claimed, wholes, named, MOST_SUMS), wholes),
        named=tuple(whole for whole in wholes if whole.code in named),
        ratios=_ratios(question, units),
        unchecked=_unchecked(question, positions, units),
    )


def _known(question: Question, user: Any) -> tuple[UnitCounts, Mapping[str, Provenance]]:
    visible = Election.objects.visible_to(user).select_related("region")
    election = visible.filter(preset=question.preset, region=question.region).first()
    if election is None:
        return region_units(question.region.pk), {}
    try:
        counted = count(election)
    except DetailExceedsTotal:
        # Counts that contradict each other say nothing; the election's own page tells its planner.
        return region_units(question.region.pk), {}
    return counted.units, counted.provenance


def _bodies(positions: Iterable[Position], units: UnitCounts) -> tuple[Whole, ...]:
    bodies: dict[str, list[Position]] = {}
    for position in positions:
        bodies.setdefault(position.body, []).append(position)
    wholes = (_whole(code, own[0].body_name, own, units) for code, own in bodies.items())
    return tuple(whole for whole in wholes if whole is not None)


def _positions(positions: Iterable[Position], units: UnitCounts) -> tuple[Whole, ...]:
    wholes = (_whole(position.code, position.name, [position], units) for position in positions)
    return tuple(whole for whole in wholes if whole is not None)


def _whole(code: str, name: str, own: list[Position], units: UnitCounts) -> Whole | None:
    """The people of all these positions together; None where the count of a unit is not known."""
    people, words = 0, []
    for unit in dict.fromkeys(position.unit for position in own):
        per_unit = extra = 0
        for due in (seats(position, units) for position in own if position.unit is unit):
            if due is None:
                return None
            per_unit, extra = per_unit + due.per_unit, extra + due.extra
        counted = units.of(unit) or 0
        people += counted * per_unit + extra
        words.append(f"{thousands(counted)} {unit_name(unit)} × {thousands(per_unit)}")
        if extra:
            words.append(_("%s untuk TPS di atas 400 pemilih") % thousands(extra))
    return Whole(code, name, own[0].institution, people, f"{' + '.join(words)} = {thousands(people)}")


def _in_order(findings: Findings, wholes: Sequence[Whole]) -> Findings:
    """Bodies in the order in which people name them, PPK before Sek PPK, rather than that of their codes."""
    place = {whole.code: number for number, whole in enumerate(wholes)}

    def ordered(found: Iterable[Whole]) -> tuple[Whole, ...]:
        return tuple(sorted(found, key=lambda whole: place[whole.code]))

    sums = tuple(replace(each, wholes=ordered(each.wholes)) for each in findings.sums)
    return replace(findings, sums=sums, too_large=ordered(findings.too_large))


def _named(question: Question, positions: Iterable[Position]) -> frozenset[str]:
    if not question.by_position:
        return question.named
    return frozenset(position.code for position in positions if position.body in question.named)


def _ratios(question: Question, units: UnitCounts) -> tuple[RatioClaim, ...]:
    ratio = question.ratio
    if ratio is None:
        return ()
    kinds = dict.fromkeys((ratio.unit, *Unit))
    known = ((unit, units.of(unit)) for unit in kinds)
    return tuple(
        ratio_claim(question.claimed, unit.value, counted, ratio.per_unit)
        for unit, counted in known
        if counted is not None
    )


def _unchecked(question: Question, positions: Iterable[Position], units: UnitCounts) -> tuple[Unchecked, ...]:
    """Whole bodies, at position level too: their positions share a unit."""
    found = {
        position.body: Unchecked(position.body, position.body_name, position.unit, position.body in question.named)
        for position in positions
        if units.of(position.unit) is None
    }
    return tuple(found.values())

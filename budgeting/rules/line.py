"""One plan line: seats, exclusions, months and premium of one position.

insured = headcount - excluded;  jkk = insured x Σ over months of one person's JKK; jkm likewise.
"""

from dataclasses import dataclass

from budgeting.rules.amount import Amount
from budgeting.rules.coverage import uncovered_days
from budgeting.rules.entries import Chosen
from budgeting.rules.law import Law, Preset, PresetPosition
from budgeting.rules.notes import Note
from budgeting.rules.plan_input import PlanInput, PremiumSettings
from budgeting.rules.premium import Basis, Part, parts
from budgeting.rules.rates import MembershipClass, NoRate
from enrolment.rules.bodies import SeatException, Seats, UnitCounts, seats
from enrolment.rules.period import Period, month_period, year_of


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Exceptions of single units: `people` more or fewer than the ratio gives, and why. `region`: its code or ""."""

    people: int
    where: str
    reason: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A computed line. Counts are people, amounts whole rupiah, `months` ascending.

    `seats` is None where a headcount was given instead; `wage` is None for BPU; `tenure` and
    `uncovered_days` are None where no tenure is known. `wage_origin` says where the base comes
    from: "line", "plan", "honorarium", or "flat" for BPU. `reason` is the author's; where
    `excluded_by_law` the law, not the author, takes everybody off the headcount (always ASN).
    """

    code: str
    name: str
    body: str
    institution: str
    membership: MembershipClass
    preset: PresetPosition | None
    seats: Seats | None
    adjustments: tuple[Adjustment, ...]
    headcount: int
    excluded: int
    excluded_by_law: bool
    reason: str | None
    basis: Basis
    wage_origin: str
    tenure: Period | None
    months: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    start_given: bool
    end_given: bool

    @property
    def insured(self) -> int:
        """People whose premium is paid."""
        return self.headcount - self.excluded

    @property
    def jkk(self) -> int:
        """JKK of all insured people and months, rupiah."""
        return self.insured * sum(part.price.jkk * len(part.months) for part in self.parts)

    @property
    def jkm(self) -> int:
        """JKM of all insured people and months, rupiah."""
        return self.insured * sum(part.price.jkm * len(part.months) for part in self.parts)

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm

    @property
    def uncovered_days(self) -> int | None:
        """Days of tenure outside the paid months, per person."""
        return None if self.tenure is None else uncovered_days(self.tenure, self.months)

    def in_year(self, year: int) -> Amount:
        """What this line costs in one fiscal year."""
        jkk = jkm = 0
        for part in self.parts:
            months = sum(1 for month in part.months if year_of(month) == year)
            jkk += self.insured * months * part.price.jkk
            jkm += self.insured * months * part.price.jkm
        paid = any(year_of(month) == year for month in self.months)
        return Amount(self.headcount, self.insured, jkk, jkm) if paid else Amount()


def draft_line(
    chosen: Chosen,
    plan: PlanInput,
    law: Law,
    units: UnitCounts,
    exceptions: tuple[SeatException, ...],
) -> Line | list[Note]:
    """The line of one chosen entry, or every fault in it."""
    due = _seats(chosen, units)
    adjustments = _adjustments(due, exceptions)
    headcount = _headcount(chosen, due, adjustments)
    by_law = _is_excluded_by_law(chosen)
    excluded = headcount if by_law else chosen.entry.excluded or 0
    faults = _count_faults(chosen, adjustments, headcount, excluded)
    tenure = _tenure(chosen, faults)
    months = _months(chosen, tenure, faults)
    basis, origin = _basis(chosen, plan.premium, faults)
    priced = _parts(chosen, basis, months, law, faults)
    if faults or basis is None:
        return faults
    return Line(
        code=chosen.entry.code,
        name=_name(chosen),
        body=_body(chosen),
        institution=_institution(chosen),
        membership=basis.membership,
        preset=chosen.preset,
        seats=due,
        adjustments=adjustments,
        headcount=headcount,
        excluded=excluded,
        excluded_by_law=by_law,
        reason=chosen.entry.reason,
        basis=basis,
        wage_origin=origin,
        tenure=tenure,
        months=months,
        parts=priced,
        sources=_sources(chosen, plan, law.preset, due, origin, priced),
        start_given=chosen.entry.start is not None,
        end_given=chosen.entry.end is not None,
    )


def _name(chosen: Chosen) -> str:
    own = chosen.entry.own
    return own.name if own else chosen.preset.position.name if chosen.preset else ""


def _body(chosen: Chosen) -> str:
    own = chosen.entry.own
    return own.body if own else chosen.preset.position.body if chosen.preset else ""


def _institution(chosen: Chosen) -> str:
    own = chosen.entry.own
    return own.institution if own else chosen.preset.position.institution if chosen.preset else ""


def _seats(chosen: Chosen, units: UnitCounts) -> Seats | None:
    if chosen.preset is None or chosen.entry.headcount is not None:
        return None
    return seats(chosen.preset.position, units, chosen.entry.per_unit)


def _adjustments(due: Seats | None, exceptions: tuple[SeatException, ...]) -> tuple[Adjustment, ...]:
    if due is None:
        return ()
    return tuple(Adjustment(each.seats - due.per_unit, each.where, each.reason, each.region) for each in exceptions)


def _headcount(chosen: Chosen, due: Seats | None, adjustments: tuple[Adjustment, ...]) -> int:
    if due is None:
        return chosen.entry.headcount or 0
    return due.headcount + sum(each.people for each in adjustments)


def _count_faults(chosen: Chosen, adjustments: tuple[Adjustment, ...], headcount: int, excluded: int) -> list[Note]:
    if adjustments and headcount < 0:
        return [Note("seats-below-zero", chosen.key, {"name": _name(chosen)})]
    if excluded > max(headcount, 0):
        params = {"excluded": excluded, "headcount": headcount}
        return [Note("excluded-above-headcount", f"{chosen.key}.excluded", params)]
    return []


def _is_excluded_by_law(chosen: Chosen) -> bool:
    """Whether the post is always an ASN's, and its author does not say how many of them all the same."""
    return chosen.entry.excluded is None and chosen.preset is not None and chosen.preset.position.always_asn


def _tenure(chosen: Chosen, faults: list[Note]) -> Period | None:
    entry = chosen.entry
    known = chosen.preset.tenure if chosen.preset else None
    start = entry.start or (known.start if known else None)
    end = entry.end or (known.end if known else None)
    if start is None or end is None:
        return None
    if end < start:
        faults.append(Note("end-before-start", f"{chosen.key}.end", {"start": start, "end": end}))
        return None
    return Period(start, end)


def _months(chosen: Chosen, tenure: Period | None, faults: list[Note]) -> tuple[str, ...]:
    given = chosen.entry.coverage
    if given is None:
        dated = chosen.entry.start is not None and chosen.entry.end is not None
        if tenure is None and chosen.preset is not None and not dated and not faults:
            faults.append(Note("coverage-missing", f"{chosen.key}.coverage", {"name": _name(chosen)}))
        return tenure.months() if tenure else ()
    if tenure is not None and not any(tenure.meets(month_period(month)) for month in given):
        params = {"name": _name(chosen), "start": tenure.first, "end": tenure.last}
        faults.append(Note("coverage-apart", f"{chosen.key}.coverage", params))
    return tuple(sorted(set(given)))


def _basis(chosen: Chosen, settings: PremiumSettings, faults: list[Note]) -> tuple[Basis | None, str]:
    if settings.membership is MembershipClass.BPU:
        return Basis(MembershipClass.BPU, None), "flat"
    honorarium = chosen.preset.honorarium if chosen.preset else None
    choices = (
        (chosen.entry.wage, "line"),
        (settings.wage_base, "plan"),
        (honorarium.amount if honorarium else None, "honorarium"),
    )
    for wage, origin in choices:
        if wage is not None:
            basis = Basis(settings.membership, wage, settings.jkk_percent, settings.jkm_percent)
            return basis, origin
    faults.append(Note("wage-missing", f"{chosen.key}.wage", {"name": _name(chosen)}))
    return None, ""


def _parts(
    chosen: Chosen,
    basis: Basis | None,
    months: tuple[str, ...],
    law: Law,
    faults: list[Note],
) -> tuple[Part, ...]:
    if basis is None:
        return ()
    try:
        return parts(basis, months, law.rates)
    except NoRate as missing:
        params = {"programme": missing.programme.value, "month": missing.month}
        faults.append(Note("no-rate", f"{chosen.key}.coverage", params))
        return ()


# Keys of [sources] that say something of one aspect only; any other key speaks for the whole plan.
_UNIT_KEYS = frozenset({"kecamatan", "desa", "tps", "tps_coklit", "tps_over_400", "tps_file"})


def _sources(
    chosen: Chosen, plan: PlanInput, preset: Preset, due: Seats | None, origin: str, priced: tuple[Part, ...]
) -> tuple[str, ...]:
    """Where the line's figures come from, each once: the plan's own sources, then the law's."""
    found = [text for key, text in plan.sources.items() if _speaks_of(key, chosen, plan, preset, due)]
    if chosen.preset is not None:
        law = chosen.preset
        if due is not None and chosen.entry.per_unit is None:
            found.append(law.position.source)
        if origin == "honorarium" and law.honorarium is not None:
            found.append(law.honorarium.source)
        if law.tenure is not None:
            found.append(law.tenure.source)
    for part in priced:
        found += [rate.source for rate in (part.price.jkk_rate, part.price.jkm_rate)]
    return tuple(dict.fromkeys(text for text in found if text))


def _speaks_of(key: str, chosen: Chosen, plan: PlanInput, preset: Preset, due: Seats | None) -> bool:
    if key in _UNIT_KEYS:
        if due is None or chosen.preset is None:
            return False
        unit = chosen.preset.position.unit.value
        over = chosen.preset.position.extra_per_over_400 and key == "tps_over_400"
        return key == unit or bool(over) or (key == "tps_file" and unit == "tps")
    codes = {code for each in preset.positions for code in (each.position.code, each.position.body)}
    others = codes | {entry.code for entry in plan.entries}
    return key not in others - {chosen.entry.code, _body(chosen)}

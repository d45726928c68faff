"""Random plans for the properties of the rules: every kind of line that a plan can hold, and every kind of change."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from budgeting.rules.plan import Plan, draft
from budgeting.rules.plan_input import Entry, OwnLine, PlanInput, PremiumSettings
from budgeting.rules.rates import Rate
from enrolment.rules.bodies import SeatException, UnitCounts
from enrolment.rules.period import months_between
from tests.budgeting.rules.laws import BPU, JKK, JKM, PU, RATES, law, rate

MONTHS = months_between("2023-11", "2024-04")
POSITIONS = (
    *("ppk-ketua", "ppk-anggota", "sek-ppk-sekretaris", "kpps-ketua", "kpps-anggota"),
    *("pantarlih", "panwascam-ketua"),
)
CHANGING = (
    *RATES,
    rate(JKM, "0.20", since=datetime.date(2024, 2, 1)),
    rate(JKK, "5000", BPU, datetime.date(2024, 3, 1)),
)


@dataclass(frozen=True)
class Drawn:
    """A plan with the rates it was computed from."""

    plan: Plan
    rates: tuple[Rate, ...]


@st.composite
def entry(draw: st.DrawFn, code: str) -> Entry:
    counted = draw(st.sampled_from(["ratio", "per_unit", "headcount"]))
    excluded = draw(st.none() | st.integers(0, 3))
    return Entry(
        code,
        # February 2024 meets every tenure of the sample law.
        coverage=tuple(sorted({*draw(st.sets(st.sampled_from(MONTHS))), "2024-02"})),
        start=draw(st.none() | st.just(datetime.date(2024, 1, 30))),
        per_unit=draw(st.integers(1, 9)) if counted == "per_unit" else None,
        headcount=draw(st.integers(3, 9_999)) if counted == "headcount" else None,
        wage=draw(st.integers(1, 9_999_999)),
        excluded=excluded,
        reason="sudah peserta",
    )


@st.composite
def own_line(draw: st.DrawFn) -> Entry:
    return Entry(
        "kpu-lain",
        coverage=tuple(sorted(draw(st.sets(st.sampled_from(MONTHS), min_size=1)))),
        headcount=draw(st.integers(0, 99)),
        wage=draw(st.integers(1, 9_999_999)),
        reason="selisih",
        own=OwnLine("Petugas lain", "KPU: lain", "KPU"),
    )


PREMIUMS = st.builds(
    PremiumSettings,
    membership=st.sampled_from([PU, PU, BPU]),
    jkk_percent=st.none() | st.sampled_from([Decimal("0.54"), Decimal("0.333")]),
)
UNITS = st.builds(
    UnitCounts,
    kecamatan=st.integers(3, 40),
    desa=st.just(259),
    tps=st.integers(3, 5_000),
    tps_coklit=st.integers(900, 5_000),
    tps_over_400=st.none() | st.integers(0, 900),
)


@st.composite
def plans(draw: st.DrawFn, rates: tuple[Rate, ...] | None = None) -> Drawn:
    """A plan of a Pilkada: with `rates` where given, else with rates that change on the way or do not."""
    codes = draw(st.lists(st.sampled_from(POSITIONS), min_size=1, unique=True))
    entries = [draw(entry(code)) for code in codes] + draw(st.lists(own_line(), max_size=1))
    known = rates if rates is not None else draw(st.sampled_from([RATES, CHANGING]))
    stated = PlanInput(
        "Rencana",
        "16.09",
        "pilkada-2024",
        units=UnitCounts(tps=1),
        premium=draw(PREMIUMS),
        sources={"tps": "rapat", "ppk-ketua": "SK"},
        entries=tuple(entries),
    )
    exceptions = draw(st.sampled_from([{}, {"kpps-anggota": (SeatException(8, "Lapas", "tugas"),)}]))
    return Drawn(draft(stated, law("pilkada", known), draw(UNITS), exceptions), known)

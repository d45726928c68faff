"""Everything a proposal's documents print, in one frozen set: what is submitted and never changes again.

One Figures = one fiscal year + one budget kind of one plan. Every document (letter, KAK, RAB, RKA, recap,
cash plan, minutes, statement, appendix) reads its numbers here, so each total is the same number. Plain
values only: `to_json` / `from_json` in budgeting.freezing keep it in the database.
All amounts whole rupiah, all counts people.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cited:
    """A legal basis to print: number, "tentang" title ("" while nobody verified it), confidence of the title."""

    code: str
    number: str
    title: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with the name that prints beside it (account, activity, sub-activity, fund source)."""

    code: str
    name: str
    confidence: str = "H"


@dataclass(frozen=True, slots=True)
class RateUsed:
    """One programme's rate as it prints: `label` "0,24%" or "Rp6.800", with its source."""

    label: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One RAB row per position and run of months at one price; `jkk = insured x months x jkk_month`.

    `unit` is the code of what is counted (kecamatan, desa, tps, tps_coklit); it, `unit_count` and `per_unit` are None
    where a headcount was given. unit_count x per_unit + extra = headcount: `extra` holds the seats for TPS over 400
    voters and the exceptions of single units. `wage` is None for BPU.
    """

    code: str
    name: str
    body: str
    body_name: str
    institution: str
    membership: str
    unit: str | None
    unit_count: int | None
    per_unit: int | None
    extra: int
    headcount: int
    excluded: int
    insured: int
    reason: str
    wage: int | None
    months: tuple[str, ...]
    jkk_rate: RateUsed
    jkm_rate: RateUsed
    jkk_month: int
    jkm_month: int
    jkk: int
    jkm: int
    start: datetime.date | None
    end: datetime.date | None
    uncovered_days: int | None
    sources: tuple[str, ...]

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One region's share. `seats` is people by position code, in the order of Figures.lines' codes, each once.

    `level`: "kecamatan", "desa", or "undetailed" for what no region below holds (Belum dirinci). Kecamatan and
    undetailed rows sum to the proposal exactly; desa rows break their kecamatan down. An undetailed row may hold
    excluded people alone: then its amounts are negative. `tps` is None where nobody counted there.
    """

    code: str
    name: str
    parent: str
    level: str
    desa: int
    tps: int | None
    seats: tuple[int, ...]
    headcount: int
    excluded: int
    jkk: int
    jkm: int

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm


@dataclass(frozen=True, slots=True)
class CashRow:
    """One month of coverage: what is owed for it and when it falls due (15th of the next month for PU)."""

    month: str
    insured: int
    jkk: int
    jkm: int
    due: datetime.date

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm


@dataclass(frozen=True, slots=True)
class Unverified:
    """A figure or citation of confidence L: prints "belum dikonfirmasi" until a named person confirms it."""

    key: str
    label: str
    value: str
    source: str
    confirmed_by: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """One row of "asal setiap angka": a figure, the arithmetic in sight, its sources, who entered it when.

    `depth` indents the tree for reading: 0 is the figure, 1 what it is made of, and so on.
    """

    depth: int
    label: str
    formula: str
    value: str
    source: str
    entered: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Who signs or is named: position line, name, rank and NIP as they print; "" leaves a blank to fill."""

    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class OfficeIdentity:
    """The letterhead. `government` is the upper line: "PEMERINTAH KABUPATEN …"."""

    government: str
    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    postal_code: str = ""
    city: str = ""
    agency_code: str = ""
    paper: str = "A4"
    logo_path: str = ""
    npp: str = ""


@dataclass(frozen=True, slots=True)
class YearAmount:
    """A fiscal year's total of the same plan, for "Alokasi Tahun" and "Kelanjutan"."""

    year: int
    jkk: int
    jkm: int
    months: tuple[str, ...]

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm


@dataclass(frozen=True, slots=True)
class Before:
    """What the budget held before a change (perubahan, pergeseran): by account, and by item code where known."""

    jkk: int
    jkm: int
    source: str
    items: tuple[tuple[str, int, int], ...] = ()
    """(line code, jkk, jkm) of the proposal that is changed, where it was one of ours."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One proposal's whole content. `lines` are only those with a month in `fiscal_year`."""

    plan_name: str
    region_code: str
    region_name: str
    election_code: str
    election_name: str
    election_kind: str
    voting_day: datetime.date
    fiscal_year: int
    budget_kind: str
    version: int
    is_draft: bool
    letter_number: str
    letter_date: datetime.date
    minutes_number: str
    minutes_date: datetime.date | None
    office: OfficeIdentity
    signatory: Party
    pptk: Party
    parties: tuple[Party, ...]
    field: Coded
    program: Coded
    activity: Coded
    sub_activity: Coded
    account_parents: tuple[Coded, ...]
    jkk_account: Coded
    jkm_account: Coded
    account_note: str
    fund_source: str
    legal_bases: tuple[Cited, ...]
    lines: tuple[FigureLine, ...]
    recap: tuple[RecapRow, ...]
    cash: tuple[CashRow, ...]
    years: tuple[YearAmount, ...]
    before: Before | None
    pagu: int
    kecamatan: int | None
    desa: int | None
    tps: int | None
    warnings: tuple[str, ...]
    unverified: tuple[Unverified, ...]
    explained: tuple[Explained, ...]

    @property
    def jkk(self) -> int:
        """JKK of the year, rupiah."""
        return sum(line.jkk for line in self.lines)

    @property
    def jkm(self) -> int:
        """JKM of the year, rupiah."""
        return sum(line.jkm for line in self.lines)

    @property
    def total(self) -> int:
        """JKK + JKM of the year, rupiah: the one number that every document shows."""
        return self.jkk + self.jkm

    @property
    def headcount(self) -> int:
        """People, gross; a position whose months run at several prices is counted once."""
        return sum({line.code: line.headcount for line in self.lines}.values())

    @property
    def insured(self) -> int:
        """People whose premium is proposed; counted once per position."""
        return sum({line.code: line.insured for line in self.lines}.values())

    @property
    def months(self) -> tuple[str, ...]:
        """Every month of the year that is paid, ascending."""
        return tuple(sorted({month for line in self.lines for month in line.months}))

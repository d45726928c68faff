"""Codes, accounts, legal bases and parameters of one fiscal year, read from the dated rows."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from budgeting.models import Account, ActivityCode, CodeRegime, FundSource, Holiday, LegalBasis, Parameter
from budgeting.rules.calendar import PayDays
from budgeting.rules.confirmations import LOW
from budgeting.rules.figures import Cited, Coded
from budgeting.rules.legal_bases import Basis, Regime
from enrolment.rules.region_code import Level, level

_UNKNOWN = Coded("", "", LOW)
_PROVINCE = "provinsi"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a proposal itself says; "" leaves it to the default of the year."""

    sub_activity: str = ""
    jkk_account: str = ""
    jkm_account: str = ""
    fund_source: str = ""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a year with their names; `account_parents` from the widest to the narrowest."""

    field: Coded
    program: Coded
    activity: Coded
    sub_activity: Coded
    account_parents: tuple[Coded, ...]
    jkk_account: Coded
    jkm_account: Coded
    fund_source: str


def codes_of(year: int, region: str, chosen: Chosen) -> Codes:
    """The codes of a fiscal year: as chosen, else the defaults. Without a regime the activity codes are empty."""
    rows = list(Account.objects.current())
    accounts = {row.code: Coded(row.code, row.name, row.confidence) for row in rows}
    defaults = {row.programme: accounts[row.code] for row in rows if row.is_default}
    jkk = accounts.get(chosen.jkk_account) or defaults.get("JKK", _UNKNOWN)
    jkm = accounts.get(chosen.jkm_account) or defaults.get("JKM", _UNKNOWN)
    activities = _activities(year, region)
    sub = activities.get(chosen.sub_activity) or _default_sub_activity(activities)
    prefixes = sub.code.split(".") if sub else []
    named = {code: _coded(row) for code, row in activities.items()}
    return Codes(
        field=_named(named, prefixes[:2]),
        program=_named(named, prefixes[:3]),
        activity=_named(named, prefixes[:-1]),
        sub_activity=_coded(sub) if sub else _UNKNOWN,
        account_parents=_parents(accounts, (jkk.code, jkm.code)),
        jkk_account=jkk,
        jkm_account=jkm,
        fund_source=_fund(chosen.fund_source),
    )


def sub_activities(year: int, region: str) -> list[ActivityCode]:
    """The sub-activities that a proposal of that year and region may choose from."""
    return [row for row in _activities(year, region).values() if row.level == "sub_activity"]


def accounts_for(election_kind: str) -> list[Account]:
    """The accounts that a premium of that kind of election may go to: the narrowest level only."""
    rows = Account.objects.current().order_by("-is_default", "code")
    return [
        row for row in rows if row.code.count(".") == 5 and election_kind in (row.election_kinds or [election_kind])
    ]


def regimes() -> tuple[Regime, ...]:
    """Every fiscal year's decree. A year that has none: nobody has said yet which codes hold in it."""
    return tuple(
        Regime(row.fiscal_year, row.decree, row.confidence, row.sub_activity_digits, row.digits_confidence)
        for row in CodeRegime.objects.current()
    )


def legal_bases() -> tuple[Basis, ...]:
    """Every instrument in the order of citation."""
    return tuple(
        Basis(
            cited=Cited(row.code, row.number, row.title, row.confidence if row.title else LOW),
            kinds=frozenset(row.election_kinds),
            in_force_from=row.valid_from,
            precision=row.in_force_precision,
            is_default=row.print_default,
        )
        for row in LegalBasis.objects.current()
        if row.valid_from is not None
    )


def parameters(*codes: str) -> dict[str, Parameter]:
    """Parameters in force, by code."""
    return {row.code: row for row in Parameter.objects.current().filter(code__in=codes)}


def pay_days() -> PayDays:
    """The days by which premiums are paid."""
    found = parameters("pu_pay_day_next_month", "bpu_pay_day_same_month")
    values: dict[str, Any] = {code: row.value for code, row in found.items()}
    known = PayDays()
    return PayDays(
        int(values.get("pu_pay_day_next_month", known.pu_next_month)),
        int(values.get("bpu_pay_day_same_month", known.bpu_same_month)),
    )


def holidays() -> frozenset[datetime.date]:
    """The days on which nothing falls due, as far as an administrator has entered them."""
    return frozenset(Holiday.objects.values_list("day", flat=True))


def _activities(year: int, region: str) -> dict[str, ActivityCode]:
    """Rows of the year, those of the region's own level alone where a row names one."""
    is_province = level(region) is Level.PROVINSI
    rows = (row for row in ActivityCode.objects.current() if year in row.fiscal_years)
    return {row.code: row for row in rows if is_province or row.area != _PROVINCE}


def _default_sub_activity(activities: dict[str, ActivityCode]) -> ActivityCode | None:
    subs = [row for row in activities.values() if row.level == "sub_activity"]
    own = [row for row in subs if row.area == _PROVINCE]
    return next((row for row in (*own, *subs) if row.is_default or row in own), None)


def _coded(row: ActivityCode) -> Coded:
    return Coded(row.code, row.name, row.confidence)


def _named(named: dict[str, Coded], prefixes: list[str]) -> Coded:
    code = ".".join(prefixes)
    return named.get(code) or Coded(code, "", LOW)


def _parents(accounts: dict[str, Coded], codes: Iterable[str]) -> tuple[Coded, ...]:
    """Every account above the given ones down from the second level: "5.1", "5.1.02" …"""
    found = {}
    for code in codes:
        parts = code.split(".")
        for depth in range(2, len(parts)):
            above = ".".join(parts[:depth])
            found[above] = accounts.get(above) or Coded(above, "", LOW)
    return tuple(found[code] for code in sorted(found))


def _fund(code: str) -> str:
    rows = list(FundSource.objects.current())
    row = next((row for row in rows if row.code == code), None) or next((row for row in rows if row.is_default), None)
    return row.print_name if row else ""

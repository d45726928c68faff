"""The plan file of design/contracts.md §2: TOML ⇄ PlanInput.

Reading gathers every fault with its key; writing gives a file that reads back to the same plan.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from budgeting.rules.notes import Faults, Note
from budgeting.rules.plan_input import INSTITUTIONS, YEARS, Entry, OwnLine, PlanInput, PremiumSettings
from budgeting.rules.rates import MembershipClass
from enrolment.rules.bodies import UnitCounts
from enrolment.rules.period import is_month, months_between

_UNIT_KEYS = ("tps", "tps_coklit", "tps_over_400", "kecamatan", "desa")
_MOST_WAGE = 1_000_000_000
_MOST_PEOPLE = 10_000_000
_MOST_MONTHS = 120
_MOST_ENTRIES = 500
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Control characters, those that turn the direction of what follows, and those that no workbook may hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]+)?", re.ASCII)
_LONGEST = {"code": 40, "name": 200, "body": 60, "institution": 20, "reason": 300}
_LONGEST_TEXT = 1_000
_PERCENT_DIGITS = 4


def parse(text: str) -> tuple[PlanInput, str | None]:
    """A plan from TOML, and the name of its TPS file where it has one.

    Raises notes.Faults with everything that is wrong with keys, types and values of the file itself.
    Whether region, election and bodies exist is asked later, by whoever knows them.
    """
    try:
        # Editors of Windows begin a UTF-8 file with a byte order mark; it says nothing here.
        document = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    # ValueError: also a number of more digits than Python reads. RecursionError: tables within tables without end.
    except (ValueError, RecursionError) as error:
        raise Faults((Note("not-toml", "", {"detail": str(error)}),)) from error
    return read(document)


def read(document: Mapping[str, Any]) -> tuple[PlanInput, str | None]:
    """The same from the keys and values of a plan file, wherever they come from (TOML, JSON). Raises notes.Faults."""
    reader = _Reader()
    plan = _plan(reader, document)
    units = document.get("units")
    tps_file = units.get("tps_file") if isinstance(units, dict) else None
    if reader.faults:
        raise Faults(tuple(reader.faults))
    return plan, tps_file


class _Reader:
    """Takes typed values out of tables and gathers what does not fit."""

    def __init__(self) -> None:
        self.faults: list[Note] = []

    def fault(self, code: str, key: str, /, **params: Any) -> None:
        self.faults.append(Note(code, key, params))

    def table(self, table: Mapping[str, Any], key: str, prefix: str = "") -> dict[str, Any]:
        value = table.get(key, {})
        if isinstance(value, dict):
            return value
        self.fault("wrong-type", f"{prefix}{key}", expected="table")
        return {}

    def known(self, table: Mapping[str, Any], keys: tuple[str, ...], prefix: str = "") -> None:
        for key in table:
            if key not in keys:
                self.fault("unknown-key", f"{prefix}{key}", known=", ".join(keys))

    def text(self, table: Mapping[str, Any], key: str, prefix: str = "", *, needed: bool = False) -> str | None:
        value = table.get(key)
        if value is None:
            if needed:
                self.fault("missing-key", f"{prefix}{key}")
            return None
        if not isinstance(value, str):
            self.fault("wrong-type", f"{prefix}{key}", expected="text")
            return None
        if not value.strip():
            self.fault("empty-text", f"{prefix}{key}")
        longest = _LONGEST.get(key, _LONGEST_TEXT)
        if len(value) > longest:
            self.fault("text-too-long", f"{prefix}{key}", most=longest)
        if _UNPRINTABLE.search(value):
            self.fault("text-unprintable", f"{prefix}{key}")
        return value

    def whole(self, table: Mapping[str, Any], key: str, prefix: str, *, least: int, most: int) -> int | None:
        value = table.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault("wrong-type", f"{prefix}{key}", expected="whole")
            return None
        if not least <= value <= most:
            self.fault("count-absurd", f"{prefix}{key}", count=value, least=least, most=most)
            return None
        return value

    def day(self, table: Mapping[str, Any], key: str, prefix: str) -> datetime.date | None:
        value = table.get(key)
        if value is None:
            return None
        if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
            self.fault("wrong-type", f"{prefix}{key}", expected="date")
            return None
        if value.year not in YEARS:
            self.fault("year-absurd", f"{prefix}{key}", first=str(YEARS[0]), last=str(YEARS[-1]))
            return None
        return value

    def percent(self, table: Mapping[str, Any], key: str, prefix: str) -> Decimal | None:
        value = self.text(table, key, prefix)
        if value is None:
            return None
        # Decimal by itself also reads 0_24 (as 24), 1e1 and the digits of other scripts.
        percent = Decimal(value) if _PERCENT.fullmatch(value) else Decimal(-1)
        if not 0 < percent <= 100:
            self.fault("percent-absurd", f"{prefix}{key}", value=value)
            return None
        if percent != round(percent, _PERCENT_DIGITS):
            self.fault("percent-digits", f"{prefix}{key}", most=_PERCENT_DIGITS)
            return None
        return percent


_TOP = ("name", "region", "election", "units", "premium", "sources", "position")


def _plan(reader: _Reader, document: Mapping[str, Any]) -> PlanInput:
    reader.known(document, _TOP)
    return PlanInput(
        name=reader.text(document, "name", needed=True) or "",
        region=reader.text(document, "region", needed=True) or "",
        election=reader.text(document, "election", needed=True) or "",
        units=_units(reader, reader.table(document, "units")),
        premium=_premium(reader, reader.table(document, "premium")),
        sources=_sources(reader, reader.table(document, "sources")),
        entries=tuple(_entries(reader, document.get("position", []))),
    )


def _units(reader: _Reader, table: Mapping[str, Any]) -> UnitCounts:
    reader.known(table, (*_UNIT_KEYS, "tps_file"), "units.")
    reader.text(table, "tps_file", "units.")
    if "tps" in table and "tps_file" in table:
        reader.fault("tps-and-file", "units.tps_file")
    counts = {}
    for key in _UNIT_KEYS:
        value = table.get(key)
        if value is None:
            continue
        # The bounds of a count are a rule of the plan (plan.check_units); here only its type is read.
        if isinstance(value, bool) or not isinstance(value, int):
            reader.fault("wrong-type", f"units.{key}", expected="whole")
        else:
            counts[key] = value
    return UnitCounts(**counts)


def _premium(reader: _Reader, table: Mapping[str, Any]) -> PremiumSettings:
    reader.known(table, ("membership", "wage_base", "jkk_percent", "jkm_percent"), "premium.")
    membership = reader.text(table, "membership", "premium.") or MembershipClass.PU.value
    if membership not in set(MembershipClass):
        reader.fault("not-one-of", "premium.membership", known="PU, BPU")
        membership = MembershipClass.PU.value
    base = table.get("wage_base", "honorarium")
    wage_base = None
    if base != "honorarium":
        if isinstance(base, str):
            reader.fault("wage-base", "premium.wage_base")
        else:
            wage_base = reader.whole(table, "wage_base", "premium.", least=1, most=_MOST_WAGE)
    return PremiumSettings(
        membership=MembershipClass(membership),
        wage_base=wage_base,
        jkk_percent=reader.percent(table, "jkk_percent", "premium."),
        jkm_percent=reader.percent(table, "jkm_percent", "premium."),
    )


def _sources(reader: _Reader, table: Mapping[str, Any]) -> dict[str, str]:
    for key in table:
        if len(key) > _LONGEST["code"] or _UNPRINTABLE.search(key):
            reader.fault("source-key", "sources", most=_LONGEST["code"])
    return {key: reader.text(table, key, "sources.") or "" for key in table}


_ENTRY = (
    "code", "coverage", "start", "end", "per_unit", "headcount", "wage", "excluded", "reason", "name", "body",
    "institution",
)  # fmt: skip


def _entries(reader: _Reader, tables: Any) -> Iterator[Entry]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        reader.fault("wrong-type", "position", expected="tables")
        return
    if len(tables) > _MOST_ENTRIES:
        reader.fault("too-many-entries", "position", most=_MOST_ENTRIES)
        return
    for number, table in enumerate(tables, 1):
        yield _entry(reader, table, f"position[{number}].")


def _entry(reader: _Reader, table: Mapping[str, Any], prefix: str) -> Entry:
    reader.known(table, _ENTRY, prefix)
    code = reader.text(table, "code", prefix, needed=True) or ""
    if code and not _CODE.fullmatch(code):
        reader.fault("code-form", f"{prefix}code", code=code)
    return Entry(
        code=code,
        coverage=_coverage(reader, table, prefix),
        start=reader.day(table, "start", prefix),
        end=reader.day(table, "end", prefix),
        per_unit=reader.whole(table, "per_unit", prefix, least=0, most=1_000),
        headcount=reader.whole(table, "headcount", prefix, least=0, most=_MOST_PEOPLE),
        wage=reader.whole(table, "wage", prefix, least=1, most=_MOST_WAGE),
        excluded=reader.whole(table, "excluded", prefix, least=0, most=_MOST_PEOPLE),
        reason=reader.text(table, "reason", prefix),
        own=_own(reader, table, prefix),
    )


def _own(reader: _Reader, table: Mapping[str, Any], prefix: str) -> OwnLine | None:
    keys = ("name", "body", "institution")
    if not any(key in table for key in keys):
        return None
    name, body, institution = (reader.text(table, key, prefix, needed=True) or "" for key in keys)
    if institution and institution not in INSTITUTIONS:
        reader.fault("not-one-of", f"{prefix}institution", known=", ".join(INSTITUTIONS))
    return OwnLine(name, body, institution)


def _coverage(reader: _Reader, table: Mapping[str, Any], prefix: str) -> tuple[str, ...] | None:
    value = table.get("coverage")
    if value is None:
        return None
    spans = [value] if isinstance(value, str) else value
    if not isinstance(spans, list) or not spans or not all(isinstance(span, str) for span in spans):
        reader.fault("coverage-form", f"{prefix}coverage", value=str(value))
        return None
    months: set[str] = set()
    for span in spans:
        found = read_span(span)
        if not found or len(found) > _MOST_MONTHS:
            reader.fault("coverage-form", f"{prefix}coverage", value=span)
            return None
        months.update(found)
    return tuple(sorted(months))


def read_span(span: str) -> tuple[str, ...]:
    """The months of "2024-01/2024-02", both ends included; empty where it is no such span."""
    first, _, last = span.partition("/")
    is_span = span.isascii() and all(is_month(month) and int(month[:4]) in YEARS for month in (first, last))
    return months_between(first, last) if is_span else ()

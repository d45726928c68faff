"""Which positions a plan holds, and what it says of each: entries matched with the preset.

A body's entry passes to each of its positions; a position's own entry beats its body's
(design/contracts.md §2). Every fault is gathered, none stops the search for others.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from budgeting.rules.law import Preset, PresetPosition
from budgeting.rules.notes import Note
from budgeting.rules.plan_input import Entry

_POSITION_ONLY = ("per_unit", "headcount", "excluded")
_PASSED_ON = ("coverage", "start", "end", "wage")
_NEEDS_REASON = ("per_unit", "headcount", "excluded")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One line to compute: its preset position (None for a line of one's own) and its entry."""

    entry: Entry
    key: str
    preset: PresetPosition | None
    listed: bool


def choose(entries: tuple[Entry, ...], preset: Preset) -> tuple[list[Chosen], list[Note]]:
    """The lines of a plan in the preset's order, own lines after them, and every fault."""
    if not entries:
        return [_unlisted(each) for each in preset.positions], []
    keyed = [(f"position[{number}]", entry) for number, entry in enumerate(entries, 1)]
    faults = [*_doubled(keyed), *(note for key, entry in keyed for note in _check(key, entry, preset))]
    return [*_from_preset(keyed, preset), *_own_lines(keyed, preset)], faults


def _unlisted(each: PresetPosition) -> Chosen:
    return Chosen(Entry(each.position.code), each.position.code, each, listed=False)


def _from_preset(keyed: list[tuple[str, Entry]], preset: Preset) -> Iterator[Chosen]:
    by_code = {entry.code: (key, entry) for key, entry in reversed(keyed)}
    for each in preset.positions:
        own, body = by_code.get(each.position.code), by_code.get(each.position.body)
        if own is None and body is None:
            continue
        key, entry = own or body or ("", Entry(each.position.code))
        if own is not None and body is not None and own != body:
            entry = _merged(entry, body[1])
        yield Chosen(replace(entry, code=each.position.code), key, each, listed=True)


def _merged(position: Entry, body: Entry) -> Entry:
    inherited = {name: getattr(body, name) for name in _PASSED_ON if getattr(position, name) is None}
    return replace(position, **inherited)


def _own_lines(keyed: list[tuple[str, Entry]], preset: Preset) -> Iterator[Chosen]:
    for key, entry in keyed:
        if entry.own is not None and preset.position(entry.code) is None and not preset.of_body(entry.code):
            yield Chosen(entry, key, None, listed=True)


def _doubled(keyed: Iterable[tuple[str, Entry]]) -> Iterator[Note]:
    keyed = list(keyed)
    counts = Counter(entry.code for _, entry in keyed)
    seen: set[str] = set()
    for key, entry in keyed:
        if counts[entry.code] > 1 and entry.code in seen:
            yield Note("duplicate-code", f"{key}.code", {"code": entry.code})
        seen.add(entry.code)


def _check(key: str, entry: Entry, preset: Preset) -> Iterator[Note]:
    position, body = preset.position(entry.code), preset.of_body(entry.code)
    if position is None and body:
        yield from _check_body(key, entry, body)
    elif position is None:
        yield from _check_own(key, entry, preset)
    if entry.own is not None and (position is not None or body):
        yield Note("own-line-of-preset", f"{key}.code", {"code": entry.code})
    if entry.per_unit is not None and entry.headcount is not None:
        yield Note("per-unit-with-headcount", f"{key}.headcount", {})
    given = next((name for name in _NEEDS_REASON if getattr(entry, name) is not None), None)
    if given is not None and not (entry.reason or "").strip():
        yield Note("reason-required", f"{key}.reason", {"field": given})
    yield from _check_dates(key, entry.start, entry.end)


def _check_body(key: str, entry: Entry, body: tuple[PresetPosition, ...]) -> Iterator[Note]:
    codes = ", ".join(each.position.code for each in body)
    for name in _POSITION_ONLY:
        if getattr(entry, name) is not None:
            params = {"field": name, "body": entry.code, "codes": codes}
            yield Note("not-on-body", f"{key}.{name}", params)


def _check_own(key: str, entry: Entry, preset: Preset) -> Iterator[Note]:
    if entry.own is None:
        known = ", ".join(dict.fromkeys(each.position.body for each in preset.positions))
        yield Note("unknown-code", f"{key}.code", {"code": entry.code, "known": known})
        return
    for name in _missing(entry):
        yield Note("own-line-needs", f"{key}.{name}", {"field": name})
    if entry.per_unit is not None:
        yield Note("own-line-per-unit", f"{key}.per_unit", {})


def _missing(entry: Entry) -> Iterator[str]:
    """What no preset says for a line of one's own. A whole tenure gives the coverage; half of one says nothing."""
    if entry.headcount is None:
        yield "headcount"
    if entry.coverage is None and (entry.start is None or entry.end is None):
        yield "coverage"
    if (entry.start is None) != (entry.end is None):
        yield "start" if entry.start is None else "end"


def _check_dates(key: str, start: datetime.date | None, end: datetime.date | None) -> Iterator[Note]:
    if start is not None and end is not None and end < start:
        yield Note("end-before-start", f"{key}.end", {"start": start, "end": end})

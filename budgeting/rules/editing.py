"""Small changes to what a plan states, entry by entry, with the meaning of its other lines kept.

A plan without entries holds every position that can be counted; so before one entry is changed, the
others are spelled out. A body's entry passes its months, tenure and wage on to its positions.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from budgeting.rules.law import Preset, PresetPosition
from budgeting.rules.notes import Note
from budgeting.rules.plan_input import Entry
from enrolment.rules.bodies import UnitCounts

PASSED_ON = ("coverage", "start", "end", "wage")
"""What a body's entry gives its positions."""

_PLACE = re.compile(r"position\[(\d+)\]")


def spelled_out(entries: Sequence[Entry], preset: Preset, units: UnitCounts) -> tuple[Entry, ...]:
    """The entries; of a plan without any, one for each body (or position of it) that `units` can count."""
    if entries:
        return tuple(entries)
    return of_bodies(dict.fromkeys(each.position.body for each in preset.positions), preset, units)


def of_bodies(bodies: Iterable[str], preset: Preset, units: UnitCounts) -> tuple[Entry, ...]:
    """One entry a body; where only some of its positions can be counted, one for each of these."""
    found: list[Entry] = []
    for body in bodies:
        positions = preset.of_body(body)
        counted = [each for each in positions if units.of(each.position.unit) is not None]
        codes = [body] if len(counted) == len(positions) else [each.position.code for each in counted]
        found += [Entry(code) for code in codes]
    return tuple(found)


def find(entries: Iterable[Entry], code: str) -> Entry | None:
    """The entry of that very code."""
    return next((entry for entry in entries if entry.code == code), None)


def holds(entries: Sequence[Entry], position: PresetPosition) -> bool:
    """Whether the entries give a line for the position, by itself or through its body."""
    codes = {entry.code for entry in entries}
    return not entries or position.position.code in codes or position.position.body in codes


def inherited(entries: Iterable[Entry], position: PresetPosition) -> Entry:
    """What the position's body passes on to it; an entry without values where its body has none."""
    own = position.position
    body = find(entries, own.body) if own.body != own.code else None
    return replace(body, code=own.code) if body else Entry(own.code)


def with_entry(entries: Sequence[Entry], entry: Entry) -> tuple[Entry, ...]:
    """The entries with this one in the place of the one of its code, or at the end."""
    if find(entries, entry.code) is None:
        return (*entries, entry)
    return tuple(entry if each.code == entry.code else each for each in entries)


def with_body(entries: Sequence[Entry], given: Entry, fields: Iterable[str], preset: Preset) -> tuple[Entry, ...]:
    """The named fields (of PASSED_ON) of `given` for every position of the body that the entries hold.

    They take the place of what those positions stated of these fields themselves.
    """
    values: dict[str, Any] = {name: getattr(given, name) for name in fields}
    codes = {each.position.code for each in preset.of_body(given.code)} - {given.code}
    if find(entries, given.code) is None:
        return tuple(replace(each, **values) if each.code in codes else each for each in entries)
    cleared: dict[str, Any] = dict.fromkeys(values)
    own = (replace(each, **cleared) if each.code in codes else each for each in entries)
    kept = (each for each in own if each.code not in codes or each != Entry(each.code))
    return tuple(replace(each, **values) if each.code == given.code else each for each in kept)


def shared(entries: Sequence[Entry], body: str, preset: Preset) -> tuple[Entry, bool]:
    """What the held positions of a body agree on, and whether they differ in anything else of PASSED_ON."""
    held = [_whole(entries, each) for each in preset.of_body(body) if holds(entries, each)]
    values: dict[str, Any] = {}
    for name in PASSED_ON:
        found = {getattr(entry, name) for entry in held}
        values[name] = found.pop() if len(found) == 1 else None
    differ = any(getattr(entry, name) != values[name] for entry in held for name in PASSED_ON)
    return Entry(body, **values), differ


def without(entries: Sequence[Entry], code: str, preset: Preset) -> tuple[Entry, ...]:
    """The entries without a body, a position or a line of one's own.

    Where a body's entry held the position, the body's other positions are spelled out in its place.
    """
    position = preset.position(code)
    body = find(entries, position.position.body) if position is not None else None
    if body is None or body.code == code:
        gone = {code, *(each.position.code for each in preset.of_body(code))}
        return tuple(entry for entry in entries if entry.code not in gone)
    codes = {each.position.code for each in preset.of_body(body.code)}
    kept: list[Entry] = []
    for entry in entries:
        if entry is body:
            kept += [_whole(entries, each) for each in preset.of_body(body.code) if each != position]
        elif entry.code not in codes:
            kept.append(entry)
    return tuple(kept)


def _whole(entries: Sequence[Entry], position: PresetPosition) -> Entry:
    """The position's entry with what its body passed on written out."""
    own = find(entries, position.position.code) or Entry(position.position.code)
    passed = inherited(entries, position)
    values: dict[str, Any] = {name: getattr(passed, name) for name in PASSED_ON if getattr(own, name) is None}
    return replace(own, **values)


def by_code(note: Note, entries: Sequence[Entry]) -> Note:
    """The note with "position[2].wage" as "kpps-anggota.wage", which holds however the entries move."""
    place = _PLACE.match(note.key)
    if place is None:
        return note
    return replace(note, key=entries[int(place[1]) - 1].code + note.key[place.end() :])

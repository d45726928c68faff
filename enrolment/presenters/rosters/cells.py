"""The cells of one row as its sender may mend them: those at fault first, what he may not see in full masked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from enrolment.models import RosterLine
from enrolment.particulars import open_cells, open_edits
from enrolment.rules.masking import masked
from enrolment.rules.raw_row import text_of
from enrolment.rules.roster_clashes import NO_SEAT
from enrolment.rules.roster_fields import COMBINED, PERSONAL, Field
from enrolment.rules.roster_rows import Fields, Layout, SheetLayout
from enrolment.writers.sent_cells import fields_of

_ORDER = {field: place for place, field in enumerate(Field)}


@dataclass(frozen=True, slots=True)
class CellsAsked:
    """`cells` are shown as they stand, `hidden` masked; `faulty` are those of the row's problems."""

    line: int
    cells: Mapping[Field, str]
    hidden: Mapping[Field, str]
    faulty: frozenset[Field]
    is_every: bool

    @property
    def revealed(self) -> tuple[str, ...]:
        """The fields that show personal data in full."""
        return tuple(field.value for field, text in self.cells.items() if text and field in PERSONAL)

    def only(self, names: Collection[str]) -> "CellsAsked":
        """Those that a form has sent."""
        return replace(
            self,
            cells={field: text for field, text in self.cells.items() if field.value in names},
            hidden={field: text for field, text in self.hidden.items() if field.value in names},
            is_every=self.is_every and {field.value for field in (*self.cells, *self.hidden)} <= set(names),
        )

    def form_values(self) -> dict[str, Any]:
        """What the form is made of; several rows may stand open in one page, each with ids of its own."""
        return {
            "auto_id": f"baris-{self.line}-%s",
            "cells": self.cells,
            "hidden_values": self.hidden,
            "faulty": self.faulty,
        }


def cells_asked(line: RosterLine, layout: Layout, *, every: bool, may_reveal: bool) -> CellsAsked:
    """The faulty cells, or `every` cell that the row has; a row without faults shows all.

    Since when somebody serves can always be said: a successor finds no seat before the other has left it.
    """
    sheet = next(each for each in layout.sheets if each.index == line.sheet)
    says: Fields = {
        **fields_of(sheet, line.row, open_cells(line.sealed_cells)),
        **open_edits(line.sealed_edits),
    }
    faulty = _faulty(line)
    asked = {*faulty, Field.START} if _finds_no_seat(line) else faulty
    wanted = _in_order(sheet, says, faulty) if every or not faulty else [each for each in Field if each in asked]
    hidden = [field for field in wanted if field in PERSONAL and not may_reveal and text_of(says.get(field))]
    return CellsAsked(
        line=line.pk,
        cells={field: text_of(says.get(field)) for field in wanted if field not in hidden},
        hidden={field: masked(field, says.get(field)) or "" for field in hidden},
        faulty=frozenset(faulty),
        is_every=every or not faulty,
    )


def _faulty(line: RosterLine) -> set[Field]:
    fields = {each["field"] for each in (*line.problems, *line.clashes) if each["field"]}
    return {Field(name) for name in fields}


def _finds_no_seat(line: RosterLine) -> bool:
    return any(each["code"] in NO_SEAT for each in line.clashes)


def _in_order(sheet: SheetLayout, says: Fields, faulty: set[Field]) -> list[Field]:
    """Faulty ones first; then as the columns stand in the sheet, then what headings say, and the days."""
    whole = {part: sheet.columns[each] for each, parts in COMBINED.items() if each in sheet.columns for part in parts}
    places = {**whole, **sheet.columns}
    known = {*says, *faulty, *places, Field.START, Field.END} - COMBINED.keys()
    return sorted(known, key=lambda field: (field not in faulty, places.get(field, len(places) + 1000), _ORDER[field]))

"""Where a field stands in the sender's own sheet, and what its cells say after the review."""

from collections.abc import Mapping
from dataclasses import dataclass

from enrolment.particulars import KeptCells
from enrolment.roster_wording import field_label
from enrolment.rules.raw_row import Cell, text_of
from enrolment.rules.roster_cells import take_fields
from enrolment.rules.roster_fields import COMBINED, Field
from enrolment.rules.roster_rows import Fields, PlacedRow, SheetLayout

_WHOLE = {part: whole for whole, parts in COMBINED.items() for part in parts}
_BETWEEN = {Field.BIRTH: ", ", Field.UNIT: " / "}


@dataclass(frozen=True, slots=True)
class TypedOver:
    """What was typed over a row's cells: texts by column, and those for which the sheet has no column."""

    texts: Mapping[int, str]
    without_column: Mapping[Field, str]


def column_of(sheet: SheetLayout, field: str | None) -> int | None:
    """The column in which the sender finds a field: its own, else the one that holds it together with another."""
    if field is None:
        return None
    own = sheet.columns.get(Field(field))
    whole = _WHOLE.get(Field(field))
    return sheet.columns.get(whole) if own is None and whole else own


def fields_of(sheet: SheetLayout, row: int, kept: KeptCells) -> Fields:
    """What a row says by field, as it was sent."""
    return take_fields(PlacedRow(row, kept.cells, kept.headings), sheet)


def typed_over(sheet: SheetLayout, row: int, kept: KeptCells | None, edits: Mapping[Field, str]) -> TypedOver:
    """Edits as the sender's sheet can hold them. A cell that holds several fields is put together again."""
    if not edits or kept is None:
        return TypedOver({}, {})
    says: dict[Field, Cell] = {**fields_of(sheet, row, kept), **edits}
    texts: dict[int, str] = {}
    homeless: dict[Field, str] = {}
    for field, text in edits.items():
        own, shared = sheet.columns.get(field), column_of(sheet, field)
        if own is not None:
            texts[own] = text
        elif shared is not None:
            texts[shared] = _together(_WHOLE[field], says)
        else:
            homeless[field] = text
    return TypedOver(texts, homeless)


def typed_elsewhere(without_column: Mapping[Field, str]) -> str:
    """What the review says beyond the sheet's own columns: "Diganti di halaman tinjauan: Desa = Lubar."."""
    said = ", ".join(f"{field_label(field)} = {text}" for field, text in without_column.items())
    return f"Diganti di halaman tinjauan: {said}." if said else ""


def _together(whole: Field, says: Fields) -> str:
    """ "Muaradua, 12-03-1990"; "Simpang / Lubar / TPS 4"."""
    parts = ((part, text_of(says.get(part))) for part in COMBINED[whole])
    return _BETWEEN[whole].join(
        f"TPS {text}" if part is Field.TPS and text.isdecimal() else text for part, text in parts if text
    )

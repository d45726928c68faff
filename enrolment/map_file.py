"""The map file of the roster command: columns, header row and words that a script gives instead of a person.

{"columns": {"NIK": "C", "birth_date": "F"}, "header_row": 4, "words": {"position": {"Pamsung": "linmas"}}}
Fields are named by label or code; a column of "" takes a field away; `header_row` 0 says that there is none.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from enrolment.mapping import LABELS, Words
from enrolment.rules.raw_row import column_index
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import Head, layout_key, layout_with_header, with_columns
from enrolment.rules.roster_rows import Layout, SheetLayout
from enrolment.rules.word_forms import form_of

_KEYS = {"columns", "header_row", "words"}
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_FIELDS: Mapping[str, Field] = {label.casefold(): each for each, label in LABELS.items()} | {
    str(each): each for each in Field
}


class MapError(ValueError):
    """The map file cannot be used; `message` says what in it, and what is expected."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class MapFile:
    """What a map file says. A column None takes the field's column away."""

    columns: Mapping[Field, int | None] = field(default_factory=dict)
    header_row: int | None = None
    words: Words = field(default_factory=dict)


def read_map(text: str) -> MapFile:
    """The map file in a text. Raises MapError with a sentence for its first fault."""
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise MapError(
            _("Berkas peta bukan JSON yang benar: lihat baris %(line)d.") % {"line": error.lineno}
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a nest of thousands of lists
        raise MapError(_("Berkas peta hanya berisi “columns”, “header_row”, dan “words”.")) from error
    if not isinstance(given, dict) or not given.keys() <= _KEYS:
        raise MapError(_("Berkas peta hanya berisi “columns”, “header_row”, dan “words”."))
    return MapFile(_columns(given.get("columns", {})), _row(given.get("header_row")), _words(given.get("words", {})))


def with_map(layout: Layout, heads: Iterable[Head], given: MapFile) -> Layout:
    """The layout with what the map file says, no longer unsure of anything.

    Where no roster was found, the map is for the first visible sheet that holds anything. Raises MapError where NIK or
    name has no column even so.
    """
    head_of = {head.index: head for head in heads}
    if layout.sheets or not given.columns:
        sheets = tuple(_mapped(sheet, head_of[sheet.index], given) for sheet in layout.sheets)
        return replace(layout, sheets=sheets)
    head = next((each for each in head_of.values() if each.visible and each.row_count), None)
    if head is None:
        return layout
    sheet = _mapped(SheetLayout(head.name, head.index, (), {}), head, replace(given, header_row=given.header_row or 0))
    left_out = tuple(each for each in layout.left_out if each.sheet != (head.name or ""))
    return Layout((sheet,), left_out, layout_key((sheet,)))


def _mapped(sheet: SheetLayout, head: Head, given: MapFile) -> SheetLayout:
    if given.header_row:
        sheet = layout_with_header(head, given.header_row)
    elif given.header_row == 0:
        sheet = replace(sheet, header_rows=())
    taken = {place for place in given.columns.values() if place is not None}
    columns = {each: place for each, place in sheet.columns.items() if each not in given.columns and place not in taken}
    columns |= {each: place for each, place in given.columns.items() if place is not None}
    missing = [LABELS[each] for each in (Field.NIK, Field.NAME) if each not in columns]
    if missing:
        raise MapError(
            _("Lembar “%(sheet)s”: kolom untuk %(fields)s belum ada di “columns”.")
            % {"sheet": sheet.sheet or "CSV", "fields": ", ".join(missing)}
        )
    return with_columns(replace(sheet, unsure=()), columns, head)


def _columns(given: Any) -> dict[Field, int | None]:
    if not isinstance(given, dict):
        raise MapError(_('“columns” berisi pasangan isian dan huruf kolom, misalnya {"NIK": "C"}.'))
    return {_field(name): _place(name, letters) for name, letters in given.items()}


def _field(name: str) -> Field:
    if name.casefold() not in _FIELDS:
        known = ", ".join(LABELS.values())
        raise MapError(_("Isian “%(name)s” tidak dikenal. Yang dikenal: %(known)s.") % {"name": name, "known": known})
    return _FIELDS[name.casefold()]


def _place(name: str, letters: Any) -> int | None:
    if letters in ("", None):
        return None
    if not isinstance(letters, str) or not _LETTERS.fullmatch(letters):
        raise MapError(_("Kolom untuk “%(name)s” harus huruf kolom seperti “C” atau “AB”.") % {"name": name})
    return column_index(letters)


def _row(given: Any) -> int | None:
    if given is not None and (type(given) is not int or given < 0):
        raise MapError(_("“header_row” harus nomor baris kepala tabel, misalnya 4; 0 bila tanpa kepala tabel."))
    return given


def _words(given: Any) -> Words:
    is_right = isinstance(given, dict) and all(
        isinstance(meanings, dict) and all(isinstance(meaning, str) for meaning in meanings.values())
        for meanings in given.values()
    )
    if not is_right:
        raise MapError(
            _('“words” berisi isian, lalu sebutan dan kodenya, misalnya {"position": {"Pamsung": "linmas"}}.')
        )
    return {
        (_field(name), form_of(_field(name), word)): meaning
        for name, meanings in given.items()
        for word, meaning in meanings.items()
    }

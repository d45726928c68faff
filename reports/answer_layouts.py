"""Layouts of answers, kept: what was found in a file, and what was confirmed for the next one of its kind.

Status words that somebody explained are kept as fingerprints: a word may turn out to be a sentence about a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from enrolment.sheets import SheetHead
from pemilu_bpjs import vault
from pemilu_bpjs.models import Office
from reports.models import RememberedAnswer
from reports.rules.answer_layout import IDENTIFIERS, Column, FoundSheet, find_sheet, headers_of, layout_key
from reports.rules.answer_words import Verdict, status_key

WORD = "answer-word"


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A status that nobody has explained yet: where it stands first, and how many rows have it."""

    sheet: int
    row: int
    rows: int


@dataclass(frozen=True, slots=True)
class AnswerLayout:
    """How a file is read. `words`: verdicts by the fingerprint of a status; `asked`: those still to be explained."""

    sheets: tuple[FoundSheet, ...] = ()
    key: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[AskedWord, ...] = ()
    is_confirmed: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether its columns can be read without asking; a person's word makes them so."""
        return bool(self.sheets) and (self.is_confirmed or all(sheet.is_plain for sheet in self.sheets))


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What a person chose for one sheet. `all_rows`: what every row says where no column does."""

    index: int
    columns: Mapping[Column, int]
    header_row: int
    all_rows: Verdict | None = None
    is_read: bool = True


class ChoiceError(ValueError):
    """Columns cannot be read as chosen; `index` is the sheet's place in the file, None where it is no one sheet's."""

    def __init__(self, message: str, index: int | None = None) -> None:
        super().__init__(message)
        self.message, self.index = message, index


def find_layout(heads: Iterable[SheetHead]) -> AnswerLayout:
    """The sheets that name people; where none does, all that hold anything, to be asked about. Hidden ones are not."""
    found = [(head, find_sheet(head.index, head.name, head.rows)) for head in heads if head.visible and head.rows]
    naming = [(head, sheet) for head, sheet in found if any(column in sheet.columns for column in IDENTIFIERS)]
    told = naming or found
    return AnswerLayout(
        tuple(sheet for _head, sheet in told), layout_key([headers_of(sheet, head.rows) for head, sheet in told])
    )


def with_choices(found: AnswerLayout, choices: Sequence[SheetChoice], heads: Sequence[SheetHead]) -> AnswerLayout:
    """As a person says. Raises ChoiceError."""
    names = {head.index: head.name for head in heads}
    sheets = []
    for choice in choices:
        if choice.is_read:
            _refuse(choice, names)
            sheets.append(
                FoundSheet(choice.index, names[choice.index], choice.header_row, dict(choice.columns), choice.all_rows)
            )
    if not sheets:
        raise ChoiceError(_("Pilih sedikitnya satu lembar yang berisi jawaban."))
    return replace(found, sheets=tuple(sheets), is_confirmed=True, asked=())


def word_key(status: str) -> str:
    """By what a status is known again."""
    return vault.fingerprint(WORD, status_key(status)).hex()


def remember(*, office: Office | None, layout: AnswerLayout, by: Any) -> None:
    """For the next file of this layout. An arrangement without an office belongs to a command, which asks nobody."""
    if office is None or by is None or not layout.key:
        return
    RememberedAnswer.objects.update_or_create(
        office=office, key=layout.key, defaults={"layout": to_json(layout), "confirmed_by": by}
    )


def recall(*, office: Office | None, found: AnswerLayout) -> AnswerLayout:
    """As confirmed for an earlier file of the same layout, else as found.

    That every row of a sheet says the same is never remembered: the next file of the layout may be that of the refused.
    """
    kept = RememberedAnswer.objects.filter(office=office, key=found.key).first() if office is not None else None
    if kept is None:
        return found
    layout, now = from_json(kept.layout), {sheet.index: sheet for sheet in found.sheets}
    if not all(sheet.index in now for sheet in layout.sheets):
        return found
    sheets = tuple(
        replace(sheet, header_row=now[sheet.index].header_row, all_rows=now[sheet.index].all_rows)
        for sheet in layout.sheets
    )
    speaks = all(Column.STATUS in sheet.columns for sheet in sheets)
    return replace(layout, sheets=sheets, asked=(), is_confirmed=speaks)


def to_json(layout: AnswerLayout) -> dict[str, Any]:
    """As `Answer.layout` keeps it."""
    return {
        "key": layout.key,
        "sheets": [_sheet_to_json(sheet) for sheet in layout.sheets],
        "words": dict(layout.words),
        "asked": [[each.sheet, each.row, each.rows] for each in layout.asked],
        "is_confirmed": layout.is_confirmed,
    }


def from_json(kept: Mapping[str, Any]) -> AnswerLayout:
    """What `to_json` kept; {} is a layout without sheets."""
    return AnswerLayout(
        sheets=tuple(_sheet_from_json(each) for each in kept.get("sheets", ())),
        key=kept.get("key", ""),
        words=kept.get("words", {}),
        asked=tuple(AskedWord(*each) for each in kept.get("asked", ())),
        is_confirmed=kept.get("is_confirmed", False),
    )


def _refuse(choice: SheetChoice, names: Mapping[int, str | None]) -> None:
    if choice.index not in names:
        raise ChoiceError(_("Tidak ada lembar bernomor %s di berkas ini.") % choice.index)
    if not any(column in choice.columns for column in IDENTIFIERS):
        sentence = _("Pilih kolom NIK, KPJ, atau nomor pegawai: tanpa itu tidak diketahui siapa yang dijawab.")
        raise ChoiceError(sentence, choice.index)
    if Column.STATUS not in choice.columns and choice.all_rows is None:
        sentence = _("Pilih kolom status, atau katakan bahwa semua baris lembar ini diterima atau ditolak.")
        raise ChoiceError(sentence, choice.index)


def _sheet_to_json(sheet: FoundSheet) -> dict[str, Any]:
    return {
        "index": sheet.index,
        "name": sheet.name,
        "header_row": sheet.header_row,
        "columns": {column.value: place for column, place in sheet.columns.items()},
        "all_rows": sheet.all_rows.value if sheet.all_rows is not None else "",
        "unsure": [column.value for column in sheet.unsure],
    }


def _sheet_from_json(kept: Mapping[str, Any]) -> FoundSheet:
    return FoundSheet(
        index=kept["index"],
        name=kept["name"],
        header_row=kept["header_row"],
        columns={Column(name): place for name, place in kept["columns"].items()},
        all_rows=Verdict(kept["all_rows"]) if kept["all_rows"] else None,
        unsure=tuple(Column(name) for name in kept["unsure"]),
    )

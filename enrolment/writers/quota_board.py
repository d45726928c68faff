"""The quota board as a workbook: the board as shown, and each level below it in a sheet of its own. It names nobody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _

from enrolment.place_words import PlaceWords
from enrolment.quota import Board, BodyOf, Line
from enrolment.quota_words import body_name, head, rest_name
from enrolment.rules.quota import Tally
from enrolment.writers.xlsx import workbook

_NARROW, _WIDE = 12, 30


@dataclass(frozen=True, slots=True)
class _Look:
    """Formats of a row: a share is a number, so that it can be sorted and reckoned with."""

    words: Any
    share: Any

    @classmethod
    def of(cls, book: Any, **given: Any) -> "_Look":
        return cls(book.add_format(given), book.add_format({**given, "num_format": "0 %"}))


@dataclass(frozen=True, slots=True)
class LevelSheet:
    """One level: its name and its regions or TPS. `tells_all`: rows of lists and overlaps are counted there, too."""

    name: str
    lines: Iterable[Line]
    tells_all: bool = True


def quota_workbook(
    content: IO[bytes],
    *,
    heading: Sequence[str],
    board: Board,
    places: Mapping[str, PlaceWords],
    sheets: Iterable[LevelSheet],
) -> None:
    """Writes row by row, so that 15,228 TPS take no more memory than 500."""
    with workbook(content) as book:
        _board_sheet(book, heading, board)
        for sheet in sheets:
            _level_sheet(book, sheet, board.bodies, places)


def _board_sheet(book: Any, heading: Sequence[str], board: Board) -> None:
    """The whole board: parts by body, and what stands in none of them, down to sums."""
    plain, bold = _Look.of(book), _Look.of(book, bold=True, bottom=1)
    sheet = book.add_worksheet(_("Papan kuota"))
    sheet.set_column(0, 2, _WIDE)
    sheet.set_column(3, 3 + len(head()), _NARROW)
    for row, words in enumerate(heading):
        sheet.write_string(row, 0, words)
    row = len(heading) + 1
    sheet.write_row(row, 0, (_("Wilayah"), _("Badan"), _("Lembaga"), *head()), bold.words)
    for line in (*board.lines, board.rest, board.whole):
        name = _("Jumlah") if line is board.whole else rest_name(board.level) if line is board.rest else line.name
        for body in board.bodies:
            cell = line.by_body[body.code]
            if cell.is_blank:
                continue  # a desa has no PPK
            row += 1
            _row(sheet, row, (name, body_name(body), body.institution), cell, plain)
        row += 1
        _row(sheet, row, (name, _("Semua badan"), ""), line.whole, bold)


def _level_sheet(book: Any, level: LevelSheet, bodies: Sequence[BodyOf], places: Mapping[str, PlaceWords]) -> None:
    """One row a unit and body, so that a filter finds every vacancy."""
    plain, bold = _Look.of(book), _Look.of(book, bold=True, bottom=1)
    sheet = book.add_worksheet(level.name)
    told = head() if level.tells_all else _without_rows(head())
    titles = (_("Kode wilayah"), _("Kecamatan"), _("Desa/kelurahan"), _("TPS"), _("Badan"), _("Lembaga"), *told)
    sheet.set_column(0, 2, _WIDE)
    sheet.set_column(3, len(titles) - 1, _NARROW)
    sheet.freeze_panes(1, 3)
    sheet.write_row(0, 0, titles, bold.words)
    row = 0
    for line in level.lines:
        place = places.get(line.code, PlaceWords(line.name))
        for body in bodies:
            cell = line.by_body.get(body.code)
            if cell is None or cell.is_blank:
                continue
            row += 1
            words = (line.code, place.kecamatan, place.desa, line.tps or "", body_name(body), body.institution)
            _row(sheet, row, words, cell, plain, tells_all=level.tells_all)
    sheet.autofilter(0, 0, max(row, 1), len(titles) - 1)


def _row(sheet: Any, row: int, words: Sequence[str | int], cell: Tally, look: _Look, *, tells_all: bool = True) -> None:
    found = _figures(cell)
    for column, value in enumerate((*words, *(found if tells_all else _without_rows(found)))):
        if isinstance(value, float):
            sheet.write_number(row, column, value, look.share)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, look.words)
        elif value:
            sheet.write_string(row, column, value, look.words)


def _figures(cell: Tally) -> tuple[float | str, ...]:
    """In the order of `head`, the share of seats taken as a part of one; blank what nobody knows."""
    is_told = cell.is_known
    return (
        cell.seats if is_told or cell.seats else "",
        cell.people,
        cell.vacancies if is_told or cell.vacancies else "",
        cell.surplus,
        "" if cell.share is None else cell.share / 100,
        cell.faults,
        cell.overlaps,
        cell.reserves,
    )


def _without_rows(columns: tuple[Any, ...]) -> tuple[Any, ...]:
    """Without rejected rows and overlaps, which are told by desa."""
    return (*columns[:5], columns[7])

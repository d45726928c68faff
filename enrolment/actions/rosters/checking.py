"""Checking a roster: its file read, every row cleaned, sealed and staged, every fault named.

Which number of a date is the day, and whether Excel has eaten the NIKs, only whole columns tell. Rows are taken as the
sheet's beginning has it, while the columns are watched as they go by; where the rest of a column shows otherwise, the
file is gone through once more. Rows are written in committed chunks, and only what clashes need of them is kept, so
that 170,000 rows cost little memory and no other person's write waits. A check that died is simply run again; rows
whose people stand, and cells that were typed over, stay.
"""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from operator import attrgetter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment import mapping
from enrolment.actions.rosters.columns import found_layout
from enrolment.actions.rosters.receiving import source_of
from enrolment.actions.rosters.upload_state import State, opened
from enrolment.clashing import TAKEN, WorkedOut, take_clashes, work_out, write
from enrolment.map_file import MapFile, with_map
from enrolment.models import RosterLine, RosterUpload
from enrolment.roster_lines import LineColumns
from enrolment.row_checking import (
    ColumnWatch,
    KeptLine,
    RowChecker,
    at_first_sight,
    kept_lines,
    lookups_of,
    words_to_json,
)
from enrolment.rows_beside import RowsBeside
from enrolment.rules.roster_clashes import Key, SeatRow
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import placed_rows
from enrolment.rules.roster_lookups import Lookups
from enrolment.rules.roster_passed_over import PassedOver, second_niks
from enrolment.rules.roster_rows import Layout, Passed, PlacedRow, SheetLayout
from enrolment.rules.roster_settled import Settled
from enrolment.rules.roster_settled import to_json as settled_to_json
from enrolment.rules.unit_seats import SeatLaw
from enrolment.sheets import SheetError, Workbook, open_workbook
from enrolment.staging import CHUNK, Stage, counts, delete_lines, update_lines
from enrolment.standing import seat_law
from pemilu_bpjs import audit, documents
from pemilu_bpjs.jobs import Progress

_CHECKABLE = (State.RECEIVED, State.ASKING, State.CHECKING, State.READY, State.REFUSED)
_OK = RosterLine.State.OK.value


def check(
    *,
    upload: RosterUpload,
    content: bytes | None = None,
    map_file: MapFile | None = None,
    may_ask: bool = True,
    progress: Progress | None = None,
) -> RosterUpload:
    """Reads and checks the file from its beginning. The upload is then READY, ASKING for its columns, or REFUSED.

    `content`: the file, where the upload keeps no document; `map_file`: columns and words that a script says;
    without `may_ask` columns are taken as guessed. Raises upload_state.NotOpen, map_file.MapError.
    """
    with opened(upload, _CHECKABLE) as held:
        held.state, held.file_problems, held.unit_problems = State.CHECKING, [], []
        held.lines_version += 1
        held.save(update_fields=["state", "file_problems", "unit_problems", "lines_version"])
    data = documents.content(held.document) if content is None else content
    try:
        with open_workbook(held.file_name, data) as book:
            if map_file is not None:
                held.words = words_to_json(map_file.words)
            law, lookups = seat_law(held.election), lookups_of(held)  # fetched while the file is being read
            with RowsBeside(len(data)) as beside:
                layout = _layout(held, book, map_file, may_ask=may_ask)
                mapping.keep_layout(held, layout)
                if layout.is_plain:
                    with _no_search_for_cycles():
                        _Check(held, layout, book, beside, progress).run(law, lookups)
                else:
                    _ask(held)
    except SheetError as refused:
        _refuse(held, refused)
    upload.refresh_from_db()
    return upload


def _layout(upload: RosterUpload, book: Workbook, map_file: MapFile | None, *, may_ask: bool) -> Layout:
    """As confirmed for this upload, else as its sender confirmed it for an earlier file, else as found."""
    if upload.layout and map_file is None and (confirmed := mapping.layout_of(upload)).is_plain:
        return confirmed
    found = found_layout(upload, book.sheets)
    if map_file is not None:
        found = with_map(found, book.sheets, map_file)
    if not may_ask:
        found = replace(found, sheets=tuple(map(_as_guessed, filter(_names_people, found.sheets))))
    if not found.sheets:
        raise SheetError("no-header")
    remembered = mapping.recall(office=upload.office, institution=upload.institution, layout=found, heads=book.sheets)
    return remembered or found


def _names_people(sheet: SheetLayout) -> bool:
    return {Field.NIK, Field.NAME} <= sheet.columns.keys()


def _as_guessed(sheet: SheetLayout) -> SheetLayout:
    return replace(sheet, unsure=())


def _ask(upload: RosterUpload) -> None:
    upload.state = State.ASKING
    upload.save(update_fields=["state", *mapping.LAYOUT])


def _refuse(upload: RosterUpload, refused: SheetError) -> None:
    """What was read before the fault showed goes; whose people stand stays."""
    delete_lines(RosterLine.objects.filter(upload=upload, accepted_at=None))
    found = counts(upload.pk)
    upload.state = State.READY if found.rows else State.REFUSED
    upload.file_problems = [{"code": refused.code, "particulars": {**refused.particulars, "why": refused.why}}]
    upload.rows, upload.ok, upload.warned, upload.rejected = found
    upload.checked_at = timezone.now()
    upload.save()


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Nothing made for a row refers to itself: to look through all of them for such, again and again, finds none."""
    was_searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_searching:
            gc.enable()


class _Check:
    """One check of one upload, from the open file to its counts."""

    def __init__(
        self, upload: RosterUpload, layout: Layout, book: Workbook, beside: RowsBeside, progress: Progress | None
    ) -> None:
        self._upload, self._layout, self._book, self._beside = upload, layout, book, beside
        self._progress = progress
        self._rows_in_sheet = {head.index: head.row_count for head in book.sheets}

    def run(self, law: SeatLaw, lookups: Lookups) -> None:
        heads = {head.index: head.rows for head in self._book.sheets}
        supposed = {sheet.index: at_first_sight(sheet, heads[sheet.index]) for sheet in self._layout.sheets}
        settled = self._stage_all(supposed, law, lookups)
        if not all(settled[index].reads_like(each) for index, each in supposed.items()):
            settled = self._stage_all(settled, law, lookups)
        if not self._seats:
            raise SheetError("nobody")
        self._upload.settled = settled_to_json(settled)
        for sheet in self._layout.sheets:
            self._passed_over += second_niks(sheet, heads[sheet.index])
        self._upload.passed_over = self._passed_over
        self._tell(_("Membandingkan dengan baris lain dan yang sudah tersimpan"))
        found = work_out(self._upload, self._seats, law)
        write(self._upload, found.clashes.rows, before={}, own=lambda _keys: self._own_states)
        self._finish(found)

    def _begin_anew(self) -> None:
        """Lines of an earlier run go; not those that somebody accepted or typed into."""
        delete_lines(RosterLine.objects.filter(upload=self._upload, accepted_at=None, sealed_edits=None))
        self._done = 0
        self._seats: list[SeatRow] = []
        self._passed_over: list[Passed] = []
        self._own_states: defaultdict[Key, str] = defaultdict(lambda: _OK)
        self._file_level: Counter[str] = Counter()

    def _stage_all(self, supposed: Mapping[int, Settled], law: SeatLaw, lookups: Lookups) -> dict[int, Settled]:
        """Every row as the columns are supposed to be; what they are."""
        self._begin_anew()
        self._watches = {sheet.index: ColumnWatch(sheet) for sheet in self._layout.sheets}
        checker = RowChecker(self._beside.begin(self._layout, supposed, lookups), law)
        kept = kept_lines(self._upload, law)
        has_kept = bool(kept)
        stage = Stage(self._upload.pk)
        for sheet in self._layout.sheets:
            self._stage_sheet(sheet, checker, stage, kept)
        stage.flush()
        # An edited row that is no person by the columns as they are now; people who were accepted stand all the same.
        self._seats += [line.seat for line in kept.values() if line.seat is not None]
        if has_kept:  # lines that stay were met before the rows that were being worked out
            self._seats.sort(key=attrgetter("key"))
        gone = [line.pk for line in kept.values() if line.seat is None]
        delete_lines(RosterLine.objects.filter(pk__in=gone))
        return {index: watch.settled() for index, watch in self._watches.items()}

    def _stage_sheet(self, sheet: SheetLayout, checker: RowChecker, stage: Stage, kept: dict[Key, KeptLine]) -> None:
        index, maker, passed = sheet.index, checker.maker, PassedOver(sheet)
        edited: list[tuple[int, LineColumns]] = []
        placed = placed_rows(sheet, self._watches[index].passing(self._book.rows(index)), passed.note)
        fresh = self._fresh(index, placed, checker, kept, edited) if kept else placed
        for count, (row, said) in enumerate(self._beside.lines(index, fresh)):
            columns = maker.columns(said)
            stage.add(index, row.number, maker.cells(said), columns)
            self._take(maker.seat_row(index, row.number, columns, said), columns.state, said.file_level)
            if count % CHUNK == 0:
                self._tell(_("Memeriksa baris"), row.number)
        self._passed_over += passed.told()
        self._done += self._rows_in_sheet[index]
        with transaction.atomic():
            update_lines(edited)

    def _fresh(
        self,
        index: int,
        rows: Iterable[PlacedRow],
        checker: RowChecker,
        kept: dict[Key, KeptLine],
        edited: list[tuple[int, LineColumns]],
    ) -> Iterator[PlacedRow]:
        """The rows that have no line yet. Of the others those whose people stand stay, and edited ones are checked."""
        for row in rows:
            line = kept.pop((index, row.number), None)
            if line is None:
                yield row
            elif line.seat is not None:
                self._seats.append(line.seat)
            else:
                columns, said = checker.check(index, row, line.edits)
                edited.append((line.pk, columns))
                seat = checker.maker.seat_row(index, row.number, columns, said)
                self._take(seat, columns.state, said.file_level)

    def _take(self, seat: SeatRow, state: str, file_level: tuple[str, ...]) -> None:
        self._seats.append(seat)
        if state != _OK:
            self._own_states[seat.key] = state
        if file_level:
            self._file_level.update(file_level)

    def _finish(self, found: WorkedOut) -> None:
        upload = self._upload
        with transaction.atomic():
            upload.file_problems = [
                {"code": code, "particulars": {"rows": rows}} for code, rows in sorted(self._file_level.items())
            ]
            take_clashes(upload, found)
            upload.state, upload.checked_at = State.READY, timezone.now()
            upload.save(
                update_fields=[
                    *TAKEN,
                    *mapping.LAYOUT,
                    "state",
                    "words",
                    "settled",
                    "passed_over",
                    "file_problems",
                    "checked_at",
                ]
            )
            if not upload.is_trial:
                audit.record(
                    "roster.check",
                    by=upload.sent_by,
                    subject=source_of(upload),
                    office=upload.office,
                    region=upload.region,
                    detail={name: getattr(upload, name) for name in ("rows", "ok", "warned", "rejected")},
                )

    def _tell(self, message: str, row: int = 0) -> None:
        if self._progress is not None:
            total = sum(self._rows_in_sheet[sheet.index] for sheet in self._layout.sheets)
            self._progress.set(self._done + row, total, message)

"""A long roster's rows worked out by a second program of ours, while its lines are sealed and written here.

The rules take most of the time of a check and need neither keys nor database, so that they can have a core of their
own (enrolment/row_program). Whenever it has enough to do and nothing to say yet, the next rows are worked out here.
Nothing depends on it: rows that it cannot tell, because they speak of the nation's other regions, and all rows from the
moment that it should fail, are worked out here by the same rules.
"""

import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from enrolment.confined import MIB, Confined, ConfinedFault, Crashed, Limits, plain_values
from enrolment.rules.roster_line import PlainLine, RowRules
from enrolment.rules.roster_lookups import Lookups, Unasked
from enrolment.rules.roster_rows import Layout, PlacedRow
from enrolment.rules.roster_settled import Settled

_PROGRAM = Path(__file__).with_name("row_program")
_LIMITS = Limits(memory=512 * MIB, seconds=300)
_LARGEST_ANSWER = 64 * MIB
# Measured: to start it takes as long as some 1,000 rows do; a workbook of 2,500 has so many bytes.
_WORTH_IT = 200_000
_CHUNK = 500
_AHEAD = 5  # chunks that it is given before it has answered the first: enough work while lines are written here
_MOST_AHEAD = 3 * _AHEAD  # with those worked out here that wait for an earlier one of its


class _Ahead(NamedTuple):
    """A chunk on its way, with its lines where it was not given to the program."""

    rows: list[PlacedRow]
    own: list[PlainLine] | None


class RowsBeside:
    """To be entered while the file is being read, so that the program is ready when its first rows are."""

    def __init__(self, size: int) -> None:
        self._is_worth_it = size >= _WORTH_IT and len(os.sched_getaffinity(0)) > 1
        self._stack = ExitStack()
        self._program: Confined | None = None
        self.rules: RowRules

    def __enter__(self) -> Self:
        if self._is_worth_it:
            self._program = self._stack.enter_context(Confined(_PROGRAM, _LIMITS))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._give_up()

    def begin(self, layout: Layout, settled: Mapping[int, Settled], lookups: Lookups) -> RowRules:
        """Prepares the rules, there and here, in place of any before; these are the ones here."""
        self.rules = RowRules(layout, settled, lookups)
        self._ask((layout, settled, replace(lookups, elsewhere=Unasked())))
        return self.rules

    def lines(self, sheet: int, rows: Iterable[PlacedRow]) -> Iterator[tuple[PlacedRow, PlainLine]]:
        """The rows in their order, each with its line. `rows` are taken as needed, thousands ahead."""
        left, ahead = iter(rows), deque[_Ahead]()
        while self._program and (chunk := list(islice(left, _CHUNK))):
            ahead.append(_Ahead(chunk, self._share(sheet, chunk, ahead)))
            while ahead and (len(ahead) > _MOST_AHEAD or self._is_told(ahead[0])):
                yield from self._told(sheet, ahead.popleft())
        for each in ahead:
            yield from self._told(sheet, each)
        for row in left:
            yield row, self.rules.line(sheet, row)

    def _share(self, sheet: int, chunk: Sequence[PlacedRow], ahead: Iterable[_Ahead]) -> list[PlainLine] | None:
        """Has the program work out a chunk, or works it out here if that has enough to do: then these are its lines."""
        if sum(each.own is None for each in ahead) >= _AHEAD:
            return [self.rules.line(sheet, row) for row in chunk]
        self._ask((sheet, [_sent(row) for row in chunk]))
        return None

    def _is_told(self, chunk: _Ahead) -> bool:
        """Whether its lines can be had without waiting for the program."""
        return chunk.own is not None or self._program is None or self._program.has_spoken()

    def _told(self, sheet: int, chunk: _Ahead) -> Iterable[tuple[PlacedRow, PlainLine]]:
        if chunk.own is not None:
            return zip(chunk.rows, chunk.own, strict=True)
        return self._answered(sheet, chunk.rows)

    def _answered(self, sheet: int, chunk: Sequence[PlacedRow]) -> Iterator[tuple[PlacedRow, PlainLine]]:
        for row, told in zip(chunk, self._hear(len(chunk)), strict=True):
            yield row, self.rules.line(sheet, row) if told is None else PlainLine._make(told)

    def _ask(self, question: object) -> None:
        if self._program:
            try:
                self._program.say(pickle.dumps(question, pickle.HIGHEST_PROTOCOL))
            except ConfinedFault:
                self._give_up()

    def _hear(self, rows: int) -> Sequence[tuple[Any, ...] | None]:
        if self._program:
            try:
                told: list[tuple[Any, ...] | None] = plain_values(self._program.hear(_LARGEST_ANSWER))
                if len(told) != rows:
                    raise Crashed
                return told
            except (ConfinedFault, pickle.UnpicklingError):
                self._give_up()
        return [None] * rows

    def _give_up(self) -> None:
        self._program = None
        self._stack.close()


def _sent(row: PlacedRow) -> tuple[Any, ...]:
    return (row.number, row.cells, dict(row.headings)) if row.headings else (row.number, row.cells)

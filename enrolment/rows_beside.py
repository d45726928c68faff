"""A long roster's rows worked out by a second program of ours, while its lines are sealed and written here.

The rules take most of the time of a check and need neither keys nor database, so that they can have a core of their
own (enrolment/row_program). Nothing depends on it: rows that it cannot tell, because they speak of the nation's other
regions, and all rows from the moment that it should fail, are worked out here by the same rules.
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
from typing import Any, Self

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
_AHEAD = 6  # chunks that it has before its first answer is asked for: enough work while a chunk is written here


class RowsBeside:
    """To be entered before the file is opened, so that the program is ready when its first rows are."""

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
        left, asked = iter(rows), deque[list[PlacedRow]]()
        while self._program and (chunk := list(islice(left, _CHUNK))):
            self._ask((sheet, [(row.number, row.cells, dict(row.headings)) for row in chunk]))
            asked.append(chunk)
            if len(asked) == _AHEAD:
                yield from self._answered(sheet, asked.popleft())
        for chunk in asked:
            yield from self._answered(sheet, chunk)
        for row in left:
            yield row, self.rules.line(sheet, row)

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

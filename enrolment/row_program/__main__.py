"""Works out rows of a roster by the rules alone, over standard input and output.

A program of its own, run confined by enrolment.rows_beside and never imported by it, so that the rules have a core to
themselves while their results are sealed and written. It knows rules and nothing else: no Django, no key, no database.
It is given what the rules need, chunks of rows, and perhaps other rules and rows, until nobody sends any more.
"""

import gc
import pickle
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

sys.path.append(str(Path(__file__).parents[2]))  # started apart from us, Python looks nowhere of itself

from enrolment.rules.roster_line import RowRules
from enrolment.rules.roster_lookups import NotKnownHere
from enrolment.rules.roster_rows import PlacedRow

_LENGTH = struct.Struct(">I")
_PARTS_OF_RULES = 3

SentRow = tuple[int, tuple[object, ...]] | tuple[int, tuple[object, ...], dict[str, str]]


def main() -> None:
    """The conversation. Rules are (layout, settled, lookups) and not answered.

    A chunk is (sheet, rows); the answer has a line for each, None where it cannot be told here.
    """
    gc.disable()  # nothing made for a row refers to itself
    heard: SimpleQueue[bytes] = SimpleQueue()
    # Heard beside the work: who sends the next chunk never waits for us to have said the last, as we do for him.
    Thread(target=_hear_all, args=(heard,), daemon=True).start()
    rules: RowRules
    while packed := heard.get():
        question = pickle.loads(packed)  # noqa: S301 - our own parent process packed it
        if len(question) == _PARTS_OF_RULES:
            rules = RowRules(*question)
        else:
            sheet, rows = question
            _say([_line(rules, sheet, row) for row in rows])


def _line(rules: RowRules, sheet: int, row: SentRow) -> tuple[object, ...] | None:
    try:
        return tuple(rules.line(sheet, PlacedRow(*row)))
    except NotKnownHere:
        return None


def _hear_all(heard: "SimpleQueue[bytes]") -> None:
    source = sys.stdin.buffer
    while len(head := source.read(_LENGTH.size)) == _LENGTH.size:
        heard.put(source.read(_LENGTH.unpack(head)[0]))
    heard.put(b"")


def _say(lines: Sequence[tuple[object, ...] | None]) -> None:
    answer = pickle.dumps(lines, pickle.HIGHEST_PROTOCOL)
    target = sys.stdout.buffer
    target.write(_LENGTH.pack(len(answer)))
    target.write(answer)
    target.flush()


if __name__ == "__main__":
    main()

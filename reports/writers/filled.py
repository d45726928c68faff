"""A workbook of BPJS's with our texts in some of its cells, written by a confined program."""

import json
from collections.abc import Iterable
from pathlib import Path

from enrolment.confined import MIB, run_confined
from pemilu_bpjs import scratch

_PROGRAM = Path(__file__).with_name("fill_workbook.py")
_MEMORY, _DISK, _SECONDS = 768 * MIB, 256 * MIB, 120

Cell = tuple[int, int, str]
"""(row, column, text), both counted from 1 as Excel does."""


def filled(content: bytes, sheet: str, cells: Iterable[Cell]) -> bytes:
    """The workbook with those cells as text. Raises confined.ConfinedFault where it cannot be opened for writing."""
    with scratch.folder() as waiting:  # ours and not the program's, so that it goes even if the program is killed
        order = {"scratch": str(waiting), "sheet": sheet, "cells": list(cells)}
        payload = json.dumps(order).encode() + b"\n" + content
        return run_confined(_PROGRAM, payload, memory=_MEMORY, seconds=_SECONDS, disk=_DISK)

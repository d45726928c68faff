"""Plan files on disk: read, checked with their TPS list, computed."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from budgeting.planfile import parse
from budgeting.planning import Planned, check_region, compute_input
from budgeting.rules.notes import Faults, Note
from budgeting.rules.plan_input import PlanInput
from enrolment.actions.tps_lists import read_list
from enrolment.sheets import LARGEST_FILE, SheetError, refuse_large

_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A computed plan and its file's name as it was typed."""

    file: str
    path: Path
    planned: Planned


class FileFaults(ValueError):
    """Everything that is wrong with one plan file."""

    def __init__(self, file: str, notes: tuple[Note, ...]) -> None:
        super().__init__(file)
        self.file, self.notes = file, notes


def compute_file(path: Path, *, typed: str) -> PlannedFile:
    """Read and compute one plan file. Raises FileFaults with every fault found."""
    typed = os.fsencode(typed).decode(errors="replace")  # a name need not be UTF-8; what is printed of it must
    try:
        plan, tps_file = parse(_text(path))
        listed = None if tps_file is None else _tps_listed(path.parent / tps_file, plan)
        return PlannedFile(typed, path, compute_input(plan, tps_listed=listed))
    except Faults as faults:
        raise FileFaults(typed, faults.notes) from faults


def _text(path: Path) -> str:
    try:
        content = _read(path, _MOST_BYTES)
        if len(content) > _MOST_BYTES:
            raise Faults((Note("file-too-large", "", {"most": _MOST_BYTES}),))
        return content.decode()
    except OSError as error:
        raise Faults((Note("file-unreadable", "", {"detail": error.strerror or ""}),)) from error
    except UnicodeDecodeError as error:
        raise Faults((Note("file-not-utf8", "", {}),)) from error


def _read(path: Path, most: int) -> bytes:
    """The content of a file, of which no more is read than shows that it is larger than `most` bytes."""
    with path.open("rb") as file:
        return file.read(most + 1)


def _tps_listed(path: Path, plan: PlanInput) -> int:
    check_region(plan.region)
    try:
        refuse_large(path.stat().st_size)
        content = _read(path, LARGEST_FILE)
        refuse_large(len(content))
    except OSError as error:
        raise _tps_faults([f"{path.name}: {error.strerror}"]) from error
    except SheetError as error:
        raise _tps_faults([f"{path.name}: {error.message}"]) from error
    read = read_list(region=plan.region, name=path.name, content=content)
    if read.problems:
        raise _tps_faults([f"{path.name}: {problem}" for problem in read.problems])
    return len(read.stations)


def _tps_faults(sentences: Iterable[str]) -> Faults:
    return Faults(tuple(Note("tps-file", "units.tps_file", {"detail": text}) for text in sentences))

"""Plan files as paper: a PDF of a pack a fiscal year, a workbook and the JSON object (design/contracts.md §2)."""

import errno
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import translation

from budgeting.figures_of import for_plan
from budgeting.plan_files import PlannedFile
from reports.writers import pack, workbook


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file, not yet on disk."""

    name: str
    content: bytes


def make_outputs(*, planned: Sequence[PlannedFile], objects: Sequence[dict[str, Any]]) -> list[Output]:
    """All files of all plans, in memory: nothing is written unless everything could be made.

    `objects`: the JSON object of each plan.
    """
    found = []
    with translation.override("id"):
        for each, values in zip(planned, objects, strict=True):
            found += _outputs(each, values)
    return found


def write_outputs(*, outputs: Sequence[Output], folder: Path) -> list[Path]:
    """The files in `folder`, which is made where it is missing: all of them or, at any fault, none. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {folder / output.name: folder / f".{output.name}.part" for output in outputs}
    if blocked := next((path for path in paths if path.is_dir()), None):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(blocked))
    try:
        for part, output in zip(paths.values(), outputs, strict=True):
            part.write_bytes(output.content)
        for path, part in paths.items():
            part.replace(path)
    finally:
        for part in paths.values():
            part.unlink(missing_ok=True)
    return list(paths)


def _outputs(planned: PlannedFile, values: dict[str, Any]) -> list[Output]:
    plan, stem = planned.planned.plan, planned.path.stem
    years = [for_plan(planned.planned, year) for year in plan.by_year]
    written = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    return [
        Output(f"{stem}.pdf", pack.make(years)),
        Output(f"{stem}.xlsx", workbook.make(years, title=plan.input.name)),
        Output(f"{stem}.json", written.encode()),
    ]

"""Faults and warnings as codes with their particulars.

Rules speak no language: `budgeting.wording` turns a Note into an Indonesian or English sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to say: `key` names the field ("position[2].per_unit"), `code` what is the matter."""

    code: str
    key: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


class Faults(ValueError):
    """Everything that is wrong with an input, gathered; nothing was computed."""

    def __init__(self, notes: tuple[Note, ...]) -> None:
        super().__init__("; ".join(f"{note.key}: {note.code}" for note in notes))
        self.notes = notes

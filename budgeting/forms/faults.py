"""Where a fault of the rules belongs on a form: at the field it speaks of, else above all fields."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from budgeting.rules.notes import Note
from budgeting.wording import sentence


class Refusing(Protocol):
    """A form that knows which of its fields a key of the plan file is."""

    def place_of(self, key: str) -> str | None:
        """The field for a key such as "units.tps" or "kpps-anggota.wage"; None: no field here."""

    def add_error(self, field: str | None, error: Any) -> None: ...


def refuse(form: Refusing, notes: Iterable[Note], names: Mapping[str, str]) -> None:
    """Puts each fault, in words, at its field; one of another line stands above with that line's name.

    `names`: what the lines are called, by code.
    """
    for note in notes:
        place = form.place_of(note.key)
        name = names.get(note.key.partition(".")[0], "") if place is None else ""
        words = sentence(note)
        form.add_error(place, words if not name or name in words else f"{name}: {words}")


def refuse_file(form: Refusing, field: str, notes: Iterable[Note]) -> None:
    """Puts each fault of a plan file, with its key, at the field that holds the file's text."""
    for note in notes:
        form.add_error(field, f"{note.key}: {sentence(note)}" if note.key else sentence(note))

"""Everything that is sealed, found by walking the models and the documents; and how it comes under the current key.

Safe to be stopped and begun again at any point: what is under the current key is passed over, and each value and file
is replaced whole or not at all. Whoever writes meanwhile is never overwritten.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from . import private_file, vault
from .models import Document
from .models.sealed import SealedField

CHUNK_ROWS = 1000  # a tenth of a second of writing: on SQLite other writers wait so long
Tell = Callable[[int], None]


@dataclass(frozen=True)
class Resealed:
    """How many values and files came under the current key, and how many could not.

    Those are lost or damaged: their key is missing, they were changed, or the file is gone.
    """

    values: int = 0
    files: int = 0
    unopened: int = 0

    def __add__(self, other: "Resealed") -> "Resealed":
        return Resealed(self.values + other.values, self.files + other.files, self.unopened + other.unopened)


def sealed_fields() -> list[tuple[type[Model], SealedField]]:
    """Every sealed column of every model."""
    models = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
    return [
        (model, field)
        for model in models
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedField)
    ]


def in_use() -> Counter[str]:
    """How many values and files are sealed with each key, by its id; under "" those whose file is gone."""
    found: Counter[str] = Counter()
    for model, field in sealed_fields():
        found.update(_values_by_key(model, field))
    found.update(_key_of_file(document) for document in _personal_documents())
    return found


def keys_fit() -> bool:
    """Whether the vault holds the key of every sealed value; a database may have been brought without its keys."""
    used = {name for model, field in sealed_fields() for name in _values_by_key(model, field)}
    return used <= set(vault.key_names())


def reseal(tell: Tell = lambda done: None) -> Resealed:
    """Everything comes under the current key. `tell` hears now and then how many have been done."""
    so_far = Resealed()
    for model, field in sealed_fields():
        for chunk in _reseal_column(model, field):
            so_far += chunk
            tell(so_far.values)
    for document in _personal_documents():
        so_far += _reseal_file(document)
        tell(so_far.values + so_far.files)
    return so_far


def _values_by_key(model: type[Model], field: SealedField) -> dict[str, int]:
    table, column = _quoted(model._meta.db_table), _quoted(field.column)
    part = f"substr({column}, {vault.ID_AT}, {vault.ID_BYTES})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {part}, count(*) FROM {table} WHERE {column} IS NOT NULL GROUP BY 1")  # noqa: S608
        return {vault.key_name(key_id): count for key_id, count in cursor.fetchall()}


def _reseal_column(model: type[Model], field: SealedField) -> Iterator[Resealed]:
    """A committed chunk at a time, in the order of the primary key; the column's text of one chunk is all it holds."""
    last: Any = None
    while rows := _under_other_keys(model, field, last):
        yield _replace(model, field, rows)
        last = rows[-1][0]


def _under_other_keys(model: type[Model], field: SealedField, after: Any) -> Sequence[tuple[Any, bytes]]:
    table, column, key = _quoted(model._meta.db_table), _quoted(field.column), _quoted(model._meta.pk.column)
    current = vault.key_id(vault.current_key())
    further, given = ("", []) if after is None else (f" AND {key} > %s", [after])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
            f" AND substr({column}, {vault.ID_AT}, {vault.ID_BYTES}) <> %s{further} ORDER BY {key} LIMIT {CHUNK_ROWS}",
            [current, *given],
        )
        return [(row, bytes(blob)) for row, blob in cursor.fetchall()]


def _replace(model: type[Model], field: SealedField, rows: Sequence[tuple[Any, bytes]]) -> Resealed:
    """Only where the value still is the one that was read: who wrote meanwhile wrote under the current key."""
    table, column, key = _quoted(model._meta.db_table), _quoted(field.column), _quoted(model._meta.pk.column)
    again, changes = vault.sealer(field.context), []
    for row, blob in rows:
        try:
            changes.append((again(field.open(blob)), row, blob))
        except vault.VaultError:
            continue
    with transaction.atomic(), connection.cursor() as cursor:
        statement = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"  # noqa: S608
        cursor.executemany(statement, changes)
    return Resealed(values=len(changes), unopened=len(rows) - len(changes))


def _personal_documents() -> Iterator[Document]:
    return Document.objects.filter(is_personal=True).order_by("pk").iterator(chunk_size=CHUNK_ROWS)


def _key_of_file(document: Document) -> str:
    """The id of the key that its file is sealed with; empty where the file is gone."""
    try:
        with document.file.open("rb") as kept:
            return vault.key_of(kept.read(vault.ID_ENDS))
    except FileNotFoundError:
        return ""


def _reseal_file(document: Document) -> Resealed:
    if _key_of_file(document) == vault.current_key():
        return Resealed()
    try:
        plain = document.content()
    except (vault.VaultError, FileNotFoundError):
        return Resealed(unopened=1)
    private_file.replace(Path(document.file.path), vault.seal(plain, document.seal_context))
    return Resealed(files=1)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)

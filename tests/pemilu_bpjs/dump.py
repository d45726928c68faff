"""What a thief of the disk or of a backup would have: the database, as rows and as files, and the media folder.

A test of a whole flow gives it the personal data that it entered and expects to find none of them:

    assert dump.shown([NIK, MOTHER, date(1990, 3, 12)], dump.everything_at_rest(connection)) == set()

It must commit (`django_db(transaction=True)`) and its people be its own: on SQLite the file still holds what earlier
tests have deleted.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings

from pemilu_bpjs.formats import date_long

Secret = str | date

_SQLITE_FILES = ("", "-wal", "-shm", "-journal")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y%m%d", "%d%m%Y")


def everything_at_rest(connection: Any) -> Iterator[bytes]:
    """Every row of every table, the database's own files where they can be read, and every file of the media folder."""
    yield from _rows(connection)
    yield from _database_files(connection)
    yield from _media()


def shown(secrets: Iterable[Secret], places: Iterable[bytes]) -> set[Secret]:
    """Which of them stand somewhere in plain sight, in whatever letters, encoding or way of writing a date."""
    wanted = {secret: _forms(secret) for secret in secrets}
    found: set[Secret] = set()
    for place in places:
        lowered = place.lower()
        found |= {secret for secret, forms in wanted.items() if any(form in lowered for form in forms)}
    return found


def _forms(secret: Secret) -> frozenset[bytes]:
    texts = [secret] if isinstance(secret, str) else [*(secret.strftime(form) for form in _DATES), date_long(secret)]
    plain = [text.lower().encode() for text in texts]
    return frozenset([*plain, *(text.lower().encode("utf-16-le") for text in texts), *(_hex(each) for each in plain)])


def _hex(plain: bytes) -> bytes:
    """As bytes are written in a dump of PostgreSQL."""
    return plain.hex().encode()


def _rows(connection: Any) -> Iterator[bytes]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor:
                yield b"\x1f".join(_as_bytes(value) for value in row if value is not None)


def _as_bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _database_files(connection: Any) -> Iterator[bytes]:
    """SQLite's files with its WAL, in which deleted rows live on. Those of a PostgreSQL are another machine's."""
    if connection.vendor == "sqlite":
        paths = [Path(f"{connection.settings_dict['NAME']}{suffix}") for suffix in _SQLITE_FILES]
        yield from (path.read_bytes() for path in paths if path.exists())


def _media() -> Iterator[bytes]:
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        yield path.name.encode()
        if path.is_file():
            yield from _unpacked(path.read_bytes())


def _unpacked(content: bytes) -> Iterator[bytes]:
    """A workbook is a zip and a PDF is compressed: what they hold would not be found in their bytes."""
    yield content
    # A sealed file is as good as random, so one in many holds what marks the end of a zip; none begins as a zip does.
    if content.startswith(b"PK") and zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if content.startswith(b"%PDF"):
        yield from (zlib.decompressobj().decompress(stream) for stream in _deflated(content))


def _deflated(pdf: bytes) -> Iterator[bytes]:
    return (found[1] for found in _PDF_STREAM.finditer(pdf) if found[1][:1] == b"\x78")

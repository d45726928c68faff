"""Cells of an XLSX that calamine shows as empty although its reader sees something in them.

Errors (#N/A, #REF!) and formulas whose result was never stored, as programs write them that cannot calculate. Both
are looked for in the sheets' own XML, since a name that is a formula must not count as a name that is missing.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_LARGEST_LIST = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_LONGEST_ROW = 4 * 1024 * 1024
_MOST_CELLS = 500_000

_NS = rb"(?:\w+:)?"  # some programs write <x:c> for <c>
_SHEET = re.compile(rb"<" + _NS + rb"sheet\s[^>]*?\w+:id=[\"']([^\"']+)")
_RELATION = re.compile(rb"<" + _NS + rb"Relationship\s[^>]*>")
_ID = re.compile(rb"\sId=[\"']([^\"']+)")
_TARGET = re.compile(rb"\sTarget=[\"']([^\"']+)")

_CELL, _VALUE = rb"<" + _NS + rb"c\s", rb"<" + _NS + rb"v"
_FORMULA = rb"<" + _NS + rb"f(?:\s[^>]*)?(?:/>|>([^<]*)</" + _NS + rb"f>)"
_UNCALCULATED = re.compile(
    _CELL + rb"([^>]*)>" + _FORMULA + rb"(?:" + _VALUE + rb"\s*/>|" + _VALUE + rb"></[\w:]+>)?</[\w:]*c>"
)
_ERROR = re.compile(_CELL + rb"([^>]*\bt=\"e\"[^>]*)>(?:" + _FORMULA + rb")?" + _VALUE + rb">([^<]*)<")
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_COMPUTED_TEXT = b't="str"'
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))

Cells = dict[int, dict[int, str]]
"""Texts by row number, as the sender sees it, and column, counted from 0."""


def unseen(archive: zipfile.ZipFile) -> dict[int, Cells]:
    """By the sheet's place in the workbook. What is no XLSX of the usual build has none."""
    found: dict[int, Cells] = {}
    for index, path in sheet_paths(archive):
        cells: Cells = {}
        for chunk in _chunks(archive, path):
            _look(chunk, cells)
        if cells:
            found[index] = cells
    return found


def sheet_paths(archive: zipfile.ZipFile) -> list[tuple[int, str]]:
    """Each sheet's place in the workbook, and the entry that holds it."""
    names = set(archive.namelist())
    targets = {}
    for relation in _RELATION.findall(beginning(archive, _RELATIONS)):
        identity, target = _ID.search(relation), _TARGET.search(relation)
        if identity and target:
            targets[identity[1]] = posixpath.normpath(posixpath.join("/xl", target[1].decode("utf-8", "replace")))[1:]
    ordered = [targets.get(identity, "") for identity in _SHEET.findall(beginning(archive, _WORKBOOK))]
    return [(index, path) for index, path in enumerate(ordered) if path in names]


def beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first megabytes of an entry, which for a list of sheets is all of it; empty where there is none."""
    try:
        with archive.open(name) as file:
            return file.read(_LARGEST_LIST)
    except KeyError:
        return b""


def _chunks(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """The sheet's XML in pieces that cut no row in two."""
    with archive.open(path) as file:
        kept = b""
        while piece := file.read(_CHUNK):
            piece = kept + piece
            cut = piece.rfind(b"row>") + len(b"row>")
            cut = cut if len(piece) - cut < _LONGEST_ROW else len(piece)
            kept = piece[cut:]
            yield piece[:cut]
        yield kept


def _look(chunk: bytes, cells: Cells) -> None:
    if b"<f" in chunk or b":f" in chunk:
        for attributes, formula in _UNCALCULATED.findall(chunk):
            if _COMPUTED_TEXT not in attributes:  # an empty text is a result too
                _keep(cells, attributes, "=" + (_text(formula) or "…"))
    if b't="e"' in chunk:
        for attributes, _formula, error in _ERROR.findall(chunk):
            _keep(cells, attributes, _text(error))


def _keep(cells: Cells, attributes: bytes, text: str) -> None:
    place = _PLACE.search(attributes)
    if place and len(cells) < _MOST_CELLS:
        cells.setdefault(int(place[2]), {})[_column(place[1])] = text


def _column(letters: bytes) -> int:
    """ "A" → 0, "AA" → 26."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column - 1


def _text(escaped: bytes) -> str:
    text = escaped.decode("utf-8", "replace")
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text

"""SIPP files: the template's sheets and headers in their order, every cell text."""

from collections.abc import Iterable, Mapping, Sequence

from reports.rules.sipp_layout import Layout
from reports.rules.sipp_layouts import STOP_CODES
from reports.writers.sipp_help import help_lines
from reports.writers.text_workbook import MEDIA_TYPE, Sheet, TextWorkbook

__all__ = ["MEDIA_TYPE", "SippFile", "sipp_file"]

_HELP, _LOCATIONS, _STOPS = "Petunjuk Pengisian", "Lokasi Pekerjaan", "SEBAB NA"
_HELP_WIDTHS, _NAME_WIDTHS, _CODE_WIDTHS = (28, 110), (44, 16), (10, 60)


class SippFile:
    """A file of one layout that people are added to. `locations`: (name, code) of BPJS's table.

    Equal rows give equal bytes.
    """

    def __init__(self, layout: Layout, locations: Sequence[tuple[str, str]]) -> None:
        place = layout.sheets.index(layout.data_sheet)
        self._locations, self._after = locations, layout.sheets[place + 1 :]
        self._book = TextWorkbook(layout.sheets)
        for name in layout.sheets[:place]:
            self._book.put(self._table(name, layout))
        self._layout = layout
        self._people = self._book.open(layout.data_sheet, layout.headers)

    def add(self, cells: Sequence[str]) -> None:
        """One person, in the order of the layout's columns."""
        self._people.add(cells)

    def close(self) -> bytes:
        """The file."""
        self._people.close()
        for name in self._after:
            self._book.put(self._table(name, self._layout))
        return self._book.close()

    def _table(self, name: str, layout: Layout) -> Sheet:
        tables: Mapping[str, Sheet] = {
            _HELP: Sheet(_HELP, ("KOLOM", "CARA MENGISI"), help_lines(layout), _HELP_WIDTHS),
            _LOCATIONS: Sheet(_LOCATIONS, ("NAMA", "KODE_LOKASI"), self._locations, _NAME_WIDTHS),
            _STOPS: Sheet(_STOPS, ("KODE", "SEBAB_NA"), tuple(STOP_CODES.items()), _CODE_WIDTHS),
        }
        return tables[name]


def sipp_file(layout: Layout, rows: Iterable[Sequence[str]], locations: Sequence[tuple[str, str]]) -> bytes:
    """The file of rows that are there already."""
    file = SippFile(layout, locations)
    for cells in rows:
        file.add(cells)
    return file.close()

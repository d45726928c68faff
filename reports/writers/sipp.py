"""SIPP files: the template's sheets and headers in their order, every cell text."""

from collections.abc import Iterable, Mapping, Sequence

from reports.rules.sipp_layout import Layout
from reports.rules.sipp_layouts import STOP_CODES
from reports.writers.sipp_help import help_lines
from reports.writers.text_workbook import MEDIA_TYPE, Sheet, text_workbook

__all__ = ["MEDIA_TYPE", "sipp_file"]

_HELP, _LOCATIONS, _STOPS = "Petunjuk Pengisian", "Lokasi Pekerjaan", "SEBAB NA"
_HELP_WIDTHS, _NAME_WIDTHS, _CODE_WIDTHS = (28, 110), (44, 16), (10, 60)


def sipp_file(layout: Layout, rows: Iterable[Sequence[str]], locations: Sequence[tuple[str, str]]) -> bytes:
    """The workbook of one layout; equal rows give equal bytes. `locations`: (name, code) of BPJS's table."""
    tables: Mapping[str, Sheet] = {
        _HELP: Sheet(_HELP, ("KOLOM", "CARA MENGISI"), help_lines(layout), _HELP_WIDTHS),
        layout.data_sheet: Sheet(layout.data_sheet, layout.headers, rows),
        _LOCATIONS: Sheet(_LOCATIONS, ("NAMA", "KODE_LOKASI"), locations, _NAME_WIDTHS),
        _STOPS: Sheet(_STOPS, ("KODE", "SEBAB_NA"), tuple(STOP_CODES.items()), _CODE_WIDTHS),
    }
    return text_workbook([tables[name] for name in layout.sheets])

"""annex-13600: the names of a regency's 13,600 people as PDF, by kecamatan and desa, beside one WeasyPrint document.

The peer lays out the same rows, columns and headings as one HTML document, as one would write it first. It is linear in
its rows, and runs on a tenth of them: its time is multiplied by ten, as its name says.
"""

import datetime
import io
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape

import weasyprint

from benchmarks import people as invented
from benchmarks.harness import Result, median_seconds, once_seconds, rss_mib
from enrolment.models import Region
from reports.rules.people_annex import Listed, Opened, Row, lines, period
from reports.writers.people_annex import Head, write

ROWS, SHARE = 13_600, 10
REGION = "16.09"
_FIRST, _LAST = datetime.date(2024, 1, 25), datetime.date(2024, 2, 25)
_NIK, _NAME, _SEX, _TPS, _POST = 1, 3, 6, 14, 15
_HEAD = Head(("DAFTAR NAMA PETUGAS",), ("Pemilu 2024",), "Daftar nama petugas", "Dinas Contoh", in_full=True)
_STYLE = (
    "<style>@page { size: A4; margin: 15mm } td, th { border: 1px solid; font-size: 8pt } "
    "table { border-collapse: collapse; width: 100% }</style>"
)


def run() -> Result:
    """The peer after ours, so that its memory is not counted as ours."""
    regions = list(Region.objects.below(REGION, "desa").order_by("pk").select_related("parent"))
    names = {region.pk: region.name for each in regions for region in (each, each.parent)}
    people = _people(regions, ROWS)
    ours = median_seconds(lambda: write(io.BytesIO(), _HEAD, iter(people), names))
    memory = rss_mib()
    part = people[: ROWS // SHARE]
    peer = once_seconds(partial(_peer, part, names)) * SHARE
    name = f"one WeasyPrint document, a tenth of the rows x {SHARE}"
    return Result("annex-13600", ours, name, round(peer, 4), len(people), memory)


def _people(regions: Sequence[Region], count: int) -> list[Listed]:
    """As many in each desa as it takes, in the order of their codes."""
    places = [invented.Desa(each.pk, each.name, each.parent.name if each.parent else "") for each in regions]
    rows = invented.kpps(places, count)
    each_desa = -(-count // (invented.A_KPPS * len(places))) * invented.A_KPPS
    return [
        Listed("", places[number // each_desa].code, *_cells(row), _FIRST, _LAST) for number, row in enumerate(rows)
    ]


def _cells(row: Sequence[str | int]) -> tuple[str, str, str, str, int]:
    return str(row[_NAME]), str(row[_SEX]), str(row[_NIK]), str(row[_POST]), int(row[_TPS])


def _peer(people: Sequence[Listed], names: dict[str, str]) -> None:
    weasyprint.HTML(string=f"{_STYLE}<table>{''.join(_rows(people, names))}</table>").write_pdf()


def _rows(people: Sequence[Listed], names: dict[str, str]) -> Iterator[str]:
    for line in lines(people, names):
        if isinstance(line, Row):
            one = line.person
            cells = (line.number, one.name, one.sex, one.nik, one.post, one.tps, period(one.first, one.last))
            yield f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in cells)}</tr>"
        else:
            total = "" if isinstance(line, Opened) else f": {line.tally.text}"
            yield f"<tr><th colspan=7>{escape(line.title)}{total}</th></tr>"

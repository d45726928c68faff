"""export-13600: a kabupaten's people as SIPP files, from what is told of each to the bytes of the workbooks.

The peer writes the same rows with openpyxl's write-only mode. `province_s`: 140,000 people in fourteen files, one after
the other as a batch writes them; `rss_mib` is the most that either took.
"""

import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import openpyxl

from benchmarks.harness import Result, median_seconds, once_seconds, rss_mib
from reports.rules.sipp_layouts import NEW_MEMBERS
from reports.rules.sipp_values import Member, row_writer
from reports.writers.sipp import sipp_file

PEOPLE, PROVINCE = 13_600, 140_000
_BORN, _BIRTHDAYS = datetime.date(1972, 1, 1), 9_000
_FIRST, _LAST = datetime.date(2024, 1, 25), datetime.date(2024, 2, 25)


@dataclass(frozen=True)
class ExportResult(Result):
    """`province_s`: seconds for 140,000 people."""

    province_s: float


def run() -> ExportResult:
    people = list(_members(PEOPLE))
    ours = median_seconds(lambda: _write(people))
    province = once_seconds(lambda: _write(_members(PROVINCE)))
    memory = rss_mib()
    peer = median_seconds(lambda: _write_with_openpyxl(people), runs=3)
    return ExportResult("export-13600", ours, "openpyxl write-only, the same rows", peer, PEOPLE, memory, province)


def _write(people: Iterable[Member]) -> None:
    cells = row_writer(NEW_MEMBERS.values)
    for part in _parts(people):
        sipp_file(NEW_MEMBERS, (cells(member) for member in part), ())


def _write_with_openpyxl(people: Iterable[Member]) -> None:
    cells = row_writer(NEW_MEMBERS.values)
    for part in _parts(people):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet(NEW_MEMBERS.data_sheet)
        sheet.append(NEW_MEMBERS.headers)
        for member in part:
            sheet.append(cells(member))
        book.save(io.BytesIO())


def _parts(people: Iterable[Member]) -> Iterator[list[Member]]:
    waiting = iter(people)
    while part := list(islice(waiting, NEW_MEMBERS.max_rows)):
        yield part


def _members(number: int) -> Iterator[Member]:
    """Everyone invented, and of as many different words as people have."""
    for each in range(number):
        yield Member(
            reference=f"P001{each:08d}",
            name=f"Petugas Contoh {each % 977} Keluarga {each % 1_013}",
            nik=f"16090{each % 9 + 1}{each % 28 + 1:02d}{each % 12 + 1:02d}{each % 30 + 70}{each % 9_999 + 1:04d}",
            birth_place="Muaradua",
            birth_date=_BORN + datetime.timedelta(days=each % _BIRTHDAYS),
            mother=f"Ibu Contoh {each % 1_201}",
            sex="LP"[each % 2],
            marital="YT"[each % 3 == 0],
            phone=f"0812{each:08d}",
            address=f"Dusun {each % 9 + 1} RT {each % 20 + 1:03d} Jalan Contoh {each % 211}",
            postcode=f"{32_200 + each % 90}",
            wage=1_100_000,
            location="1609",
            start=_FIRST,
            end=_LAST,
            identity_valid_until=datetime.date(2090, 1, 1),
        )

"""One factory a model of enrolment. `make_election` needs the regions and presets of the fixture `reference`."""

import io
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from enrolment.actions.elections import create_election
from enrolment.actions.tps_lists import Loaded, load_tps_list
from enrolment.actions.units import enter_counts
from enrolment.models import CountKind, Election, Region, StageCode

TpsRow = tuple[str, int, int | None]


def make_election(region: str = "16.09", preset: str = "pemilu-2024", by: Any = None, **counts: int) -> Election:
    """An election with totals by kind: make_election(tps=1352, tps_coklit=1351)."""
    election = create_election(preset=preset, region=region, stages=[StageCode.COKLIT, StageCode.DPT], by=by)
    for kind, number in counts.items():
        enter_counts(election=election, kind=CountKind(kind), counts={region: number}, source="Rapat contoh", by=by)
    return election


def tps_rows(region: str, per_desa: int, voters: int | None = 280, desa: int | None = None) -> list[TpsRow]:
    """The same number of TPS in every desa of a region, or in its first few."""
    codes = Region.objects.below(region, "desa").order_by("code").values_list("pk", flat=True)
    return [(code, number, voters) for code in codes[:desa] for number in range(1, per_desa + 1)]


def tps_csv(rows: Sequence[Sequence[Any]], head: str = "desa_code,tps,voters") -> bytes:
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    return "\n".join([head, *lines, ""]).encode()


def tps_workbook(rows: Sequence[Sequence[Any]], head: Sequence[str] = ("Kode desa", "TPS", "Pemilih")) -> bytes:
    book = Workbook()
    book.active.append(list(head))
    for row in rows:
        book.active.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def make_tps_list(election: Election, rows: Sequence[TpsRow], stage: str = StageCode.DPT, **values: Any) -> Loaded:
    given = {"name": "tps.csv", "content": tps_csv(rows), "source": "Surat contoh", "by": None}
    return load_tps_list(election=election, stage=stage, **{**given, **values})


def upload(content: bytes, name: str = "tps.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/csv")

"""The list of people beside a bill: taken in, read, and kept line by line, each line sealed and matched."""

import json
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from budgeting import bill_lists
from budgeting.bill_lists import Layout, Matched
from budgeting.models import Bill, BillLine
from budgeting.rules.bill_list import ListedPerson
from budgeting.rules.notes import Faults, Note
from enrolment.rules.raw_row import column_letter
from pemilu_bpjs import audit, documents, vault
from pemilu_bpjs.formats import month_long
from pemilu_bpjs.models import Document

BILL_LIST = "bill-list"
SEALED_BILL_CELLS = "bill-cells"
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class KeptList:
    """What a list came to. `off_people`, `off_rupiah`: what the bill asks beyond its own list."""

    lines: int
    unknown: int
    off_people: int
    off_rupiah: int


def receive_list(*, bill: Bill, name: str, content: bytes, by: Any) -> Document:
    """Keeps the file, sealed, until it has been read: what its columns hold may have to be asked."""
    arrangement = bill.arrangement
    return documents.store(
        kind=BILL_LIST,
        title=f"Rincian tagihan {month_long(bill.month)}",
        source=f"bill:{bill.pk}",
        office=arrangement.office,
        region=arrangement.region,
        name=name,
        content=content,
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        by=by,
        is_draft=False,
        is_personal=True,
    )


def apply_list(*, bill: Bill, file: Document, layout: Layout | None = None, by: Any) -> KeptList | None:
    """Reads a received file and keeps its lines in place of earlier ones; None where its columns have to be asked.

    Nothing is kept of a list in which any amount cannot be read. Raises notes.Faults and sheets.SheetError.
    """
    found = bill_lists.read(file.name, documents.content(file), layout)
    if found is None:
        return None
    if found.faults:
        cells = ", ".join(f"{column_letter(fault.place)}{fault.row}" for fault in found.faults)
        raise Faults((Note("bill-list-amounts", "", {"cells": cells}),))
    if not found.lines:
        raise Faults((Note("bill-list-empty"),))
    return keep_lines(bill=bill, lines=found.lines, by=by)


def keep_lines(*, bill: Bill, lines: Iterable[ListedPerson], by: Any) -> KeptList:
    """The lines of a bill, all or none of them. They may come to another sum than the bill: then that is told."""
    lines = tuple(lines)
    with transaction.atomic():
        locked = Bill.objects.select_for_update(of=("self",)).select_related("arrangement__office").get(pk=bill.pk)
        if locked.voided_at is not None:
            raise Faults((Note("bill-withdrawn"),))
        BillLine.objects.filter(bill=locked).delete()
        seal = vault.sealer(SEALED_BILL_CELLS)
        found = list(bill_lists.matched(locked.arrangement, lines))
        BillLine.objects.bulk_create(
            (_line(locked, each, seal(json.dumps(each.line.cells, ensure_ascii=False).encode())) for each in found),
            batch_size=_AT_ONCE,
        )
        kept = _kept(locked, found)
        audit.record(
            "bill.list",
            by=by,
            subject=f"bill:{locked.pk}",
            office=locked.arrangement.office,
            region=locked.arrangement.region,
            detail={"month": locked.month, "lines": kept.lines, "unknown": kept.unknown, "off": kept.off_rupiah},
        )
    return kept


def _line(bill: Bill, found: Matched, sealed: bytes) -> BillLine:
    line = found.line
    return BillLine(
        bill=bill,
        row=line.row,
        person_id=found.person,
        nik_fp=found.nik_fp,
        kpj_fp=found.kpj_fp,
        base=line.base,
        jkk=line.jkk,
        jkm=line.jkm,
        total=line.total,
        sealed=sealed,
    )


def _kept(bill: Bill, found: list[Matched]) -> KeptList:
    listed = sum(each.line.total for each in found)
    unknown = sum(each.person is None for each in found)
    return KeptList(len(found), unknown, bill.people - len(found), bill.total - listed)

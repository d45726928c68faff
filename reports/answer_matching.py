"""Which row of ours each row of an answer is about, and what is known of it: asked in sets, thousands at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from budgeting.models import Registration
from pemilu_bpjs import vault
from reports.answer_reading import ReadRow
from reports.models import Answer, BatchRow
from reports.models.batch import FileKind
from reports.rules.answer_outcomes import Answered, Known, Said, Why
from reports.rules.answer_words import Verdict
from reports.sending import KPJ

AT_ONCE = 2_000
_FIELDS = (
    "pk", "state", "kind", "is_superseded", "registration__person", "registration__reference",
    "registration__person__nik_fp", "registration__kpj_fp", "registration__confirmed_from",
)  # fmt: skip


@dataclass(slots=True)
class Matched:
    """All rows of a file, each with the row of ours that it names; what is known of those, and who holds a number."""

    said: list[Said] = field(default_factory=list)
    known: dict[int, Known] = field(default_factory=dict)
    holders: dict[str, int] = field(default_factory=dict)

    def add(self, more: "Matched") -> None:
        self.said += more.said
        self.known |= more.known
        self.holders |= more.holders


@dataclass(frozen=True, slots=True)
class _Keys:
    """What a row can be found by; fingerprints, for nothing else is in the clear."""

    reference: str
    nik: bytes
    kpj: bytes


class Matcher:
    """For the rows of one answer: by reference, else by NIK, else by KPJ, among what was sent."""

    def __init__(self, answer: Answer) -> None:
        self._sent = _sent(answer)
        self._nik_fp, self._kpj_fp = vault.fingerprinter("nik"), vault.fingerprinter(KPJ)

    def match(self, chunk: Sequence[tuple[int, ReadRow]]) -> Matched:
        """What some thousand rows, each with its place in the file, are about."""
        keys = [self._keys(row) for _place, row in chunk]
        ours = _Ours(self._sent, keys)
        found = Matched(holders=_holders({each.kpj for each in keys if each.kpj}))
        for (place, row), key in zip(chunk, keys, strict=True):
            sent = ours.of(key)
            if sent is not None:
                found.known[sent["pk"]] = _known(sent)
            found.said.append(_said(place, row, key, sent))
        return found

    def _keys(self, row: ReadRow) -> _Keys:
        cells = row.cells
        return _Keys(
            reference=cells.reference,
            nik=self._nik_fp(cells.nik) if cells.nik else b"",
            kpj=self._kpj_fp(cells.kpj) if cells.kpj else b"",
        )


class _Ours:
    """The rows of ours that a chunk may be about, by each of the keys: three questions, however many rows."""

    def __init__(self, sent: QuerySet[BatchRow, Any], keys: Sequence[_Keys]) -> None:
        self._by_reference = _by(sent, "registration__reference", {key.reference for key in keys if key.reference})
        self._by_nik = _by(sent, "registration__person__nik_fp", {key.nik for key in keys if key.nik})
        self._by_kpj = _by(sent, "registration__kpj_fp", {key.kpj for key in keys if key.kpj})

    def of(self, key: _Keys) -> dict[str, Any] | None:
        return self._by_reference.get(key.reference) or self._by_nik.get(key.nik) or self._by_kpj.get(key.kpj)


def _sent(answer: Answer) -> QuerySet[BatchRow, Any]:
    """Of each person one row: that of the batch which is answered, else the newest that was sent of him."""
    newer = BatchRow.objects.filter(registration=OuterRef("registration"), pk__gt=OuterRef("pk"))
    rows = BatchRow.objects.annotate(is_superseded=Exists(newer))
    if answer.batch_id is not None:
        return rows.filter(file__batch=answer.batch_id)
    return rows.filter(registration__arrangement=answer.arrangement_id, is_superseded=False)


def _by(sent: QuerySet[BatchRow, Any], name: str, values: set[Any]) -> dict[Any, dict[str, Any]]:
    if not values:
        return {}
    rows = sent.filter(Q((f"{name}__in", values))).values(*_FIELDS)
    return {_plain(row[name]): row for row in rows}


def _holders(numbers: set[bytes]) -> dict[str, int]:
    """Who has a KPJ already, whoever pays for him."""
    held = Registration.objects.filter(kpj_fp__in=numbers).values_list("kpj_fp", "person") if numbers else ()
    return {bytes(number).hex(): person for number, person in held}


def _known(sent: dict[str, Any]) -> Known:
    confirmed, number = sent["registration__confirmed_from"], sent["registration__kpj_fp"]
    return Known(
        answered=Answered(sent["state"]),
        person=sent["registration__person"],
        is_newest=not sent["is_superseded"],
        kpj=bytes(number).hex() if number else "",
        start=confirmed.isoformat() if confirmed and sent["kind"] != FileKind.LEAVER else "",
        takes_kpj=sent["kind"] == FileKind.NEW,
    )


def _said(place: int, row: ReadRow, key: _Keys, sent: dict[str, Any] | None) -> Said:
    if row.verdict is None:
        raise ValueError("a row whose status nobody has explained comes to nothing")
    cells = row.cells
    is_start = sent is not None and sent["kind"] != FileKind.LEAVER and row.verdict is Verdict.ACCEPTED
    return Said(
        place=place,
        verdict=row.verdict,
        batch_row=sent["pk"] if sent is not None else None,
        kpj=key.kpj.hex(),
        start=cells.start.isoformat() if cells.start and is_start else "",
        fault=_fault(row, key, sent),
    )


def _fault(row: ReadRow, key: _Keys, sent: dict[str, Any] | None) -> Why:
    if sent is not None:
        is_other = key.nik and key.nik != bytes(sent["registration__person__nik_fp"])
        return Why.IDENTIFIERS_DIFFER if is_other else Why.NONE
    if row.cells.names_somebody:
        return Why.NIK_DAMAGED if row.cells.nik_is_damaged and not row.cells.reference else Why.NOT_SENT
    return Why.NIK_DAMAGED if row.cells.nik_is_damaged else Why.NO_IDENTIFIER


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview | bytes) else value

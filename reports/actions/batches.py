"""Batches for BPJS: what would go now, freezing it, taking its files, and sending somebody again."""

import datetime
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from budgeting.models import Arrangement, Registration
from enrolment.models import Election
from pemilu_bpjs import audit, documents
from pemilu_bpjs.access import require
from pemilu_bpjs.jobs import Progress
from pemilu_bpjs.permissions import Right
from reports import held_back
from reports import sending_sql as sql
from reports.batch_making import Files, MadeFile, Tally, control_list, control_name
from reports.models import Batch, BatchFile, BatchRow
from reports.models.batch import CHANGES, FileKind
from reports.prefilled import Filling, Report, read_prefilled
from reports.rules.sipp_layout import Kind
from reports.sending import Candidates, candidates
from reports.writers.sipp import MEDIA_TYPE

FILE_KIND, CONTROL_KIND = "sipp-file", "sipp-control"

_TRIES = 3
_LONGEST_REASON = 300


class Overtaken(Exception):
    """Another batch of the election was frozen meanwhile: look again at what is left to be told."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a batch would be if it were frozen now. `number`: the one it would get; None where nobody is to be sent.

    `held_back` by code, in the order of the contract. `election_held` is that part of it which is the same for every
    payer of the election. `waiting`: people whose wage or particulars changed, for whom SIPP gives the file out.
    """

    number: int | None
    files: tuple[MadeFile, ...]
    people: int
    totals: dict[str, dict[str, int]]
    held_back: list[dict[str, str | int]]
    election_held: Counter[str]
    waiting: Counter[Kind]


@dataclass(frozen=True, slots=True)
class Filled:
    """A file of SIPP's filled in: the batch, None where nobody in it has changed; and what each row came to."""

    batch: Batch | None
    report: Report


def preview(arrangement: Arrangement, body: str = "", *, today: datetime.date | None = None) -> Preview:
    """Reads everybody's particulars and writes nothing; the files are measured and thrown away."""
    tally, number = Tally(), _next_number(arrangement.election_id)
    with candidates(arrangement, body=body, today=today or timezone.localdate()) as found:
        files = tuple(replace(file, content=b"") for file in Files(arrangement, found, number, tally))
    return _preview(arrangement, body, number if files else None, files, tally)


def freeze(
    *,
    arrangement: Arrangement,
    body: str = "",
    by: Any = None,
    progress: Progress | None = None,
    today: datetime.date | None = None,
) -> Batch | None:
    """The delta since the last batch, frozen and numbered; None where BPJS is to be told nothing new.

    Files are written before anything is kept; what is kept is kept in one transaction, so that a crash leaves a whole
    batch or none. Of two at once the second finds what the first left. Raises PermissionDenied, and ValidationError
    where the branch's own template cannot be filled.
    """
    return _freeze(_Asked(arrangement, body, by, progress, today or timezone.localdate(), Files))


def fill_prefilled(
    *,
    arrangement: Arrangement,
    name: str,
    content: bytes,
    by: Any,
    today: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Filled:
    """Changed wages or particulars written into the file that SIPP gave out.

    What was written counts as told. `key`: the filled file's own, so that a job that runs twice finds what it made.
    Raises ValidationError (a sentence under `file`), PermissionDenied.
    """
    require(by, Right.SEND_BATCH, region=arrangement.region, office_id=arrangement.office_id)
    filling = Filling(read_prefilled(name, content))
    batch = _freeze(_Asked(arrangement, "", by, None, today or timezone.localdate(), filling, key))
    return Filled(batch, filling.report)


def _freeze(asked: "_Asked") -> Batch | None:
    arrangement = asked.arrangement
    if asked.by is not None:
        require(asked.by, Right.SEND_BATCH, region=arrangement.region, office_id=arrangement.office_id)
    for _tried in range(1, _TRIES):
        try:
            return _make(asked)
        except Overtaken:
            continue
    with transaction.atomic():
        _hold(arrangement.election_id)
        return _make(asked)


def files_of(batch: Batch) -> Iterator[tuple[str, bytes]]:
    """Every file of a batch as it was frozen, by its path in a download; the control list comes last."""
    for file in batch.files.select_related("document").order_by("kind", "part"):
        yield file.name, documents.content(file.document)
    if batch.control is not None:
        yield control_name(batch.number), documents.content(batch.control)


def reopen(*, batch: Batch, by: Any) -> Batch:
    """Its files can be taken again for as many days as a new one's. Raises PermissionDenied."""
    arrangement = batch.arrangement
    require(by, Right.SEND_BATCH, region=arrangement.region, office_id=arrangement.office_id)
    batch.expires_at = _expiry(timezone.now())
    batch.save(update_fields=["expires_at"])
    _record("batch.reopen", batch, by, {"until": batch.expires_at.isoformat()})
    return batch


def put_back(*, registration: Registration, reason: str, by: Any) -> Registration:
    """Whom BPJS refused, or a change of his, is told again as it is. Raises ValidationError, PermissionDenied."""
    arrangement = registration.arrangement
    require(by, Right.SEND_BATCH, region=arrangement.region, office_id=arrangement.office_id)
    said = " ".join(reason.split())[:_LONGEST_REASON]
    if not said:
        raise ValidationError({"reason": _("Tulis alasannya: orang ini dikirim ulang tanpa perubahan.")})
    with transaction.atomic():
        if not _forget_told(registration):
            raise ValidationError(_("Hanya orang yang ditolak BPJS dapat dikirim ulang."))
        audit.record(
            "batch.put-back",
            by=by,
            subject=f"registration:{registration.pk}",
            office=arrangement.office,
            region=arrangement.region,
            detail={"reference": registration.reference, "reason": said},
        )
    registration.refresh_from_db()
    return registration


def _forget_told(registration: Registration) -> bool:
    """What was refused counts as never told; False where nothing of his stands refused."""
    states = Registration.State
    found = Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.pk)
    newest = BatchRow.objects.filter(registration=found).order_by("-pk").first()
    is_change = newest is not None and newest.state == BatchRow.State.REJECTED and newest.kind in CHANGES
    if found.state != states.REJECTED and not (is_change and found.state == states.ACTIVE):
        return False
    if is_change and newest.kind == FileKind.WAGE:
        found.sent_wage = None
    else:
        found.sent_content_fp = None
    found.updated_at = timezone.now()
    found.save(update_fields=["sent_wage", "sent_content_fp", "updated_at"])
    return True


@dataclass(frozen=True, slots=True)
class _Asked:
    arrangement: Arrangement
    body: str
    by: Any
    progress: Progress | None
    today: datetime.date
    write: Callable[[Arrangement, Candidates, int, Tally], Iterable[MadeFile]]
    key: uuid.UUID | None = None


def _make(asked: _Asked) -> Batch | None:
    """Raises Overtaken where another batch came in between, before anything is kept."""
    arrangement, tally = asked.arrangement, Tally()
    number = _next_number(arrangement.election_id)
    with candidates(arrangement, body=asked.body, today=asked.today) as found:
        files = []
        for file in asked.write(arrangement, found, number, tally):
            files.append(file)
            _tell(asked.progress, tally.people)
        if not files:
            return None
        told = _preview(arrangement, asked.body, number, files, tally)
        with transaction.atomic():
            _hold(arrangement.election_id)
            if _next_number(arrangement.election_id) != number:
                raise Overtaken
            return _keep(asked, told)


def _keep(asked: _Asked, told: Preview) -> Batch:
    """In the caller's transaction: documents, the batch, everybody's row and registration, and the audit's line."""
    at = timezone.now()
    batch = Batch.objects.create(
        arrangement=asked.arrangement,
        number=told.number,
        body=asked.body,
        people=told.people,
        totals=told.totals,
        held_back=told.held_back,
        frozen_by=asked.by,
        frozen_at=at,
        expires_at=_expiry(at),
    )
    for file in told.files:
        _keep_file(batch, file, asked.key)
    batch.control = _document(
        batch, CONTROL_KIND, control_name(batch.number), control_list(batch.number, told.files), "text/csv"
    )
    batch.save(update_fields=["control"])
    _keep_people(batch, at)
    detail = {"number": batch.number, "people": batch.people, "totals": batch.totals, "held_back": batch.held_back}
    _record("batch.freeze", batch, asked.by, {**detail, "sha256": [file.sha256 for file in told.files]})
    return batch


def _keep_file(batch: Batch, file: MadeFile, key: uuid.UUID | None) -> None:
    BatchFile.objects.create(
        batch=batch,
        kind=file.kind.value,
        part=file.part,
        layout=file.layout,
        name=file.name,
        rows=file.rows,
        sha256=file.sha256,
        document=_document(batch, FILE_KIND, file.name, file.content, MEDIA_TYPE, key),
    )


def _keep_people(batch: Batch, at: datetime.datetime) -> None:
    given = {
        "arrangement": batch.arrangement_id,
        "batch": batch.pk,
        "at": connection.ops.adapt_datetimefield_value(at),
    }
    with connection.cursor() as cursor:
        for statement in (*sql.KEPT, sql.ROWS):
            cursor.execute(statement, given)
        if cursor.rowcount != batch.people:
            raise AssertionError("a batch's rows are its people")


def _document(batch: Batch, kind: str, name: str, content: bytes, media_type: str, key: uuid.UUID | None = None) -> Any:
    arrangement = batch.arrangement
    return documents.store(
        id=key,
        kind=kind,
        title=f"{arrangement.election.name}: {name}"[:250],
        source=f"batch:{batch.pk}",
        office=arrangement.office,
        region=arrangement.region,
        name=name.rpartition("/")[2],
        content=content,
        media_type=media_type,
        by=batch.frozen_by,
        is_draft=False,
        is_personal=kind == FILE_KIND,
    )


def _preview(
    arrangement: Arrangement, body: str, number: int | None, files: Sequence[MadeFile], tally: Tally
) -> Preview:
    of_election = held_back.of_election(arrangement.election, body)
    return Preview(
        number=number,
        files=tuple(files),
        people=tally.people,
        totals=tally.totals,
        held_back=held_back.as_list(tally.held + of_election),
        election_held=of_election,
        waiting=tally.waiting,
    )


def _next_number(election_id: int) -> int:
    """One row of numbers an election, whoever pays."""
    last = Batch.objects.filter(arrangement__election=election_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _hold(election_id: int) -> None:
    """Whoever else freezes a batch of the election waits until this transaction is over."""
    Election.objects.select_for_update(no_key=True).get(pk=election_id)


def _expiry(at: datetime.datetime) -> datetime.datetime:
    return at + datetime.timedelta(days=settings.BATCH_OPEN_DAYS)


def _record(action: str, batch: Batch, by: Any, detail: dict[str, Any]) -> None:
    arrangement = batch.arrangement
    audit.record(
        action,
        by=by,
        subject=f"batch:{batch.pk}",
        office=arrangement.office,
        region=arrangement.region,
        detail=detail,
    )


def _tell(progress: Progress | None, people: int) -> None:
    if progress is not None:
        progress.set(people, message=_("Menulis berkas SIPP"))

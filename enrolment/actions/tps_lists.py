"""Load a TPS list: all stations of a stage replaced at once, or every problem told and nothing stored."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from enrolment.actions.units import sum_faults
from enrolment.counting import KIND_OF_STAGE, figures
from enrolment.models import CountKind, Election, PollingStation, Region, Stage, StageCode, TpsList, UnitCount
from enrolment.region_data import index_of
from enrolment.rules import tps_list as rules
from enrolment.rules import tps_problems as say
from enrolment.rules.region_code import Level
from enrolment.rules.tps_list import Station
from enrolment.rules.tps_problems import Problem
from enrolment.rules.units import covered, outgrown, roll_up
from enrolment.serving import changing_people
from enrolment.sheets import Sheet, SheetError, read_table
from pemilu_bpjs import audit, documents
from pemilu_bpjs.jobs import Job, JobFailed, Progress
from pemilu_bpjs.models import Document, Office

DOCUMENT_KIND = "tps-list"
STORED = gettext_noop("Daftar TPS tersimpan.")
SAME_FILE = gettext_noop("Daftar TPS ini sudah tersimpan sebelumnya; tidak ada yang berubah.")
REFUSED = gettext_noop("Daftar TPS belum dapat dipakai; tidak ada yang disimpan. Lihat apa yang perlu diperbaiki.")

# A province has 140,457 stations: bulk_create needs 12 s for them on SQLite, this 2 s, while other writers wait.
_INSERT = (
    "INSERT INTO enrolment_pollingstation (election_id, stage, desa_id, number, voters) VALUES (%s, %s, %s, %s, %s)"
)
_BATCH = 10_000
_WHOLE_LIST = frozenset({say.FILE_EMPTY.code, say.NAMES_PEOPLE.code, say.NO_HEADER.code, say.NO_DESA_COLUMN.code})


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A number that was entered before and gave way to the list."""

    kind: str
    region: str
    count: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a list: either `problems`, and nothing was stored, or all `stations` stand.

    `beyond`: TPS that a number entered above the list still counts besides those of the list.
    """

    stations: int = 0
    ignored: int = 0
    problems: tuple[Problem, ...] = ()
    more_problems: int = 0
    withdrawn: tuple[Withdrawn, ...] = ()
    beyond: int = 0
    is_same_file: bool = False


def keep_upload(
    *, election: Election, name: str, content: bytes, media_type: str, office: Office | None, by: Any
) -> Document:
    """Keeps the file as it was sent, so that a worker that dies can begin again, and its office can look it up later.

    Sealed, for nobody has looked into it yet: whoever errs sends a roster.
    """
    return documents.store(
        kind=DOCUMENT_KIND,
        title=f"Daftar TPS {election.name}: {name}",  # kept, so Indonesian whoever sends it
        source=f"election:{election.code}",
        office=office,
        region=election.region_id,
        name=name,
        content=content,
        media_type=media_type or "application/octet-stream",
        by=by,
        is_draft=True,
        is_personal=True,
    )


def load_tps_list(
    *,
    election: Election,
    stage: str,
    name: str,
    content: bytes,
    source: str,
    by: Any,
    progress: Progress | None = None,
) -> Loaded:
    """The stations of `stage` become those of the list; numbers entered before give way where they contradict it.

    The file that stands already changes nothing, so this may be called again after a crash.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    standing = TpsList.objects.filter(election=election, stage=stage, replaced_at=None).first()
    if standing is not None and standing.sha256 == sha256:
        return Loaded(stations=standing.rows, is_same_file=True)
    _tell(progress, 0, 3, _("Membaca berkas"))
    read = read_list(region=election.region_id, name=name, content=content)
    if read.problems:
        return Loaded(ignored=read.ignored, problems=read.problems, more_problems=read.more_problems)
    _tell(progress, 1, 3, _("Menyimpan TPS"))
    with changing_people(election.pk):
        _replace_stations(election, stage, read.stations)
        _replace_list(election, stage, name, sha256, len(read.stations), source, by)
        withdrawn = _withdraw_contradicted(election, StageCode(stage))
        beyond = _standing(election, StageCode(stage)) - len(read.stations)
        audit.record(
            "tps-list.load",
            by=by,
            subject=f"election:{election.code}",
            region=election.region_id,
            detail={"stage": stage, "file": name, "sha256": sha256, "stations": len(read.stations), "source": source},
        )
    _tell(progress, 3, 3, _("Daftar tersimpan"))
    return Loaded(stations=len(read.stations), ignored=read.ignored, withdrawn=withdrawn, beyond=beyond)


def load_kept_list(*, job: Job, progress: Progress) -> dict[str, Any]:
    """The job of an upload; its `params` name election, stage, source and the kept document.

    Raises JobFailed, with every problem in its result, where the list is refused.
    """
    given = job.params
    election = Election.objects.get(code=given["election"])
    document = Document.objects.get(pk=given["document"])
    loaded = load_tps_list(
        election=election,
        stage=given["stage"],
        name=document.name,
        content=documents.content(document),
        source=given["source"],
        by=job.owner,
        progress=progress,
    )
    link = reverse("enrolment:tps-list-result", args=[election.code, job.pk])
    # A page fills in the sentence in its reader's language; a program that reads the job gets it filled in.
    told = [{**asdict(each), "message": each.message} for each in loaded.problems]
    result = {"link": link, **asdict(loaded), "problems": told}
    if loaded.problems:
        raise JobFailed(REFUSED, result)
    return {"sentence": SAME_FILE if loaded.is_same_file else STORED, **result}


def read_list(*, region: str, name: str, content: bytes) -> rules.TpsList:
    """The list in a file, or every problem in it; of a workbook's sheets the one that holds a list."""
    try:
        sheets = read_table(name, content)
    except SheetError as refused:
        return rules.TpsList((), (Problem(None, None, refused.code, refused.message),))
    index = index_of(region)
    lists = [(sheet, rules.read(sheet.rows, index)) for sheet in sheets]
    found = [(sheet, each) for sheet, each in lists if not _holds_no_list(each)]
    if len(found) > 1:
        return rules.TpsList((), (_several([sheet for sheet, _read in found]),))
    roster = [(sheet, each) for sheet, each in lists if _names_people(each)]
    return (found or roster or lists)[0][1]


def _holds_no_list(read: rules.TpsList) -> bool:
    return not read.stations and any(problem.code in _WHOLE_LIST for problem in read.problems)


def _names_people(read: rules.TpsList) -> bool:
    return any(problem.code == say.NAMES_PEOPLE.code for problem in read.problems)


def _several(sheets: Sequence[Sheet]) -> Problem:
    """Taking the first and leaving the rest unread would lose TPS without a word."""
    names = ", ".join(f"“{sheet.name}”" for sheet in sheets)
    return Problem(None, None, say.SEVERAL_SHEETS.code, say.SEVERAL_SHEETS.text, {"sheets": names})


def _replace_stations(election: Election, stage: str, stations: Sequence[Station]) -> None:
    PollingStation.objects.filter(election=election, stage=stage).delete()
    with connection.cursor() as cursor:
        for start in range(0, len(stations), _BATCH):
            batch = stations[start : start + _BATCH]
            cursor.executemany(_INSERT, [(election.pk, stage, row.desa_code, row.tps, row.voters) for row in batch])


def _replace_list(election: Election, stage: str, name: str, sha256: str, rows: int, source: str, by: Any) -> None:
    now = timezone.now()
    Stage.objects.get_or_create(election=election, code=stage)
    TpsList.objects.filter(election=election, stage=stage, replaced_at=None).update(replaced_at=now)
    TpsList.objects.create(
        election=election,
        stage=stage,
        file_name=name[:255],
        sha256=sha256,
        rows=rows,
        source=source,
        loaded_by=by,
        loaded_at=now,
    )


def _withdraw_contradicted(election: Election, stage: StageCode) -> tuple[Withdrawn, ...]:
    """Numbers that the list replaces, and any number above that the list has outgrown.

    It replaces those of desa, and of regions in which it has TPS in every desa. The number of the whole region stays
    until it is outgrown: a list that lacks TPS must not leave people uninsured without a word.
    """
    kinds = [KIND_OF_STAGE[stage]] + ([CountKind.TPS_OVER_400] if stage == StageCode.COKLIT else [])
    gone: list[Withdrawn] = []
    for kind in kinds:
        gone += _withdraw(election, kind, region__level=Level.DESA)
        desa = Region.objects.below(election.region_id, Level.DESA).values_list("pk", flat=True)
        whole = covered(figures(election).get(kind, {}), desa, election.region_id)
        gone += _withdraw(election, kind, region__in=list(whole))
        codes = outgrown(figures(election).get(kind, {}), election.region_id)
        gone += _withdraw(election, kind, region__in=list(codes))
    for kind, code, _fault in sum_faults(election):
        gone += _withdraw(election, kind, region=code)
    return tuple(gone)


def _standing(election: Election, stage: StageCode) -> int:
    """The TPS of a stage that count now, those beyond the list included."""
    return roll_up(figures(election)[KIND_OF_STAGE[stage]], election.region_id)[election.region_id].total


def _withdraw(election: Election, kind: str, **where: Any) -> list[Withdrawn]:
    rows = UnitCount.objects.filter(election=election, kind=kind, replaced_at=None, **where)
    gone = [Withdrawn(str(kind), code, number) for code, number in rows.values_list("region_id", "count")]
    rows.update(replaced_at=timezone.now())
    return gone


def _tell(progress: Progress | None, done: int, total: int, message: str) -> None:
    if progress is not None:
        progress.set(done, total, message)

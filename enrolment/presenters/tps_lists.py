"""The upload of a TPS list and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolment import wording
from enrolment.models import Election, Region, StageCode, TpsList
from enrolment.presenters.elections import Crumbs, crumbs
from enrolment.presenters.units import Tab, ways
from pemilu_bpjs.models import Document, Job, User


@dataclass(frozen=True, slots=True)
class ListLine:
    stage: str
    file_name: str
    rows: str
    source: str
    loaded_by: str
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class UploadPage:
    election: Election
    crumbs: Crumbs
    tabs: tuple[Tab, ...]
    lists: tuple[ListLine, ...]
    template_url: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    row: str
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    election: Election
    crumbs: Crumbs
    stage: str
    sentence: str
    is_refused: bool
    problems: tuple[ProblemLine, ...]
    more: str
    beyond: str
    withdrawn: tuple[str, ...]
    back_url: str
    file_url: str
    units_url: str


def upload_page(election: Election) -> UploadPage:
    lists = TpsList.objects.filter(election=election, replaced_at=None).select_related("loaded_by")
    return UploadPage(
        election=election,
        crumbs=crumbs(election),
        tabs=ways(election, "daftar"),
        lists=tuple(_line(each) for each in lists),
        template_url=reverse("enrolment:tps-list-template", args=[election.code]),
    )


def result_page(election: Election, job: Job, user: User) -> ResultPage:
    result: dict[str, Any] = job.result or {}
    return ResultPage(
        election=election,
        crumbs=(*crumbs(election), (_("Daftar TPS"), reverse("enrolment:tps-list", args=[election.code]))),
        stage=str(StageCode(job.params["stage"]).label),
        sentence=_sentence(result),
        is_refused=bool(result["problems"]),
        problems=tuple(_problem(each) for each in result["problems"]),
        more=_more(result["more_problems"]),
        beyond=_beyond(result.get("beyond", 0)),
        withdrawn=_withdrawn(result["withdrawn"]),
        back_url=reverse("enrolment:tps-list", args=[election.code]),
        file_url=_file_url(job, user),
        units_url=reverse("enrolment:units", args=[election.code]),
    )


def _file_url(job: Job, user: User) -> str:
    """None for who follows the work without seeing people in full: it may turn out to be a roster."""
    document = job.params["document"]
    is_shown = Document.objects.visible_to(user).filter(pk=document).exists()
    return reverse("document", args=[document]) if is_shown else ""


def _line(row: TpsList) -> ListLine:
    by = str(row.loaded_by) if row.loaded_by else ""
    stage = str(StageCode(row.stage).label)
    return ListLine(stage, row.file_name, wording.number(row.rows), row.source, by, row.loaded_at)


def _sentence(result: dict[str, Any]) -> str:
    if result["problems"]:
        return _("Tidak ada yang disimpan. Perbaiki yang tercantum di bawah dalam berkas Anda, lalu unggah lagi.")
    stations, ignored = wording.number(result["stations"]), wording.number(result["ignored"])
    if result["is_same_file"]:
        return _("Berkas yang sama sudah tersimpan: %(stations)s TPS. Tidak ada yang berubah.") % {"stations": stations}
    stored = _("%(stations)s TPS tersimpan.") % {"stations": stations}
    sentence = ngettext(
        "%(ignored)s baris tanpa TPS (baris kosong, jumlah) dilewati.",
        "%(ignored)s baris tanpa TPS (baris kosong, jumlah) dilewati.",
        result["ignored"],
    )
    skipped = sentence % {"ignored": ignored}
    return f"{stored} {skipped}" if result["ignored"] else stored


def _problem(kept: dict[str, Any]) -> ProblemLine:
    row = wording.MISSING if kept["row"] is None else str(kept["row"])
    return ProblemLine(row, kept["column"] or wording.MISSING, wording.problem(kept))


def _more(count: int) -> str:
    if not count:
        return ""
    return _("Masih ada %s masalah lain; setelah yang di atas diperbaiki, unggah lagi untuk melihatnya.") % (
        wording.number(count)
    )


def _beyond(count: int) -> str:
    if count <= 0:
        return ""
    return _(
        "Jumlah yang Anda isi sebelumnya lebih besar dari daftar ini: %(count)s TPS tetap dihitung sebagai “Belum "
        "dirinci”. Bila daftar ini sudah lengkap, kosongkan jumlah itu pada “Isi jumlah”."
    ) % {"count": wording.number(count)}


def _withdrawn(kept: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    names = dict(Region.objects.filter(pk__in=[each["region"] for each in kept]).values_list("pk", "name"))
    return tuple(
        _("%(kind)s %(region)s: %(count)s yang dicatat sebelumnya diganti oleh daftar ini.")
        % {
            "kind": wording.kind_label(each["kind"]),
            "region": names.get(each["region"], each["region"]),
            "count": wording.number(each["count"]),
        }
        for each in kept
    )

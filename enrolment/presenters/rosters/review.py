"""An upload as its sender reviews it: how many rows are good, what is wrong with the others, what to do next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enrolment import roster_wording, wording
from enrolment.forms.fields import named_region
from enrolment.models import RosterUpload
from enrolment.presenters.elections import Next
from enrolment.presenters.rosters.deeds import Deeds, deeds
from enrolment.presenters.rosters.groups import Choosing, FaultGroup, fault_groups, rows_url
from enrolment.presenters.rosters.head import Head, head
from enrolment.presenters.rosters.lines import RowLine, row_lines
from enrolment.presenters.rosters.queues import QueueLink, queue_links
from enrolment.presenters.rosters.reading import DOUBTFUL, ORDINARY, left_out, passed_over
from enrolment.presenters.rosters.seats import names_of
from enrolment.presenters.rosters.units import UnitLine, unit_lines
from enrolment.presenters.rosters.uploads import State
from enrolment.roster_groups import Group
from enrolment.rules.bodies import Position as Post
from enrolment.rules.region_index import RegionIndex
from enrolment.rules.roster_clashes import NO_SEAT
from enrolment.rules.roster_problems import Severity
from enrolment.rules.roster_rows import Layout
from pemilu_bpjs.models import User
from pemilu_bpjs.tiles import Tile

MOST_REGIONS = 600
"""A list of names to choose from helps where it is short; a province has 3,000 desa and finds them by typing."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What an edit changes above the rows."""

    next: Next
    tiles: tuple[Tile, ...]
    stores: bool
    """Whether the next step stores anybody; else there is no more than to look."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was fetched for the page: the upload's layout and faults, some of its rows, its places and positions."""

    layout: Layout
    groups: Sequence[Group]
    rows: Page
    index: RegionIndex
    posts: Sequence[Post]
    """The election's positions."""
    bodies: frozenset[str] = frozenset()
    """Those that the upload is known to list, where anybody has to choose among them."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """What a word was said to mean a moment ago, if that was refused."""
    brings_news: bool = True
    """Whether storing the good rows would change anything."""


@dataclass(frozen=True, slots=True)
class Crowded:
    """Some rows found no seat: somebody may still sit there who is not in the file. `recheck_url` is "" as long as
    nobody has come or gone since the rows were checked, by the upload's own storing or otherwise."""

    compare_url: str
    recheck_url: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is told once a file; `url`: the rows that it speaks of, `kind` names it where links stand alone."""

    sentence: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    head: Head
    summary: Summary
    queues: tuple[QueueLink, ...]
    """What storing the rows has left for this reader to decide."""
    notice: str
    failure: str
    """Why the last job on the upload came to nothing."""
    remarks: tuple[Remark, ...]
    """What is wrong with the file as a whole."""
    doubts: tuple[str, ...]
    """Where the file may hold people who were not read, or not by their own columns."""
    facts: tuple[str, ...]
    """How the file was read: what was settled, which rows and sheets were left out."""
    damage: str
    """What Excel did to its NIKs, where it did."""
    crowded: Crowded | None
    errors: tuple[FaultGroup, ...]
    warnings: tuple[FaultGroup, ...]
    units: tuple[UnitLine, ...]
    lines: tuple[RowLine, ...]
    page: Page
    regions: tuple[str, ...]
    mean_url: str
    deeds: Deeds


def review_page(upload: RosterUpload, found: Found, user: User, *, may_send: bool) -> ReviewPage:
    is_open = may_send and upload.state == State.READY
    codes = (*found.index.kecamatan, *found.index.desa)
    names = names_of(found.posts, found.index)
    possible = deeds(upload, user, may_send=may_send)
    columns_url = "" if upload.accepted_at else possible.columns_url
    choosing = Choosing(own_posts(upload, found.posts), found.bodies, found.typed, columns_url)
    # What was taken back is mended by nobody.
    groups = () if upload.state == State.UNDONE else found.groups
    queues = queue_links(upload, (group.code for group in groups), user) if may_send else ()
    return ReviewPage(
        head=head(upload, may_send=is_open),
        summary=summary(upload, may_send=may_send, are_queues_empty=not queues, brings_news=found.brings_news),
        queues=queues,
        notice=_gone_words(upload),
        failure=_(upload.job.error) if upload.job and upload.job.error else "",
        remarks=() if upload.state == State.UNDONE else _remarks(upload),
        doubts=passed_over(upload, found.layout, DOUBTFUL),
        facts=reading_facts(upload, found.layout),
        damage=_damage(groups),
        crowded=_crowded(upload, groups) if is_open else None,
        errors=fault_groups(upload, groups, Severity.ERROR, choosing),
        warnings=fault_groups(upload, groups, Severity.WARNING, choosing),
        units=() if upload.state == State.UNDONE else unit_lines(upload.unit_problems, names),
        lines=row_lines(found.rows.object_list, found.layout, names, may_edit=is_open),
        page=found.rows,
        regions=tuple(named_region(found.index, code) for code in codes) if len(codes) <= MOST_REGIONS else (),
        mean_url=reverse("enrolment:roster-mean", args=[upload.pk]),
        deeds=possible,
    )


def _remarks(upload: RosterUpload) -> tuple[Remark, ...]:
    return tuple(
        Remark(roster_wording.file_message(kept), roster_wording.kind(kept["code"]), rows_url(upload, kept["code"]))
        for kept in upload.file_problems
    )


def _crowded(upload: RosterUpload, groups: Iterable[Group]) -> Crowded | None:
    if NO_SEAT.isdisjoint(group.code for group in groups):
        return None
    has_changed = upload.checked_version != upload.election.people_version
    recheck_url = reverse("enrolment:roster-recheck", args=[upload.pk]) if has_changed else ""
    return Crowded(reverse("enrolment:roster-compare", args=[upload.pk]), recheck_url)


def own_posts(upload: RosterUpload, posts: Iterable[Post]) -> list[Post]:
    """The positions that this institution sends people for; KPU's PPS propose the Linmas too (domain/bodies.md §1)."""
    own = (upload.institution, *(("Satpol PP",) if upload.institution == "KPU" else ()))
    return [post for post in posts if post.institution in own]


def summary(
    upload: RosterUpload, *, may_send: bool, are_queues_empty: bool = True, brings_news: bool = True
) -> Summary:
    """`brings_news`: whether storing the rows that wait would change anything."""
    good = waiting(upload)
    if upload.state == State.READY and good and not brings_news:
        step = _says_the_same(upload, may_send=may_send)
    elif may_send or upload.state != State.READY:
        step = next_step(upload, are_queues_empty=are_queues_empty)
    else:
        step = Next(_waits_for_sender(upload))
    return Summary(step, _tiles(upload, brings_news=brings_news), stores=good > 0 and brings_news)


def waiting(upload: RosterUpload) -> int:
    """Good rows that nobody has accepted yet."""
    return max(0, upload.ok + upload.warned - upload.accepted)


def next_step(upload: RosterUpload, *, are_queues_empty: bool = True) -> Next:
    """The one thing to do now."""
    if upload.state == State.UNDONE:
        return Next(_("Unggah daftar lagi bila orang-orang ini tetap bertugas."))
    if good := waiting(upload):
        url = reverse("enrolment:roster-compare", args=[upload.pk])
        label = ngettext("Simpan %s orang yang baik", "Simpan %s orang yang baik", good) % wording.number(good)
        return Next(_waiting_words(upload), label, url)
    if upload.rejected and upload.state == State.DONE:
        return Next(_("Daftar ini sudah ditutup: yang baik tersimpan, baris yang ditolak tidak disimpan."))
    if upload.rejected and not upload.accepted:
        return Next(_("Belum ada baris yang dapat disimpan. Perbaiki di bawah, atau unduh berkas kembalian."))
    if upload.rejected:
        return Next(_("Yang baik sudah tersimpan. Perbaiki baris yang ditolak di bawah, atau unduh berkas kembalian."))
    if not are_queues_empty:
        return Next(_("Semua baris sudah tersimpan. Yang masih perlu Anda putuskan ada di bawah."))
    return Next(_("Semua baris sudah tersimpan. Tidak ada lagi yang perlu Anda lakukan di sini."))


def _says_the_same(upload: RosterUpload, *, may_send: bool) -> Next:
    """A later list that brings nothing: who is no longer in it is seen in the comparison alone."""
    said = _("Yang baik di daftar ini sudah tersimpan persis begini; menyimpannya lagi tidak mengubah apa pun.")
    if upload.rejected:
        sentence = ngettext(
            "%s baris yang ditolak menunggu diperbaiki.", "%s baris yang ditolak menunggu diperbaiki.", upload.rejected
        )
        said = f"{said} {sentence % wording.number(upload.rejected)}"
    if not may_send:
        return Next(said)
    return Next(said, _("Bandingkan dengan yang tersimpan"), reverse("enrolment:roster-compare", args=[upload.pk]))


def _waits_for_sender(upload: RosterUpload) -> str:
    """To who only reads it: what others still have to do."""
    if good := waiting(upload):
        sentence = ngettext(
            "%s orang yang baik belum disimpan oleh pengirimnya.",
            "%s orang yang baik belum disimpan oleh pengirimnya.",
            good,
        )
        return sentence % wording.number(good)
    if rejected := upload.rejected:
        sentence = ngettext(
            "Yang baik sudah tersimpan; %s baris yang ditolak menunggu diperbaiki pengirimnya.",
            "Yang baik sudah tersimpan; %s baris yang ditolak menunggu diperbaiki pengirimnya.",
            rejected,
        )
        return sentence % wording.number(rejected)
    return _("Semua baris sudah tersimpan. Tidak ada lagi yang perlu Anda lakukan di sini.")


def _waiting_words(upload: RosterUpload) -> str:
    if not upload.rejected:
        return _("Semua baris dapat disimpan.")
    sentence = ngettext(
        "Simpan dulu yang baik; %s baris yang ditolak menunggu di sini dan dapat diperbaiki kapan saja.",
        "Simpan dulu yang baik; %s baris yang ditolak menunggu di sini dan dapat diperbaiki kapan saja.",
        upload.rejected,
    )
    return sentence % wording.number(upload.rejected)


def _tiles(upload: RosterUpload, *, brings_news: bool) -> tuple[Tile, ...]:
    """Four that add up, each leading to its rows."""
    stored = _("%s sudah tersimpan") % wording.number(upload.accepted) if upload.accepted else ""
    good, warned, rejected = _notes(upload, brings_news=brings_news)
    return (
        _tile(
            upload,
            pgettext("lembar kerja", "Baris"),
            upload.rows,
            "semua",
            stored or _("orang yang terbaca dari berkas"),
            "",
        ),
        _tile(upload, _("Baik"), upload.ok, "ok", good, "good"),
        _tile(upload, _("Dengan peringatan"), upload.warned, "warned", warned, "warn"),
        _tile(upload, _("Ditolak"), upload.rejected, "rejected", rejected, "bad"),
    )


def _notes(upload: RosterUpload, *, brings_news: bool) -> tuple[str, str, str]:
    """What is still to be done about good rows, rows with warnings, and rejected ones."""
    if upload.state == State.UNDONE:
        return "", "", ""
    good, warned = _("siap disimpan"), _("dapat disimpan; lihat bila sempat")
    if not waiting(upload):
        good = warned = _("sudah tersimpan")
    elif not brings_news:
        good = warned = _("sama dengan yang tersimpan")
    return good, warned, _("tidak disimpan") if upload.state == State.DONE else _("perlu diperbaiki dulu")


def _tile(upload: RosterUpload, label: str, number: int, state: str, note: str, tone: str) -> Tile:
    url = f"{reverse('enrolment:roster', args=[upload.pk])}?keadaan={state}#baris" if number else ""
    return Tile(label, wording.number(number), note if number else "", tone if number else "", url)


def _gone_words(upload: RosterUpload) -> str:
    if upload.state != State.UNDONE:
        return ""
    if upload.rows:
        return _(
            "Unggahan ini sudah dibatalkan: orang yang disimpannya dihapus, yang diubahnya kembali seperti semula."
        )
    return _("Unggahan ini sudah dibuang; berkas dan baris-barisnya sudah dihapus.")


def _damage(groups: Sequence[Group]) -> str:
    rows = sum(group.rows for group in groups if group.code == "nik-excel-damage")
    if not rows:
        return ""
    sentence = ngettext(
        "Excel merusak NIK di %s baris: angka keenam belas hilang dan tidak dapat ditebak.",
        "Excel merusak NIK di %s baris: angka keenam belas hilang dan tidak dapat ditebak.",
        rows,
    )
    return sentence % wording.number(rows)


def reading_facts(upload: RosterUpload, layout: Layout) -> tuple[str, ...]:
    """How the file was understood, so that a wrong reading is seen before anything is stored."""
    said = [roster_wording.settled(upload.settled)] if upload.settled else []
    passed = passed_over(upload, layout, ORDINARY)
    return (*(each for each in said if each), *passed, *(left_out(each) for each in layout.left_out))

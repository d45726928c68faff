"""What accepting an upload will change, against who stands: the numbers to agree to, and the people behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolment import roster_wording, wording
from enrolment.actions.rosters.accepting import Agreed
from enrolment.actions.rosters.comparing import SHOWN, Change, Comparison, Difference, Move
from enrolment.models import Assignment, RosterLine, RosterUpload
from enrolment.presenters.rosters.head import Head, head
from enrolment.presenters.rosters.review import waiting
from enrolment.presenters.rosters.seats import SeatNames, seat_names
from pemilu_bpjs.tiles import Tile


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody and his seat; `value` is that of the box that chooses him, "" where nothing is chosen."""

    name: str
    seat: str
    value: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    name: str
    seat: str
    differences: tuple[tuple[str, str, str], ...]
    """(field, old, new); old "" where no more can be told than that it changes."""


@dataclass(frozen=True, slots=True)
class People:
    """A kind of people in the comparison; `more` says how many of them are not listed."""

    title: str
    lead: str
    lines: tuple[PersonLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    head: Head
    is_first: bool
    sentence: str
    tiles: tuple[Tile, ...]
    absent: str
    stopped: str
    changed: tuple[ChangeLine, ...]
    more_changed: str
    namesakes: People
    same_person_url: str
    moves: tuple[People, ...]
    """Each with a box: to a free seat, and to one that somebody else still has."""
    gone: People
    end_all_url: str
    end_all: str
    good: int
    stores: Agreed
    """What the button does, as it sends it along."""
    heading: str
    label: str
    rejected: str
    accept_url: str
    may_accept: bool


@dataclass(frozen=True, slots=True)
class EndAllPage:
    """Everybody who is gone, before they are ended at once."""

    head: Head
    number: int
    sentence: str
    label: str
    lines: tuple[PersonLine, ...]
    more: str
    back_url: str


def end_all_page(upload: RosterUpload, number: int, first: Sequence[Assignment]) -> EndAllPage:
    """`first`: as many of them as are named."""
    names = seat_names(each.region_code for each in first)
    sentence = ngettext(
        "%s orang tersimpan di tempat-tempat dalam berkas ini, tetapi tidak ada di berkas. Perlindungannya berhenti "
        "sesudah hari terakhir di bawah.",
        "%s orang tersimpan di tempat-tempat dalam berkas ini, tetapi tidak ada di berkas. Perlindungannya berhenti "
        "sesudah hari terakhir di bawah.",
        number,
    )
    label = ngettext("Ya, akhiri tugas %s orang", "Ya, akhiri tugas %s orang", number)
    return EndAllPage(
        head=head(upload, may_send=True, is_below=True),
        number=number,
        sentence=sentence % wording.number(number),
        label=label % wording.number(number),
        lines=tuple(PersonLine(each.record.name, _seat(each, names)) for each in first),
        more=_more(number),
        back_url=reverse("enrolment:roster-compare", args=[upload.pk]) + "#akhiri",
    )


def compare_page(upload: RosterUpload, found: Comparison, *, may_send: bool) -> ComparePage:
    names = _names(found)
    good = waiting(upload)
    stores = Agreed(found.numbers.new + found.numbers.moved, found.numbers.changed)
    return ComparePage(
        head=head(upload, may_send=may_send, is_below=True),
        is_first=found.is_first,
        sentence=_sentence(found),
        tiles=_tiles(found),
        absent="" if found.is_first else _absent(found.numbers.absent),
        stopped=_stopped(found.numbers.stopped),
        changed=tuple(_change(each, names) for each in found.changed),
        more_changed=_more(found.numbers.changed),
        namesakes=_namesakes(found, names),
        same_person_url=reverse("enrolment:same-person"),
        moves=tuple(each for each in (_moved(found, names), _blocked(found, names)) if each.lines),
        gone=_gone(found, names),
        end_all_url=reverse("enrolment:roster-end-all", args=[upload.pk]),
        end_all=_end_all(found.numbers.gone),
        good=good,
        stores=stores,
        heading=_heading(stores, found),
        label=_label(stores, found),
        rejected=_rejected(upload.rejected - found.numbers.blocked),
        accept_url=reverse("enrolment:roster-accept", args=[upload.pk]),
        may_accept=may_send and good + found.numbers.blocked > 0,
    )


def _stopped(number: int) -> str:
    if not number:
        return ""
    sentence = ngettext(
        "%s orang di berkas ini sudah dicatat berhenti. Hari terakhirnya tetap seperti yang dicatat; bila itu keliru, "
        "betulkan di halaman orangnya.",
        "%s orang di berkas ini sudah dicatat berhenti. Hari terakhirnya tetap seperti yang dicatat; bila itu keliru, "
        "betulkan di halaman orangnya.",
        number,
    )
    return sentence % wording.number(number)


def _heading(stores: Agreed, found: Comparison) -> str:
    return _("Simpan") if stores.new + stores.changed + found.numbers.blocked else _("Tidak ada yang akan berubah")


def _label(stores: Agreed, found: Comparison) -> str:
    """What the button does: who stands already exactly so is not stored once more, only ticked off."""
    stored = stores.new + stores.changed
    if found.numbers.blocked:
        return _label_with_moves(stored)
    if not stored:
        return _("Ya, catat semuanya sudah tersimpan")
    return ngettext("Ya, simpan %s orang", "Ya, simpan %s orang", stored) % wording.number(stored)


def _label_with_moves(stored: int) -> str:
    """Whose new seat is taken is stored only where he and who has it were ticked: the number is without them."""
    if not stored:
        return _("Ya, simpan pindahan yang dicentang")
    label = ngettext(
        "Ya, simpan %s orang dan pindahan yang dicentang", "Ya, simpan %s orang dan pindahan yang dicentang", stored
    )
    return label % wording.number(stored)


def _names(found: Comparison) -> SeatNames:
    named = [each.seat for each in found.namesakes]
    moves = [*found.moved, *found.blocked]
    seats = [*(each.assignment for each in found.changed), *(each.old for each in moves), *found.gone, *named]
    lines = [*(each.line for each in found.changed), *(each.line for each in moves)]
    return seat_names(each.region_code for each in (*seats, *lines))


def _sentence(found: Comparison) -> str:
    """ "12 baru, 3 hilang, 5 berubah"."""
    if found.is_first:
        return _("Belum ada petugas yang tersimpan di tempat-tempat ini, jadi semuanya baru.")
    numbers = found.numbers
    parts = (
        _("%s baru") % wording.number(numbers.new),
        _("%s tidak ada lagi di berkas") % wording.number(numbers.gone),
        _("%s berubah") % wording.number(numbers.changed),
        _("%s pindah tempat") % wording.number(numbers.moved),
        _("%s tetap") % wording.number(numbers.unchanged),
    )
    return _("Dibandingkan dengan yang sudah tersimpan: %s.") % ", ".join(parts)


def _tiles(found: Comparison) -> tuple[Tile, ...]:
    """All but the last add up to the rows that can be stored."""
    numbers = found.numbers
    shown = [(_("Baru"), numbers.new, _("orang yang akan tersimpan"), "good")]
    if moved := numbers.moved:
        shown += [(_("Pindah"), moved, _("ke tempat tugas lain"), "good")]
    if not found.is_first:
        shown += [
            (_("Berubah"), numbers.changed, _("data atau jabatannya diperbarui"), ""),
            (_("Tetap"), numbers.unchanged, _("sama dengan yang tersimpan"), ""),
            (_("Tidak ada lagi"), numbers.gone, _("tetap tersimpan, kecuali Anda akhiri"), "warn"),
        ]
    return tuple(Tile(label, wording.number(n), note, tone if n else "", "") for label, n, note, tone in shown)


def _absent(number: int) -> str:
    """A file of some TPS calls nobody of the others gone; whoever meant to send all of them is told."""
    if not number:
        return ""
    sentence = ngettext(
        "Di desa dan badan yang sama, %s orang lagi tersimpan pada TPS atau tempat yang tidak ada barisnya dalam "
        "berkas ini. Mereka tetap bertugas dan dijamin; bila tugasnya berakhir, akhiri dari daftar petugas.",
        "Di desa dan badan yang sama, %s orang lagi tersimpan pada TPS atau tempat yang tidak ada barisnya dalam "
        "berkas ini. Mereka tetap bertugas dan dijamin; bila tugasnya berakhir, akhiri dari daftar petugas.",
        number,
    )
    return sentence % wording.number(number)


def _change(change: Change, names: SeatNames) -> ChangeLine:
    line = change.line
    return ChangeLine(
        line.name, _seat(line, names), tuple(_difference(each, names.positions) for each in change.differences)
    )


def _difference(each: Difference, positions: Mapping[str, str]) -> tuple[str, str, str]:
    old, new = (positions.get(said, said) if said else wording.MISSING for said in (each.old, each.new))
    if old == new or (_tells_a_letter(old) and _tells_a_letter(new)):
        old, new = "", _("berubah")
    return roster_wording.field_label(each.field), old, new


def _tells_a_letter(mask: str) -> bool:
    """ "J***": of an address, say; an arrow between two such would only look as if it told something."""
    return mask.endswith("***") and len(mask) <= len("J***")


def _moved(found: Comparison, names: SeatNames) -> People:
    lead = _(
        "Centang bila tugasnya di tempat lama berakhir. Tanpa centang ia tercatat di dua tempat. Bila kursi yang "
        "ditinggalkannya menunggu orang lain dari berkas ini, orang itu ditawarkan sesudah ini disimpan."
    )
    return People(_("Pindah tempat tugas"), lead, _move_lines(found.moved, names), _more(found.numbers.moved))


def _blocked(found: Comparison, names: SeatNames) -> People:
    lead = _(
        "Baris mereka ditolak karena kursi barunya masih ditempati orang lain, misalnya dua orang yang bertukar "
        "tempat. Centang semua yang bertukar: tugas lamanya berakhir dan ia disimpan di kursi barunya. Yang tidak "
        "dicentang, atau yang kursi barunya tidak ikut kosong, tetap seperti sekarang."
    )
    title = _("Pindah ke kursi yang masih ditempati")
    return People(title, lead, _move_lines(found.blocked, names), _more(found.numbers.blocked))


def _move_lines(moves: Sequence[Move], names: SeatNames) -> tuple[PersonLine, ...]:
    return tuple(PersonLine(each.line.name, _from_to(each.old, each.line, names), str(each.old.pk)) for each in moves)


def _namesakes(found: Comparison, names: SeatNames) -> People:
    lines = tuple(
        PersonLine(each.line.name, _seat(each.seat, names), url=reverse("enrolment:person", args=[each.seat.pk]))
        for each in found.namesakes
    )
    lead = _(
        "Mereka sudah tersimpan; nama dan tanggal lahirnya sama dengan baris berkas ini, tetapi NIK-nya lain. Bila "
        "hanya NIK-nya yang salah, perbaiki dulu di datanya. Bila baris ini disimpan begitu saja, keduanya tercatat."
    )
    return People(_("Mungkin orang yang sama (NIK lain)"), lead, lines, _more(found.numbers.namesakes))


def _gone(found: Comparison, names: SeatNames) -> People:
    lines = tuple(PersonLine(each.record.name, _seat(each, names), str(each.pk)) for each in found.gone)
    lead = _(
        "Mereka tersimpan, tetapi tidak ada di berkas ini. Mereka tetap bertugas dan dijamin, kecuali Anda mencentang "
        "dan mengakhirinya."
    )
    return People(_("Tidak ada lagi di berkas"), lead, lines, _more(found.numbers.gone))


def _end_all(number: int) -> str:
    """ "" where ticking one box is as quick."""
    return _("Akhiri semua %s orang ini") % wording.number(number) if number > 1 else ""


def _seat(each: Assignment | RosterLine, names: SeatNames) -> str:
    return names.seat(body=each.body, position=each.position, region=each.region_code, tps=each.tps)


def _from_to(old: Assignment, line: RosterLine, names: SeatNames) -> str:
    return f"{names.place(old.region_code, old.tps)} → {names.place(line.region_code, line.tps)}"


def _more(number: int) -> str:
    if number <= SHOWN:
        return ""
    rest = number - SHOWN
    return ngettext("Dan %s orang lagi.", "Dan %s orang lagi.", rest) % wording.number(rest)


def _rejected(number: int) -> str:
    if not number:
        return ""
    sentence = ngettext(
        "%s baris yang ditolak tidak ikut disimpan; baris itu menunggu diperbaiki.",
        "%s baris yang ditolak tidak ikut disimpan; baris itu menunggu diperbaiki.",
        number,
    )
    return sentence % wording.number(number)

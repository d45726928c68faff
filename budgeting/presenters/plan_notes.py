"""Warnings and faults of a plan as a planner reads them: what is the matter, what to do, where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from budgeting.presenters.plan_head import PlanHead
from budgeting.rules.notes import Note
from budgeting.wording import sentence

_UNFOLDED = 2  # sentences of one kind, before the rest is folded

_UNITS, _ENTRY, _REFERENCE, _SETTINGS = "units", "entry", "reference", "settings"

# What to do about a warning, and on which page.
_ADVICE: Mapping[str, tuple[str, str]] = {
    "unit-unknown": (_("Isi jumlahnya pada pemilihan; jabatan ini lalu ikut terhitung."), _UNITS),
    "tps-over-400-unknown": (_("Isi jumlahnya pada pemilihan."), _UNITS),
    "asn-excluded": (
        _("Bila mereka harus ikut, buka barisnya, isi 0 pada “Dikecualikan”, dan tulis alasannya."),
        _ENTRY,
    ),
    "coverage-outside-tenure": (_("Hapus centang bulan itu, atau perbaiki tanggal masa kerjanya."), _ENTRY),
    "tenure-unverified": (_("Cocokkan dengan SK, lalu isi hari pertama dan terakhirnya pada baris itu."), _ENTRY),
    "rate-unverified": (_("Mintalah perhitungan tertulis dari BPJS Ketenagakerjaan."), _REFERENCE),
    "no-code-regime": (_("Usulan untuk tahun itu belum dapat dibuat; lengkapi data acuannya."), _REFERENCE),
}
_LABELS: Mapping[str, str] = {
    _UNITS: _("Isi jumlah unit"),
    _ENTRY: _("Buka barisnya"),
    _REFERENCE: _("Lihat data acuan"),
    _SETTINGS: _("Buka pengaturan rencana"),
}


@dataclass(frozen=True)
class NoteGroup:
    """Warnings of one kind; `more` are those that stay folded. `url` is "" where the reader may not act."""

    sentences: tuple[str, ...]
    more: tuple[str, ...]
    advice: str
    url: str
    label: str


def warning_groups(notes: Iterable[Note], head: PlanHead) -> tuple[NoteGroup, ...]:
    """The warnings by kind, in the order of the plan; uncovered days have a panel of their own."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        if note.code != "uncovered-days":
            kinds.setdefault(note.code, []).append(note)
    return tuple(_group(code, found, head) for code, found in kinds.items())


def fault_groups(notes: Iterable[Note], head: PlanHead, names: Mapping[str, str]) -> tuple[NoteGroup, ...]:
    """Why a plan cannot be computed, by the place to mend it. Notes as rules.editing.by_code gives them.

    `names`: what the lines are called, by code.
    """
    places: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        section = note.key.partition(".")[0]
        place = {"units": _UNITS, "premium": _SETTINGS}.get(section, _ENTRY)
        places.setdefault((place, section), []).append(note)
    return tuple(_fault_group(place, found, head, names.get(section, "")) for (place, section), found in places.items())


def _fault_group(place: str, notes: Sequence[Note], head: PlanHead, name: str) -> NoteGroup:
    url = _address(place, notes, head)
    words = (sentence(note) for note in notes)
    named = (each if not name or name in each else f"{name}: {each}" for each in words)
    return NoteGroup(tuple(dict.fromkeys(named)), (), "", url, gettext(_LABELS[place]) if url else "")


def _group(code: str, notes: Sequence[Note], head: PlanHead) -> NoteGroup:
    advice, place = _ADVICE.get(code, ("", ""))
    url = _address(place, notes, head)
    sentences = tuple(dict.fromkeys(sentence(note) for note in notes))
    shown = len(sentences) if len(sentences) <= _UNFOLDED + 1 else _UNFOLDED
    return NoteGroup(
        sentences=sentences[:shown],
        more=sentences[shown:],
        advice=gettext(advice) if advice else "",
        url=url,
        label=gettext(_LABELS[place]) if url else "",
    )


def _address(place: str, notes: Sequence[Note], head: PlanHead) -> str:
    if place == _UNITS:
        return head.units_url
    if place == _REFERENCE:
        return reverse("budgeting:reference")
    if not head.may_edit:
        return ""
    if place == _SETTINGS:
        return reverse("budgeting:plan-settings", args=[head.pk])
    codes = {note.key.partition(".")[0] for note in notes}
    if len(codes) == 1:
        return reverse("budgeting:entry-edit", args=[head.pk, codes.pop()])
    return reverse("budgeting:plan-edit", args=[head.pk])

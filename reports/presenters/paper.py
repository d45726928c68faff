"""Pages on which papers about people and cover are made: letters of batches, annexes of names, evaluations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from budgeting.models import Arrangement
from enrolment.models import Election
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long, moment_long
from pemilu_bpjs.models import Document
from pemilu_bpjs.presenters import DocumentLine, document_line
from reports.models import Batch
from reports.presenters.evaluation_tables import NamedTable, named_tables
from reports.rules.evaluation import EvaluationFigures, share


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One of a batch's letters: `made` "" while nobody made it."""

    key: str
    title: str
    note: str
    made: str
    url: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    number: int
    election: str
    facts: tuple[dict[str, str], ...]
    letters: tuple[LetterLine, ...]
    is_expired: bool


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """`people` on the list as it is asked for now."""

    election: str
    people: str
    action: str
    may_reveal: bool
    documents: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class ElectionLine:
    name: str
    region: str
    voting_day: Any
    url: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One payer's figures on screen; `action` "" where the reader makes no report."""

    payer: str
    tiles: tuple[dict[str, str], ...]
    tables: tuple[NamedTable, ...]
    budget_source: str
    action: str


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """`annex_url`: the names behind the figures; "" for who reads figures alone."""

    election: str
    annex_url: str
    payers: tuple[Evaluated, ...]
    documents: tuple[DocumentLine, ...]


def letter_page(batch: Batch, made: dict[bool, Document | None], *, may_reveal: bool) -> LetterPage:
    """`made`: the letters that stand, by whether their NIKs are whole."""
    arrangement = batch.arrangement
    kinds = [(False, _("Dengan NIK tersamar"), _("Empat angka pertama dan dua terakhir saja."))]
    if may_reveal:
        kinds.append((True, _("Dengan NIK lengkap"), _("Setiap pengambilan tercatat. Untuk cabang BPJS.")))
    facts = (
        {"label": _("Orang"), "value": thousands(batch.people)},
        {"label": _("Dibekukan"), "value": moment_long(timezone.localtime(batch.frozen_at))},
        {"label": _("Dapat diunduh sampai"), "value": moment_long(timezone.localtime(batch.expires_at))},
    )
    return LetterPage(
        number=batch.number,
        election=arrangement.election.name,
        facts=facts,
        letters=tuple(_letter(batch, made[in_full], *words, in_full=in_full) for in_full, *words in kinds),
        is_expired=batch.expires_at <= timezone.now(),
    )


def _letter(batch: Batch, document: Document | None, title: str, note: str, *, in_full: bool) -> LetterLine:
    key = "lengkap" if in_full else "tersamar"
    made = moment_long(timezone.localtime(document.created_at)) if document else ""
    return LetterLine(key, title, note, made, reverse("reports:batch-letter-file", args=[batch.pk, key]))


def annex_page(election: Election, people: int, documents: Iterable[Document], *, may_reveal: bool) -> AnnexPage:
    return AnnexPage(
        election=election.name,
        people=thousands(people),
        action=reverse("reports:people-annex", args=[election.code]),
        may_reveal=may_reveal,
        documents=tuple(_own(document) for document in documents),
    )


def _own(document: Document) -> DocumentLine:
    """A document that whoever made it takes by the page of annexes, masked lists being for readers too."""
    return replace(document_line(document), url=reverse("reports:people-annex-file", args=[document.pk]))


def election_lines(elections: Iterable[Election], route: str) -> tuple[ElectionLine, ...]:
    return tuple(
        ElectionLine(each.name, each.region.name, each.voting_day, reverse(route, args=[each.code]))
        for each in elections
    )


def evaluation_page(
    election: Election,
    evaluated: Sequence[tuple[Arrangement, EvaluationFigures, bool]],
    documents: Iterable[Document],
    *,
    may_name: bool,
) -> EvaluationPage:
    """`evaluated`: each payer's figures, and whether the reader makes its report."""
    return EvaluationPage(
        election=election.name,
        annex_url=reverse("reports:people-annex", args=[election.code]) if may_name else "",
        payers=tuple(_evaluated(*each) for each in evaluated),
        documents=tuple(document_line(document) for document in documents),
    )


def _evaluated(arrangement: Arrangement, figures: EvaluationFigures, may_make: bool) -> Evaluated:
    return Evaluated(
        payer=figures.payer,
        tiles=_tiles(figures),
        tables=named_tables(figures),
        budget_source=figures.budget_source,
        action=reverse("reports:evaluation-make", args=[arrangement.pk]) if may_make else "",
    )


def _tiles(figures: EvaluationFigures) -> tuple[dict[str, str], ...]:
    days = figures.days
    granted = sum(each.granted for each in figures.claims)
    return (
        {
            "label": _("Hari tugas terlindungi"),
            "value": share(days.covered, days.days),
            "note": _("%(covered)s dari %(days)s hari")
            % {"covered": thousands(days.covered), "days": thousands(days.days)},
        },
        {
            "label": _("Tidak terlindungi pada %(day)s") % {"day": date_long(figures.voting_day)},
            "value": thousands(figures.voting_uncovered),
            "note": _("dari %(people)s orang yang bertugas") % {"people": thousands(figures.voting_people)},
        },
        {
            "label": _("Klaim dikabulkan"),
            "value": thousands(granted),
            "note": rupiah(sum(each.amount for each in figures.claims)),
        },
        {
            "label": _("Dibayar"),
            "value": rupiah(figures.paid),
            "note": _("sisa anggaran %(left)s") % {"left": rupiah(figures.left)} if figures.budget else "",
        },
    )

"""Surat pernyataan that no cost is paid twice (SPTJM; domain/apbd.md §2, §8)."""

from dataclasses import dataclass

from budgeting.rules.figures import Figures, Party
from reports.rules.election_words import words_of
from reports.rules.letter import budget_name
from reports.rules.marks import Marks
from reports.rules.text import BLANK, Signature, place_and_date, signature
from reports.rules.words import full_region, letter_amount_in_words, nip, people


@dataclass(frozen=True, slots=True)
class Statement:
    """The paper: who declares, what, and who takes note."""

    title: tuple[str, str]
    signer: tuple[tuple[str, str], ...]
    opening: str
    promises: tuple[str, ...]
    closing: str
    place_and_date: str
    signature: Signature
    witnesses: tuple[Signature, ...]


def statement(figures: Figures) -> Statement:
    """The whole paper."""
    marks = Marks(figures)
    words = words_of(figures.election_kind)
    first, *others = words.promises
    signer = figures.signatory
    return Statement(
        title=("SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK", "TIDAK TERJADI TUMPANG TINDIH PEMBIAYAAN"),
        signer=(
            ("Nama", signer.name or BLANK),
            ("NIP", nip(signer.nip) or BLANK),
            ("Jabatan", signer.title),
        ),
        opening=(
            f"Sehubungan dengan usulan iuran JKK dan JKM pada {budget_name(figures)} sebesar "
            f"{letter_amount_in_words(figures.total)} bagi {people(figures.insured)} badan ad hoc penyelenggara "
            f"{figures.election_name} di {figures.region_name}, dengan ini menyatakan dengan sesungguhnya bahwa:"
        ),
        promises=(
            "Data dan perhitungan dalam usulan ini dapat dipertanggungjawabkan.",
            marks.text(first, words.funding_key),
            *others,
        ),
        closing=(
            "Demikian surat pernyataan ini dibuat dengan penuh tanggung jawab untuk dipergunakan sebagaimana mestinya."
        ),
        place_and_date=place_and_date(figures),
        signature=signature(signer),
        witnesses=_witnesses(figures),
    )


def _witnesses(figures: Figures) -> tuple[Signature, ...]:
    region = full_region(figures.region_name)
    return tuple(signature(Party(f"{title} {region}"), capitals=False) for title in ("Ketua KPU", "Ketua Bawaslu"))

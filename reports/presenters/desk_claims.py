"""What a family may claim, with its arithmetic in sight, and the papers that are needed (domain/bpjs.md §5, §11)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgeting.models import CoverPrice
from budgeting.rules.benefits import Benefits, FamilyBenefit, Stated, least_sure, of_basis
from budgeting.rules.premium import Basis
from budgeting.rules.rates import MembershipClass
from pemilu_bpjs.formats import rupiah
from reports.answering import CoverAnswer
from reports.rules.cover_answer import Verdict


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum that may be claimed. `confidence` as _parts/confidence.html takes it."""

    label: str
    value: str
    note: str
    confidence: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    name: str
    confidence: str = "M"


@dataclass(frozen=True, slots=True)
class Claims:
    """`lead` says under which condition; `agency` is the election agency's own money, None for other workers."""

    lead: str
    sums: tuple[Sum, ...]
    agency: Sum | None
    papers: tuple[Paper, ...]


# Named by press reports of claims of election workers; what a branch asks for beyond them is its own to say.
_PAPERS = (
    (gettext_lazy("Surat keterangan ahli waris"), "M"),
    (gettext_lazy("Akta kematian"), "M"),
    (gettext_lazy("Kartu keluarga (KK)"), "M"),
    (gettext_lazy("KTP almarhum dan KTP ahli waris"), "M"),
    (gettext_lazy("Buku rekening ahli waris"), "M"),
    (gettext_lazy("Laporan kecelakaan atau kronologi, bila kecelakaan kerja"), "L"),
)
_LEADS = {
    Verdict.COVERED: gettext_lazy("Bila ia meninggal pada masa perlindungan. BPJS yang memutuskan."),
    Verdict.UNANSWERED: gettext_lazy("Hanya bila BPJS menerimanya untuk tanggal itu. Jangan dijanjikan."),
    Verdict.OFF_DUTY: gettext_lazy("Hanya bila BPJS menyatakan ia terlindungi pada tanggal itu. Jangan dijanjikan."),
}
_AGENCY = "KPU"


def claims_of(answer: CoverAnswer, published: Benefits) -> Claims | None:
    """None where there is nothing to claim from BPJS and no agency that pays by itself."""
    agency = _agency(published) if answer.seat is not None and answer.seat.institution == _AGENCY else None
    if answer.verdict not in _LEADS or answer.price is None:
        return Claims("", (), agency, ()) if agency is not None else None
    basis = _basis(answer.price)
    return Claims(
        lead=str(_LEADS[answer.verdict]),
        sums=_sums(basis, of_basis(basis, published), published),
        agency=agency,
        papers=tuple(Paper(str(name), confidence) for name, confidence in _PAPERS),
    )


def _basis(price: CoverPrice) -> Basis:
    return Basis(MembershipClass(price.membership), price.base)


def _sums(basis: Basis, family: FamilyBenefit, published: Benefits) -> tuple[Sum, ...]:
    jkk = (published.jkk_multiple, published.jkk_periodic, published.jkk_funeral)
    return (
        Sum(
            _("Meninggal bukan karena kecelakaan kerja (JKM)"),
            _amount(family.jkm),
            _("Sama bagi semua, tidak bergantung upah."),
            least_sure(published.jkm_death),
            published.jkm_death.source if published.jkm_death else "",
        ),
        Sum(
            _("Meninggal karena kecelakaan kerja (JKK)"),
            _amount(family.jkk),
            _arithmetic(basis, published),
            least_sure(*jkk),
        ),
        Sum(
            _("Beasiswa untuk paling banyak dua anak"),
            _("sampai %s") % _amount(family.scholarship) if family.scholarship is not None else _amount(None),
            _("Pada JKM hanya sesudah tiga tahun menjadi peserta; petugas beberapa bulan biasanya tidak memenuhinya."),
            least_sure(published.scholarship),
        ),
    )


def _arithmetic(basis: Basis, published: Benefits) -> str:
    """ "48 × Rp1.100.000 + Rp22.000.000"."""
    parts = (published.jkk_multiple, published.jkk_periodic, published.jkk_funeral)
    multiple, periodic, funeral = parts
    if multiple is None or periodic is None or funeral is None:
        return ""
    fixed = rupiah(int(periodic.value + funeral.value))
    if basis.wage is None:
        said = {"times": int(multiple.value), "fixed": fixed}
        return _("%(times)s × penghasilan yang dilaporkan + %(fixed)s; dasarnya belum diketahui (BPU).") % said
    said = {"times": int(multiple.value), "base": rupiah(basis.wage), "fixed": fixed}
    return _("%(times)s × %(base)s + %(fixed)s (santunan berkala dan pemakaman)") % said


def _agency(published: Benefits) -> Sum:
    parts: tuple[Stated | None, ...] = (published.kpu_death, published.kpu_funeral)
    said = {"death": _amount(_whole(parts[0])), "funeral": _amount(_whole(parts[1]))}
    return Sum(
        _("Santunan KPU sendiri"),
        _("%(death)s dan biaya pemakaman %(funeral)s") % said,
        _("Bukan dari BPJS dan tidak dijumlahkan dengan yang di atas; tanyakan sekretariat KPU."),
        least_sure(*parts),
    )


def _whole(stated: Stated | None) -> int | None:
    return None if stated is None else int(stated.value)


def _amount(amount: int | None) -> str:
    return _("belum diketahui") if amount is None else rupiah(amount)

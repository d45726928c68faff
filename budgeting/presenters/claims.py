"""What a claimed figure is made of, in sentences and sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting.claims import Answer
from budgeting.wording import unit_name
from enrolment.counting import Provenance
from enrolment.rules.bodies import COUNT_KINDS
from enrolment.rules.claimed_total import RatioClaim, Sum, Whole
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.localised import date_long

_SHOWN_AT_ONCE = 3


@dataclass(frozen=True)
class Part:
    """A body in a sum, with where its people come from: "19 kecamatan × 5 = 95"."""

    name: str
    institution: str
    people: str
    explanation: str
    is_named: bool


@dataclass(frozen=True)
class SumCard:
    """One way to reach the figure. `words`: the arithmetic in sight."""

    words: str
    is_exact: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class UnitFact:
    """A count that was used, and who says it."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class RatioFinding:
    """What the claimed ratio would have given: of the unit that is claimed, and of the unit with which it fits."""

    claimed: str
    is_right: bool
    fits: tuple[str, ...]


@dataclass(frozen=True)
class ClaimPage:
    """`headline`: the finding in a sentence. `refuted`: bodies that the source names and that can be in no sum, or "".

    `sums`: the best, `others` those after them. `notes`: what else cannot be in any sum, or was not checked.
    """

    region: str
    headline: str
    tone: str
    refuted: str
    ratio: RatioFinding | None
    sums: tuple[SumCard, ...]
    others: tuple[SumCard, ...]
    more: str
    notes: tuple[str, ...]
    named: tuple[Part, ...]
    named_words: str
    units: tuple[UnitFact, ...]


def claim_page(answer: Answer) -> ClaimPage:
    headline, tone = _headline(answer)
    findings = answer.findings
    named = frozenset(whole.code for whole in answer.named)
    cards = tuple(_card(found, named) for found in findings.sums)
    return ClaimPage(
        region=f"{answer.question.region.name} ({answer.question.region.pk})",
        headline=headline,
        tone=tone,
        refuted=too_large_words(findings.too_large, findings.claimed) if _is_refuted(answer) else "",
        ratio=_ratio(answer),
        sums=cards[:_SHOWN_AT_ONCE],
        others=cards[_SHOWN_AT_ONCE:],
        more=_more(findings.more),
        notes=tuple(_notes(answer)),
        named=tuple(_part(whole, named) for whole in answer.named),
        named_words=_named_words(answer),
        units=tuple(_unit_facts(answer)),
    )


def arithmetic(found: Sum) -> str:
    """ "95 + 777 = 872; 4 tidak terjelaskan"."""
    people = " + ".join(thousands(whole.people) for whole in found.wholes)
    total = f"{people} = {thousands(found.total)}" if len(found.wholes) > 1 else people
    if not found.remainder:
        return total
    return _("%(sum)s; %(rest)s tidak terjelaskan") % {"sum": total, "rest": thousands(found.remainder)}


def too_large_words(wholes: Sequence[Whole], claimed: int) -> str:
    """Which bodies can be in no sum, for each alone has more people than the figure."""
    names = _listed([whole.name for whole in wholes], _("atau"))
    return _("Tidak ada jumlah yang memuat %(names)s: sendirian saja sudah melebihi %(claimed)s (%(sizes)s).") % {
        "names": names,
        "claimed": thousands(claimed),
        "sizes": "; ".join(f"{whole.name} {whole.explanation}" for whole in wholes),
    }


def ratio_words(ratio: RatioClaim, claimed: int) -> str:
    """ "1 orang per TPS: 1 × 1.352 = 1.352, lebih 1.093 dari 259"."""
    units = ratio.people // ratio.per_unit
    people = thousands(ratio.people)
    words = _("%(each)s orang per %(unit)s: %(each)s × %(units)s = %(people)s") % {
        "each": thousands(ratio.per_unit),
        "unit": unit_name(ratio.unit),
        "units": thousands(units),
        "people": people,
    }
    if not ratio.difference:
        return _("%(words)s, tepat.") % {"words": words}
    gap = _("lebih %s") if ratio.difference > 0 else _("kurang %s")
    return _("%(words)s, %(gap)s dari %(claimed)s.") % {
        "words": words,
        "gap": gap % thousands(abs(ratio.difference)),
        "claimed": thousands(claimed),
    }


def _headline(answer: Answer) -> tuple[str, str]:
    findings = answer.findings
    if not findings.sums:
        return _("Tidak satu badan pun cukup kecil untuk angka %s.") % thousands(findings.claimed), "warning"
    best = findings.sums[0]
    names = _listed([whole.name for whole in best.wholes], _("dan"))
    given = {"names": names, "claimed": thousands(findings.claimed), "rest": thousands(best.remainder)}
    if best.remainder:
        sentence = ngettext(
            "Yang terdekat dengan %(claimed)s: %(names)s; %(rest)s orang tidak terjelaskan.",
            "Yang terdekat dengan %(claimed)s: %(names)s; %(rest)s orang tidak terjelaskan.",
            best.remainder,
        )
        return sentence % given, "info"
    return _("%(claimed)s tepat sama dengan %(names)s.") % given, "success"


def _card(found: Sum, named: frozenset[str]) -> SumCard:
    parts = tuple(_part(whole, named) for whole in found.wholes)
    return SumCard(arithmetic(found), not found.remainder, parts)


def _is_refuted(answer: Answer) -> bool:
    """Whether the source names a body that alone has more people than its figure."""
    named = {whole.code for whole in answer.named}
    return any(whole.code in named for whole in answer.findings.too_large)


def _part(whole: Whole, named: frozenset[str]) -> Part:
    return Part(whole.name, whole.institution, thousands(whole.people), whole.explanation, whole.code in named)


def _ratio(answer: Answer) -> RatioFinding | None:
    if answer.question.ratio is None:
        return None
    claimed = answer.findings.claimed
    unit = answer.question.ratio.unit.value
    own = next((ratio for ratio in answer.ratios if ratio.unit == unit), None)
    if own is None:
        words = _("Jumlah %s tidak diketahui, jadi rasio itu tidak dapat diperiksa. Isi jumlahnya.") % unit_name(unit)
        return RatioFinding(words, False, _fits(answer, unit))
    return RatioFinding(ratio_words(own, claimed), not own.difference, _fits(answer, unit))


def _fits(answer: Answer, unit: str) -> tuple[str, ...]:
    fitting = (ratio for ratio in answer.ratios if not ratio.difference and ratio.unit != unit)
    return tuple(ratio_words(ratio, answer.findings.claimed) for ratio in fitting)


def _more(more: int) -> str:
    if not more:
        return ""
    return ngettext(
        "Masih ada %s jumlah lain dengan sisa yang sama.", "Masih ada %s jumlah lain dengan sisa yang sama.", more
    ) % thousands(more)


def _notes(answer: Answer) -> Iterable[str]:
    findings = answer.findings
    if findings.too_large and not _is_refuted(answer):
        yield too_large_words(findings.too_large, findings.claimed)
    for each in answer.unchecked:
        given = {"name": each.name, "unit": unit_name(each.unit.value)}
        if each.is_named:
            yield _("%(name)s disebut sumbernya, tetapi tidak diperiksa: jumlah %(unit)s tidak diketahui.") % given
        else:
            yield _("%(name)s tidak diperiksa: jumlah %(unit)s tidak diketahui.") % given
    unknown = set(findings.named_unknown) - {each.code for each in answer.unchecked}
    if unknown:
        yield _("Tidak ada dalam pemilihan ini: %s.") % ", ".join(sorted(unknown))


def _named_words(answer: Answer) -> str:
    total = answer.findings.named_total
    if total is None:
        return ""
    gap = answer.findings.claimed - total
    given = {"total": thousands(total), "gap": thousands(abs(gap)), "claimed": thousands(answer.findings.claimed)}
    if not gap:
        return _("Menurut rasio, badan yang disebut sumbernya berjumlah %(total)s: tepat.") % given
    if gap > 0:
        return _("Menurut rasio, badan yang disebut sumbernya berjumlah %(total)s: kurang %(gap)s.") % given
    return _("Menurut rasio, badan yang disebut sumbernya berjumlah %(total)s: lebih %(gap)s dari %(claimed)s.") % given


def _unit_facts(answer: Answer) -> Iterable[UnitFact]:
    for kind in COUNT_KINDS:
        number = getattr(answer.units, kind)
        if number is not None:
            own = getattr(answer.question.units, kind) is not None
            note = _("diisi di sini") if own else _said(answer.provenance.get(kind))
            yield UnitFact(_("Jumlah %s") % unit_name(kind), thousands(number), note)


def _said(provenance: Provenance | None) -> str:
    if provenance is None:
        return _("data wilayah Kemendagri")
    day = date_long(timezone.localtime(provenance.at)) if provenance.at else ""
    return " · ".join(each for each in (provenance.source or _("data Pemilu"), provenance.by, day) if each)


def _listed(names: Sequence[str], last: Any) -> str:
    """ "PPK", "PPK dan PPS", "PPK, PPS, dan KPPS"."""
    if len(names) < 3:
        return f" {last} ".join(names)
    return f"{', '.join(names[:-1])}, {last} {names[-1]}"

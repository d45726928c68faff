"""Totals of incidents as their page shows them: counts and rupiah, no names."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enrolment.models import Election
from pemilu_bpjs.formats import rupiah, thousands
from reports.incident_wording import kind_words
from reports.rules.incident_claim import Kind
from reports.rules.incident_totals import FEWEST, IncidentTotals, KindTotal


@dataclass(frozen=True, slots=True)
class TotalLine:
    label: str
    reported: str
    covered: str
    claimed: str
    granted: str
    refused: str
    waiting: str
    amount: str


@dataclass(frozen=True, slots=True)
class TotalsPage:
    """`places` empty where any of them would tell of somebody."""

    election: str
    lines: tuple[TotalLine, ...]
    whole: TotalLine
    places: tuple[tuple[str, str], ...]
    hint: str


def totals_page(election: Election, totals: IncidentTotals) -> TotalsPage:
    places = [(place, thousands(count)) for place, count in totals.places.told]
    if places and totals.places.others:
        places.append((_("Kecamatan lain"), thousands(totals.places.others)))
    hint = _("Kecamatan dengan kurang dari %s kejadian digabung, agar tidak seorang pun dapat dikenali.") % FEWEST
    return TotalsPage(
        election=election.name,
        lines=tuple(_total(kind_words(Kind(each.kind)), each) for each in totals.kinds),
        whole=_total(_("Jumlah"), totals.whole),
        places=tuple(places),
        hint=hint,
    )


def _total(label: str, found: KindTotal) -> TotalLine:
    counts = (found.reported, found.covered, found.claimed, found.granted, found.refused, found.waiting)
    return TotalLine(label, *map(thousands, counts), rupiah(found.amount))

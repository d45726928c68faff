"""Words of this stage that several pages share: what numbers count, where they come from, what is wrong with a list."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolment.counting import Provenance
from enrolment.models import CountKind
from enrolment.rules.bodies import Position, Unit
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.localised import date_long

MISSING = "–"


def number(count: int | None) -> str:
    """A count as it is printed; a dash where nobody knows it."""
    return MISSING if count is None else thousands(count)


def rows(count: int) -> str:
    """ "1.352 baris"."""
    return ngettext("%s baris", "%s baris", count) % number(count)


def kind_label(kind: str) -> str:
    return str(CountKind(kind).label)


def unit_label(unit: Unit) -> str:
    return {
        Unit.KECAMATAN: _("kecamatan"),
        Unit.DESA: _("desa/kelurahan"),
        Unit.TPS: _("TPS"),
        Unit.TPS_COKLIT: _("TPS coklit"),
    }[unit]


def provenance(found: Provenance | None) -> str:
    """ "Rapat koordinasi · Siti Contoh, 29 September 2023"."""
    if found is None:
        return ""
    who = [found.by] if found.by else []
    when = [date_long(timezone.localtime(found.at))] if found.at else []
    return " · ".join(part for part in (found.source, ", ".join(who + when)) if part)


def ratio(post: Position) -> str:
    """ "1.352 × 6" is the page's; this is the "6 per TPS" of it."""
    words = _("%(people)s per %(unit)s") % {"people": post.per_unit, "unit": unit_label(post.unit)}
    if not post.extra_per_over_400:
        return words
    more = _("%(people)s lagi per TPS di atas 400 pemilih") % {"people": post.extra_per_over_400}
    return f"{words}, {more}"


def problem(kept: Mapping[str, Any]) -> str:
    """The sentence of a TPS list's problem, as a job's result keeps it, in the reader's language."""
    sentence: str = _(kept["sentence"])
    return sentence % kept["params"] if kept["params"] else sentence

"""What a ceiling covers and leaves open, beside the plan as it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from budgeting.forms.ceiling import CeilingForm
from budgeting.presenters.months import short_months
from budgeting.presenters.plan_tables import body_name
from budgeting.rules.ceiling import Fit, Fitted
from budgeting.rules.line import Line
from budgeting.rules.sums import total
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.tiles import Tile


@dataclass(frozen=True)
class CeilingRow:
    """A line with the field of its place. `state`: what became of it; "" before anything is asked."""

    place: Any
    name: str
    body: str
    months: str
    cost: str
    kept: str
    kept_cost: str
    state: str
    tone: str
    open_words: str


@dataclass(frozen=True)
class CeilingPage:
    """`is_asked`: whether there is a result. `may_keep`: whether it pays for anybody at all, yet not for everything."""

    rows: tuple[CeilingRow, ...]
    total: str
    kept_total: str
    is_asked: bool
    headline: str
    tone: str
    tiles: tuple[Tile, ...]
    may_keep: bool


def ceiling_page(form: CeilingForm, lines: tuple[Line, ...], found: Fit | None) -> CeilingPage:
    fitted = {each.line.code: each for each in found.lines} if found else {}
    whole = total(lines).total
    headline, tone = _headline(found, whole) if found else ("", "")
    return CeilingPage(
        rows=tuple(_row(form, line, fitted.get(line.code)) for line in _in_order(lines, found)),
        total=rupiah(whole),
        kept_total=rupiah(found.total) if found else "",
        is_asked=found is not None,
        headline=headline,
        tone=tone,
        tiles=_tiles(found) if found else (),
        may_keep=found is not None and not found.is_whole and found.total > 0,
    )


def _in_order(lines: tuple[Line, ...], found: Fit | None) -> Iterable[Line]:
    return [each.line for each in found.lines] if found else lines


def _headline(found: Fit, whole: int) -> tuple[str, str]:
    if found.is_whole:
        return _("Pagu ini cukup untuk seluruh rencana."), "success"
    short = rupiah(whole - found.ceiling)
    if not found.total:
        return _("Pagu ini tidak cukup untuk satu bulan pun. Seluruh rencana perlu %s lagi.") % short, "error"
    return _("Pagu ini kurang %s. Yang dipotong tidak terlindungi oleh rencana ini.") % short, "warning"


def _tiles(found: Fit) -> tuple[Tile, ...]:
    cut = found.person_months_cut
    lines = sum(1 for each in found.lines if each.cut and each.line.insured)
    return (
        Tile(_("Pagu"), rupiah(found.ceiling)),
        Tile(_("Terpakai"), rupiah(found.total)),
        Tile(_("Sisa pagu"), rupiah(found.left)),
        Tile(
            _("Tidak lagi dibayar"),
            _("%s orang × bulan") % thousands(cut),
            _("pada %s baris") % thousands(lines) if cut else "",
            "bad" if cut else "good",
        ),
    )


def _row(form: CeilingForm, line: Line, fitted: Fitted | None) -> CeilingRow:
    state, tone = _state(fitted) if fitted else ("", "")
    return CeilingRow(
        place=form.place(line.code),
        name=line.name,
        body=body_name(line),
        months=short_months(line.months),
        cost=rupiah(line.total),
        kept=short_months(fitted.kept) if fitted else "",
        kept_cost=rupiah(fitted.cost) if fitted else "",
        state=state,
        tone=tone,
        open_words=_open(fitted) if fitted else "",
    )


def _state(fitted: Fitted) -> tuple[str, str]:
    if not fitted.line.insured:
        return _("tanpa iuran"), "neutral"
    if not fitted.cut:
        return _("utuh"), "good"
    return (_("sebagian"), "warn") if fitted.kept else (_("tidak terbayar"), "bad")


def _open(fitted: Fitted) -> str:
    """ "1.352 orang × 1 bulan (Jan 2024); 7 hari tugas per orang"."""
    line = fitted.line
    if not line.insured or not (fitted.cut or fitted.uncovered_days):
        return "–"
    words = []
    if fitted.cut:
        words.append(
            _("%(people)s orang × %(count)s bulan (%(months)s)")
            % {"people": thousands(line.insured), "count": len(fitted.cut), "months": short_months(fitted.cut)}
        )
    if fitted.uncovered_days:
        words.append(_("%s hari tugas per orang") % thousands(fitted.uncovered_days))
    return "; ".join(words)

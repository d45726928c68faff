"""Person-months as their pages show them: every payer's arrangement, one of them in sums, and what a run changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting.cover_state import Outdated, PositionPrice, Total, last_runs, outdated, position_prices, totals
from budgeting.cover_sums import Changes, Excluded, MonthSum, changes, excluded, sums
from budgeting.cover_words import (
    carrier_sentence,
    excluded_label,
    ground_name,
    payer_name,
    removal_label,
    saving_sentence,
)
from budgeting.models import Arrangement, CoverRun, PersonMonth
from enrolment.models import Election
from enrolment.people import Words, words_for, words_of
from pemilu_bpjs.charts import Chart, MonthBar, monthly
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import moment_long, month_long
from pemilu_bpjs.models import Office
from pemilu_bpjs.tiles import Tile

Crumbs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One payer's arrangement in the list."""

    election: str
    region: str
    payer: str
    ground: str
    months: str
    amount: str
    state: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class Missing:
    """An election that a payer of the reader's has not arranged yet."""

    election: str
    payer: str
    url: str


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they print; `total` meets the sum of `rows` in every column of numbers."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceLine:
    """What one person's month costs in a position, in which months, and by which law."""

    position: str
    months: str
    sources: str
    base: str
    jkk: str
    jkm: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    name: str
    url: str
    position: str
    unit: str
    month: str
    what: str
    amount: str


@dataclass(frozen=True, slots=True)
class CoverPage:
    pk: int
    title: str
    lead: str
    crumbs: Crumbs
    tiles: tuple[Tile, ...]
    outdated: tuple[str, ...]
    may_run: bool
    last_run: str
    changed: str
    reasons: tuple[str, ...]
    changes_url: str
    carrier: str
    saved: str
    savings: tuple[str, ...]
    chart: Chart | None
    months: Table
    prices: tuple[PriceLine, ...]
    excluded: tuple[tuple[str, str], ...]
    settings_url: str
    risk_url: str


def crumbs() -> Crumbs:
    return ((_("Perlindungan"), reverse("budgeting:covers")),)


def address(arrangement: Arrangement) -> str:
    return reverse("budgeting:cover", args=[arrangement.pk])


def cover_lines(arrangements: Sequence[Arrangement]) -> tuple[CoverLine, ...]:
    runs, sums_of = last_runs({each.election_id for each in arrangements}), totals(arrangements)
    return tuple(_line(each, runs.get(each.election_id), sums_of[each.pk]) for each in arrangements)


def missing_lines(pairs: Iterable[tuple[Election, Office]]) -> tuple[Missing, ...]:
    page = reverse("budgeting:cover-new")
    return tuple(
        Missing(election.name, office.name, f"{page}?pemilihan={election.code}&kantor={office.pk}")
        for election, office in pairs
    )


def cover_page(arrangement: Arrangement, *, may_run: bool, may_count: bool, bodies: Mapping[str, str]) -> CoverPage:
    """`may_count`: whether the reader sees how many of whom are uncovered."""
    run = last_runs([arrangement.election_id]).get(arrangement.election_id)
    found, whole = sums(arrangement), totals([arrangement])[arrangement.pk]
    said = changes(run) if run is not None else Changes()
    return CoverPage(
        pk=arrangement.pk,
        title=_("Perlindungan: %s") % arrangement.election.name,
        lead=f"{payer_name(arrangement)} · {ground_name(arrangement)}",
        crumbs=crumbs(),
        tiles=_tiles(found, whole, run),
        outdated=tuple(_outdated_sentence(each) for each in outdated(arrangement, run)),
        may_run=may_run,
        last_run=_run_sentence(run),
        changed=_changed(said),
        reasons=tuple(f"{removal_label(code)}: {thousands(said.by_reason[code])}" for code in said.by_reason),
        changes_url=reverse("budgeting:cover-changes", args=[arrangement.pk, run.number]) if run else "",
        carrier=carrier_sentence(arrangement),
        saved=_saved(run),
        savings=_savings(arrangement, run),
        chart=_chart(found),
        months=_months(found, bodies),
        prices=_prices(position_prices(arrangement), words_for(set()).positions),
        excluded=_excluded(excluded(arrangement.election)),
        settings_url=reverse("budgeting:cover-settings", args=[arrangement.pk]) if may_run else "",
        risk_url=reverse("budgeting:risk", args=[arrangement.election.code]) if may_count else "",
    )


def change_lines(rows: Iterable[PersonMonth], run: CoverRun) -> tuple[ChangeLine, ...]:
    shown = list(rows)
    words = words_of([each.assignment for each in shown])
    return tuple(_change(each, run, words) for each in shown)


def _change(row: PersonMonth, run: CoverRun, words: Words) -> ChangeLine:
    seat = row.assignment
    is_added = row.added_by_id == run.pk
    return ChangeLine(
        name=seat.record.name,
        url=reverse("enrolment:person", args=[seat.pk]),
        position=words.position(seat),
        unit=words.unit(seat),
        month=month_long(row.month),
        what=_("bertambah") if is_added else _("berkurang: %s") % removal_label(row.removal),
        amount=rupiah(row.price.jkk + row.price.jkm),
    )


def _line(arrangement: Arrangement, run: CoverRun | None, total: Total) -> CoverLine:
    stale = outdated(arrangement, run)
    return CoverLine(
        election=arrangement.election.name,
        region=arrangement.election.region.name,
        payer=payer_name(arrangement),
        ground=ground_name(arrangement),
        months=thousands(total.months),
        amount=rupiah(total.rupiah),
        state=_("belum dihitung") if run is None else _("perlu dihitung kembali") if stale else _("sesuai"),
        tone="warn" if stale else "good",
        url=address(arrangement),
    )


def _tiles(found: Sequence[MonthSum], whole: Total, run: CoverRun | None) -> tuple[Tile, ...]:
    by_month: defaultdict[str, int] = defaultdict(int)
    for each in found:
        by_month[each.month] += each.people
    most = max(by_month.values(), default=0)
    tiles = [
        Tile(_("Orang-bulan"), thousands(whole.months), _("satu iuran per orang dan bulan")),
        Tile(_("Orang terbanyak sebulan"), thousands(most)),
        Tile(_("JKK"), rupiah(whole.jkk)),
        Tile(_("JKM"), rupiah(whole.jkm)),
    ]
    if run is not None and run.saved_rupiah:
        note = _("%s orang-bulan ganda, seluruh pembayar") % thousands(run.saved_months)
        tiles.append(Tile(_("Tidak dibayar dua kali"), rupiah(run.saved_rupiah), note, "good"))
    return tuple(tiles)


def _outdated_sentence(reason: Outdated) -> str:
    return {
        Outdated.NEVER: _("Orang-bulan pemilihan ini belum pernah dihitung."),
        Outdated.PEOPLE: _("Petugas berubah sejak perhitungan terakhir."),
        Outdated.SETTINGS: _("Pengaturan iuran berubah sejak perhitungan terakhir."),
        Outdated.PLAN: _("Rencana berubah sejak perhitungan terakhir."),
    }[reason]


def _run_sentence(run: CoverRun | None) -> str:
    if run is None:
        return ""
    who = run.started_by.get_full_name() if run.started_by else _("perintah sistem")
    told = {"number": run.number, "at": moment_long(run.at), "who": who}
    return _("Perhitungan ke-%(number)s, %(at)s, oleh %(who)s.") % told


def _changed(said: Changes) -> str:
    if not said.added and not said.removed:
        return _("Tidak ada orang-bulan yang berubah.")
    told = {"added": thousands(said.added), "removed": thousands(said.removed)}
    return _("%(added)s orang-bulan bertambah, %(removed)s berkurang.") % told


def _saved(run: CoverRun | None) -> str:
    if run is None or not run.saved_months:
        return _("Tidak ada orang yang bertugas di dua tempat pada bulan yang sama.")
    told = {"months": thousands(run.saved_months), "amount": rupiah(run.saved_rupiah)}
    return _("%(months)s orang-bulan tidak dibayar dua kali: %(amount)s terhemat.") % told


def _savings(arrangement: Arrangement, run: CoverRun | None) -> tuple[str, ...]:
    """What this payer alone does not pay, by ground."""
    if run is None:
        return ()
    return tuple(saving_sentence(each) for each in arrangement.savings.filter(run=run).order_by("ground"))


def _chart(found: Sequence[MonthSum]) -> Chart | None:
    if not found:
        return None
    by_month: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for each in found:
        by_month[each.month][0] += each.jkk
        by_month[each.month][1] += each.jkm
    bars = [MonthBar(month, tuple(by_month[month])) for month in sorted(by_month)]
    description = _("Iuran tiap bulan menurut orang-bulan yang berlaku sekarang.")
    return monthly(_("Iuran menurut bulan"), description, series=("JKK", "JKM"), months=bars)


def _months(found: Sequence[MonthSum], bodies: Mapping[str, str]) -> Table:
    """Months down, bodies across (people), then JKK, JKM and their sum."""
    present = list(dict.fromkeys([body for body in bodies if any(each.body == body for each in found)]))
    present += sorted({each.body for each in found} - set(present))
    months = sorted({each.month for each in found})
    rows = [_month_row(month, [each for each in found if each.month == month], present) for month in months]
    return Table(
        _("Orang menurut bulan dan badan"),
        (_("Bulan"), *(bodies.get(body, body) for body in present), _("Orang"), "JKK", "JKM", _("Jumlah")),
        tuple(rows),
        _month_row("", found, present) if rows else (),
    )


def _month_row(month: str, found: Sequence[MonthSum], bodies: Sequence[str]) -> tuple[str, ...]:
    jkk, jkm = sum(each.jkk for each in found), sum(each.jkm for each in found)
    people = [sum(each.people for each in found if each.body == body) for body in bodies]
    name = month_long(month) if month else _("Jumlah")
    counts = (thousands(count) for count in (*people, sum(people)))
    return (name, *counts, rupiah(jkk), rupiah(jkm), rupiah(jkk + jkm))


def _prices(found: Sequence[PositionPrice], names: Mapping[str, str]) -> tuple[PriceLine, ...]:
    return tuple(
        PriceLine(
            position=names.get(each.position, each.position),
            months=_month_span(each.months),
            sources="; ".join(each.sources),
            base=_("tarif tetap BPU") if each.base is None else rupiah(each.base),
            jkk=rupiah(each.jkk),
            jkm=rupiah(each.jkm),
        )
        for each in found
    )


def _month_span(months: Sequence[str]) -> str:
    if len(months) == 1:
        return month_long(months[0])
    told = {"first": month_long(months[0]), "last": month_long(months[-1]), "count": len(months)}
    return _("%(first)s – %(last)s (%(count)s bulan)") % told


def _excluded(found: Iterable[Excluded]) -> tuple[tuple[str, str], ...]:
    return tuple((excluded_label(each.reason), _people(each.people)) for each in found)


def _people(count: int) -> str:
    return ngettext("%(n)s orang", "%(n)s orang", count) % {"n": thousands(count)}

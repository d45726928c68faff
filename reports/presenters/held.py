"""Those whom one reason keeps out of a batch, as their page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgeting.models import Arrangement
from enrolment import wording
from enrolment.models import Assignment, RosterLine
from enrolment.presenters.people.seats import SeatLine, seat_lines
from enrolment.presenters.rosters.lines import TONES
from enrolment.presenters.rosters.seats import SeatNames, seat_names
from pemilu_bpjs.formats import thousands
from reports.batch_wording import held_sentence
from reports.presenters.batches import Crumbs, crumbs, payer_name

# What is not mended on the person is mended here.
_MENDED_AT = {
    "nik-kpj-missing": ("reports:batches", gettext_lazy("Ke kiriman dan jawabannya")),
    "not-accepted": ("enrolment:rosters", gettext_lazy("Ke daftar petugas")),
    "location-unknown": ("budgeting:covers", gettext_lazy("Ke pengaturan perlindungan")),
    "wage-missing": ("budgeting:plans", gettext_lazy("Ke rencana")),
}


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of a roster whose person does not serve yet."""

    name: str
    seat: str
    source: str
    state: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class HeldPage:
    """`people` or `rows`; `unseen` says of how many the reader may not see the names, "" of none."""

    lead: str
    payer: str
    crumbs: Crumbs
    count: str
    unseen: str
    people: tuple[SeatLine, ...]
    rows: tuple[RowLine, ...]
    deed_url: str
    deed: str


def people_page(
    arrangement: Arrangement, code: str, seats: Iterable[Assignment], *, seen: int, unseen: int
) -> HeldPage:
    """`seats`: those of one page, out of `seen`."""
    said = ngettext(
        "%s orang lainnya tertahan karena sebab ini tidak ditampilkan: di luar daftar yang boleh Anda lihat.",
        "%s orang lainnya tertahan karena sebab ini tidak ditampilkan: di luar daftar yang boleh Anda lihat.",
        unseen,
    )
    count = ngettext("%s orang.", "%s orang.", seen) % thousands(seen)
    return _page(arrangement, code, count, unseen=said % thousands(unseen) if unseen else "", people=seat_lines(seats))


def rows_page(arrangement: Arrangement, code: str, lines: Iterable[RosterLine], *, seen: int) -> HeldPage:
    shown = list(lines)
    names = seat_names(line.region_code for line in shown)
    return _page(arrangement, code, f"{wording.rows(seen)}.", rows=tuple(_row(line, names) for line in shown))


def _page(
    arrangement: Arrangement,
    code: str,
    count: str,
    *,
    unseen: str = "",
    people: tuple[SeatLine, ...] = (),
    rows: tuple[RowLine, ...] = (),
) -> HeldPage:
    name, deed = _MENDED_AT.get(code, ("", ""))
    return HeldPage(
        lead=held_sentence(code),
        payer=payer_name(arrangement),
        crumbs=(*crumbs(), (_("Yang akan dikirim"), reverse("reports:sending", args=[arrangement.pk]))),
        count=count,
        unseen=unseen,
        people=people,
        rows=rows,
        deed_url=reverse(name) if name else "",
        deed=str(deed),
    )


def _row(line: RosterLine, names: SeatNames) -> RowLine:
    state = RosterLine.State(line.state)
    told = {"file": line.upload.file_name, "row": line.row, "sheet": line.sheet + 1}
    url = reverse("enrolment:roster", args=[line.upload_id])
    return RowLine(
        name=line.name or _("(tanpa nama)"),
        seat=names.seat(
            body=line.body, position=line.position, region=line.region_code, tps=line.tps, is_reserve=line.is_reserve
        ),
        source=_("%(file)s, lembar ke-%(sheet)s, baris %(row)s") % told,
        state=str(state.label),
        tone=TONES[state],
        url=f"{url}?keadaan={state.value}#baris",
    )

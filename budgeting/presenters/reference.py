"""The reference data as its pages show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from budgeting.models import Parameter
from budgeting.presenters import parameter_words
from budgeting.presenters.reference_values import MISSING, Names, is_number, label, period, shown
from budgeting.reference_tables import GROUPS, ReferenceTable
from enrolment.models import Region
from enrolment.rules.region_code import Level
from pemilu_bpjs.facts import Fact
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.models.dated import DatedRow


@dataclass(frozen=True, slots=True)
class TableLine:
    label: Any
    about: Any
    url: str
    count: str
    unverified: str
    unverified_url: str


@dataclass(frozen=True, slots=True)
class TableGroup:
    title: Any
    lines: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """`confidence` and `source` only where the value has one of its own."""

    text: str
    is_number: bool = False
    confidence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """`rest` tells the row from others whose first cell reads the same."""

    head: Cell
    rest: str
    url: str
    cells: tuple[Cell, ...]
    period: Cell
    source: str
    confidence: str
    note: str
    is_former: bool


@dataclass(frozen=True, slots=True)
class TablePage:
    title: Any
    about: Any
    crumbs: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    has_periods: bool
    aside: str
    aside_url: str
    add_url: str


@dataclass(frozen=True, slots=True)
class Version:
    """One row in the history of a matter; `changes`: (column, before, now)."""

    number: int
    entered_at: Any
    entered_by: str
    source: str
    confidence: str
    confidence_words: str
    note: str
    period: str
    changes: tuple[tuple[str, str, str], ...]
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class RowPage:
    """`meaning`: what hangs on the value, where its name does not say it."""

    title: str
    meaning: str
    table: Any
    crumbs: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    versions: tuple[Version, ...]
    replace_url: str
    add_url: str


@dataclass(frozen=True, slots=True)
class FormPage:
    title: str
    meaning: str
    crumbs: tuple[tuple[str, str], ...]
    action: str
    back: str
    is_replacement: bool


@dataclass(frozen=True, slots=True)
class RegionLine:
    code: str
    name: str
    level: str
    above: str
    period: str
    url: str


def index_page() -> tuple[TableGroup, ...]:
    """Every table with its count and what nobody has confirmed yet: one query each."""
    groups = [TableGroup(title, tuple(_table_line(table) for table in tables)) for title, tables in GROUPS]
    regions = TableLine(
        _("Wilayah"),
        _("Provinsi sampai desa dan kelurahan menurut Kemendagri."),
        reverse("budgeting:reference-regions"),
        thousands(Region.objects.count()),
        "",
        "",
    )
    return (*groups, TableGroup(_("Wilayah"), (regions,)))


def table_page(table: ReferenceTable, rows: Iterable[DatedRow], names: Names, *, aside: int, edit: bool) -> TablePage:
    """`aside`: how many rows are kept out of sight because nothing is computed from them."""
    lines = tuple(_line(table, row, names) for row in rows)
    hidden = _("%d baris tidak ditampilkan karena tidak berlaku di sini atau belum dikonfirmasi.") % aside
    url = _table_url(table)
    return TablePage(
        title=table.label,
        about=table.about,
        crumbs=_crumbs(),
        columns=tuple(Column(label(table, field), is_number(table, field)) for field in table.shown[1:]),
        lines=lines,
        has_periods=any(line.period.text for line in lines),
        aside=hidden if aside else "",
        aside_url=f"{url}?aside=on",
        add_url=reverse("budgeting:reference-add", args=[table.kind]) if edit else "",
    )


def head_label(table: ReferenceTable) -> str:
    return label(table, table.shown[0])


def row_page(table: ReferenceTable, versions: Sequence[DatedRow], names: Names, *, edit: bool) -> RowPage:
    """The row in force with its history, the latest first."""
    row = versions[-1]
    steps = zip((None, *versions[:-1]), versions, strict=True)
    history = [_version(table, number, old, new, names) for number, (old, new) in enumerate(steps, 1)]
    return RowPage(
        title=title_of(table, row, names),
        meaning=_meaning(row),
        table=table.label,
        crumbs=(*_crumbs(), (str(table.label), _table_url(table))),
        facts=_facts(table, row, names),
        versions=tuple(reversed(history)),
        replace_url=reverse("budgeting:reference-replace", args=[table.kind, row.pk]) if edit else "",
        add_url=f"{reverse('budgeting:reference-add', args=[table.kind])}?like={row.pk}" if edit else "",
    )


def form_page(table: ReferenceTable, row: DatedRow | None, names: Names) -> FormPage:
    """For a row that replaces `row`, or (None) one beside those that stand."""
    crumbs = (*_crumbs(), (str(table.label), _table_url(table)))
    if row is None:
        address = reverse("budgeting:reference-add", args=[table.kind])
        return FormPage(_("Tambah baris baru: %s") % table.label, "", crumbs, address, _table_url(table), False)
    name, back = title_of(table, row, names), _row_url(table, row)
    address = reverse("budgeting:reference-replace", args=[table.kind, row.pk])
    return FormPage(_("Ganti: %s") % name, _meaning(row), (*crumbs, (name, back)), address, back, True)


def title_of(table: ReferenceTable, row: DatedRow, names: Names) -> str:
    """What tells a row from its neighbours: its first column, and the rest of its key."""
    return " · ".join([shown(table, row, table.shown[0], names), *_rest_of_key(table, row, names)])


def region_lines(page: Page) -> tuple[RegionLine, ...]:
    return tuple(_region_line(region) for region in page)


def region_crumbs() -> tuple[tuple[str, str], ...]:
    return _crumbs()


def _region_line(region: Region) -> RegionLine:
    above, parent = [], region.parent
    while parent is not None:
        above.append(parent.name)
        parent = parent.parent
    is_leaf = region.level == Level.DESA
    return RegionLine(
        code=region.pk,
        name=region.name,
        level=region.get_level_display(),
        above=", ".join(above),
        period=period(region),
        url="" if is_leaf else f"{reverse('budgeting:reference-regions')}?q={region.pk}",
    )


def _crumbs() -> tuple[tuple[str, str], ...]:
    return ((_("Acuan"), reverse("budgeting:reference")),)


def _table_url(table: ReferenceTable) -> str:
    return reverse("budgeting:reference-table", args=[table.kind])


def _row_url(table: ReferenceTable, row: DatedRow) -> str:
    return reverse("budgeting:reference-row", args=[table.kind, row.pk])


def _table_line(table: ReferenceTable) -> TableLine:
    rows = table.rows().current().exclude(table.aside) if table.aside is not None else table.rows().current()
    found = rows.aggregate(count=Count("pk"), unverified=Count("pk", filter=table.unverified()))
    url = _table_url(table)
    doubtful = found["unverified"]
    return TableLine(
        table.label,
        table.about,
        url,
        thousands(found["count"]),
        thousands(doubtful) if doubtful else "",
        f"{url}?unconfirmed=on",
    )


def _line(table: ReferenceTable, row: DatedRow, names: Names) -> Line:
    head, *cells = [_cell(table, row, field, names) for field in table.shown]
    return Line(
        head=head,
        rest=" · ".join(_rest_of_key(table, row, names)),
        url=_row_url(table, row),
        cells=tuple(cells),
        period=Cell(period(row), confidence=_own_confidence(table, row, "valid_from"), source=row.source),
        source=row.source,
        confidence="" if table.worst_of else row.confidence,
        note=row.note or _meaning(row),
        is_former=row.superseded_by_id is not None,
    )


def _meaning(row: DatedRow) -> str:
    return parameter_words.meaning(row.code) if isinstance(row, Parameter) else ""


def _cell(table: ReferenceTable, row: DatedRow, field: str, names: Names) -> Cell:
    text, doubt = shown(table, row, field, names), _own_confidence(table, row, field)
    return Cell(text, is_number(table, field), doubt, row.source)


def _rest_of_key(table: ReferenceTable, row: DatedRow, names: Names) -> list[str]:
    rest = (shown(table, row, field, names) for field in table.key if field not in (table.shown[0], "code"))
    return [text for text in rest if text != MISSING]


def _own_confidence(table: ReferenceTable, row: DatedRow, field: str) -> str:
    """That of the column alone; "" where it shares the row's."""
    doubt = dict(table.doubts).get(field)
    return getattr(row, doubt) if doubt else ""


def _facts(table: ReferenceTable, row: DatedRow, names: Names) -> tuple[Fact, ...]:
    apart = dict(table.doubts).values()
    facts = [
        Fact(
            label(table, field),
            shown(table, row, field, names),
            confidence=_own_confidence(table, row, field),
            source=row.source,
        )
        for field in table.fields
        if field not in apart
    ]
    if held := period(row):
        confidence = _own_confidence(table, row, "valid_from")
        facts.append(Fact(_("Berlaku"), held, confidence=confidence, source=row.source))
    facts += [Fact(str(table.confidence_of), row.get_confidence_display()), Fact(_("Sumber"), row.source)]
    return (*facts, *([Fact(_("Catatan"), row.note)] if row.note else []))


def _version(table: ReferenceTable, number: int, old: DatedRow | None, new: DatedRow, names: Names) -> Version:
    changes = [] if old is None else _changes(table, old, new, names)
    return Version(
        number=number,
        entered_at=new.entered_at,
        entered_by=new.entered_by.get_full_name() if new.entered_by else _("data awal"),
        source=new.source,
        confidence=new.confidence,
        confidence_words=new.get_confidence_display(),
        note=new.note,
        period=period(new),
        changes=tuple(changes),
        is_in_force=new.superseded_by_id is None,
    )


def _changes(table: ReferenceTable, old: DatedRow, new: DatedRow, names: Names) -> Iterable[tuple[str, str, str]]:
    for field in table.fields:
        before, now = shown(table, old, field, names), shown(table, new, field, names)
        if before != now:
            yield label(table, field), before, now
    if period(old) != period(new):
        yield _("Berlaku"), period(old) or MISSING, period(new) or MISSING
    if old.confidence != new.confidence:
        yield _("Keyakinan"), old.get_confidence_display(), new.get_confidence_display()

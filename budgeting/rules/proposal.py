"""What must hold before a proposal is submitted, its four amounts, and what a new version changed.

Amounts are whole rupiah: pagu (P1) is what the budget holds already, usulan (P2) what is asked beyond it, diminta
(P3 = P1 + P2) what the budget shall hold then, disepakati (P4) what TAPD agrees to (domain/apbd.md §9).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from budgeting.rules.figures import FigureLine, Figures
from budgeting.rules.notes import Note

TOP_LEVELS = frozenset({"kecamatan", "undetailed"})
"""Levels of recap rows that sum to the proposal; desa rows break kecamatan rows down."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """P1, P2 and P3."""

    pagu: int
    usulan: int

    @property
    def diminta(self) -> int:
        """P3 = P1 + P2."""
        return self.pagu + self.usulan


@dataclass(frozen=True, slots=True)
class Totals:
    """The same total, each time from its own table."""

    rab: int
    rka: int
    recap: int
    cash: int

    @property
    def meet(self) -> bool:
        """Whether all four are one number."""
        return len({self.rab, self.rka, self.recap, self.cash}) == 1


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a version changed. `what` is a field of Figures or FigureLine; `of` the position's name or "".

    A position that is new has no `before`, one that is gone no `after`: `what` is "position", the value its total.
    """

    what: str
    of: str
    before: str | int | None
    after: str | int | None


def amounts(figures: Figures) -> Amounts:
    """A murni asks for everything; a change asks for what it holds beyond the budget before it."""
    return Amounts(pagu=figures.pagu, usulan=figures.total - figures.pagu)


def agreed(diminta: int, stated: int | None, *, is_partial: bool) -> int | Note:
    """P4: all that was asked, or for a partial approval the stated amount, which must lie below it."""
    if not is_partial:
        return diminta
    if stated is None:
        return Note("required", "disepakati")
    if not 0 < stated < diminta:
        return Note("agreed-not-partial", "disepakati", {"amount": diminta})
    return stated


def totals(figures: Figures) -> Totals:
    """RAB from its factors, RKA from its accounts, the recap's top rows, the months of the cash plan."""
    return Totals(
        rab=sum(line.insured * len(line.months) * (line.jkk_month + line.jkm_month) for line in figures.lines),
        rka=figures.jkk + figures.jkm,
        recap=sum(row.total for row in figures.recap if row.level in TOP_LEVELS),
        cash=sum(row.total for row in figures.cash),
    )


def blockers(figures: Figures) -> tuple[Note, ...]:
    """Everything that stands against submission; each note's key names the field to fill in, or "" for none."""
    return tuple(_blockers(figures))


def unconfirmed(figures: Figures) -> int:
    """How many unverified figures and citations nobody has confirmed yet."""
    return sum(not each.confirmed_by for each in figures.unverified)


def differences(old: Figures, new: Figures) -> tuple[Difference, ...]:
    """What a version changed, the sums first, then position by position, then what is cited and coded."""
    return (*_of_sums(old, new), *_of_positions(old, new), *_of_texts(old, new))


def _blockers(figures: Figures) -> Iterator[Note]:
    if not figures.sub_activity.code:
        yield Note("no-code-regime", "", {"year": figures.fiscal_year})
    if not figures.total:
        yield Note("nothing-proposed", "", {"year": figures.fiscal_year})
    for name in ("letter_number", "account_note", "fund_source"):
        if not getattr(figures, name).strip():
            yield Note("required", name)
    if not totals(figures).meet:
        yield Note("totals-differ", "", {})
    if open_doubts := unconfirmed(figures):
        yield Note("unconfirmed", "", {"count": open_doubts})


_SUMS = ("headcount", "insured", "jkk", "jkm", "total", "pagu")
_LINE_NUMBERS = ("headcount", "excluded", "insured", "wage")
_LINE_SUMS = ("jkk", "jkm", "total")
_TEXTS = ("letter_number", "account_note", "fund_source", "budget_kind")
_CODES = ("sub_activity", "jkk_account", "jkm_account")


def _of_sums(old: Figures, new: Figures) -> Iterator[Difference]:
    for name in _SUMS:
        yield from _changed(name, "", getattr(old, name), getattr(new, name))
    yield from _changed("months", "", ", ".join(old.months), ", ".join(new.months))


def _of_positions(old: Figures, new: Figures) -> Iterator[Difference]:
    before, after = _by_code(old), _by_code(new)
    for code in dict.fromkeys((*before, *after)):
        if code not in after:
            yield Difference("position", before[code].name, before[code].values["total"], None)
        elif code not in before:
            yield Difference("position", after[code].name, None, after[code].values["total"])
        else:
            for what, value in after[code].values.items():
                yield from _changed(what, after[code].name, before[code].values[what], value)


def _of_texts(old: Figures, new: Figures) -> Iterator[Difference]:
    for name in _TEXTS:
        yield from _changed(name, "", getattr(old, name), getattr(new, name))
    for name in _CODES:
        yield from _changed(name, "", getattr(old, name).code, getattr(new, name).code)
    yield from _changed("letter_date", "", old.letter_date.isoformat(), new.letter_date.isoformat())
    yield from _changed("legal_bases", "", _cited(old), _cited(new))


def _changed(what: str, of: str, before: str | int | None, after: str | int | None) -> Iterator[Difference]:
    if before != after:
        yield Difference(what, of, before, after)


def _cited(figures: Figures) -> str:
    return "; ".join(basis.number for basis in figures.legal_bases)


@dataclass(frozen=True, slots=True)
class _Position:
    name: str
    values: Mapping[str, str | int | None]


def _by_code(figures: Figures) -> dict[str, _Position]:
    """Each position with its runs of months taken together."""
    runs: dict[str, list[FigureLine]] = {}
    for line in figures.lines:
        runs.setdefault(line.code, []).append(line)
    return {code: _whole(lines) for code, lines in runs.items()}


def _whole(lines: list[FigureLine]) -> _Position:
    months = ", ".join(month for line in lines for month in line.months)
    same = {name: getattr(lines[0], name) for name in _LINE_NUMBERS}
    sums = {name: sum(getattr(line, name) for line in lines) for name in _LINE_SUMS}
    return _Position(lines[0].name, {**same, "months": months, **sums})

"""The premium items of a proposal: one per position, price and programme. RAB, RKA and workbook share them."""

from dataclasses import dataclass

from budgeting.rules.figures import Coded, FigureLine, Figures
from budgeting.rules.rates import Programme
from reports.rules.words import months_text


@dataclass(frozen=True, slots=True)
class Item:
    """amount = insured x months x monthly. `number` counts within its section, from 1; rupiah and people."""

    number: int
    programme: Programme
    line: FigureLine
    name: str

    @property
    def ref(self) -> str:
        """Names the item in references: "JKK:3"."""
        return f"{self.programme}:{self.number}"

    @property
    def monthly(self) -> int:
        """One person's premium of one month, rupiah."""
        return self.line.jkk_month if self.programme is Programme.JKK else self.line.jkm_month

    @property
    def amount(self) -> int:
        """The item's premium, rupiah."""
        return self.line.jkk if self.programme is Programme.JKK else self.line.jkm


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one programme under its account: A is JKK, B is JKM."""

    letter: str
    programme: Programme
    account: Coded
    items: tuple[Item, ...]

    @property
    def subtotal(self) -> int:
        """The programme's premium, rupiah."""
        return sum(item.amount for item in self.items)


def insured_lines(figures: Figures) -> tuple[FigureLine, ...]:
    """Lines that cost something: a position whose people are all excluded stands in the notes instead."""
    return tuple(line for line in figures.lines if line.insured)


def sections(figures: Figures) -> tuple[Section, Section]:
    """JKK and JKM with all their items."""
    return (
        Section("A", Programme.JKK, figures.jkk_account, _items(figures, Programme.JKK)),
        Section("B", Programme.JKM, figures.jkm_account, _items(figures, Programme.JKM)),
    )


def exclusions(figures: Figures) -> tuple[tuple[str, int, str], ...]:
    """(name, people, reason) of every position with people who are not insured here, each once."""
    found = {line.code: (line.name, line.excluded, line.reason) for line in figures.lines if line.excluded}
    return tuple(found.values())


def _items(figures: Figures, programme: Programme) -> tuple[Item, ...]:
    lines = insured_lines(figures)
    repeated = {line.code for line in lines if sum(other.code == line.code for other in lines) > 1}
    return tuple(Item(number, programme, line, _name(line, repeated)) for number, line in enumerate(lines, 1))


def _name(line: FigureLine, repeated: set[str]) -> str:
    """A position whose price changes within the year stands once per price, told apart by its months."""
    if line.code not in repeated:
        return line.name
    return f"{line.name} ({months_text(line.months, with_year=False)})"

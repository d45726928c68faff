"""Papers of words as plain values: sections of paragraphs, lists and small tables, and the block for a signature."""

from dataclasses import dataclass

from budgeting.rules.figures import Figures, Party
from pemilu_bpjs.formats import date_long
from reports.rules.table import Table
from reports.rules.words import nip

SIGN_HERE = "[ruang TTE / tanda tangan]"
BLANK = "." * 30
_NO_DATE = "." * 18


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `leads`: it is never parted from what follows."""

    text: str
    leads: bool = False
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list: numbered, or with letters where `lettered`."""

    items: tuple[str, ...]
    lettered: bool = False
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class Figure:
    """A small table inside a paper of words."""

    table: Table
    kind: str = "table"


Block = Paragraph | Items | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper under its heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, as the block prints: blanks are filled in by hand, the signature itself is never drawn."""

    title: str
    name: str
    rank: str
    nip: str
    place: str = SIGN_HERE


def signature(party: Party, *, capitals: bool = True) -> Signature:
    """The block of a party; what is not known stays a dotted line."""
    title = party.title.upper() if capitals else party.title
    return Signature(
        title=f"{title},",
        name=party.name or BLANK,
        rank=party.rank,
        nip=f"NIP {nip(party.nip)}" if party.nip else f"NIP {BLANK}",
    )


def place_and_date(figures: Figures) -> str:
    """ "Contoh, 14 Juli 2023"; a letter without its number has no date yet either."""
    day = date_long(figures.letter_date) if figures.letter_number else f"{_NO_DATE} {figures.fiscal_year}"
    return f"{figures.office.city}, {day}"

"""What of a proposal nobody has verified yet: figures and citations of confidence L, each with a key that stays.

A key names the thing, not its place in a list, so that a person's word for it survives a new version. It goes stale
when the value changes: a confirmation holds for one key and one value.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgeting.rules.figures import Cited, Coded
from budgeting.rules.line import Line
from budgeting.rules.rates import Rate
from enrolment.rules.period import year_of

LOW = "L"
Value = str | int | Decimal | datetime.date


@dataclass(frozen=True, slots=True)
class Doubt:
    """One unverified thing: its kind says how it is worded, `subject` tells it from others of the kind."""

    kind: str
    subject: str
    name: str
    value: Value
    source: str = ""

    @property
    def key(self) -> str:
        """Stable from version to version: "tenure-start:ppk"."""
        return f"{self.kind}:{self.subject}"


def of_lines(lines: Iterable[Line], year: int) -> tuple[Doubt, ...]:
    """Tenure dates, ratios, honoraria and rates of the lines that pay a month of `year`, each once."""
    paying = [line for line in lines if any(year_of(month) == year for month in line.months)]
    found = (doubt for line in paying for doubt in (*_tenure(line), *_position(line), *_rates(line, year)))
    return tuple({doubt.key: doubt for doubt in found}.values())


def of_codes(codes: Iterable[Coded], kind: str) -> tuple[Doubt, ...]:
    """Codes whose name is unverified or not known at all."""
    unsure = [code for code in codes if code.code and (code.confidence == LOW or not code.name)]
    return tuple(Doubt(kind, code.code, code.code, code.name) for code in unsure)


def of_titles(cited: Iterable[Cited]) -> tuple[Doubt, ...]:
    """Legal bases whose title is unverified; an empty title prints as the number alone."""
    return tuple(
        Doubt("title", basis.code, basis.number, basis.title)
        for basis in cited
        if basis.confidence == LOW or not basis.title
    )


def always(accounts: Sequence[Coded], election_kind: str) -> tuple[Doubt, ...]:
    """What only other offices can say: that the finance agency takes these accounts, and that nobody else pays.

    No nomenclature exists for election ad hoc workers, and whether the premium is already in the state budget or the
    grant agreement is known to KPU and Bawaslu alone (domain/apbd.md §1, §8).
    """
    codes = ", ".join(dict.fromkeys(account.code for account in accounts))
    return (Doubt("bpkad", "accounts", "", codes), Doubt("single-funding", election_kind, "", ""))


def _tenure(line: Line) -> Iterator[Doubt]:
    tenure = line.preset.tenure if line.preset else None
    if tenure is None or line.preset is None:
        return
    position = line.preset.position
    if not line.start_given and tenure.start_confidence == LOW:
        yield Doubt("tenure-start", position.body, position.body_name, tenure.start, tenure.source)
    if not line.end_given and tenure.end_confidence == LOW:
        yield Doubt("tenure-end", position.body, position.body_name, tenure.end, tenure.source)


def _position(line: Line) -> Iterator[Doubt]:
    if line.preset is None:
        return
    position, honorarium = line.preset.position, line.preset.honorarium
    if line.seats is not None and position.confidence == LOW and line.seats.per_unit == position.per_unit:
        yield Doubt("ratio", position.code, position.name, position.per_unit, position.source)
    if line.wage_origin == "honorarium" and honorarium is not None and honorarium.confidence == LOW:
        yield Doubt("honorarium", position.code, position.name, honorarium.amount, honorarium.source)


def _rates(line: Line, year: int) -> Iterator[Doubt]:
    for part in line.parts:
        if any(year_of(month) == year for month in part.months):
            for rate in (part.price.jkk_rate, part.price.jkm_rate):
                if rate.is_unverified:
                    yield _of_rate(rate)


def _of_rate(rate: Rate) -> Doubt:
    subject = f"{rate.programme}-{rate.membership}-{rate.valid_from.isoformat()}"
    return Doubt("rate", subject, f"{rate.programme} {rate.membership}", rate.value, rate.source)

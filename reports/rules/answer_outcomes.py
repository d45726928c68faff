"""What the rows of an answer come to: every row in exactly one outcome, and why.

Only what says one thing of one person whom we sent counts. Whatever else a file says is listed and changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reports.rules.answer_words import Verdict


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"
    DOUBLED = "doubled"
    CONTRADICTORY = "contradictory"


class Why(StrEnum):
    """Beside the outcome, where it needs a word. Of an accepted row: what is particular about it."""

    NONE = ""
    AFTER_REJECTION = "after-rejection"
    KPJ_ADDED = "kpj-added"
    KPJ_MISSING = "kpj-missing"
    NOT_SENT = "not-sent"
    NO_IDENTIFIER = "no-identifier"
    NIK_DAMAGED = "nik-damaged"
    BOTH_VERDICTS = "both-verdicts"
    TWO_NUMBERS = "two-numbers"
    TWO_DAYS = "two-days"
    KPJ_DIFFERS = "kpj-differs"
    KPJ_OF_ANOTHER = "kpj-of-another"
    IDENTIFIERS_DIFFER = "identifiers-differ"
    ACCEPTED_BEFORE = "accepted-before"
    START_DIFFERS = "start-differs"
    SENT_AGAIN = "sent-again"


class Answered(StrEnum):
    """How our row stands before this answer."""

    OPEN = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Said:
    """One row of the file. `place` orders rows; `batch_row` is the row of ours that it names, None where it names none.

    `kpj` and `start` as comparable text ("" where the row has none): equal texts are equal numbers, or days.
    `fault` is set where the row's own cells speak against each other or name nobody.
    """

    place: int
    verdict: Verdict
    batch_row: int | None
    kpj: str = ""
    start: str = ""
    fault: Why = Why.NONE


@dataclass(frozen=True, slots=True)
class Known:
    """The row of ours. `person` tells two people apart; `is_newest`: nothing was sent of the person after it.

    `kpj` and `start` are what an earlier answer gave; `takes_kpj`: its acceptance should bring a number.
    """

    answered: Answered
    person: int
    is_newest: bool = True
    kpj: str = ""
    start: str = ""
    takes_kpj: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What one row comes to."""

    place: int
    outcome: Outcome
    why: Why = Why.NONE


def outcomes(rows: Iterable[Said], known: Mapping[int, Known], holders: Mapping[str, int]) -> list[Found]:
    """One `Found` for each row, in their order. `holders`: the person who has a KPJ already, by its number."""
    together: dict[int, list[Said]] = {}
    found: list[Found] = []
    for row in rows:
        if row.batch_row is None:
            found.append(Found(row.place, *_of_nobody(row)))
        else:
            together.setdefault(row.batch_row, []).append(row)
    shared = _numbers_of_several(together)
    for key, group in together.items():
        found.extend(_of_person(group, known[key], holders, shared))
    return sorted(found, key=lambda each: each.place)


def _of_nobody(row: Said) -> tuple[Outcome, Why]:
    if row.fault is Why.IDENTIFIERS_DIFFER:
        return Outcome.CONTRADICTORY, row.fault
    return Outcome.UNKNOWN, row.fault or Why.NOT_SENT


def _of_person(group: Sequence[Said], known: Known, holders: Mapping[str, int], shared: frozenset[str]) -> list[Found]:
    clash = _clash(group)
    if clash is not Why.NONE:
        return [Found(row.place, Outcome.CONTRADICTORY, clash) for row in group]
    # The row that says most speaks for the others, which say the same or less.
    first, *again = sorted(group, key=lambda row: (not row.kpj, not row.start, row.place))
    kpj, start = first.kpj, first.start
    if kpj in shared or (kpj and holders.get(kpj, known.person) != known.person):
        return [Found(row.place, Outcome.CONTRADICTORY, Why.KPJ_OF_ANOTHER) for row in group]
    outcome, why = _told(first.verdict, kpj, start, known)
    if outcome is Outcome.CONTRADICTORY:
        return [Found(row.place, outcome, why) for row in group]
    return [Found(first.place, outcome, why), *(Found(row.place, Outcome.DOUBLED) for row in again)]


def _clash(group: Sequence[Said]) -> Why:
    """What the rows of one person in one file say against each other."""
    for row in group:
        if row.fault is not Why.NONE:
            return row.fault
    if len({row.verdict for row in group}) > 1:
        return Why.BOTH_VERDICTS
    if len({row.kpj for row in group if row.kpj}) > 1:
        return Why.TWO_NUMBERS
    return Why.TWO_DAYS if len({row.start for row in group if row.start}) > 1 else Why.NONE


def _numbers_of_several(together: Mapping[int, Sequence[Said]]) -> frozenset[str]:
    """KPJ numbers that the file gives to more than one person."""
    owner: dict[str, int] = {}
    shared = set()
    for key, group in together.items():
        for row in group:
            if row.kpj and owner.setdefault(row.kpj, key) != key:
                shared.add(row.kpj)
    return frozenset(shared)


def _told(verdict: Verdict, kpj: str, start: str, known: Known) -> tuple[Outcome, Why]:
    if kpj and known.kpj and kpj != known.kpj:
        return Outcome.CONTRADICTORY, Why.KPJ_DIFFERS
    return _accepted(kpj, start, known) if verdict is Verdict.ACCEPTED else _rejected(known)


def _accepted(kpj: str, start: str, known: Known) -> tuple[Outcome, Why]:
    if known.answered is Answered.ACCEPTED:
        if start and known.start and start != known.start:
            return Outcome.CONTRADICTORY, Why.START_DIFFERS
        is_new = bool(kpj) and not known.kpj and known.is_newest
        return (Outcome.ACCEPTED, Why.KPJ_ADDED) if is_new else (Outcome.UNCHANGED, Why.NONE)
    if not known.is_newest:
        return Outcome.CONTRADICTORY, Why.SENT_AGAIN
    if known.answered is Answered.REJECTED:  # the branch put right what it had refused
        return Outcome.ACCEPTED, Why.AFTER_REJECTION
    is_short = known.takes_kpj and not (kpj or known.kpj)
    return Outcome.ACCEPTED, Why.KPJ_MISSING if is_short else Why.NONE


def _rejected(known: Known) -> tuple[Outcome, Why]:
    if known.answered is Answered.ACCEPTED:
        return Outcome.CONTRADICTORY, Why.ACCEPTED_BEFORE
    if known.answered is Answered.REJECTED:
        return Outcome.UNCHANGED, Why.NONE
    return (Outcome.REJECTED, Why.NONE) if known.is_newest else (Outcome.CONTRADICTORY, Why.SENT_AGAIN)

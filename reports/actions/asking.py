"""The question of the answer desk: asked, answered, and written down, found or not."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from enrolment.sending_offices import sending_office
from pemilu_bpjs import audit, looks
from pemilu_bpjs.access import reaches, require
from pemilu_bpjs.permissions import Right
from reports import answering
from reports.answering import MOST_NAMESAKES, CoverAnswer


@dataclass(frozen=True, slots=True)
class Question:
    """Who is asked for, by one of three ways, on which day, and for whom (cover_wording.PURPOSES)."""

    day: datetime.date
    purpose: str
    nik: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    born: datetime.date | None = field(default=None, repr=False)
    seat: int | None = None

    @property
    def way(self) -> str:
        """By what somebody is looked for: all that is written down of it."""
        return "seat" if self.seat is not None else "nik" if self.nik else "name"


@dataclass(frozen=True, slots=True)
class Answered:
    """Nobody, one, or several namesakes, of whom one is to be chosen; `are_more`: too many to show all."""

    answers: tuple[CoverAnswer, ...]
    are_more: bool = False


def ask(*, question: Question, by: Any) -> Answered:
    """Answers, after the question is on record; nothing of what was typed is. Raises PermissionDenied."""
    require(by, Right.ASK_COVER)
    people = _people(question, by)
    shown = people[:MOST_NAMESAKES]
    found = answering.covers_on(shown, question.day, user=by) if shown else {}
    answers = tuple(found[person] for person in shown)
    _write_down(question, answers, by)
    return Answered(answers, len(people) > len(shown))


def _people(question: Question, by: Any) -> list[int]:
    if question.seat is not None:
        return answering.with_seat(by, question.seat)
    if question.nik:
        return answering.with_nik(by, question.nik)
    if question.born is None:
        raise ValueError("a name needs its birth date")
    return answering.with_name_and_birth(by, question.name, question.born)


def _write_down(question: Question, answers: tuple[CoverAnswer, ...], by: Any) -> None:
    region = next((reach.region for reach in reaches(by, Right.ASK_COVER)), "")
    office = sending_office(by, "", region, Right.ASK_COVER)
    detail: dict[str, Any] = {
        "purpose": question.purpose,
        "by": question.way,
        "day": question.day.isoformat(),
        "found": len(answers),
    }
    if len(answers) == 1:
        detail["answer"] = answers[0].verdict.value
    audit.record("cover.ask", by=by, subject="answer-desk", office=office, region=region, detail=detail)
    # Of several nothing is told but who they are, masked as in any list: the choice among them is the look.
    if len(answers) == 1 and (seat := answers[0].seat) is not None:
        subject = f"person:{seat.person_id}"
        looks.look(
            by=by, subject=subject, region=seat.region_code, what="cover", purpose=question.purpose, office=office
        )

"""Where a row puts its person: position, region and TPS, with every fault in them.

A roster repeats each seat's words in several rows and each word in hundreds, so that both are understood once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from enrolment.rules.bodies import Unit
from enrolment.rules.masking import plainly
from enrolment.rules.names import comparable
from enrolment.rules.raw_row import Cell
from enrolment.rules.region_code import Level
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lookups import Lookups, PositionLaw
from enrolment.rules.roster_places import Place, find_place, place_word, words_of_place
from enrolment.rules.roster_posts import Post, body_named, joined, only_position, read_post
from enrolment.rules.roster_problems import Problem
from enrolment.rules.roster_rows import Fields
from enrolment.rules.roster_words import plain_text, read_tps, says_nothing

# Rows of one unit stand together, so that little is forgotten too early; a province's roster has 50,000 seats.
_MOST_UNDERSTOOD = 20_000
_TPS_UNITS = frozenset({Unit.TPS, Unit.TPS_COKLIT})


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat as a row's words name it. `law` only where the row may hold the position."""

    post: Post
    law: PositionLaw | None
    body: str
    region: str
    tps: int
    problems: tuple[Problem, ...]


def read_seat(fields: Fields, lookups: Lookups) -> Seat:
    """Position, region and TPS of a row; the same words give the same seat."""
    get = fields.get
    cells = (
        get(Field.POSITION), get(Field.BODY), get(Field.KABUPATEN), get(Field.KECAMATAN), get(Field.DESA),
        get(Field.TPS),
    )  # fmt: skip
    seat = lookups.understood.get(cells)
    if seat is None:
        if len(lookups.understood) > _MOST_UNDERSTOOD:
            lookups.understood.clear()
        seat = lookups.understood[cells] = _seat(fields, lookups)
    return cast(Seat, seat)


def word_of(field: Field, fields: Fields) -> str:
    """The form of a row's word under which a sender's meaning is remembered, and by which equal faults are grouped."""
    if field is Field.DESA:
        return place_word(fields.get(Field.KECAMATAN), fields.get(Field.DESA))
    if field is Field.KECAMATAN:
        return comparable(plain_text(fields.get(Field.KECAMATAN)))
    return joined(plain_text(fields.get(field)))


def _seat(fields: Fields, lookups: Lookups) -> Seat:
    body = _body(fields, lookups)
    post = _understood_post(fields, body, lookups)
    law = lookups.laws.get(post.code)
    problem = _problem_of_post(fields, post, law, lookups)
    is_ours = law is not None and law.may_be_sent_by(lookups.institution)
    # Somebody else's post has no seat here, so that a desa or TPS that the row lacks is no fault beside it.
    unit = law.unit if law and is_ours else _unit_of_body(body, lookups)
    place = _place(fields, unit, lookups)
    tps, wrong_tps = _tps(fields, unit, place.code, lookups)
    problems = [each for each in (_problem_of_place(fields, place), wrong_tps, problem) if each is not None]
    return Seat(post, law if is_ours else None, law.body if law else body, place.code, tps, tuple(problems))


def _body(fields: Fields, lookups: Lookups) -> str:
    """The body that the row or its heading names, else the one chosen for the upload."""
    said = plain_text(fields.get(Field.BODY))
    meant = lookups.words.get((Field.BODY, joined(said))) if said else None
    return meant or (body_named(said, lookups) if said else "") or lookups.body


def _understood_post(fields: Fields, body: str, lookups: Lookups) -> Post:
    cells = (fields.get(Field.POSITION), body)
    post = lookups.understood.get(cells)
    if post is None:
        post = lookups.understood[cells] = _post(fields, body, lookups)
    return cast(Post, post)


def _post(fields: Fields, body: str, lookups: Lookups) -> Post:
    text = plain_text(fields.get(Field.POSITION))
    if not text:
        return Post(only_position(body, lookups))
    meant = lookups.words.get((Field.POSITION, joined(text)))
    post = read_post(text, body, lookups)
    if meant is None or meant not in lookups.laws:
        return post
    return Post(meant, is_asn=post.is_asn, is_reserve=post.is_reserve)


def _problem_of_post(fields: Fields, post: Post, law: PositionLaw | None, lookups: Lookups) -> Problem | None:
    cell = fields.get(Field.POSITION)
    value = None if says_nothing(cell) else plainly(cell)
    if law is None:
        return Problem("position-unknown", Field.POSITION, value, _what_it_may_be(post, value, lookups))
    if not law.may_be_sent_by(lookups.institution):
        whose: dict[str, str | int] = {"post": law.name, "owner": law.institution}
        return Problem("position-not-yours", Field.POSITION, value, whose)
    if post.is_mapped:
        return Problem("position-mapped", Field.POSITION, value, {"post": law.name})
    return None


def _what_it_may_be(post: Post, value: str | None, lookups: Lookups) -> Mapping[str, str | int]:
    if value is None:
        return {"why": "missing"}
    if not post.candidates:
        return {"word": value}
    names = "; ".join(lookups.laws[code].name for code in post.candidates)
    return {"word": value, "near": names, "candidates": " ".join(post.candidates)}


def _unit_of_body(body: str, lookups: Lookups) -> Unit | None:
    return next((law.unit for law in lookups.laws.values() if law.body == body), None)


def _place(fields: Fields, unit: Unit | None, lookups: Lookups) -> Place:
    """What the position's body stands in; where the position is not known, as close as the row says."""
    words = words_of_place(fields.get(Field.KABUPATEN), fields.get(Field.KECAMATAN), fields.get(Field.DESA))
    of_kecamatan = unit is Unit.KECAMATAN or (unit is None and not words.desa)
    wanted = Level.KECAMATAN if of_kecamatan else Level.DESA
    place = lookups.understood.get((wanted, words))
    if place is None:
        place = lookups.understood[wanted, words] = find_place(words, wanted, lookups)
    return cast(Place, place)


def _problem_of_place(fields: Fields, place: Place) -> Problem | None:
    if not place.fault:
        return None
    cell = fields.get(place.about)
    return Problem(place.fault, place.about, None if says_nothing(cell) else plainly(cell), place.particulars)


def _tps(fields: Fields, unit: Unit | None, region: str, lookups: Lookups) -> tuple[int, Problem | None]:
    """(number or 0, what is wrong with it). Asked for where the body has a TPS; Pantarlih know coklit's alone."""
    cell: Cell = fields.get(Field.TPS)
    if unit is not None and unit not in _TPS_UNITS:
        return 0, None
    if says_nothing(cell):
        return 0, Problem("tps-unknown", Field.TPS, None, {"why": "missing"}) if unit else None
    number, value = read_tps(cell), plainly(cell)
    if not number:
        return 0, Problem("tps-unknown", Field.TPS, value, {"why": "unreadable", "word": value})
    listed = lookups.tps.get(unit or Unit.TPS, {}).get(region)
    if listed is None or number in listed:
        return number, None
    there: dict[str, str | int] = {"tps": number, "desa": lookups.index.desa.get(region, region), "last": max(listed)}
    return number, Problem("tps-unknown", Field.TPS, value, there)

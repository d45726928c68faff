"""The statements of budgeting/uncovered.py; both databases run the same but for how days are counted.

`{scope}` selects the election's seats, as the ORM compiles it from the reader's rights; everything else is put
together here. Parameters: %s in the order in which they stand.
"""

# SIPP refuses without mother's name or marital status (design/contracts.md §4): Lacks.MOTHER | Lacks.MARITAL.
_SIPP_NEEDS = 1 | 8

_DUE = """
a.voided_at IS NULL AND NOT a.is_reserve AND (a.not_insured = '' OR (a.not_insured = 'member' AND a.election_id IN (
    SELECT g.election_id FROM budgeting_arrangement g WHERE g.takes_members)))
"""

# Parameters: the day three times, its month, those of the scope, the month again, the day twice.
_SEATS = f"""
SELECT a.id, a.person_id, a.record_id, a.institution, a.body, a.position, a.region_code, a.tps,
    CASE
        WHEN g.state IN ('active', 'ending') AND g.confirmed_from <= %s THEN ''
        WHEN g.state = 'ended' AND (g.ended_on IS NULL OR g.ended_on <= %s) THEN 'ended'
        WHEN g.state = 'ended' AND g.confirmed_from <= %s THEN ''
        WHEN g.state = 'rejected' THEN 'rejected'
        WHEN g.state IS NOT NULL AND g.confirmed_from IS NOT NULL THEN 'later'
        WHEN g.state IS NOT NULL THEN 'unanswered'
        WHEN m.id IS NOT NULL AND (r.lacks & {_SIPP_NEEDS}) <> 0 AND p.membership = 'PU' THEN 'incomplete'
        WHEN m.id IS NOT NULL THEN 'unsent'
        WHEN a.position IN (
            SELECT c.position FROM budgeting_coverprice c JOIN budgeting_arrangement w ON w.id = c.arrangement_id
            WHERE w.election_id = a.election_id AND c.replaced_at IS NULL AND c.month = %s) THEN 'stale'
        ELSE 'unplanned' END AS risk
FROM ({{scope}}) AS a
JOIN enrolment_personrecord r ON r.id = a.record_id
LEFT JOIN budgeting_personmonth m ON m.person_id = a.person_id AND m.month = %s AND m.removed_by_id IS NULL
LEFT JOIN budgeting_coverprice p ON p.id = m.price_id
LEFT JOIN budgeting_registration g ON g.person_id = a.person_id AND g.arrangement_id = p.arrangement_id
WHERE {_DUE} AND a.start <= %s AND a."end" >= %s
"""  # noqa: S608

COUNTS = f"""
SELECT risk, institution, body, region_code, count(*), count(DISTINCT person_id) FROM ({_SEATS}) AS seats
GROUP BY risk, institution, body, region_code ORDER BY risk, institution, body, region_code
"""  # noqa: S608
PEOPLE = f"""
SELECT count(DISTINCT CASE WHEN risk <> '' THEN person_id END), count(DISTINCT person_id) FROM ({_SEATS}) AS seats
"""  # noqa: S608
# Parameters after those of _SEATS: the risks, limit, offset.
SEATS = f"""
SELECT id, risk FROM ({_SEATS}) AS seats WHERE risk IN ({{risks}})
ORDER BY region_code, tps, body, position, id LIMIT %s OFFSET %s
"""  # noqa: S608

_LATER = {"sqlite": "max({0}, {1})", "postgresql": "GREATEST({0}, {1})"}
_EARLIER = {"sqlite": "min({0}, {1})", "postgresql": "LEAST({0}, {1})"}
_DAYS = {
    "sqlite": "CAST(julianday({1}) - julianday({0}) AS integer) + 1",
    "postgresql": "({1} - {0}) + 1",
}
_BEFORE = {"sqlite": "date({0}, '-1 day')", "postgresql": "({0} - 1)"}


def lost_days(vendor: str, months: int, scope: str) -> str:
    """Every seat's days in office, how many of them in no paid month, and how many before BPJS confirmed.

    Parameters: (month, first, last) of each month, the last one cut at the day up to which days are counted; those of
    the scope.
    """
    day = "CAST({0} AS date)" if vendor == "postgresql" else "{0}"
    begins, ends = day.format("k.first"), day.format("k.last")
    spent = _SPENT.format(
        rows=", ".join(["(%s, %s, %s)"] * months),
        begins=begins,
        ends=ends,
        first=_LATER[vendor].format("a.start", begins),
        last=_EARLIER[vendor].format('a."end"', ends),
        scope=scope,
        due=_DUE,
    )
    all_days = _DAYS[vendor].format("s.first", "s.last")
    waited = _DAYS[vendor].format("s.first", _EARLIER[vendor].format("s.last", _BEFORE[vendor].format("s.confirmed")))
    return _LOST.format(spent=spent, all_days=all_days, waited=waited)


_SPENT = """
WITH calendar (month, first, last) AS (VALUES {rows}),
spent AS (
    SELECT a.id, a.body, a.institution, a.region_code, {first} AS first, {last} AS last, m.id AS paid,
        CASE WHEN g.state IN ('active', 'ending', 'ended') THEN g.confirmed_from END AS confirmed
    FROM ({scope}) AS a
    JOIN calendar k ON {begins} <= a."end" AND {ends} >= a.start
    LEFT JOIN budgeting_personmonth m ON m.person_id = a.person_id AND m.month = k.month AND m.removed_by_id IS NULL
    LEFT JOIN budgeting_coverprice p ON p.id = m.price_id
    LEFT JOIN budgeting_registration g ON g.person_id = a.person_id AND g.arrangement_id = p.arrangement_id
    WHERE {due})
"""
_LOST = """{spent}
SELECT s.id, s.institution, s.body, s.region_code, sum({all_days}) AS days,
    sum(CASE WHEN s.paid IS NULL THEN {all_days} ELSE 0 END) AS unpaid,
    sum(CASE WHEN s.paid IS NULL THEN 0 WHEN s.confirmed IS NULL THEN {all_days}
        WHEN s.confirmed <= s.first THEN 0 ELSE {waited} END) AS unconfirmed
FROM spent s GROUP BY s.id, s.institution, s.body, s.region_code
"""


def lost_sums(vendor: str, months: int, scope: str) -> str:
    """`lost_days` by institution, body and kecamatan."""
    return f"""
SELECT institution, body, substr(region_code, 1, 8), count(*),
    sum(CASE WHEN unpaid + unconfirmed > 0 THEN 1 ELSE 0 END), sum(days), sum(unpaid), sum(unconfirmed)
FROM ({lost_days(vendor, months, scope)}) AS lost
GROUP BY institution, body, substr(region_code, 1, 8) ORDER BY 3, 1, 2
"""  # noqa: S608


def lost_seats(vendor: str, months: int, scope: str) -> str:
    """`lost_days` of the seats that lost any, most first. Parameters after its own: limit, offset."""
    return f"""
SELECT id, days, unpaid, unconfirmed FROM ({lost_days(vendor, months, scope)}) AS lost
WHERE unpaid + unconfirmed > 0 ORDER BY unpaid + unconfirmed DESC, id LIMIT %s OFFSET %s
"""  # noqa: S608

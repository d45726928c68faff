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
        WHEN g.state = 'ended' AND (g.ended_on IS NULL OR g.ended_on < %s) THEN 'ended'
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
_DAY = {"sqlite": "{0}", "postgresql": "CAST({0} AS date)"}


def lost_days(vendor: str, months: int, scope: str) -> str:
    """Days in office by institution, body and kecamatan, then a page of the seats that lost most of theirs.

    What is wholly covered falls out before anything is added up, so that the months of a province cost little more
    than their joins. Rows: (seat or NULL, institution, body, kecamatan, seats, seats hit, days, unpaid, unconfirmed).
    Parameters: (month, first, last) of each month, the last one cut at the day up to which days are counted; that day;
    those of the scope; the day again; limit and offset of the page.
    """
    later, earlier, days, before = _LATER[vendor], _EARLIER[vendor], _DAYS[vendor], _BEFORE[vendor]
    begins, ends, until = (_DAY[vendor].format(each) for each in ("k.first", "k.last", "%s"))
    first, last = later.format("s.start", begins), earlier.format('s."end"', ends)
    return _LOST.format(
        months=", ".join(["(%s, %s, %s)"] * months),
        whole=days.format("a.start", earlier.format('a."end"', until)),
        until=until,
        scope=scope,
        due=_DUE,
        begins=begins,
        ends=ends,
        first=first,
        spent=days.format(first, last),
        waited=days.format(first, earlier.format(last, before.format("g.confirmed_from"))),
    )


_LOST = """
WITH calendar (month, first, last) AS (VALUES {months}),
seats AS NOT MATERIALIZED (
    SELECT a.id, a.person_id, a.institution, a.body, substr(a.region_code, 1, 8) AS kecamatan, a.start, a."end",
        {whole} AS days
    FROM ({scope}) AS a WHERE {due} AND a.start <= {until}),
lost AS MATERIALIZED (
    SELECT s.id, s.institution, s.body, s.kecamatan,
        sum(CASE WHEN m.id IS NULL THEN {spent} ELSE 0 END) AS unpaid,
        sum(CASE WHEN m.id IS NULL THEN 0 WHEN g.id IS NULL THEN {spent} ELSE {waited} END) AS unconfirmed
    FROM seats s
    CROSS JOIN calendar k
    LEFT JOIN budgeting_personmonth m ON m.person_id = s.person_id AND m.month = k.month AND m.removed_by_id IS NULL
    LEFT JOIN budgeting_coverprice p ON p.id = m.price_id
    LEFT JOIN budgeting_registration g ON g.person_id = s.person_id AND g.arrangement_id = p.arrangement_id
        AND g.state IN ('active', 'ending', 'ended') AND g.confirmed_from IS NOT NULL
    WHERE {begins} <= s."end" AND {ends} >= s.start AND (g.id IS NULL OR g.confirmed_from > {first})
    GROUP BY s.id, s.institution, s.body, s.kecamatan),
cells AS (
    SELECT institution, body, kecamatan, count(*) AS seats, sum(days) AS days FROM seats
    GROUP BY institution, body, kecamatan),
hits AS (
    SELECT institution, body, kecamatan, count(*) AS hit, sum(unpaid) AS unpaid, sum(unconfirmed) AS unconfirmed
    FROM lost GROUP BY institution, body, kecamatan)
SELECT CAST(NULL AS bigint) AS id, c.institution, c.body, c.kecamatan, c.seats, coalesce(h.hit, 0), c.days,
    coalesce(h.unpaid, 0), coalesce(h.unconfirmed, 0)
FROM cells c
LEFT JOIN hits h ON h.institution = c.institution AND h.body = c.body AND h.kecamatan = c.kecamatan
UNION ALL
SELECT * FROM (
    SELECT id, institution, body, kecamatan, 1, 1, 0, unpaid, unconfirmed FROM lost
    ORDER BY unpaid + unconfirmed DESC, id LIMIT %s OFFSET %s) AS page
"""

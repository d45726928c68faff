"""The statements of enrolment/merging.py. SQLite and PostgreSQL run the same, but for how each writes JSON and hex.

Statements are put together from each other, never from anybody's words. Parameters: %(upload)s, %(election)s,
%(institution)s, %(at)s, %(by)s, and of a chunk of rows %(sheet)s, %(first)s and %(last)s.
"""

# A good row whose body has no tenure, and that names no days itself, waits until someone says when.
_GOOD = "l.upload_id = %(upload)s AND l.state <> 'rejected' AND l.accepted_at IS NULL AND l.start IS NOT NULL"
_WITHIN = """l.sheet = %(sheet)s AND l."row" BETWEEN %(first)s AND %(last)s"""
_CHUNK = f"{_GOOD} AND {_WITHIN}"

# In the file's order, as their records and seats after them: what is looked up together then lies together.
PERSONS = f"""
INSERT INTO enrolment_person (nik_fp, created_at)
SELECT l.nik_fp, %(at)s FROM enrolment_rosterline l
WHERE {_CHUNK}
ORDER BY l.sheet, l."row"
ON CONFLICT (nik_fp) DO NOTHING
"""  # noqa: S608

# Of which kabupaten a row's record is; what another one wrote of the person is neither read nor changed.
_KABUPATEN = "substr(l.region_code, 1, 5)"

# The last of a person's rows speaks for him: it is inserted first, and the chunks come last one first.
RECORDS = f"""
INSERT INTO enrolment_personrecord (
    person_id, institution, region, name, name_birth_fp, sex, civil, is_member, lacks, sealed, content_fp, updated_at)
SELECT p.id, %(institution)s, {_KABUPATEN}, l.name, l.name_birth_fp, l.sex, l.civil, l.is_member, l.lacks, l.sealed,
    l.content_fp, %(at)s
FROM enrolment_rosterline l JOIN enrolment_person p ON p.nik_fp = l.nik_fp
WHERE {_CHUNK}
ORDER BY l.sheet DESC, l."row" DESC
ON CONFLICT (person_id, institution, region) DO NOTHING
"""  # noqa: S608

# says_other: the row says other things of the person than his record; sits_other: of the seat than the assignment.
# roster_saying: what such a record is to say.
TABLES = (
    "DROP TABLE IF EXISTS roster_merging",
    "DROP TABLE IF EXISTS roster_saying",
    """
    CREATE TEMPORARY TABLE roster_merging (
        line_id bigint PRIMARY KEY, place bigint NOT NULL, person_id bigint NOT NULL, record_id bigint NOT NULL,
        assignment_id bigint, says_other boolean NOT NULL, sits_other boolean NOT NULL, not_insured varchar(10))
    """,
    "CREATE TEMPORARY TABLE roster_saying AS SELECT * FROM enrolment_personrecord LIMIT 0",
    "CREATE UNIQUE INDEX roster_saying_record ON roster_saying (id)",
)
TABLES_GONE = TABLES[:2]

ROWS = f"""
INSERT INTO roster_merging (line_id, place, person_id, record_id, says_other, sits_other)
SELECT l.id, CAST(l.sheet AS bigint) * 100000000 + l."row", p.id, r.id, r.content_fp <> l.content_fp, false
FROM enrolment_rosterline l
JOIN enrolment_person p ON p.nik_fp = l.nik_fp
JOIN enrolment_personrecord r
    ON r.person_id = p.id AND r.institution = %(institution)s AND r.region = {_KABUPATEN}
WHERE {_GOOD}
"""  # noqa: S608

ONE_SPEAKS = """
UPDATE roster_merging SET says_other = false FROM (
    SELECT record_id, max(place) AS place FROM roster_merging GROUP BY record_id HAVING count(*) > 1) AS speaker
WHERE speaker.record_id = roster_merging.record_id AND speaker.place <> roster_merging.place
"""

# A seat that stands already: same body and unit, and days in common. One that begins on the very day fits best; no two
# rows take the same one.
SEATS = """
WITH fitting AS (
    SELECT l.id AS line_id, a.id AS assignment_id,
        row_number() OVER (PARTITION BY l.id ORDER BY CASE WHEN a.start = l.start THEN 0 ELSE 1 END, a.id) AS of_line,
        row_number() OVER (PARTITION BY a.id ORDER BY CASE WHEN a.start = l.start THEN 0 ELSE 1 END, l.id) AS of_seat
    FROM roster_merging m
    JOIN enrolment_rosterline l ON l.id = m.line_id
    JOIN enrolment_assignment a ON a.person_id = m.person_id AND a.election_id = %(election)s
        AND a.institution = %(institution)s AND a.body = l.body AND a.region_code = l.region_code AND a.tps = l.tps
        AND a.voided_at IS NULL AND a.start <= l."end" AND a."end" >= l.start)
UPDATE roster_merging SET assignment_id = fitting.assignment_id FROM fitting
WHERE fitting.line_id = roster_merging.line_id AND fitting.of_line = 1 AND fitting.of_seat = 1
"""

ANY_SITS = "SELECT EXISTS (SELECT 1 FROM roster_merging WHERE assignment_id IS NOT NULL)"

# What both of them say: (id of the line; the record's columns and the line's, as enrolment/overwriting.py reads them)
SAYING = """
SELECT m.line_id, m.record_id, r.sealed, r.content_fp, r.civil, r.is_member,
    l.sealed, l.content_fp, l.name, l.name_birth_fp, l.sex, l.civil, l.is_member
FROM (
    SELECT line_id, record_id FROM roster_merging WHERE says_other AND line_id > %(after)s
    ORDER BY line_id LIMIT %(limit)s) AS m
JOIN enrolment_rosterline l ON l.id = m.line_id
JOIN enrolment_personrecord r ON r.id = m.record_id
ORDER BY m.line_id
"""
SAID = """
INSERT INTO roster_saying (id, name, name_birth_fp, sex, civil, is_member, lacks, sealed, content_fp)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
SAYS_THE_SAME = """
UPDATE roster_merging SET says_other = false
WHERE says_other AND NOT EXISTS (SELECT 1 FROM roster_saying s WHERE s.id = roster_merging.record_id)
"""

# A cell that the file leaves blank takes nothing away; a reserve who is called up is one no longer.
NOT_INSURED = """
UPDATE roster_merging SET not_insured = told.not_insured FROM (
    SELECT m.line_id, CASE
        WHEN l.not_insured <> '' THEN l.not_insured
        WHEN a.not_insured = 'asn' AND COALESCE(s.civil, r.civil) <> '' THEN 'asn'
        WHEN a.not_insured = 'member' AND COALESCE(s.is_member, r.is_member) THEN 'member'
        ELSE '' END AS not_insured
    FROM roster_merging m
    JOIN enrolment_rosterline l ON l.id = m.line_id
    JOIN enrolment_assignment a ON a.id = m.assignment_id
    JOIN enrolment_personrecord r ON r.id = m.record_id
    LEFT JOIN roster_saying s ON s.id = m.record_id) AS told
WHERE told.line_id = roster_merging.line_id
"""
_SAME_DECREE = """
(l.decree_number = '' OR l.decree_number = a.decree_number)
AND (l.decree_date IS NULL OR (a.decree_date IS NOT NULL AND l.decree_date = a.decree_date))
"""
# When somebody stopped a person has said, of the dead above all: a list that still has him does not say otherwise.
SITS_OTHER = f"""
UPDATE roster_merging SET sits_other = true FROM enrolment_rosterline l, enrolment_assignment a
WHERE l.id = roster_merging.line_id AND a.id = roster_merging.assignment_id
  AND NOT (a.position = l.position AND a.start = l.start AND a.is_reserve = l.is_reserve
    AND (a."end" = l."end" OR a.stop_reason <> '')
    AND a.not_insured = roster_merging.not_insured AND {_SAME_DECREE})
"""  # noqa: S608

# Of a good row that found no record, somebody (an undo in another election) took the record away meanwhile.
OVERLOOKED = f"""
SELECT EXISTS (
    SELECT 1 FROM enrolment_rosterline l LEFT JOIN roster_merging m ON m.line_id = l.id
    WHERE {_GOOD} AND m.line_id IS NULL)
"""  # noqa: S608

COUNTS = """
SELECT count(CASE WHEN assignment_id IS NULL THEN 1 END),
    count(CASE WHEN assignment_id IS NOT NULL AND (says_other OR sits_other) THEN 1 END), count(*)
FROM roster_merging
"""

_SEAT_BEFORE = """{json}(
    'position', a.position, 'start', a.start, 'end', a."end", 'is_reserve', a.is_reserve, 'not_insured', a.not_insured,
    'decree_number', a.decree_number, 'decree_date', a.decree_date, 'stop_reason', a.stop_reason, 'line', a.line_id)"""
_RECORD_BEFORE = """{json}(
    'name', r.name, 'sex', r.sex, 'civil', r.civil, 'is_member', r.is_member, 'lacks', r.lacks,
    'updated_at', r.updated_at, 'name_birth_fp', {hex_name_birth}, 'content_fp', {hex_content})"""
_CHANGES = """
INSERT INTO enrolment_rosterchange (upload_id, assignment_id, record_id, before, record_before, sealed_before, at)
SELECT %(upload)s, m.assignment_id, CASE WHEN m.says_other THEN m.record_id END,
    CASE WHEN m.assignment_id IS NOT NULL THEN {seat} END, CASE WHEN m.says_other THEN {record} END,
    CASE WHEN m.says_other THEN r.sealed END, %(at)s
FROM roster_merging m
JOIN enrolment_personrecord r ON r.id = m.record_id
LEFT JOIN enrolment_assignment a ON a.id = m.assignment_id
WHERE m.says_other OR m.sits_other
"""
_WRITTEN = {
    "sqlite": {"json": "json_object", "hex_name_birth": "hex(r.name_birth_fp)", "hex_content": "hex(r.content_fp)"},
    "postgresql": {
        "json": "jsonb_build_object",
        "hex_name_birth": "encode(r.name_birth_fp, 'hex')",
        "hex_content": "encode(r.content_fp, 'hex')",
    },
}


def changes(vendor: str) -> str:
    """What stood before goes on record first."""
    written = _WRITTEN[vendor]
    return _CHANGES.format(seat=_SEAT_BEFORE.format(**written), record=_RECORD_BEFORE.format(**written))


# What is in an index is written only where it changes: SQLite takes a row out of it and puts it back, even as it was.
RENAMED = """
UPDATE enrolment_personrecord SET name_birth_fp = (
    SELECT s.name_birth_fp FROM roster_saying s WHERE s.id = enrolment_personrecord.id)
WHERE id IN (
    SELECT s.id FROM roster_saying s JOIN enrolment_personrecord r ON r.id = s.id
    WHERE r.name_birth_fp <> s.name_birth_fp)
"""
# A subquery, not a join: SQLite would copy all that it joins, sealed cells and all, before it writes anything.
RECORDS_CHANGE = """
UPDATE enrolment_personrecord SET updated_at = %(at)s,
    (name, sex, civil, is_member, lacks, sealed, content_fp) = (
        SELECT s.name, s.sex, s.civil, s.is_member, s.lacks, s.sealed, s.content_fp
        FROM roster_saying s WHERE s.id = enrolment_personrecord.id)
WHERE id IN (SELECT id FROM roster_saying)
"""
SEATS_BEGIN = """
UPDATE enrolment_assignment SET start = l.start
FROM roster_merging m JOIN enrolment_rosterline l ON l.id = m.line_id
WHERE m.assignment_id = enrolment_assignment.id AND m.sits_other AND enrolment_assignment.start <> l.start
"""
SEATS_CHANGE = """
UPDATE enrolment_assignment SET position = l.position, is_reserve = l.is_reserve,
    "end" = CASE WHEN enrolment_assignment.stop_reason = '' THEN l."end" ELSE enrolment_assignment."end" END,
    not_insured = m.not_insured, line_id = l.id,
    decree_number = CASE WHEN l.decree_number = '' THEN enrolment_assignment.decree_number ELSE l.decree_number END,
    decree_date = COALESCE(l.decree_date, enrolment_assignment.decree_date)
FROM roster_merging m JOIN enrolment_rosterline l ON l.id = m.line_id
WHERE m.assignment_id = enrolment_assignment.id AND (m.says_other OR m.sits_other)
"""
SEATS_NEW = """
INSERT INTO enrolment_assignment (
    person_id, record_id, election_id, institution, body, position, region_code, tps, start, "end", is_reserve,
    not_insured, decree_number, decree_date, stop_reason, upload_id, line_id, entered_by_id, entered_at)
SELECT m.person_id, m.record_id, %(election)s, %(institution)s, l.body, l.position, l.region_code, l.tps, l.start,
    l."end", l.is_reserve, l.not_insured, l.decree_number, l.decree_date, '', %(upload)s, l.id, CAST(%(by)s AS bigint),
    %(at)s
FROM roster_merging m JOIN enrolment_rosterline l ON l.id = m.line_id
WHERE m.assignment_id IS NULL ORDER BY m.line_id
"""

# Where all are new, that is all there is to tell.
TELL_NEW = f"UPDATE enrolment_rosterline AS l SET accepted_at = %(at)s, outcome = 'new' WHERE {_CHUNK}"  # noqa: S608
TELL_LINES = f"""
UPDATE enrolment_rosterline AS l SET accepted_at = %(at)s, outcome = CASE
    WHEN a.line_id = l.id AND a.upload_id = %(upload)s AND c.id IS NULL THEN 'new'
    WHEN c.id IS NOT NULL THEN 'changed' ELSE 'unchanged' END
FROM enrolment_person p
JOIN enrolment_assignment a ON a.person_id = p.id AND a.election_id = %(election)s
    AND a.institution = %(institution)s AND a.voided_at IS NULL
LEFT JOIN enrolment_rosterchange c ON c.assignment_id = a.id AND c.upload_id = %(upload)s AND c.at = %(at)s
WHERE {_CHUNK} AND p.nik_fp = l.nik_fp
    AND a.body = l.body AND a.region_code = l.region_code AND a.tps = l.tps AND a.start = l.start
"""  # noqa: S608

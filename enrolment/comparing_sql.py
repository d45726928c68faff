"""The statements of enrolment/actions/rosters/comparing.py, beside the temporary tables of enrolment/merging.py.

Parameters: %(upload)s, %(election)s, %(institution)s, %(limit)s.
"""

_GOOD = "l.upload_id = %(upload)s AND l.state <> 'rejected' AND l.accepted_at IS NULL AND l.start IS NOT NULL"

GOOD = f"SELECT count(*) FROM enrolment_rosterline l WHERE {_GOOD}"  # noqa: S608

# A good row whose person has no seat in its unit: most lists are told from this alone that they bring something. What
# waits for its days is one of these.
UNSEATED = """
SELECT 1 FROM enrolment_rosterline l
WHERE l.upload_id = %(upload)s AND l.state <> 'rejected' AND l.accepted_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM enrolment_person p
    JOIN enrolment_assignment a ON a.person_id = p.id AND a.election_id = %(election)s
        AND a.institution = %(institution)s AND a.body = l.body AND a.region_code = l.region_code AND a.tps = l.tps
        AND a.voided_at IS NULL AND a.start <= l."end" AND a."end" >= l.start
    WHERE p.nik_fp = l.nik_fp)
LIMIT 1
"""

# Rows that say otherwise of their person than his record, as enrolment/overwriting.py reads them; not of people with
# several rows, of which the last alone speaks.
SAYING = f"""
SELECT l.id, r.id, r.sealed, r.content_fp, r.civil, r.is_member,
    l.sealed, l.content_fp, l.name, l.name_birth_fp, l.sex, l.civil, l.is_member
FROM enrolment_rosterline l
JOIN enrolment_person p ON p.nik_fp = l.nik_fp
JOIN enrolment_personrecord r
    ON r.person_id = p.id AND r.institution = %(institution)s AND r.region = substr(l.region_code, 1, 5)
WHERE {_GOOD} AND r.content_fp <> l.content_fp AND l.nik_fp IN (
    SELECT nik_fp FROM enrolment_rosterline WHERE upload_id = %(upload)s GROUP BY nik_fp HAVING count(*) = 1)
LIMIT %(limit)s
"""  # noqa: S608

NEW = f"""
SELECT l.id FROM enrolment_rosterline l LEFT JOIN roster_merging m ON m.line_id = l.id
WHERE {_GOOD} AND m.assignment_id IS NULL ORDER BY l.sheet, l."row" LIMIT %(limit)s
"""  # noqa: S608

CHANGED = """
SELECT m.line_id, m.record_id, m.assignment_id, m.says_other FROM roster_merging m
WHERE m.assignment_id IS NOT NULL AND (m.says_other OR m.sits_other) ORDER BY m.line_id LIMIT %(limit)s
"""

# Of whom it is recorded that he stopped before the day until which his row has him serve.
STOPPED = """
SELECT count(*) FROM roster_merging m
JOIN enrolment_rosterline l ON l.id = m.line_id
JOIN enrolment_assignment a ON a.id = m.assignment_id
WHERE a.stop_reason <> '' AND a."end" < l."end"
"""

# The same body, another unit, days in common; and no row of the file says that he still sits there too.
MOVED = """
SELECT m.line_id, a.id
FROM roster_merging m
JOIN enrolment_rosterline l ON l.id = m.line_id
JOIN enrolment_assignment a ON a.person_id = m.person_id AND a.election_id = %(election)s
    AND a.institution = %(institution)s AND a.body = l.body AND a.voided_at IS NULL AND a.stop_reason = ''
    AND a.start <= l."end" AND a."end" >= l.start AND NOT (a.region_code = l.region_code AND a.tps = l.tps)
LEFT JOIN roster_merging still ON still.assignment_id = a.id
WHERE m.assignment_id IS NULL AND still.line_id IS NULL AND NOT l.is_reserve AND NOT a.is_reserve
ORDER BY m.line_id, a.id
"""

# As MOVED, of rows that are rejected: whether for want of a seat alone, their problems tell.
REJECTED_MOVES = """
SELECT l.id, a.id
FROM enrolment_rosterline l
JOIN enrolment_person p ON p.nik_fp = l.nik_fp
JOIN enrolment_assignment a ON a.person_id = p.id AND a.election_id = %(election)s
    AND a.institution = %(institution)s AND a.body = l.body AND a.voided_at IS NULL AND a.stop_reason = ''
    AND a.start <= l."end" AND a."end" >= l.start AND NOT (a.region_code = l.region_code AND a.tps = l.tps)
LEFT JOIN roster_merging still ON still.assignment_id = a.id
WHERE l.upload_id = %(upload)s AND l.state = 'rejected' AND l.accepted_at IS NULL AND still.line_id IS NULL
    AND NOT l.is_reserve AND NOT a.is_reserve
ORDER BY l.sheet, l."row", a.id
"""

_LINES = "enrolment_rosterline WHERE upload_id = %(upload)s"
# What the file has, each kind once: looked up by index on both databases, however many rows it has.
_HAS = {
    "compared_niks": ("nik_fp", "nik_fp IS NOT NULL"),
    "compared_names": ("name_birth_fp", "name_birth_fp IS NOT NULL"),
    "compared_units": ("body, region_code, tps", "body <> '' AND region_code <> ''"),
}
TABLES_GONE = tuple(f"DROP TABLE IF EXISTS {table}" for table in _HAS)
TABLES = (
    *TABLES_GONE,
    *(
        statement
        for table, (columns, held) in _HAS.items()
        for statement in (
            f"CREATE TEMPORARY TABLE {table} AS SELECT {columns} FROM enrolment_rosterline LIMIT 0",  # noqa: S608
            f"INSERT INTO {table} SELECT DISTINCT {columns} FROM {_LINES} AND {held}",  # noqa: S608
            f"CREATE UNIQUE INDEX {table}_once ON {table} ({columns})",
        )
    ),
)
COUNTED = tuple(f"ANALYZE {table}" for table in _HAS)

_STANDS = """
a.election_id = %(election)s AND a.institution = %(institution)s AND a.voided_at IS NULL AND a.stop_reason = ''
"""
_NOT_IN_FILE = "NOT EXISTS (SELECT 1 FROM compared_niks n WHERE n.nik_fp = p.nik_fp)"
# CROSS JOIN is a plain join that SQLite takes in the order written: from the units, not from everybody who stands.
_IN_UNITS = f"""
FROM compared_units u CROSS JOIN enrolment_assignment a
JOIN enrolment_person p ON p.id = a.person_id
JOIN enrolment_personrecord r ON r.id = a.record_id
WHERE {_STANDS} AND a.region_code = u.region_code AND a.body = u.body AND a.tps = u.tps
"""

ANYBODY = f"SELECT 1 {_IN_UNITS} LIMIT 1"

# Who sits in a unit of the file under a NIK that it does not have, and the rows of his name and birth date in it, those
# included that find no seat as long as he has it; the last column: somebody has decided that they are two.
NAMESAKES = f"""
SELECT l.id, a.id, d.id IS NOT NULL
FROM enrolment_rosterline l
CROSS JOIN enrolment_personrecord r
CROSS JOIN enrolment_assignment a
CROSS JOIN enrolment_person p
LEFT JOIN enrolment_person own ON own.nik_fp = l.nik_fp
LEFT JOIN enrolment_samepersondecision d ON NOT d.is_same
    AND ((d.first_id = own.id AND d.second_id = p.id) OR (d.first_id = p.id AND d.second_id = own.id))
WHERE l.upload_id = %(upload)s AND l.accepted_at IS NULL AND l.nik_fp IS NOT NULL
    AND r.name_birth_fp = l.name_birth_fp AND a.record_id = r.id AND p.id = a.person_id
    AND {_STANDS.replace("a.election_id", "+a.election_id")} AND {_NOT_IN_FILE}
    AND EXISTS (
        SELECT 1 FROM compared_units u WHERE u.body = a.body AND u.region_code = a.region_code AND u.tps = a.tps)
ORDER BY l.sheet, l."row", a.id
"""  # noqa: S608

# Only in units that the file has rows of, so that a file for one desa calls nobody of another gone; and nobody of whom
# a row speaks, though it be a rejected one or one whose NIK is damaged; nor whoever came for somebody whom an old file
# still has.
GONE = f"""
SELECT a.id {_IN_UNITS}
    AND {_NOT_IN_FILE}
    AND NOT EXISTS (SELECT 1 FROM compared_names n WHERE n.name_birth_fp = r.name_birth_fp)
    AND (a.replaces_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM enrolment_assignment earlier
        JOIN enrolment_person leaver ON leaver.id = earlier.person_id
        JOIN compared_niks n ON n.nik_fp = leaver.nik_fp
        WHERE earlier.id = a.replaces_id))
ORDER BY a.region_code, a.tps, a.id
"""  # noqa: S608

# Who stands in a desa and body of the file, though in a unit of which it has no row at all, as a TPS that was left out.
ABSENT = f"""
SELECT count(*)
FROM enrolment_assignment a JOIN enrolment_person p ON p.id = a.person_id
WHERE {_STANDS}
    AND a.region_code IN (SELECT region_code FROM enrolment_rosterline WHERE upload_id = %(upload)s)
    AND a.body IN (SELECT body FROM enrolment_rosterline WHERE upload_id = %(upload)s)
    AND NOT EXISTS (
        SELECT 1 FROM compared_units u WHERE u.body = a.body AND u.region_code = a.region_code AND u.tps = a.tps)
    AND {_NOT_IN_FILE}
"""  # noqa: S608

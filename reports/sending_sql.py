"""The statements of reports/sending.py. SQLite and PostgreSQL run the same.

Statements are put together from each other, never from anybody's words. Parameters: %(arrangement)s, %(body)s ("" for
every body), %(month)s and %(today)s (the day for which is asked).
"""

# sending: everyone of whom BPJS is to be told something, in the order of the files. sending_row: who is in which file.
TABLES = (
    "DROP TABLE IF EXISTS sending_person",
    "DROP TABLE IF EXISTS sending",
    "DROP TABLE IF EXISTS sending_row",
    """
    CREATE TEMPORARY TABLE sending_person (
        person_id bigint PRIMARY KEY, cover_first date NOT NULL, told_month varchar(7) NOT NULL,
        last_month varchar(7) NOT NULL, first_day date NOT NULL, last_day date NOT NULL)
    """,
    """
    CREATE TEMPORARY TABLE sending (
        place integer PRIMARY KEY, kind varchar(10) NOT NULL, person_id bigint NOT NULL, assignment_id bigint NOT NULL,
        record_id bigint NOT NULL, registration_id bigint, wage integer, membership varchar(3) NOT NULL,
        body varchar(40) NOT NULL, region_code varchar(13) NOT NULL, cover_first date, first_day date NOT NULL,
        last_day date NOT NULL, stop_reason varchar(10) NOT NULL)
    """,
    """
    CREATE TEMPORARY TABLE sending_row (
        place integer PRIMARY KEY, kind varchar(10) NOT NULL, part integer NOT NULL, "row" integer NOT NULL,
        reference varchar(30) NOT NULL, content_fp {blob} NOT NULL, kpj {blob}, kpj_fp {blob})
    """,
)
TABLES_GONE = TABLES[:3]

_STANDING = "m.removed_by_id IS NULL"

# told_month: the month that a file of today speaks of, which is the last one begun, or else the first one to come.
PEOPLE = f"""
INSERT INTO sending_person (person_id, cover_first, told_month, last_month, first_day, last_day)
SELECT m.person_id, min(c.first),
    COALESCE(max(CASE WHEN m.month <= %(month)s THEN m.month END), min(m.month)), max(m.month), min(a.start),
    max(a."end")
FROM budgeting_personmonth m
JOIN budgeting_coverprice c ON c.id = m.price_id
JOIN enrolment_assignment a ON a.id = m.assignment_id
WHERE c.arrangement_id = %(arrangement)s AND {_STANDING}
GROUP BY m.person_id
"""  # noqa: S608

# Who was refused is told again once something is different, or somebody asked for it (sent_* is null). Of a wrong code
# of a work location the payer's settings say what is different.
_TOLD_ANEW = """
    r.id IS NULL
    OR (r.state = 'rejected'
        AND (r.sent_content_fp IS NULL OR r.sent_content_fp <> q.content_fp
            OR r.sent_wage IS NULL OR r.sent_wage <> c.base
            OR EXISTS (
                SELECT 1 FROM reports_batchrow b
                WHERE b.registration_id = r.id AND b.state = 'rejected' AND b.reason_code = 'location-wrong'
                    AND b.answered_at < g.updated_at
                    AND NOT EXISTS (
                        SELECT 1 FROM reports_batchrow n WHERE n.registration_id = r.id AND n.id > b.id))))
    OR (r.state = 'ended' AND r.ended_on IS NOT NULL
        AND p.last_month > substr(CAST(r.ended_on AS varchar(10)), 1, 7))
"""
_SERVED = "p.last_month <= %(month)s AND p.last_day < %(today)s"
_KIND = f"""
    CASE
        WHEN {_TOLD_ANEW} THEN 'new'
        WHEN r.state = 'active' AND {_SERVED} THEN 'leaver'
        WHEN r.state = 'active' AND c.base IS NOT NULL AND (r.sent_wage IS NULL OR r.sent_wage <> c.base) THEN 'wage'
        WHEN r.state = 'active' AND (r.sent_content_fp IS NULL OR r.sent_content_fp <> q.content_fp) THEN 'correction'
        ELSE ''
    END
"""
_COLUMNS = """place, kind, person_id, assignment_id, record_id, registration_id, wage, membership, body, region_code,
    cover_first, first_day, last_day, stop_reason"""

CARRIED = f"""
INSERT INTO sending ({_COLUMNS})
SELECT row_number() OVER (ORDER BY t.region_code, t.body, t.tps, t.assignment_id), t.kind, t.person_id, t.assignment_id,
    t.record_id, t.registration_id, t.base, t.membership, t.body, t.region_code, t.cover_first, t.first_day, t.last_day,
    t.stop_reason
FROM (
    SELECT {_KIND} AS kind, p.person_id, m.assignment_id, a.record_id, r.id AS registration_id, c.base, c.membership,
        a.body, a.region_code, a.tps, p.cover_first, p.first_day, p.last_day, a.stop_reason
    FROM sending_person p
    JOIN budgeting_personmonth m ON m.person_id = p.person_id AND m.month = p.told_month AND {_STANDING}
    JOIN budgeting_coverprice c ON c.id = m.price_id
    JOIN budgeting_arrangement g ON g.id = c.arrangement_id
    JOIN enrolment_assignment a ON a.id = m.assignment_id
    JOIN enrolment_personrecord q ON q.id = a.record_id
    LEFT JOIN budgeting_registration r ON r.arrangement_id = %(arrangement)s AND r.person_id = p.person_id
) t
WHERE t.kind <> '' AND (%(body)s = '' OR t.body = %(body)s)
"""  # noqa: S608

# Known to BPJS, and no month of his is paid any more: withdrawn, excluded, or out of the plan.
UNPAID = f"""
INSERT INTO sending ({_COLUMNS})
SELECT (SELECT COALESCE(max(place), 0) FROM sending) + row_number() OVER (ORDER BY a.region_code, a.body, a.tps, a.id),
    'leaver', r.person_id, a.id, a.record_id, r.id, r.sent_wage, 'PU', a.body, a.region_code, NULL, a.start,
    CASE WHEN a."end" < %(today)s THEN a."end" ELSE %(today)s END, a.stop_reason
FROM budgeting_registration r
JOIN enrolment_assignment a ON a.id = r.assignment_id
WHERE r.arrangement_id = %(arrangement)s AND r.state = 'active' AND (%(body)s = '' OR a.body = %(body)s)
    AND NOT EXISTS (SELECT 1 FROM sending_person p WHERE p.person_id = r.person_id)
"""  # noqa: S608

# lack: the bit of what they all lack, 0 for everybody.
CHUNK = """
SELECT s.place, s.kind, s.person_id, s.assignment_id, s.wage, s.membership, s.body, s.region_code, s.cover_first,
    s.first_day, s.last_day, s.stop_reason, q.name, q.sex, q.sealed, q.content_fp, r.reference, r.kpj, r.id
FROM sending s
JOIN enrolment_personrecord q ON q.id = s.record_id
LEFT JOIN budgeting_registration r ON r.id = s.registration_id
WHERE s.place > %(after)s AND (%(lack)s = 0 OR (q.lacks & %(lack)s) > 0) ORDER BY s.place LIMIT %(limit)s
"""

# Whose KPJ nobody but a roster has told us: BPJS has not said whose it is.
TOLD_NUMBERS = """
SELECT s.place, s.person_id, q.sealed
FROM sending s
JOIN enrolment_personrecord q ON q.id = s.record_id
LEFT JOIN budgeting_registration r ON r.id = s.registration_id
WHERE s.kind = 'new' AND q.is_member AND r.kpj IS NULL AND s.place > %(after)s ORDER BY s.place LIMIT %(limit)s
"""

ROW_COLUMNS = 'place, kind, part, "row", reference, content_fp, kpj, kpj_fp'

# What was sent stands in the registration: everything that differs from it later is the next delta.
REGISTER = """
INSERT INTO budgeting_registration (
    arrangement_id, person_id, reference, state, kpj, kpj_fp, assignment_id, sent_wage, sent_content_fp, updated_at)
SELECT %(arrangement)s, s.person_id, w.reference, 'sent', w.kpj, w.kpj_fp, s.assignment_id, s.wage, w.content_fp, %(at)s
FROM sending_row w JOIN sending s ON s.place = w.place
WHERE w.kind IN ('new', 'continuing')
ON CONFLICT (arrangement_id, person_id) DO UPDATE SET
    state = 'sent', kpj = COALESCE(budgeting_registration.kpj, excluded.kpj),
    kpj_fp = COALESCE(budgeting_registration.kpj_fp, excluded.kpj_fp), assignment_id = excluded.assignment_id,
    sent_wage = excluded.sent_wage, sent_content_fp = excluded.sent_content_fp, ended_on = NULL,
    updated_at = excluded.updated_at
"""

LEAVE = """
UPDATE budgeting_registration SET state = 'ending', ended_on = t.last_day, updated_at = %(at)s
FROM (SELECT s.registration_id, s.last_day FROM sending_row w JOIN sending s ON s.place = w.place
      WHERE w.kind = 'leaver') AS t
WHERE budgeting_registration.id = t.registration_id
"""

# Of a change BPJS is told in a file that it gave out; whoever it is of stays what he was.
WAGES = """
UPDATE budgeting_registration SET sent_wage = t.wage, updated_at = %(at)s
FROM (SELECT s.registration_id, s.wage FROM sending_row w JOIN sending s ON s.place = w.place
      WHERE w.kind = 'wage') AS t
WHERE budgeting_registration.id = t.registration_id
"""
CORRECTIONS = """
UPDATE budgeting_registration SET sent_content_fp = t.content_fp, updated_at = %(at)s
FROM (SELECT s.registration_id, w.content_fp FROM sending_row w JOIN sending s ON s.place = w.place
      WHERE w.kind = 'correction') AS t
WHERE budgeting_registration.id = t.registration_id
"""
KEPT = (REGISTER, LEAVE, WAGES, CORRECTIONS)

ROWS = """
INSERT INTO reports_batchrow (
    file_id, "row", kind, registration_id, assignment_id, wage, content_fp, state, reason_code)
SELECT f.id, w."row", w.kind, r.id, s.assignment_id, s.wage, w.content_fp, 'sent', ''
FROM sending_row w
JOIN sending s ON s.place = w.place
JOIN reports_batchfile f ON f.batch_id = %(batch)s AND f.kind = w.kind AND f.part = w.part
JOIN budgeting_registration r ON r.arrangement_id = %(arrangement)s AND r.person_id = s.person_id
ORDER BY w.place
"""

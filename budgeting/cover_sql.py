"""The statements of budgeting/cover_ledger.py. SQLite and PostgreSQL run the same.

Statements are put together from each other, never from anybody's words. Parameters: %(election)s, %(run)s.
"""

# cover_post: every post's months at every price; `place` 1 carries the month. cover_removed and cover_added: what
# differs from the ledger. They are worked out before anybody is kept waiting.
TABLES_GONE = (
    "DROP TABLE IF EXISTS cover_post",
    "DROP TABLE IF EXISTS cover_removed",
    "DROP TABLE IF EXISTS cover_added",
)
TABLES = (
    *TABLES_GONE,
    """
    CREATE TEMPORARY TABLE cover_post (
        person_id bigint NOT NULL, month varchar(7) NOT NULL, price_id bigint NOT NULL, assignment_id bigint NOT NULL,
        region_code varchar(13) NOT NULL, rupiah bigint NOT NULL, place bigint NOT NULL)
    """,
    "CREATE TEMPORARY TABLE cover_removed (id bigint PRIMARY KEY, removal varchar(10) NOT NULL)",
    """
    CREATE TEMPORARY TABLE cover_added (
        person_id bigint NOT NULL, month varchar(7) NOT NULL, price_id bigint NOT NULL, assignment_id bigint NOT NULL,
        region_code varchar(13) NOT NULL)
    """,
)

# Who is insured at all (rules/carrying.py barred).
_INSURED = """
a.voided_at IS NULL AND NOT a.is_reserve AND (a.not_insured = '' OR (a.not_insured = 'member' AND g.takes_members))
"""

# First each payer chooses among a person's posts by its own rule, then the payers are held against each other.
POSTS = f"""
INSERT INTO cover_post (person_id, month, price_id, assignment_id, region_code, rupiah, place)
WITH earned AS (
    SELECT a.person_id, p.month, p.id AS price_id, a.id AS assignment_id, a.region_code, p.jkk + p.jkm AS rupiah,
        COALESCE(p.base, 0) AS base, g.id AS payer,
        row_number() OVER (
            PARTITION BY a.person_id, p.month, g.id
            ORDER BY CASE WHEN g.carrier = 'highest' THEN COALESCE(p.base, 0) ELSE 0 END DESC, p."order", a.id
        ) AS choice
    FROM enrolment_assignment a
    JOIN budgeting_arrangement g ON g.election_id = a.election_id
    JOIN budgeting_coverprice p ON p.arrangement_id = g.id AND p.replaced_at IS NULL
        AND p.position = a.position AND p.first <= a."end" AND p.last >= a.start
    WHERE a.election_id = %(election)s AND {_INSURED})
SELECT person_id, month, price_id, assignment_id, region_code, rupiah,
    row_number() OVER (
        PARTITION BY person_id, month
        ORDER BY CASE WHEN choice = 1 THEN 0 ELSE 1 END, base DESC, payer, choice)
FROM earned
"""  # noqa: S608
CARRIED = "CREATE UNIQUE INDEX cover_carried ON cover_post (person_id, month) WHERE place = 1"

_STANDING = "m.removed_by_id IS NULL AND r.election_id = %(election)s"
# The same post at the same money is the same month, though a plan was read anew and its price's row is a newer one.
_SAME = """
(w.assignment_id = m.assignment_id AND w.region_code = m.region_code AND (w.price_id = m.price_id OR (
    n.arrangement_id = p.arrangement_id AND n.position = p.position AND n.membership = p.membership
    AND n.jkk = p.jkk AND n.jkm = p.jkm AND COALESCE(n.base, -1) = COALESCE(p.base, -1))))
"""
REMOVED = f"""
INSERT INTO cover_removed (id, removal)
SELECT m.id, CASE
    WHEN w.person_id IS NOT NULL OR a.person_id <> m.person_id THEN 'changed'
    WHEN a.stop_reason = 'death' AND (a.voided_at IS NOT NULL OR a."end" < p.first) THEN 'died'
    WHEN a.voided_at IS NOT NULL THEN 'withdrawn'
    WHEN a.is_reserve OR a.not_insured NOT IN ('', 'member') OR (a.not_insured = 'member' AND NOT g.takes_members)
        THEN 'excluded'
    WHEN a."end" < p.first OR a.start > p.last THEN 'left'
    ELSE 'plan' END
FROM budgeting_personmonth m
JOIN budgeting_coverrun r ON r.id = m.added_by_id
JOIN budgeting_coverprice p ON p.id = m.price_id
JOIN budgeting_arrangement g ON g.id = p.arrangement_id
JOIN enrolment_assignment a ON a.id = m.assignment_id
LEFT JOIN cover_post w ON w.person_id = m.person_id AND w.month = m.month AND w.place = 1
LEFT JOIN budgeting_coverprice n ON n.id = w.price_id
WHERE {_STANDING} AND (w.person_id IS NULL OR NOT {_SAME})
"""  # noqa: S608

# Whose month stands already keeps it, whichever election's people and whoever's money it is.
ADDED = """
INSERT INTO cover_added (person_id, month, price_id, assignment_id, region_code)
SELECT w.person_id, w.month, w.price_id, w.assignment_id, w.region_code
FROM cover_post w
LEFT JOIN budgeting_personmonth m
    ON m.person_id = w.person_id AND m.month = w.month AND m.removed_by_id IS NULL
LEFT JOIN cover_removed x ON x.id = m.id
WHERE w.place = 1 AND (m.id IS NULL OR x.id IS NOT NULL)
ORDER BY w.person_id, w.month
"""

# What would have been paid a second time: a person's other posts of a month, each once, whoever would have paid it …
SAVED_HERE = """
SELECT count(*), COALESCE(sum(rupiah), 0) FROM (
    SELECT max(o.rupiah) AS rupiah
    FROM cover_post o JOIN cover_post w ON w.person_id = o.person_id AND w.month = o.month AND w.place = 1
    WHERE o.place > 1 AND o.assignment_id <> w.assignment_id
    GROUP BY o.assignment_id, o.month) AS others
"""
# … and the months that another election's cover pays already.
SAVED_ELSEWHERE = """
SELECT count(*), COALESCE(sum(w.rupiah), 0)
FROM cover_post w
JOIN budgeting_personmonth m ON m.person_id = w.person_id AND m.month = w.month AND m.removed_by_id IS NULL
JOIN budgeting_coverrun r ON r.id = m.added_by_id AND r.election_id <> %(election)s
WHERE w.place = 1
"""
# The same by payer: what each would pay and does not. Looked at are those alone who have several posts or payers …
SAVINGS_HERE = """
WITH several AS (SELECT DISTINCT person_id, month FROM cover_post WHERE place > 1),
posts AS (
    SELECT o.person_id, o.month, o.place, o.rupiah, p.arrangement_id AS payer FROM cover_post o
    JOIN budgeting_coverprice p ON p.id = o.price_id WHERE o.place > 1
    UNION ALL
    SELECT w.person_id, w.month, w.place, w.rupiah, p.arrangement_id FROM cover_post w
    JOIN several s ON s.person_id = w.person_id AND s.month = w.month
    JOIN budgeting_coverprice p ON p.id = w.price_id WHERE w.place = 1),
chosen AS (
    SELECT person_id, place, rupiah, payer, row_number() OVER (PARTITION BY person_id, month, payer ORDER BY place)
        AS choice FROM posts)
SELECT payer, CASE WHEN choice > 1 THEN 'body' ELSE 'payer' END AS ground, count(DISTINCT person_id), count(*),
    sum(rupiah)
FROM chosen WHERE place > 1 GROUP BY 1, 2
"""
# … and whom another election pays.
SAVINGS_ELSEWHERE = """
SELECT p.arrangement_id, 'election', count(DISTINCT w.person_id), count(*), sum(w.rupiah)
FROM cover_post w
JOIN budgeting_coverprice p ON p.id = w.price_id
JOIN budgeting_personmonth m ON m.person_id = w.person_id AND m.month = w.month AND m.removed_by_id IS NULL
JOIN budgeting_coverrun r ON r.id = m.added_by_id AND r.election_id <> %(election)s
WHERE w.place = 1 GROUP BY p.arrangement_id
"""
STANDING = f"""
SELECT count(*) FROM budgeting_personmonth m JOIN budgeting_coverrun r ON r.id = m.added_by_id WHERE {_STANDING}
"""  # noqa: S608

REMOVE = """
UPDATE budgeting_personmonth SET removed_by_id = %(run)s, removal = x.removal
FROM cover_removed x WHERE x.id = budgeting_personmonth.id
"""
# Another election's run of the same moment may have been faster with a person's month: then it is paid there.
ADD = """
INSERT INTO budgeting_personmonth (person_id, month, price_id, assignment_id, region_code, added_by_id, removal)
SELECT person_id, month, price_id, assignment_id, region_code, %(run)s, '' FROM cover_added WHERE true
ON CONFLICT (person_id, month) WHERE removed_by_id IS NULL DO NOTHING
"""

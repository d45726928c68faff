from typing import Any

from django.db import migrations

import pemilu_bpjs.models.sealed
from enrolment.row_words import WordSealer

_AT_ONCE = 1_000


def seal_words(apps: Any, schema_editor: Any) -> None:
    """Lines that were checked before keep working: nobody has to send or check a roster again."""
    with schema_editor.connection.cursor() as cursor:
        after, sealer = 0, None
        while rows := _rows(cursor, after):
            sealer = sealer or WordSealer()  # without any line no key is asked for
            changed = [(*sealer.sealed(problems), pk) for pk, problems in rows]
            cursor.executemany(
                "UPDATE enrolment_rosterline SET problems = %s, sealed_words = %s WHERE id = %s", changed
            )
            after = rows[-1][0]


def _rows(cursor: Any, after: int) -> list[tuple[int, str]]:
    cursor.execute(
        "SELECT id, problems FROM enrolment_rosterline WHERE id > %s AND problems <> '[]' ORDER BY id LIMIT %s",
        [after, _AT_ONCE],
    )
    found: list[tuple[int, str]] = cursor.fetchall()
    return found


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0002_rosters")]

    operations = [
        migrations.AddField(
            model_name="rosterline",
            name="sealed_words",
            field=pemilu_bpjs.models.sealed.SealedField("roster-words", null=True),
        ),
        migrations.RunPython(seal_words),
    ]

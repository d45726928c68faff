from typing import Any

from django.db import migrations

import pemilu_bpjs.models.sealed
from enrolment.row_words import WordSealer
from enrolment.rules.roster_packing import encode
from pemilu_bpjs import vault

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


def seal_headers(apps: Any, _schema_editor: Any) -> None:
    """What stood above the columns moves out of each layout."""
    for upload in apps.get_model("enrolment", "RosterUpload").objects.exclude(layout={}):
        headers = [sheet.pop("headers") for sheet in upload.layout["sheets"]]
        upload.sealed_headers = vault.seal(encode(headers), "roster-headers")
        upload.save(update_fields=["layout", "sealed_headers"])


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0002_rosters")]

    operations = [
        migrations.AddField(
            model_name="rosterline",
            name="sealed_words",
            field=pemilu_bpjs.models.sealed.SealedField("roster-words", null=True),
        ),
        migrations.AddField(
            model_name="rosterupload",
            name="sealed_headers",
            field=pemilu_bpjs.models.sealed.SealedField("roster-headers", null=True),
        ),
        migrations.RunPython(seal_words),
        migrations.RunPython(seal_headers),
        # The decree of a row that its own faults reject (no particulars are sealed of it) stands in its cells alone.
        migrations.RunSQL(
            "UPDATE enrolment_rosterline SET decree_number = '', decree_date = NULL "
            "WHERE sealed IS NULL AND accepted_at IS NULL AND (decree_number <> '' OR decree_date IS NOT NULL)"
        ),
    ]

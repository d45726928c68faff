"""What an incident was, when, and what BPJS decided goes behind its seal, where place and story lie already."""

import json
from typing import Any

from django.db import migrations

from pemilu_bpjs import vault

_CONTEXT = "incident"
_GONE = (
    "kind", "day", "on_duty", "covered", "programme", "claimed_on", "decided_on", "is_granted", "decided_amount",
)  # fmt: skip


def seal_all(apps: Any, schema_editor: Any) -> None:
    for incident in apps.get_model("reports", "Incident").objects.all():
        told = json.loads(vault.open_sealed(incident.sealed, _CONTEXT))
        number = told.pop("claim_number")
        told |= {"kind": incident.kind, "day": incident.day.isoformat(), "on_duty": incident.on_duty}
        told |= {"claim": _claim(incident, number), "decision": _decision(incident)}
        incident.sealed = vault.seal(json.dumps(told, ensure_ascii=False).encode(), _CONTEXT)
        incident.save()


def _claim(incident: Any, number: str) -> dict[str, Any] | None:
    if incident.claimed_on is None:
        return None
    return {"programme": incident.programme, "day": incident.claimed_on.isoformat(), "number": number}


def _decision(incident: Any) -> dict[str, Any] | None:
    if incident.decided_on is None:
        return None
    return {
        "is_granted": incident.is_granted,
        "day": incident.decided_on.isoformat(),
        "amount": incident.decided_amount,
    }


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="incident",
            options={
                "ordering": ("-entered_at", "-pk"),
                "verbose_name": "kejadian",
                "verbose_name_plural": "kejadian",
            },
        ),
        migrations.RunPython(seal_all, elidable=True),
        *(migrations.RemoveField(model_name="incident", name=name) for name in _GONE),
    ]

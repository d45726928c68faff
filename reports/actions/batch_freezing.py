"""Freezing a batch as a job: cover brought up to date first, then the delta."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from budgeting.actions import cover
from budgeting.models import Arrangement
from budgeting.rules.notes import Faults
from budgeting.wording import sentence
from pemilu_bpjs.jobs import Job, JobFailed, Progress
from reports.actions.batches import freeze

FROZEN = _("Kiriman dibekukan dan siap diambil BPJS.")
NOTHING_NEW = _("Tidak ada yang baru untuk dikirim sejak kiriman terakhir.")


def freeze_for(job: Job, progress: Progress) -> dict[str, Any]:
    """Safe to run again: what a killed run has sent is no longer new to the next."""
    arrangement = Arrangement.objects.select_related("election", "office").get(pk=job.params["arrangement"])
    try:
        cover.run(election=arrangement.election, by=job.owner, progress=progress)
        batch = freeze(arrangement=arrangement, body=job.params["body"], by=job.owner, progress=progress)
    except ValidationError as fault:
        raise JobFailed(" ".join(fault.messages)) from fault
    except Faults as fault:
        raise JobFailed(" ".join(sentence(note) for note in fault.notes)) from fault
    if batch is None:
        return {"sentence": NOTHING_NEW}
    return {"sentence": FROZEN, "batch": batch.pk, "link": reverse("reports:batch", args=[batch.pk])}

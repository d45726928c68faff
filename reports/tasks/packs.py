"""The job that makes a proposal's documents."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from budgeting.models import Proposal
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.jobs import Job, Progress
from reports.actions import standing

PACK = "proposal-pack"

documents.register_kind("proposal-pdf", _("Berkas usulan (PDF)"))
documents.register_kind("proposal-xlsx", _("Buku kerja usulan (Excel)"))
documents.register_state("proposal-", standing.of_document)


@jobs.handler(PACK, label=_("Berkas usulan"))
def proposal_pack(job: Job, progress: Progress) -> dict[str, Any] | None:
    # By name: the renderers take most of a second to import, and the web process needs this job's label alone.
    result: dict[str, Any] | None = import_string("reports.actions.packs.make_pack")(job, progress)
    return result


def start_pack(proposal: Proposal, *, by: Any) -> Job:
    """The job that makes the proposal's documents; one that already waits or runs for it is enough."""
    standing_job = Job.objects.unfinished().filter(kind=PACK, params__proposal=proposal.pk).first()
    if standing_job is not None:
        return standing_job
    params = {"proposal": proposal.pk}
    return jobs.start(PACK, by=by, office=proposal.office, region=proposal.region, params=params)

"""pages: every page of the site, on the server, for one who works in a kabupaten of 15,228 TPS beside the demo.

Whatever the site has a route for is opened, so that no new page goes unmeasured; a route that has to be told what to
open, and is not told so here, is named on stderr. There is no peer; the bound is 100 ms for the slowest.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from benchmarks.harness import ROOT, Result, median_seconds, rss_mib
from budgeting.actions import cover
from budgeting.actions.plans import copy_plan, create_plan
from budgeting.actions.proposals import create_proposal
from budgeting.models import Arrangement, Plan, Proposal
from budgeting.reference_tables import TABLES
from enrolment.actions.elections import create_election
from enrolment.actions.tps_lists import load_tps_list
from enrolment.models import Election, PollingStation, Region, StageCode
from enrolment.rules.region_code import Level
from pemilu_bpjs.access import EVERYWHERE
from pemilu_bpjs.models import Job, Membership, Office, User
from pemilu_bpjs.roles import Role
from reports.actions.demo import SINCE, make_demo

REGION, STATIONS = "32.01", 15_228
_NO_PAGES = ("api/", "kelola/", "sehat/", "bahasa/", "keluar/", "masuk/")
# They only take a form, hand out a file, or are opened below with the query without which there is nothing to see.
_NOT_PAGES = (
    "budgeting:cover-new",
    "budgeting:cover-run",
    "budgeting:entry-add",
    "budgeting:entry-remove",
    "budgeting:plan-archive",
    "budgeting:plan-export",
    "budgeting:proposal-confirm",
    "budgeting:proposal-move",
    "budgeting:proposal-new",
    "budgeting:proposal-revise",
    "budgeting:risk-export",
    "budgeting:risks",
    "document",
    "enrolment:exception-withdraw",
    "enrolment:tps-list-result",
    "enrolment:tps-list-template",
    "member-end",
    "member-new",
    "member-password",
    "office-logo",
    "reports:proposal-pack",
    "signatory-new",
    "token-revoke",
    "verify",
)
_PASSWORD = "bench"  # noqa: S105 - of a demo in a home that no one else opens


@dataclass(frozen=True)
class PagesResult(Result):
    """`pages`: milliseconds and queries of each address."""

    slowest: str
    pages: dict[str, dict[str, float]]


@dataclass(frozen=True)
class _Site:
    election: Election
    plan: Plan
    other: Plan
    proposal: Proposal
    office: Office
    job: Job
    reader: User
    arrangement: Arrangement


def run() -> PagesResult:
    site = _site()
    reader = Client(SERVER_NAME="localhost")
    reader.force_login(site.reader)
    pages = {address: _measured(reader, address) for address in sorted(_addresses(site))}
    slowest = max(pages, key=lambda address: pages[address]["ms"])
    seconds = round(pages[slowest]["ms"] / 1000, 4)
    return PagesResult("pages", seconds, None, None, STATIONS, rss_mib(), slowest, pages)


def _measured(reader: Client, address: str) -> dict[str, float]:
    if (status := reader.get(address).status_code) != HTTPStatus.OK:
        raise AssertionError(f"{address} answers {status}")
    seconds = median_seconds(lambda: reader.get(address))
    with CaptureQueriesContext(connection) as asked:
        reader.get(address)
    return {"ms": round(seconds * 1000, 1), "queries": len(asked)}


def _addresses(site: _Site) -> Iterator[str]:
    given = _given(site)
    for name, pattern in _routes(get_resolver()):
        if pattern.pattern.converters and name not in given:
            print(f"not measured, for benchmarks/pages.py does not say what to open: {name}", file=sys.stderr)
            continue
        for args in given.get(name, [()]):
            yield reverse(name, args=args)
    plan, other = site.plan.pk, site.other.pk
    yield f"{reverse('budgeting:compare')}?plan={plan}&plan={other}"
    yield f"{reverse('budgeting:plan-ceiling', args=[plan])}?ceiling=1000000000&cut=months"
    yield f"{reverse('budgeting:claim-check')}?claimed=876&region={REGION}&election=pemilu-2024&tps={STATIONS}"
    yield f"{reverse('budgeting:proposal-new')}?plan={plan}"
    yield f"{reverse('budgeting:plan-new')}?election={site.election.code}"
    yield f"{reverse('budgeting:risk', args=[site.election.code])}?hari=2024-02-14"
    yield f"{reverse('budgeting:reference-regions')}?q=sukamaju"


def _routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if str(each.pattern).startswith(_NO_PAGES):
            continue
        if isinstance(each, URLResolver):
            yield from _routes(each, f"{each.namespace}:" if each.namespace else space)
        elif each.name:
            yield f"{space}{each.name}", each


def _given(site: _Site) -> Mapping[str, Sequence[tuple[Any, ...]]]:
    """What the routes that need to be told are to open."""
    election, plan, proposal = (site.election.code,), (site.plan.pk,), (site.proposal.pk,)
    kecamatan = Region.objects.below(REGION, Level.KECAMATAN)[0].pk
    desa = Region.objects.below(kecamatan, Level.DESA)[0].pk
    line = (*plan, "kpps-anggota")
    of_plan = ("plan", "plan-copy", "plan-edit", "plan-settings", "plan-ceiling", "entry-new")
    of_proposal = ("proposal", "proposal-edit")
    of_cover = ("cover", "cover-settings")
    of_election = ("election", "units", "units-detail", "tps-list", "exceptions")
    figures = ("total:total", "line:kpps-anggota:total", "body:kpps", "month:2024-01", "year:2024", "unit:tps")
    rows = [(kind, table.rows().current()[0].pk) for kind, table in TABLES.items()]
    return {
        **{f"budgeting:{name}": [plan] for name in of_plan},
        **{f"budgeting:{name}": [proposal] for name in of_proposal},
        **{f"budgeting:{name}": [(site.arrangement.pk,)] for name in of_cover},
        "budgeting:cover-changes": [(site.arrangement.pk, 1)],
        "budgeting:risk": [election],
        "budgeting:lost-days": [election],
        **{f"enrolment:{name}": [election] for name in of_election},
        "enrolment:region": [(*election, kecamatan), (*election, desa)],
        "budgeting:plan-why": [(*plan, key) for key in figures],
        "budgeting:entry-edit": [line],
        "budgeting:reference-table": [(kind,) for kind in TABLES],
        "budgeting:reference-add": [("premium-rates",)],
        "budgeting:reference-row": rows,
        "budgeting:reference-replace": rows[:3],
        "office": [(site.office.pk,)],
        "job": [(site.job.pk,)],
        **dict.fromkeys(_NOT_PAGES, ()),
    }


def _site() -> _Site:
    make_demo(examples=ROOT / "examples", password=_PASSWORD)
    office, _ = Office.objects.get_or_create(
        name="Disnaker Bench", region=REGION, defaults={"kind": Office.Kind.DISNAKER, "is_payer": True}
    )
    planner = _reader(office)
    election = create_election(preset="pemilu-2024", region=REGION, by=planner, stages=[StageCode.DPT])
    _fill(election, by=planner)
    plan = Plan.objects.filter(office=office, copied_from=None).first()
    if plan is None:
        plan = create_plan(election=election, office=office, name="Bench", by=planner)
        copy_plan(plan=plan, name="Bench: skenario", by=planner)
    other = Plan.objects.filter(office=office, copied_from=plan)[0]
    proposal = plan.proposals.first() or create_proposal(plan=plan, fiscal_year=2024, by=planner)
    job, _ = Job.objects.get_or_create(kind="proposal-pack", owner=planner, office=office, region=REGION)
    arrangement = cover.arrange(election=election, office=office, plan=plan, by=planner)
    cover.run(election=election, by=planner)
    return _Site(election, plan, other, proposal, office, job, planner, arrangement)


def _reader(office: Office) -> User:
    """One who is planner and administrator alike, so that no page is closed to him."""
    user, _ = User.objects.get_or_create(username="bench", defaults={"full_name": "Bench"})
    for role, place, where in ((Role.PLANNER, office, REGION), (Role.ADMIN, None, EVERYWHERE)):
        Membership.objects.get_or_create(user=user, role=role, office=place, region=where, active_from=SINCE)
    return user


def _fill(election: Election, *, by: User) -> None:
    if PollingStation.objects.filter(election=election).count() == STATIONS:
        return
    desa = list(Region.objects.below(REGION, Level.DESA).values_list("pk", flat=True))
    rows = (f"{desa[n % len(desa)]},{n // len(desa) + 1},250" for n in range(STATIONS))
    content = "\n".join(("desa_code,tps,voters", *rows)).encode()
    loaded = load_tps_list(
        election=election, stage=StageCode.DPT, name="tps.csv", content=content, source="Bench", by=by
    )
    if loaded.stations != STATIONS:
        raise AssertionError(f"the TPS list was refused: {loaded.problems[:3]}")

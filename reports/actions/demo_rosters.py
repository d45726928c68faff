"""Rosters of the demo in different states, through the same doors as any other: received, checked, accepted.

Safe to run again: a file that was sent before is known by its hash and left as it stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.checking import check
from enrolment.actions.rosters.receiving import receive
from enrolment.models import Acceptance, Election, Region
from pemilu_bpjs.models import Office, User
from reports.demo_people import Invented, invented
from reports.writers.demo_roster import Seated, office_roster, plain_roster

_KPPS = ("Ketua KPPS", *["Anggota KPPS"] * 6)
_PPS = ("Ketua PPS", "Anggota PPS", "Anggota PPS")
_LINMAS = ("Linmas", "Linmas")
_DESA, _TPS = 8, 2
# Each list begins with people of its own; one pengawas is taken from the KPPS, so that there is an overlap to decide.
_OF_KPPS, _OF_PPS, _OF_PTPS, _OF_LINMAS = 0, 200, 300, 340


@dataclass(frozen=True, slots=True)
class _File:
    institution: str
    body: str
    name: str
    content: bytes
    is_accepted: bool


def make_sample_rosters(*, region: str, senders: dict[str, User]) -> list[Acceptance]:
    """`senders`: who sends for which institution there. Returns what was accepted now: each wants its receipt."""
    election = Election.objects.filter(region=region).select_related("region").first()
    kecamatan = Region.objects.below(region, "kecamatan").order_by("pk").first()
    if election is None or kecamatan is None:
        return []
    files = [each for each in _files(kecamatan) if each.institution in senders]
    found = [_sent(each, election, senders[each.institution]) for each in files]
    return [acceptance for acceptance in found if acceptance is not None]


def _sent(file: _File, election: Election, by: User) -> Acceptance | None:
    office = Office.objects.filter(memberships__user=by).first()
    received = receive(
        election=election,
        institution=file.institution,
        region=election.region_id,
        body=file.body,
        name=file.name,
        content=file.content,
        office=office,
        by=by,
    )
    if received.is_same_file:
        return None
    upload = check(upload=received.upload, may_ask=False)
    return accept(upload=upload, by=by).acceptance if file.is_accepted else None


def _files(kecamatan: Region) -> Iterator[_File]:
    """A whole kecamatan of KPPS that stands, PPS with faults that wait, PTPS that stand, Linmas not yet accepted."""
    desa = list(kecamatan.children.order_by("pk").values_list("name", flat=True)[:_DESA])
    people = list(invented(kecamatan.pk, kecamatan.name))
    place = kecamatan.name.lower().replace(" ", "-")

    def seated(first: int, posts: Sequence[str], tps: int) -> list[Seated]:
        return list(_seated(islice(people, first, None), kecamatan.name, desa, posts, tps))

    kpps, pps = seated(_OF_KPPS, _KPPS, _TPS), seated(_OF_PPS, _PPS, 0)
    ptps, linmas = seated(_OF_PTPS, ("Pengawas TPS",), _TPS), seated(_OF_LINMAS, _LINMAS, _TPS)
    ptps[0] = Seated(kpps[3].who, ptps[0].kecamatan, ptps[0].desa, ptps[0].tps, ptps[0].position)
    title = f"DAFTAR ANGGOTA PPS KECAMATAN {kecamatan.name.upper()}"
    yield _File("KPU", "kpps", f"kpps-{place}.xlsx", plain_roster(kpps), True)
    yield _File("KPU", "pps", f"lampiran-sk-pps-{place}.xlsx", office_roster(pps, title=title, spoilt=4), False)
    yield _File("Bawaslu", "ptps", f"pengawas-tps-{place}.xlsx", plain_roster(ptps), True)
    yield _File("Satpol PP", "linmas", f"linmas-{place}.xlsx", plain_roster(linmas), False)


def _seated(
    people: Iterator[Invented], kecamatan: str, desa: Sequence[str], posts: Sequence[str], tps: int
) -> Iterator[Seated]:
    """A whole unit of these posts in every desa, or (where `tps` is not 0) in each of its first TPS."""
    for name in desa:
        for number in range(1, tps + 1) if tps else (0,):
            for post in posts:
                yield Seated(next(people), kecamatan, name, number, post)

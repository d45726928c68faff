"""A working demo: the two seed regions, their plans, rosters and cover, one user a role. Every person is invented.

Safe to run again: what stands is left as it stands, also where a user has changed it since.
"""

import datetime
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from budgeting.actions.plans import import_plan
from budgeting.models import Plan
from budgeting.planfile import parse
from enrolment.actions.elections import create_election
from enrolment.actions.units import enter_counts
from enrolment.models import Acceptance, CountKind, Election, StageCode, UnitCount
from pemilu_bpjs.models import Membership, Office, Signatory, User
from pemilu_bpjs.roles import Role
from reports.actions.demo_cover import make_sample_cover
from reports.actions.demo_rosters import make_sample_rosters
from reports.models import Batch

SINCE = datetime.date(2023, 1, 1)
_KIND = Office.Kind


@dataclass(frozen=True)
class Login:
    """How someone signs in to the demo, and as what."""

    username: str
    full_name: str
    role: Role
    office: Office


@dataclass(frozen=True)
class _Place:
    region: str
    city: str
    example: str
    disnaker: str
    head: str
    npp: str


# Their NPPs are invented, and look it: no payer's number runs so.
_PLACES = (
    _Place(
        "16.09",
        "Muaradua",
        "oku-selatan.toml",
        "Dinas Tenaga Kerja dan Transmigrasi Kabupaten Ogan Komering Ulu Selatan",
        "Drs. Hasan Rahmadi, M.M.",
        "12345678",
    ),
    _Place(
        "35.16",
        "Mojokerto",
        "mojokerto.toml",
        "Dinas Tenaga Kerja Kabupaten Mojokerto",
        "Dra. Endah Lestari, M.Si.",
        "87654321",
    ),
)

# Who else works in the first region: role, username, invented name, office, kind of office.
_OTHERS = (
    (Role.TAPD, "tapd", "Bambang Wicaksana", "Sekretariat Daerah", _KIND.SETDA),
    (Role.AUDITOR, "inspektorat", "Nurul Hidayah", "Inspektorat Daerah", _KIND.INSPEKTORAT),
    (Role.KPU, "kpu", "Dian Permata", "Sekretariat KPU", _KIND.KPU),
    (Role.BAWASLU, "bawaslu", "Yusuf Maulana", "Sekretariat Bawaslu", _KIND.BAWASLU),
    (Role.SATPOLPP, "satpolpp", "Agus Prabowo", "Satuan Polisi Pamong Praja", _KIND.SATPOLPP),
    (Role.BPJS, "bpjs", "Ratna Kusuma", "BPJS Ketenagakerjaan OKU Raya", _KIND.BPJS),
    (Role.ANSWER_DESK, "jawaban", "Siti Rohani", "Posko Jawaban Disnakertrans", _KIND.OTHER),
    (Role.ADMIN, "admin", "Fajar Nugroho", "Dinas Komunikasi dan Informatika", _KIND.OTHER),
)

_SENDERS = ("kpu", "bawaslu", "satpolpp", "perencana-mojokerto")


def make_demo(*, examples: Path, password: str) -> list[Login]:
    """Offices, users, elections and plans of the demo; returns the logins."""
    logins: list[Login] = []
    for place in _PLACES:
        office = _payer(place)
        suffix = "" if place is _PLACES[0] else f"-{place.city.lower()}"
        planner = Login(f"perencana{suffix}", f"Rina Maharani{suffix and ' (Mojokerto)'}", Role.PLANNER, office)
        head = Login(f"kepala{suffix}", place.head, Role.HEAD, office)
        logins += [planner, head]
        _keep_logins([planner, head], password)
        _keep_plan(place, examples, office, by=User.objects.get(username=planner.username))
    treasurer = Login("bendahara", "Marlina Putri, S.E.", Role.TREASURER, Office.objects.get(name=_PLACES[0].disnaker))
    others = [treasurer, *_other_logins(_PLACES[0])]
    _keep_logins(others, password)
    return [*logins, *others]


def make_demo_rosters() -> list[Acceptance]:
    """Lists of each secretariat of the first region, and those that the second's planner sends for its KPU.

    Returns what was accepted now: each wants its receipt.
    """
    users = {user.username: user for user in User.objects.filter(username__in=_SENDERS)}
    first, second = _PLACES
    senders = {"KPU": users["kpu"], "Bawaslu": users["bawaslu"], "Satpol PP": users["satpolpp"]}
    found = make_sample_rosters(region=first.region, senders=senders)
    return [*found, *make_sample_rosters(region=second.region, senders={"KPU": users[_SENDERS[-1]]})]


def make_demo_cover() -> Batch | None:
    """The first region's people, insured by its plan, as far as a bill that is partly paid; None if that stands."""
    return make_sample_cover(region=_PLACES[0].region)


def demo_password(*, file: Path) -> str:
    """The one password of all demo users: made up once for this installation and kept where only its owner reads."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(9), encoding="ascii")
    return file.read_text(encoding="ascii")


def _payer(place: _Place) -> Office:
    office, new = Office.objects.get_or_create(
        region=place.region,
        name=place.disnaker,
        defaults={
            "kind": _KIND.DISNAKER,
            "is_payer": True,
            "city": place.city,
            "address": "Jalan Contoh Nomor 1",
            "phone": "(000) 000000",
            "npp": place.npp,
        },
    )
    if new:
        Signatory.objects.create(
            office=office,
            title_line=f"Kepala {place.disnaker.partition(' Kabupaten')[0]}",
            name=place.head,
            rank="Pembina Utama Muda",
            nip="197001011995031001",
            active_from=SINCE,
        )
        Signatory.objects.create(
            office=office,
            role_key=Signatory.Key.PPTK,
            title_line="Pejabat Pelaksana Teknis Kegiatan",
            name="Wulan Sari, S.E.",
            rank="Penata Tingkat I",
            nip="198502022010012002",
            active_from=SINCE,
        )
    return office


def _other_logins(place: _Place) -> Iterator[Login]:
    for role, username, full_name, name, kind in _OTHERS:
        office, _ = Office.objects.get_or_create(
            region=place.region, name=name, defaults={"kind": kind, "city": place.city, "phone": "(000) 000000"}
        )
        yield Login(username, full_name, role, office)


def _keep_logins(logins: list[Login], password: str) -> None:
    for login in logins:
        if User.objects.filter(username=login.username).exists():
            continue
        user = User.objects.create_user(login.username, password=password, full_name=login.full_name)
        # Law holds everywhere: who keeps it is bound to no region.
        region, office = ("", None) if login.role is Role.ADMIN else (login.office.region, login.office)
        Membership.objects.create(user=user, role=login.role, office=office, region=region, active_from=SINCE)


def _keep_plan(place: _Place, examples: Path, office: Office, *, by: User) -> None:
    text = (examples / place.example).read_text(encoding="utf-8")
    stated, _ = parse(text)
    if Plan.objects.filter(office=office, name=stated.name).exists():
        return
    election = create_election(preset=stated.election, region=stated.region, by=by, stages=[StageCode.DPT])
    if stated.units.tps is not None and not _is_counted(election):
        counts = {stated.region: stated.units.tps}
        enter_counts(election=election, kind=CountKind.TPS, counts=counts, source=stated.sources.get("tps", ""), by=by)
    import_plan(text=text, office=office, by=by)


def _is_counted(election: Election) -> bool:
    return UnitCount.objects.filter(election=election, kind=CountKind.TPS).exists()

"""What every page's frame shows: the menu by rights, who is signed in, and the languages.

All of it is lazy, so that a partial answer to htmx, which has no frame, asks the database nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from .access import may
from .models import Office
from .permissions import Right


class Place(NamedTuple):
    """A page that the frame may lead to; without a right it is for everyone who is signed in.

    `also`: beginnings of addresses that are not below its own and yet belong to it.
    """

    label: Any
    route: str
    icon: str
    right: Right | None = None
    also: tuple[str, ...] = ()


class Section(NamedTuple):
    """Pages that are one part of the work, in the order in which it is done."""

    label: Any
    icon: str
    places: tuple[Place, ...]


MENU = (
    Section(_("Beranda"), "home", (Place(_("Beranda"), "home", "home"),)),
    Section(
        _("Angka & usulan"),
        "clipboard-list",
        (
            Place(_("Pemilu & TPS"), "enrolment:elections", "map-pin", Right.VIEW_ELECTION),
            Place(_("Rencana"), "budgeting:plans", "clipboard-list", Right.VIEW_PLAN),
            Place(_("Cek angka"), "budgeting:claim-check", "zoom-check", Right.CHECK_CLAIM),
            Place(_("Usulan"), "budgeting:proposals", "send", Right.VIEW_PROPOSAL),
        ),
    ),
    Section(
        _("Pendataan"),
        "users",
        (
            Place(_("Daftar petugas"), "enrolment:rosters", "file-spreadsheet", Right.VIEW_ROSTER),
            Place(
                _("Petugas"),
                "enrolment:people",
                "users",
                Right.VIEW_PERSON,
                ("/orang/", "/lampiran-nama/", "/rencana/penggantian/"),
            ),
            Place(_("Papan kuota"), "enrolment:quota", "table", Right.VIEW_QUOTA),
            Place(_("Ditolak BPJS"), "reports:rejected", "circle-x", Right.VIEW_PERSON),
            Place(_("Belum terlindungi"), "budgeting:risks", "alert-triangle", Right.VIEW_QUOTA),
        ),
    ),
    Section(
        _("Iuran & BPJS"),
        "shield-check",
        (
            Place(_("Perlindungan"), "budgeting:covers", "shield-check", Right.VIEW_COVER),
            Place(_("Kiriman"), "reports:batches", "send", Right.VIEW_BATCH, ("/jawaban/",)),
            Place(_("Tagihan"), "budgeting:bills", "coin", Right.VIEW_BILL, ("/periksa/", "/realisasi/")),
        ),
    ),
    Section(
        _("Jawaban & kejadian"),
        "heart-handshake",
        (
            Place(_("Meja jawaban"), "reports:desk", "heart-handshake", Right.ASK_COVER),
            Place(_("Kejadian"), "reports:incidents", "clipboard-check", Right.VIEW_INCIDENT),
            # The sums of incidents are read by some who may open none of them: they come from here.
            Place(_("Evaluasi"), "reports:evaluations", "chart-bar", Right.VIEW_COVER, ("/kejadian/",)),
        ),
    ),
    Section(
        _("Dokumen & acuan"),
        "file-text",
        (
            Place(_("Dokumen"), "documents", "file-text", Right.VIEW_DOCUMENT),
            Place(_("Pekerjaan"), "jobs", "progress"),
            Place(_("Acuan"), "budgeting:reference", "book-2", Right.VIEW_REFERENCE),
        ),
    ),
)
FITS_ONE_ROW = 7
"""A menu of so few pages needs no sections."""

ACCOUNT_MENU = (
    Place(_("Kantor & anggota"), "offices", "building", Right.MANAGE_OFFICE, ("/keanggotaan/",)),
    Place(_("Catatan audit"), "audit", "history", Right.VIEW_AUDIT),
    Place(_("Token API"), "api-tokens", "key", Right.USE_API),
    Place(_("Ganti kata sandi"), "password-change", "lock"),
)


@dataclass(frozen=True)
class NavItem:
    label: Any
    url: str
    icon: str
    current: bool


@dataclass(frozen=True)
class NavSection:
    """Leads to the first of its pages; one that would hold a single page is that page, and has none below it."""

    label: Any
    url: str
    icon: str
    current: bool
    pages: tuple[NavItem, ...]


@dataclass(frozen=True)
class Account:
    """Who is signed in; `office` names the offices he works for, "" where he has none."""

    name: str
    office: str
    links: tuple[NavItem, ...]
    sign_out_url: str


@dataclass(frozen=True)
class Language:
    code: str
    label: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context processor of templates/base.html."""
    return {
        "navigation": SimpleLazyObject(lambda: _sections(request)),
        "account": SimpleLazyObject(lambda: _account(request)),
        "languages": SimpleLazyObject(_languages),
        "set_language_url": _address("set-language"),
    }


def _sections(request: HttpRequest) -> tuple[NavSection, ...]:
    items = _menu(request, tuple(place for section in MENU for place in section.places))
    if len(items) <= FITS_ONE_ROW:
        return tuple(_alone(item) for item in items)
    of_section = {place.label: section for section in MENU for place in section.places}
    grouped = groupby(items, key=lambda item: of_section[item.label])
    return tuple(_section(section, tuple(pages)) for section, pages in grouped)


def _section(section: Section, pages: tuple[NavItem, ...]) -> NavSection:
    if len(pages) == 1:
        return _alone(pages[0])
    return NavSection(section.label, pages[0].url, section.icon, any(page.current for page in pages), pages)


def _alone(item: NavItem) -> NavSection:
    return NavSection(item.label, item.url, item.icon, item.current, ())


def _menu(request: HttpRequest, places: tuple[Place, ...]) -> tuple[NavItem, ...]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ()
    allowed = (place for place in places if place.right is None or may(user, place.right))
    found = [(place, url) for place in allowed if (url := _address(place.route))]
    current = _current(request.path, {start: url for place, url in reversed(found) for start in (*place.also, url)})
    return tuple(NavItem(place.label, url, place.icon, url == current) for place, url in found)


def _current(path: str, url_of: Mapping[str, str]) -> str:
    """The nearest above a page: /pemilu/daftar/3/ belongs to /pemilu/daftar/, not to /pemilu/ also.

    `url_of`: the page of the menu that an address of such a beginning belongs to. All pages are below the home page,
    so that one must match.
    """
    starts = (start for start in url_of if path == start or (start != "/" and path.startswith(start)))
    return url_of.get(max(starts, key=len, default=""), "")


def _account(request: HttpRequest) -> Account | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    offices = Office.objects.filter(memberships__in=user.memberships.active(timezone.localdate()))
    names = offices.order_by("name").values_list("name", flat=True).distinct()
    return Account(
        name=user.get_full_name(),
        office=", ".join(names),
        links=_menu(request, ACCOUNT_MENU),
        sign_out_url=_address("sign-out"),
    )


def _languages() -> tuple[Language, ...]:
    active = get_language()
    return tuple(
        Language(code, get_language_info(code)["name_local"], code == active) for code, _name in settings.LANGUAGES
    )


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""

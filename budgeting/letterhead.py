"""Who writes and who signs, as it prints. What an office has not filled in stays blank to be filled by hand."""

import datetime

from django.utils.translation import gettext as _

from budgeting.rules.figures import OfficeIdentity, Party
from pemilu_bpjs.models import Office, Signatory


def identity(office: Office | None, region_name: str) -> OfficeIdentity:
    """The letterhead of an office; without one, that of the region with blanks."""
    government = f"PEMERINTAH {region_name.upper()}" if _is_regency(region_name) else _provincial(region_name)
    if office is None:
        return OfficeIdentity(government, "", city=_place(region_name))
    return OfficeIdentity(
        government=government,
        name=office.name,
        address=office.address,
        phone=office.phone,
        email=office.email,
        website=office.website,
        postal_code=office.postal_code,
        city=office.city or _place(region_name),
        agency_code=office.agency_code,
        paper=office.paper,
        logo_path=office.logo.path if office.logo else "",
        npp=office.npp,
    )


def signatory(office: Office | None, role_key: str, on: datetime.date) -> Party:
    """Who signs in that capacity on a day."""
    if office is None:
        return Party(_blank_title(role_key))
    rows = Signatory.objects.filter(office=office, role_key=role_key, active_from__lte=on)
    row = rows.order_by("-active_from").first()
    return Party(row.title_line, row.name, row.rank, row.nip) if row else Party(_blank_title(role_key))


def parties(office: Office | None, region_name: str) -> tuple[Party, ...]:
    """Who signs the minutes, in the order of domain/apbd.md §2.6; their names are filled in by hand."""
    return tuple(
        Party(title)
        for title in (
            office.name if office else _("Perangkat daerah pengusul"),
            _("Badan Kesatuan Bangsa dan Politik"),
            _("Badan Pengelola Keuangan dan Aset Daerah"),
            _("Badan Perencanaan Pembangunan Daerah"),
            _("Satuan Polisi Pamong Praja"),
            _("KPU {region}").format(region=region_name),
            _("Bawaslu {region}").format(region=region_name),
            _("BPJS Ketenagakerjaan"),
        )
    )


def _is_regency(region_name: str) -> bool:
    return region_name.startswith(("Kabupaten ", "Kota "))


def _provincial(region_name: str) -> str:
    return f"PEMERINTAH PROVINSI {region_name.upper()}"


def _place(region_name: str) -> str:
    return region_name.removeprefix("Kabupaten ").removeprefix("Kota ")


def _blank_title(role_key: str) -> str:
    return _("Kepala Perangkat Daerah") if role_key == "head" else _("Pejabat Pelaksana Teknis Kegiatan")

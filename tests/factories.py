"""One factory a model of the base: sensible values, each of which a test may replace. All people are invented."""

from datetime import date
from itertools import count
from typing import Any

from pemilu_bpjs import authentication, documents
from pemilu_bpjs.models import ApiToken, Document, Job, Membership, Office, Signatory, User
from pemilu_bpjs.roles import Role

PASSWORD = "rahasia-Umum-2024"
_numbers = count(1)


def make_office(region: str = "16.09", **values: Any) -> Office:
    number = next(_numbers)
    given = {"name": f"Dinas Contoh {number}", "kind": Office.Kind.DISNAKER, "is_payer": True, "city": "Muaradua"}
    return Office.objects.create(region=region, **{**given, **values})


def make_user(username: str = "", **values: Any) -> User:
    name = username or f"pengguna{next(_numbers)}"
    return User.objects.create_user(name, password=PASSWORD, **{"full_name": name.title(), **values})


def make_member(role: Role, office: Office | None, username: str = "", region: str | None = None) -> User:
    """A user with one membership; the region is the office's unless given."""
    user = make_user(username)
    make_membership(user, role, office, region=region)
    return user


def make_membership(
    user: User, role: Role, office: Office | None, *, region: str | None = None, **values: Any
) -> Membership:
    where = region if region is not None else (office.region if office else "")
    return Membership.objects.create(
        user=user, role=role, office=office, region=where, **{"active_from": date(2023, 1, 1), **values}
    )


def make_signatory(office: Office, **values: Any) -> Signatory:
    given = {
        "title_line": "Kepala Dinas",
        "name": "Drs. Contoh Pejabat, M.Si.",
        "nip": "197001011995031001",
        "active_from": date(2023, 1, 1),
    }
    return Signatory.objects.create(office=office, **{**given, **values})


def make_document(by: User | None, office: Office | None = None, **values: Any) -> Document:
    given = {
        "kind": "contoh",
        "title": "Surat usulan contoh",
        "source": "contoh:1",
        "region": office.region if office else "16.09",
        "name": "usulan.pdf",
        "content": b"%PDF-1.7 contoh",
        "media_type": "application/pdf",
        "is_draft": True,
    }
    return documents.store(office=office, by=by, **{**given, **values})


def make_job(owner: User, office: Office | None = None, **values: Any) -> Job:
    given = {"kind": "contoh", "region": office.region if office else ""}
    return Job.objects.create(owner=owner, office=office, **{**given, **values})


def make_token(user: User, office: Office | None = None, region: str = "", **values: Any) -> str:
    """The clear token, as the page shows it once."""
    clear = authentication.new_token()
    ApiToken.objects.create(
        user=user,
        office=office,
        region=region,
        token_hash=authentication.token_hash(clear),
        **{"name": "Uji", **values},
    )
    return clear

"""Setting up offices, who signs for them, and who works in them: each change leaves an audit line."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from . import audit
from .access import require
from .models import Membership, Office, Signatory, User
from .permissions import Right

_PASSWORD_BYTES = 9  # 12 characters to read out once; the owner changes it


@dataclass(frozen=True)
class NewMember:
    """`password` is the first one of an account made on this occasion, to be shown once; "" for an existing one."""

    membership: Membership
    password: str


def save_office(*, office: Office, changed: list[str], by: Any) -> Office:
    """Stores a new or changed office; `changed` names the fields for the audit line."""
    require(by, Right.MANAGE_OFFICE, region=office.region)
    with transaction.atomic():
        is_new = office.pk is None
        office.save()
        _record("office.create" if is_new else "office.change", office, by, {"fields": sorted(changed)})
    return office


def save_signatory(*, signatory: Signatory, by: Any) -> Signatory:
    require(by, Right.MANAGE_OFFICE, region=signatory.office.region)
    with transaction.atomic():
        signatory.save()
        detail = {"role": signatory.role_key, "name": signatory.name, "active_from": str(signatory.active_from)}
        _record("office.signatory", signatory.office, by, detail)
    return signatory


def add_member(
    *, office: Office, username: str, full_name: str, role: str, active_from: date, active_until: date | None, by: Any
) -> NewMember:
    """Gives a person a role in the office; makes the account where there is none of that name."""
    require(by, Right.MANAGE_OFFICE, region=office.region)
    password = ""
    with transaction.atomic():
        user = User.objects.filter(username=username).first()
        if user is None:
            password = secrets.token_urlsafe(_PASSWORD_BYTES)
            user = User.objects.create_user(username, password=password, full_name=full_name)
        membership = Membership.objects.create(
            user=user,
            role=role,
            office=office,
            region=office.region,
            active_from=active_from,
            active_until=active_until,
        )
        _record("member.add", office, by, {"user": username, "role": role, "new_account": bool(password)})
    return NewMember(membership, password)


def end_membership(*, membership: Membership, last_day: date, by: Any) -> None:
    """The membership holds until `last_day`; one that has not begun by then is removed."""
    require(by, Right.MANAGE_OFFICE, region=membership.region)
    with transaction.atomic():
        if membership.active_from > last_day:
            membership.delete()
        else:
            membership.active_until = last_day
            membership.save(update_fields=["active_until"])
        detail = {"user": membership.user.username, "role": membership.role, "last_day": str(last_day)}
        audit.record(
            "member.end",
            by=by,
            subject=f"user:{membership.user_id}",
            office=membership.office,
            region=membership.region,
            detail=detail,
        )


def reset_password(*, membership: Membership, by: Any) -> str:
    """A new password for a member who lost his, to be shown once.

    Raises PermissionDenied for an account that also works, or administers, outside the reach of `by`: whoever sets a
    password could sign in with it.
    """
    user = membership.user
    with transaction.atomic():
        beyond = user.memberships.exclude(pk__in=Membership.objects.manageable_by(by).values("pk"))
        if user.is_staff or user.is_superuser or beyond.exists():
            raise PermissionDenied(
                _("Akun ini juga dipakai di luar wewenang Anda; mintalah kata sandi baru kepada pengelola sistem.")
            )
        password = secrets.token_urlsafe(_PASSWORD_BYTES)
        user.set_password(password)
        user.save(update_fields=["password"])
        audit.record(
            "member.password",
            by=by,
            subject=f"user:{user.pk}",
            office=membership.office,
            region=membership.region,
            detail={"user": user.username},
        )
    return password


def _record(action: str, office: Office, by: Any, detail: dict[str, Any]) -> None:
    audit.record(action, by=by, subject=f"office:{office.pk}", office=office, detail=detail)

"""The first person of a new installation."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from pemilu_bpjs.access import may
from pemilu_bpjs.models import AuditEvent, User
from pemilu_bpjs.permissions import Right

pytestmark = pytest.mark.django_db


def added(*args: str) -> tuple[User, str]:
    out = io.StringIO()
    call_command("add_administrator", "pengelola", *args, stdout=out)
    found = re.search(r"kata sandi (\S+),", out.getvalue())
    assert found is not None
    return User.objects.get(username="pengelola"), found[1]


def test_the_administrator_signs_in_with_the_password_that_was_printed() -> None:
    user, password = added("--name", "Pengelola Contoh")
    assert Client().login(username="pengelola", password=password)
    assert user.full_name == "Pengelola Contoh"
    assert may(user, Right.MANAGE_OFFICE, region="16.09")
    assert password not in str(list(AuditEvent.objects.values()))


def test_an_administrator_of_one_region_manages_no_other() -> None:
    user, _ = added("--region", "16.09")
    assert may(user, Right.MANAGE_OFFICE, region="16.09")
    assert not may(user, Right.MANAGE_OFFICE, region="16.08")


def test_a_name_that_stands_is_not_taken_over() -> None:
    _, password = added()
    with pytest.raises(CommandError, match="sudah ada"):
        added()
    assert Client().login(username="pengelola", password=password)

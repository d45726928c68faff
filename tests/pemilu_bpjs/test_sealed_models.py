"""Where personal data would stand in the clear if nobody looked: every column of every model."""

import re

from django.apps import apps
from django.db import models

from pemilu_bpjs.models.sealed import SealedField

OWN = ("pemilu_bpjs", "enrolment", "budgeting", "reports")
# Fingerprints tell nothing without the vault's key.
FINGERPRINT = re.compile(r"_fp$")
PERSONAL = re.compile(
    r"(^|_)(nik|kk|kpj|mother|birth|birthplace|birth_date|born|phone|mobile|email|address|postcode|marital|cells|raw)(_|$)"
)
# Of users and offices: how they are reached in their duty, on letters and in the list of accounts.
LETTERHEAD = frozenset(
    {"User.email", "User.phone", "Office.address", "Office.phone", "Office.email", "Office.postcode"}
)


def _columns() -> list[tuple[str, models.Field]]:
    return [
        (f"{model.__name__}.{field.name}", field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OWN
        for field in model._meta.local_concrete_fields
    ]


def test_bytes_are_sealed_or_a_fingerprint() -> None:
    plain = [
        name
        for name, field in _columns()
        if isinstance(field, models.BinaryField)
        and not isinstance(field, SealedField)
        and not FINGERPRINT.search(field.name)
    ]
    assert plain == []


def test_a_fingerprint_is_never_told_apart_from_other_text_by_its_column() -> None:
    wrong = [
        name
        for name, field in _columns()
        if FINGERPRINT.search(field.name) and not isinstance(field, models.BinaryField)
    ]
    assert wrong == []


def test_no_column_in_the_clear_is_named_after_personal_data() -> None:
    clear = {
        name
        for name, field in _columns()
        if PERSONAL.search(field.name)
        and not isinstance(field, SealedField)
        and not FINGERPRINT.search(field.name)
        and not isinstance(field, models.BooleanField)
    }
    assert clear - LETTERHEAD == set()


def test_a_seal_is_bound_to_what_it_holds() -> None:
    assert [name for name, field in _columns() if isinstance(field, SealedField) and not field.context] == []

"""Keeping the files that come in and leave the house, and answering for them to anyone who holds their code."""

import hashlib
import io
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import FileResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import audit, registry, vault
from .models import Document, Office
from .models.document import Guard, guard_kind, keep_in_office

Words = Promise | str
State = Callable[[Document], Words]


@dataclass(frozen=True, slots=True)
class Verified:
    """What a printed code leads to: a document, and a sentence on where it (or that page of it) stands."""

    document: Document
    state: Words


Pages = Callable[[str], Verified | None]

# Crockford's base 32: no I, L, O or U, so that a code read aloud or off bad paper stays one code.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_CODE_BITS = 128
_CODE_LENGTH = 26  # of 5 bits each
_GROUP = 4

# Nothing that could run a script in our own address.
_SHOWN_INLINE = frozenset({"application/pdf"})

_labels: dict[str, Words] = {}
_states: dict[str, State] = {}
_pages: list[Pages] = []


def register_kind(kind: str, label: Words, *, stays_in_office: bool = False, seen_where: Guard | None = None) -> None:
    """What pages call documents of a kind; `stays_in_office`: who reads a whole region does not see them.

    `seen_where`: what else has to hold for a user to see them.
    """
    _labels[kind] = label
    if stays_in_office:
        keep_in_office(kind)
    if seen_where is not None:
        guard_kind(kind, seen_where)


def register_state(kind_prefix: str, state: State) -> None:
    """Who knows how things stand with documents whose kind begins so; `state` gives one sentence."""
    _states[kind_prefix] = state


def register_pages(find: Pages) -> None:
    """Who knows the codes of single pages of documents, by the codes' hashes."""
    _pages.append(find)


def kind_label(kind: str) -> Words:
    registry.load()
    return _labels.get(kind, kind)


def state_of(document: Document) -> Words:
    """A sentence on where the document stands; the longest registered prefix of its kind answers."""
    registry.load()
    fitting = [prefix for prefix in _states if document.kind.startswith(prefix)]
    if fitting:
        return _states[max(fitting, key=len)](document)
    return _("Konsep, belum berlaku.") if document.is_draft else _("Berkas akhir.")


def store(
    *,
    kind: str,
    title: str,
    source: str,
    office: Office | None,
    region: str,
    name: str,
    content: bytes,
    media_type: str,
    by: Any,
    is_draft: bool,
    is_personal: bool = False,
    code: str = "",
    id: uuid.UUID | None = None,
) -> Document:
    """Keeps a file with its hash and maker. `source` is what it was made from ("proposal:12").

    A job that may run twice gives an `id` of its own making, so that the second run finds what the first has kept.

    `code` is the one from `new_code()` that stands printed in the file; only its hash is kept. `is_personal` seals the
    file at rest and keeps the document from those who read a whole region. `by` is None where a command stores it.
    """
    document = Document(
        id=id or uuid.uuid4(),
        kind=kind,
        title=title,
        source=source,
        office=office,
        region=region,
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        is_draft=is_draft,
        is_personal=is_personal,
        created_by=by,
        code_hash=code_hash(code) if code else "",
    )
    _keep(document, content)
    return document


def _keep(document: Document, content: bytes) -> None:
    by, office, region = document.created_by, document.office, document.region
    detail = {"title": document.title, "sha256": document.sha256, "is_draft": document.is_draft}
    with transaction.atomic():
        # The file first: a row without its file would promise what is not there; a file without a row harms nobody.
        document.file.save(document.name, ContentFile(_at_rest(document, content)), save=False)
        document.save(force_insert=True)
        audit.record(
            "document.store", by=by, subject=f"document:{document.pk}", office=office, region=region, detail=detail
        )


def content(document: Document) -> bytes:
    """The whole file for whoever works on it, opened where it is sealed; what leaves the house goes by `download`."""
    return document.content()


def download(document: Document, *, by: Any, inline: bool = False) -> FileResponse:
    """The file as an answer to a request; that `by` had it is on record. `inline` shows it where the browser can."""
    write_down_download(document, by=by)
    response = FileResponse(
        io.BytesIO(document.content()) if document.is_personal else document.file.open("rb"),
        as_attachment=not (inline and document.media_type in _SHOWN_INLINE),
        filename=document.name,
        content_type=document.media_type,
    )
    response["Cache-Control"] = "private, no-store"
    # A PDF is no page: browsers' viewers need what our pages forbid, and it cannot run scripts in our address.
    response["Content-Security-Policy"] = "default-src 'self'; object-src 'self'; style-src 'self' 'unsafe-inline'"
    return response


def write_down_download(document: Document, *, by: Any) -> None:
    """Puts on record that `by` had the file, or a part of it."""
    audit.record(
        "document.download",
        by=by,
        subject=f"document:{document.pk}",
        office=document.office,
        region=document.region,
        detail={"title": document.title},
    )


def _at_rest(document: Document, content: bytes) -> bytes:
    return vault.seal(content, document.seal_context) if document.is_personal else content


def new_code() -> str:
    """128 random bits for people to copy: "7ZK3-…", six groups of four and one of two."""
    number = secrets.randbits(_CODE_BITS)
    letters = "".join(_ALPHABET[number >> (5 * place) & 31] for place in reversed(range(_CODE_LENGTH)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _CODE_LENGTH, _GROUP))


def code_hash(code: str) -> str:
    """The SHA-256 of a code in its plain form: capitals, no separators, O as 0, I and L as 1."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum()).translate(_MISREAD)
    return hashlib.sha256(plain.encode()).hexdigest()


def by_code(code: str) -> Document | None:
    """The document whose code this is, however it was typed."""
    return Document.objects.filter(code_hash=code_hash(code)).first()


def verified(code: str) -> Verified | None:
    """What the code stands on, however it was typed: a document, or one page of it."""
    document = by_code(code)
    if document is not None:
        return Verified(document, state_of(document))
    registry.load()
    hashed = code_hash(code)
    return next((found for find in _pages if (found := find(hashed)) is not None), None)

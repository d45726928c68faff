"""Typed readers of environment variables.

A variable that is missing or cannot be read stops the start with one sentence that names it and says what to set.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = frozenset({"1", "true", "yes", "on", "ya"})
_FALSE = frozenset({"0", "false", "no", "off", "tidak"})
_POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})


def text(name: str, default: str | None = None, *, says: str = "") -> str:
    """The variable's text; an empty one counts as missing. `says` is what an operator should set, as an example."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise _missing(name, says)
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in _TRUE | _FALSE:
        raise _unreadable(name, value, "1 / 0")
    return value in _TRUE


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise _unreadable(name, value, "12")
    return int(value)


def words(name: str, default: list[str] | None = None, *, says: str = "") -> list[str]:
    """A comma-separated list without empty parts; commas alone count as missing."""
    joined = text(name, None if default is None else ",".join(default) or " ", says=says)
    found = [part.strip() for part in joined.split(",") if part.strip()]
    if not found and default is None:
        raise _missing(name, says)
    return found


def folder(name: str, default: Path) -> Path:
    return Path(os.environ.get(name, "").strip() or default).expanduser().resolve()


def postgres(name: str) -> dict[str, object]:
    """Django's database settings from postgresql://user:password@host:port/name."""
    says = "postgresql://pengguna:sandi@host:5432/nama"
    url = text(name, says=says)
    parts = urlsplit(url)
    # The value itself may hold a password and stays out of the sentence, and of its cause: a password with an
    # unquoted "/" stands where the port is looked for.
    try:
        port = parts.port
    except ValueError:
        raise _unreadable(name, "…", says) from None
    if parts.scheme not in _POSTGRES_SCHEMES or not parts.path.strip("/"):
        raise _unreadable(name, "…", says)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
    }


def _missing(name: str, says: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"Variabel lingkungan {name} belum diisi. Isi dengan {says}. "
        f"(Environment variable {name} is missing: set it to {says}.)"
    )


def _unreadable(name: str, value: str, example: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"Variabel lingkungan {name} berisi “{value}”, yang tidak dapat dibaca. Contoh isi: {example}. "
        f"(Environment variable {name} cannot be read; for example: {example}.)"
    )

"""Personal data at rest: sealed so that a stolen database, dump or media folder tells nothing.

A seal is AES-256-GCM under a key that is kept outside the database. It carries the key's id, so that keys can change,
and is bound to its context (which kind of data), so that one column's seal cannot be passed off as another's. What has
to be found by equality (a NIK, a name with a birth date) is found by its fingerprint: HMAC-SHA-256 under another key.

Where the keys stand in a file (the embedded default), the file is looked at again by whoever is about to seal or meets
a key that he does not know: after `rotate_vault_key` no running process goes on with yesterday's key. Where they come
from the environment, web and worker have to be started again.
"""

import hashlib
import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_noop

from . import private_file
from .settings import vault_keys

_FORM = b"\x01"
_ID_BYTES = 8
_NONCE_BYTES = 12
_HEAD = len(_FORM) + _ID_BYTES + _NONCE_BYTES

ID_AT = len(_FORM) + 1  # where SQL's substr() finds the key's id in a seal, counted from 1
ID_BYTES = _ID_BYTES
ID_ENDS = len(_FORM) + _ID_BYTES  # so many bytes of a seal tell its key


class VaultError(Exception):
    """A seal that does not open: its key is not in the vault, or it was changed or moved."""


KEYS_DIFFER = gettext_noop(
    "Kunci data pribadi pada pemasangan ini tidak cocok dengan basis datanya, jadi data pribadi tidak dapat dibuka. "
    "Kembalikan kunci semula (berkas vault_keys, atau variabel VAULT_KEYS); datanya sendiri masih utuh."
)


class KeysDiffer(VaultError, ImproperlyConfigured):
    """The vault lacks the key of a seal, as where a database was brought without its keys: the operator's to mend."""

    def __init__(self, in_english: str) -> None:
        super().__init__(f"{KEYS_DIFFER} ({in_english})")


def seal(plain: bytes, context: str) -> bytes:
    """The sealed form; the same text is sealed differently each time."""
    return sealer(context)(plain)


def open_sealed(blob: bytes, context: str) -> bytes:
    """What was sealed under that context. Raises VaultError."""
    blob = bytes(blob)
    if blob[:1] != _FORM or len(blob) < _HEAD:
        raise VaultError("this is no seal")
    cipher = _keyring.cipher(blob[1 : 1 + _ID_BYTES])
    try:
        return cipher.decrypt(blob[_HEAD - _NONCE_BYTES : _HEAD], blob[_HEAD:], context.encode())
    except InvalidTag as fault:
        raise VaultError("sealed data was changed, or belongs elsewhere") from fault


def sealer(context: str) -> Callable[[bytes], bytes]:
    """`seal` with everything but the text settled, for thousands of rows; not to be kept beyond them."""
    key_id, cipher = _keyring.current()
    encrypt, head, bound = cipher.encrypt, _FORM + key_id, context.encode()

    def sealed(plain: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return head + nonce + encrypt(nonce, plain, bound)

    return sealed


def fingerprint(purpose: str, text: str) -> bytes:
    """32 bytes that are equal for equal texts and tell nothing of them without the key."""
    return fingerprinter(purpose)(text)


def fingerprinter(purpose: str) -> Callable[[str], bytes]:
    """`fingerprint` with everything but the text settled, for thousands of rows."""
    begun = HMAC(_fingerprint_key(settings.VAULT_FINGERPRINT_KEY, purpose), SHA256())  # the key hashed once

    def fingerprint_of(text: str) -> bytes:
        own = begun.copy()
        own.update(text.encode())
        return own.finalize()

    return fingerprint_of


def key_of(blob: bytes) -> str:
    """The id of the key that sealed it."""
    return key_name(bytes(blob[1 : 1 + _ID_BYTES]))


def key_name(key_id: bytes) -> str:
    """An id as it stands in seals, in words; of what is no id, whatever can be read of it."""
    return bytes(key_id).rstrip(b"\0").decode(errors="replace")


def key_id(name: str) -> bytes:
    """An id as it stands in seals."""
    return name.encode().ljust(_ID_BYTES, b"\0")


def current_key() -> str:
    """The id of the key that seals now."""
    return key_name(_keyring.current()[0])


def key_names() -> tuple[str, ...]:
    """The ids of all keys that are held, the current one first."""
    _keyring.current()
    return tuple(key_name(each) for each in _keyring.ring.ciphers)


@dataclass(frozen=True)
class _Ring:
    """The keys as they stood at one time; `source` tells that time from another."""

    source: Any
    ciphers: Mapping[bytes, AESGCM]


class _Keyring:
    """The keys that this process knows. Threads share it: a ring is made whole and put in the place of the last."""

    def __init__(self) -> None:
        self.ring = _Ring(None, {})

    def current(self) -> tuple[bytes, AESGCM]:
        self._look_again()
        return next(iter(self.ring.ciphers.items()))

    def cipher(self, key_id: bytes) -> AESGCM:
        """Raises VaultError."""
        if key_id not in self.ring.ciphers:
            self._look_again()
        try:
            return self.ring.ciphers[key_id]
        except KeyError:
            raise KeysDiffer("sealed with a key that this vault does not hold") from None

    def _look_again(self) -> None:
        source = _source()
        if source != self.ring.source:
            self.ring = _Ring(source, {key_id(name): AESGCM(key) for name, key in _keys().items()})


def _source() -> Any:
    """What changes when the keys do, cheap enough to be asked for every seal."""
    path = settings.VAULT_KEYS_FILE
    if path is None:
        return tuple(settings.VAULT_KEYS.items())
    try:
        now = path.stat()
    except FileNotFoundError:
        raise KeysDiffer("the file of keys is gone") from None
    return path, now.st_ino, now.st_mtime_ns, now.st_size


def _keys() -> Mapping[str, bytes]:
    path = settings.VAULT_KEYS_FILE
    return settings.VAULT_KEYS if path is None else vault_keys.read(private_file.read(path))[0]


@cache
def _fingerprint_key(key: bytes, purpose: str) -> bytes:
    """One key a purpose, so that a NIK's fingerprint can never be compared with a name's."""
    return hmac.digest(key, purpose.encode(), hashlib.sha256)


_keyring = _Keyring()

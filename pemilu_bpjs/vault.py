"""Personal data at rest: sealed so that a stolen database, dump or media folder tells nothing.

A seal is AES-256-GCM under a key that is kept outside the database. It carries the key's id, so that keys can change,
and is bound to its context (which kind of data), so that one column's seal cannot be passed off as another's. What has
to be found by equality (a NIK, a name with a birth date) is found by its fingerprint: HMAC-SHA-256 under another key.
"""

import hashlib
import hmac
import os
from collections.abc import Callable
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_FORM = b"\x01"
_ID_BYTES = 8
_NONCE_BYTES = 12
_HEAD = len(_FORM) + _ID_BYTES + _NONCE_BYTES


class VaultError(Exception):
    """A seal that does not open: its key is not in the vault, or it was changed or moved."""


def seal(plain: bytes, context: str) -> bytes:
    """The sealed form; the same text is sealed differently each time."""
    return sealer(context)(plain)


def open_sealed(blob: bytes, context: str) -> bytes:
    """What was sealed under that context. Raises VaultError."""
    blob = bytes(blob)
    key_id = blob[1 : 1 + _ID_BYTES]
    if blob[:1] != _FORM or key_id not in _ciphers():
        raise VaultError("sealed with a key that this vault does not hold")
    try:
        return _ciphers()[key_id].decrypt(blob[_HEAD - _NONCE_BYTES : _HEAD], blob[_HEAD:], context.encode())
    except InvalidTag as fault:
        raise VaultError("sealed data was changed, or belongs elsewhere") from fault


def sealer(context: str) -> Callable[[bytes], bytes]:
    """`seal` with everything but the text settled, for thousands of rows."""
    key_id = _current()
    encrypt, head, bound = _ciphers()[key_id].encrypt, _FORM + key_id, context.encode()

    def sealed(plain: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return head + nonce + encrypt(nonce, plain, bound)

    return sealed


def fingerprint(purpose: str, text: str) -> bytes:
    """32 bytes that are equal for equal texts and tell nothing of them without the key."""
    return hmac.digest(_fingerprint_key(purpose), text.encode(), "sha256")


def key_of(blob: bytes) -> str:
    """The id of the key that sealed it."""
    return bytes(blob)[1 : 1 + _ID_BYTES].rstrip(b"\0").decode()


def current_key() -> str:
    """The id of the key that seals now."""
    return _current().rstrip(b"\0").decode()


@cache
def _ciphers() -> dict[bytes, AESGCM]:
    return {_id(name): AESGCM(key) for name, key in settings.VAULT_KEYS.items()}


@cache
def _fingerprint_key(purpose: str) -> bytes:
    """One key a purpose, so that a NIK's fingerprint can never be compared with a name's."""
    return hmac.digest(settings.VAULT_FINGERPRINT_KEY, purpose.encode(), hashlib.sha256)


def _current() -> bytes:
    return _id(next(iter(settings.VAULT_KEYS)))


def _id(name: str) -> bytes:
    return name.encode().ljust(_ID_BYTES, b"\0")

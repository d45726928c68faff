"""The vault's keys as text: one line a key, "id:base64 of 32 bytes". The first seals, the others still open.

The line with the id "fingerprint" is the key of look-ups; it stays when the others change.
"""

import base64
import secrets
import time

from django.core.exceptions import ImproperlyConfigured

FINGERPRINT = "fingerprint"
KEY_BYTES = 32


def fresh() -> str:
    """A new vault: one sealing key and the key of look-ups."""
    return f"{new_line()}\n{FINGERPRINT}:{_encoded()}\n"


def new_line() -> str:
    """A new sealing key; its id tells when it was made."""
    return f"{int(time.time()):x}:{_encoded()}"


def read(text: str) -> tuple[dict[str, bytes], bytes]:
    """Sealing keys by id, the current one first, and the key of look-ups."""
    lines = dict(line.strip().split(":", 1) for line in text.replace(",", "\n").splitlines() if ":" in line)
    keys = {name: base64.b64decode(value) for name, value in lines.items()}
    fingerprint = keys.pop(FINGERPRINT, b"")
    if not keys or any(len(key) != KEY_BYTES for key in (*keys.values(), fingerprint)):
        raise ImproperlyConfigured(
            "Kunci data pribadi tidak lengkap: perlu satu kunci penyegel dan satu kunci “fingerprint”, "
            "masing-masing 32 bita dalam base64. (The vault's keys are incomplete.)"
        )
    return keys, fingerprint


def _encoded() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()

"""The vault's keys as text: one line a key, "id:base64 of 32 bytes". The first seals, the others still open.

The line with the id "fingerprint" is the key of look-ups; it stays when the others change. Blank lines and lines that
begin with # say nothing; a comma does as well as a new line, so that all of it fits into an environment variable. What
is wrong with the text is told by the number of its line: nothing of a key, nor what might be one, stands in a sentence.
"""

import base64
import binascii
import re
import secrets
import time

from django.core.exceptions import ImproperlyConfigured

FINGERPRINT = "fingerprint"
KEY_BYTES = 32
_ID = re.compile(r"[a-z0-9]{1,8}")


def fresh() -> str:
    """A new vault: one sealing key and the key of look-ups."""
    return (
        "# Kunci data pribadi: tanpa berkas ini data itu tidak terbaca lagi. Simpan salinannya terpisah dari datanya.\n"
        f"{new_line()}\n{FINGERPRINT}:{_encoded()}\n"
    )


def new_line(taken: frozenset[str] = frozenset()) -> str:
    """A new sealing key; its id tells when it was made (seconds since 1970, hexadecimal) and is none of `taken`."""
    made = int(time.time())
    while f"{made:x}" in taken:
        made += 1
    return f"{made:x}:{_encoded()}"


def read(text: str) -> tuple[dict[str, bytes], bytes]:
    """Sealing keys by id, the current one first, and the key of look-ups. Raises ImproperlyConfigured."""
    keys: dict[str, bytes] = {}
    for number, line in enumerate(_lines(text), 1):
        for part in _parts(line):
            name, key = _key(number, part)
            if name in keys:
                raise _wrong(f"baris {number} mengulang nama kunci yang sudah ada", f"line {number} repeats a key's id")
            keys[name] = key
    fingerprint = keys.pop(FINGERPRINT, None)
    if fingerprint is None:
        raise _wrong(f"kunci “{FINGERPRINT}” tidak ada", f"the key “{FINGERPRINT}” is missing")
    if not keys:
        raise _wrong("kunci penyegel tidak ada", "a sealing key is missing")
    return keys, fingerprint


def with_new_key(text: str) -> str:
    """The same text with a new sealing key before all others. Raises ImproperlyConfigured."""
    keys, _fingerprint = read(text)
    lines = _lines(text)
    first = next(at for at, line in enumerate(lines) if _parts(line))
    return "\n".join([*lines[:first], new_line(frozenset(keys)), *lines[first:]]) + "\n"


def without(text: str, dropped: frozenset[str]) -> str:
    """The same text without the sealing keys of those ids. Raises ImproperlyConfigured where none would be left."""
    lines: list[str] = []
    for line in _lines(text):
        parts = _parts(line)
        left = [part for part in parts if part.partition(":")[0].strip() not in dropped]
        if left or not parts:
            lines.append(",".join(left) if left else line)
    kept = "\n".join(lines) + "\n"
    read(kept)
    return kept


def _lines(text: str) -> list[str]:
    return text.lstrip("\ufeff").splitlines()


def _parts(line: str) -> list[str]:
    """What a line says of keys: nothing where it is blank or a comment."""
    if line.lstrip().startswith("#"):
        return []
    return [part for part in line.split(",") if part.strip()]


def _key(number: int, part: str) -> tuple[str, bytes]:
    name, _colon, encoded = (part.strip() for part in part.partition(":"))
    if name != FINGERPRINT and not _ID.fullmatch(name):
        raise _wrong(
            f"baris {number} harus berbentuk nama:kunci, dengan nama 1–8 huruf kecil atau angka",
            f"line {number} must be id:key, the id 1–8 small letters or digits",
        )
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise _wrong(
            f"kunci pada baris {number} bukan {KEY_BYTES} bita dalam base64 (openssl rand -base64 {KEY_BYTES})",
            f"the key in line {number} is not {KEY_BYTES} bytes of base64",
        )
    return name, key


def _wrong(says: str, in_english: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"Kunci data pribadi tidak dapat dipakai: {says}. (The keys of personal data cannot be used: {in_english}.)"
    )


def _encoded() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()

"""What BPJS answers in words: taken or refused, and why it refuses.

The words are data: what branches write, in lower case. A word that stands in neither list is nobody's to guess; whoever
gives the file says once what it means. Source: words of SIPP's own result lists and of branches, no text of law.
"""

from collections.abc import Sequence
from enum import StrEnum

from enrolment.rules.names import words_of


class Verdict(StrEnum):
    """What one row of an answer says of one person."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why BPJS refuses somebody, as far as its words are understood."""

    NIK_NOT_FOUND = "nik-not-found"
    NAME_DIFFERS = "name-differs"
    BIRTH_DATE_DIFFERS = "birth-date-differs"
    ALREADY_ACTIVE = "already-active"
    MOTHER_MISSING = "mother-missing"
    LOCATION_WRONG = "location-wrong"
    WAGE_LOW = "wage-low"
    OTHER = "other"


_ACCEPTED = frozenset(
    "sukses berhasil diterima terima aktif ok oke valid sah lolos success accepted active terdaftar".split()
)
_REJECTED = frozenset("gagal ditolak tolak reject rejected invalid error failed batal salah cacat dikembalikan".split())
_BESIDE = frozenset("data hasil daftar tk peserta upload proses status validasi tenaga kerja list".split())
_NOT = frozenset({"tidak", "belum", "bukan", "non", "not", "tdk", "blm"})
# All words of one of the groups must stand in the sentence; the first that fits is taken, the particular before the
# general: "Nama tidak sesuai NIK" is about the name.
_REASONS: Sequence[tuple[Reason, Sequence[frozenset[str]]]] = (
    (
        Reason.ALREADY_ACTIVE,
        (
            frozenset({"sudah", "terdaftar"}),
            frozenset({"sudah", "aktif"}),
            frozenset({"masih", "aktif"}),
            frozenset({"sudah", "peserta"}),
            frozenset({"telah", "terdaftar"}),
            frozenset({"telah", "aktif"}),
            frozenset({"duplikat"}),
            frozenset({"duplicate"}),
            frozenset({"ganda"}),
            frozenset({"double"}),
            frozenset({"already"}),
        ),
    ),
    (Reason.MOTHER_MISSING, (frozenset({"ibu"}), frozenset({"mother"}))),
    (
        Reason.BIRTH_DATE_DIFFERS,
        (
            frozenset({"lahir"}),
            frozenset({"birth"}),
            frozenset({"birthdate"}),
            frozenset({"dob"}),
            frozenset({"tgllahir"}),
        ),
    ),
    (
        Reason.LOCATION_WRONG,
        (frozenset({"lokasi"}), frozenset({"location"}), frozenset({"kode", "kabupaten"}), frozenset({"kode", "kota"})),
    ),
    (
        Reason.WAGE_LOW,
        (frozenset({"upah"}), frozenset({"gaji"}), frozenset({"wage"}), frozenset({"ump"}), frozenset({"umk"})),
    ),
    (Reason.NAME_DIFFERS, (frozenset({"nama"}), frozenset({"name"}))),
    (
        Reason.NIK_NOT_FOUND,
        (
            frozenset({"nik"}),
            frozenset({"adminduk"}),
            frozenset({"dukcapil"}),
            frozenset({"identitas"}),
            frozenset({"ktp"}),
            frozenset({"identity"}),
        ),
    ),
)


def status_key(text: str) -> str:
    """The form in which a status word is known again: "  Sukses. " → "sukses"; "" for what says nothing."""
    return " ".join(words_of(text))


def verdict_of(text: str) -> Verdict | None:
    """What a status says by its words alone; None where a person has to say what it means.

    A row of words means what its words agree on: "Tidak valid" is a refusal, "Sukses sebagian" and "Berhasil / gagal"
    are asked about, and so is an empty status.
    """
    words = status_key(text).split()
    known = {word for word in words if word in _ACCEPTED or word in _REJECTED}
    if not known or not known | _NOT | _BESIDE >= set(words):
        return None
    is_denied = not _NOT.isdisjoint(words)
    if known <= _ACCEPTED:
        return _denied(known) if is_denied else Verdict.ACCEPTED
    return Verdict.REJECTED if known <= _REJECTED and not is_denied else None


def reason_of(text: str) -> Reason:
    """What BPJS's words are about: "NIK tidak ditemukan di Adminduk" → NIK_NOT_FOUND; OTHER where none is known."""
    words = frozenset(words_of(text))
    for reason, groups in _REASONS:
        if any(group <= words for group in groups):
            return reason
    return Reason.OTHER


def _denied(known: set[str]) -> Verdict | None:
    """ "Tidak berhasil" is a refusal; "Non aktif" may be said of whoever left, as was wanted, and is asked about."""
    return None if known & {"aktif", "active"} else Verdict.REJECTED

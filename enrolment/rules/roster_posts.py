"""The words of a post → its position: "Ketua merangkap Anggota KPPS", "STAF SEKRETARIAT PPS", "Pamsung", "KPPS 5".

A list names the body, the role in it, or both; what it leaves out, the body of the row, of a heading or of the upload
tells. Nothing is guessed: a post that no rule knows is asked about (domain/bodies.md §8).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enrolment.rules.names import words_of
from enrolment.rules.roster_lookups import Lookups

LEADER, MEMBER, SECRETARY, STAFF = "leader", "member", "secretary", "staff"

_ROLES = {
    **dict.fromkeys("ketua kt ketuanya chairman".split(), LEADER),
    **dict.fromkeys("anggota angg agt anggt agg member wakil wkl".split(), MEMBER),
    **dict.fromkeys("sekretaris sekertaris sekr sekretris kepala ka kasek korsek koordinator kord".split(), SECRETARY),
    **dict.fromkeys(
        "staf staff stap pelaksana teknis administrasi bendahara pengelola operator pendukung pramubakti".split(), STAFF
    ),
}
_DEPUTIES = frozenset({"wakil", "wkl"})
_SECRETARIAT = frozenset("sekretariat kesekretariatan sek sekret skretariat sekertariat".split())
# Words that stand beside a role without changing it, where the body is not named.
_BESIDE = frozenset(
    "merangkap rangkap sekaligus dan atau anggota tps desa kelurahan kecamatan tata usaha keuangan logistik hukum "
    "parmas tenaga pns non asn pppk umum data informasi urusan bagian bidang divisi ke no nomor".split()
)
_ROMAN = frozenset("i ii iii iv v vi vii".split())
# Who is merely near a body, or was in it once.
_NOT_IN_IT = frozenset("saksi mantan eks bekas relawan calon keluarga pemantau".split())
_RESERVE = frozenset("calon cadangan reserve serep".split())
# Who came in somebody's place is in office and insured; only a "calon PAW" still waits.
_REPLACEMENT = frozenset("paw pengganti antar waktu antarwaktu".split())

# What the law's own names and synonyms leave out; longer phrases are looked for first.
_MORE_BODIES = {
    "pengawas tps": "ptps",
    "panitia pengawas tps": "ptps",
    "panwas tps": "ptps",
    "panwaslu tps": "ptps",
    "panwaslu desa": "pkd",
    "panwaslu kelurahan": "pkd",
    "panwaslu kel": "pkd",
    "panwas desa": "pkd",
    "panwas kelurahan": "pkd",
    "panwaslu kalurahan": "pkd",
    "pengawas desa": "pkd",
    "pengawas kelurahan": "pkd",
    "pengawas lapangan": "pkd",
    "pengawas pemilu desa": "pkd",
    "pengawas pemilu kelurahan": "pkd",
    "panitia pengawas pemilu desa": "pkd",
    "panitia pengawas pemilu kelurahan": "pkd",
    "panwaslu kec": "panwascam",
    "panwas kec": "panwascam",
    "panwaslihcam": "panwascam",
    "panwaslih kecamatan": "panwascam",
    "panwaslu distrik": "panwascam",
    "pengawas kecamatan": "panwascam",
    "panitia pengawas kecamatan": "panwascam",
    "panitia pengawas pemilihan kecamatan": "panwascam",
    "sekretariat panwaslu": "sek-panwascam",
    "sekretariat panwas": "sek-panwascam",
    "kpps": "kpps",
    "linmas": "linmas",
    "pamtps": "linmas",
    "pamsung": "linmas",
    "keamanan tps": "linmas",
    "ketertiban tps": "linmas",
    "petugas keamanan": "linmas",
    "petugas ketertiban": "linmas",
    "perlindungan masyarakat": "linmas",
    "pantarlih": "pantarlih",
    "coklit": "pantarlih",
    "pemutakhiran data pemilih": "pantarlih",
}

_FIRST_OF_KPPS = "1"
"""KPPS number their seven from the ketua: "KPPS 1" is he, "KPPS 2" to "KPPS 7" are members."""


@dataclass(frozen=True, slots=True)
class Post:
    """What the words of a post came to. `code` "" : not in this election's catalogue."""

    code: str = ""
    is_mapped: bool = False
    """An unofficial post taken as an official one."""
    is_asn: bool = False
    """The words themselves say that a civil servant holds it."""
    is_reserve: bool = False
    candidates: tuple[str, ...] = ()
    """Positions that may be meant, where it is not plain."""


def joined(text: str) -> str:
    """The words of a post as one, the form in which words are remembered: "Ketua K.P.P.S." → "ketuakpps"."""
    return "".join(_words(text))


def body_phrases(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Phrases by which a body is known, longest first, from its names and synonyms by code."""
    said = {" ".join(_words(name)): code for code, known in names.items() for name in known}
    return dict(sorted({**_MORE_BODIES, **said}.items(), key=lambda each: -len(each[0])))


def body_named(text: str, lookups: Lookups) -> str:
    """The body that words speak of, as its code, or ""; a code stands for itself."""
    return text if text in lookups.bodies.values() else _body(_words(text), lookups)


def read_post(text: str, body: str, lookups: Lookups) -> Post:
    """The position that `text` names in an election; `body`: code of the body where the words name none, or ""."""
    words = _words(text)
    reserve = not _RESERVE.isdisjoint(words)
    words = [word for word in words if word not in _RESERVE and word not in _REPLACEMENT]
    code, mapped = _position(words, body, MEMBER if reserve else "", lookups)
    return Post(
        code=code if code in lookups.laws else "",
        is_mapped=mapped,
        is_asn=_says_asn(words),
        is_reserve=reserve,
        candidates=() if code else _candidates(words, body, lookups),
    )


def only_position(body: str, lookups: Lookups) -> str:
    """The position of a body that has but one, or ""."""
    codes = _positions_of(body, lookups)
    return codes[0] if len(codes) == 1 else ""


def _words(text: str) -> list[str]:
    """The words of a post, letters with dots between them as one: "K.P.P.S." → ["kpps"]."""
    words: list[str] = []
    run = False
    for word in words_of(text):
        is_letter = len(word) == 1 and word.isalpha() and word not in _ROMAN
        if run and is_letter:
            words[-1] += word
        else:
            words.append(word)
        run = is_letter
    return words


def _position(words: Sequence[str], body: str, unsaid: str, lookups: Lookups) -> tuple[str, bool]:
    """(code or "", whether it is unofficial); `unsaid`: the role where the words name none."""
    if not _NOT_IN_IT.isdisjoint(words):
        return "", False
    named, role = _body(words, lookups), _role(words) or unsaid
    known = lookups.posts.get("".join(words), ())
    if not named and body and role and _is_only_a_role(words):
        found = _in_body(body, role, words, lookups)
        if found[0]:
            return found
    if known and not _is_unofficial(named, role):
        return _one_of(known, words, body, lookups), False
    if named:
        return _in_body(named, role, words, lookups)
    return "", False


def _one_of(codes: Sequence[str], words: Sequence[str], body: str, lookups: Lookups) -> str:
    """The one that a word means; where several bodies use it, that of the body at hand.

    "Bendahara" alone is the law's word for Panwascam's, yet no reason to take KPU's bendahara for theirs.
    """
    codes = [code for code in codes if code in lookups.laws]
    if _is_only_a_role(words):
        codes = [code for code in codes if lookups.laws[code].may_be_sent_by(lookups.institution)]
    fitting = [code for code in codes if lookups.laws[code].body == body] or codes
    return fitting[0] if len(fitting) == 1 else ""


def _is_unofficial(body: str, role: str) -> bool:
    """There is no secretary in a KPPS, although lists name one and the law's synonyms know him (bodies.md §1)."""
    return body == "kpps" and role not in (LEADER, MEMBER)


def _body(words: Sequence[str], lookups: Lookups) -> str:
    text = f" {' '.join(words)} "
    found = next((code for phrase, code in lookups.bodies.items() if f" {phrase} " in text), "")
    secretariat = f"sek-{found}"
    if found and not _SECRETARIAT.isdisjoint(words) and secretariat in lookups.bodies.values():
        return secretariat
    return found


def _role(words: Iterable[str]) -> str:
    """The first role named: "Ketua merangkap Anggota" is the ketua. A deputy is a member, whatever follows."""
    return next((_ROLES[word] for word in words if word in _ROLES), "")


def _is_only_a_role(words: Iterable[str]) -> bool:
    """Whether nothing is said but the role: "Anggota 3" is, "Ketua RT" is not."""
    return all(
        word in _ROLES or word in _BESIDE or word in _SECRETARIAT or word in _ROMAN or word.isdecimal()
        for word in words
    )


def _in_body(body: str, role: str, words: Sequence[str], lookups: Lookups) -> tuple[str, bool]:
    """The position of a role in a body, and whether the role is unofficial there."""
    only = only_position(body, lookups)
    if only:
        return only, role in (LEADER, SECRETARY)
    if body == "kpps" and not role and len(words) == 2 and words[-1].isdecimal():
        return _of_role(body, LEADER if words[-1] == _FIRST_OF_KPPS else MEMBER, lookups), False
    secretariat = f"sek-{body}"
    if role in (SECRETARY, STAFF) and _positions_of(secretariat, lookups):
        body = secretariat
    if body.startswith("sek-"):
        # "Sekretariat PPS" names whoever works there; "Sek. PPS" may be short for its sekretaris.
        if not role and "sek" in words:
            return "", False
        return _of_role(body, LEADER if role in (LEADER, SECRETARY) else MEMBER, lookups), False
    if role in (LEADER, MEMBER):
        return _of_role(body, role, lookups), not _DEPUTIES.isdisjoint(words)
    return (_of_role(body, MEMBER, lookups), True) if role else ("", False)


def _of_role(body: str, role: str, lookups: Lookups) -> str:
    codes = [code for code in _positions_of(body, lookups) if lookups.laws[code].is_leader is (role == LEADER)]
    return codes[0] if len(codes) == 1 else ""


def _positions_of(body: str, lookups: Lookups) -> tuple[str, ...]:
    return tuple(code for code, law in lookups.laws.items() if law.body == body)


def _candidates(words: Sequence[str], body: str, lookups: Lookups) -> tuple[str, ...]:
    """Positions of the body at hand; else those of the role in the bodies whose rosters this sender may send."""
    of_body = _positions_of(_body(words, lookups) or body, lookups)
    if of_body:
        return of_body
    role = _role(words)
    if role not in (LEADER, MEMBER):
        return ()
    return tuple(
        code
        for code, law in lookups.laws.items()
        if law.is_leader is (role == LEADER)
        and law.may_be_sent_by(lookups.institution)
        and not law.body.startswith("sek-")
        and not only_position(law.body, lookups)
    )


def _says_asn(words: Sequence[str]) -> bool:
    """ "Pelaksana teknis PNS" is a civil servant's post, "… non-PNS" is not."""
    return "non" not in words and not {"pns", "asn", "pppk", "cpns"}.isdisjoint(words)

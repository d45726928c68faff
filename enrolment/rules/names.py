"""Names of regions and people made comparable.

Lists write one village as "Ds. Suka Raja", "SUKARAJA" and "Desa Sukaraja"; one person as
"H. Moh. Ali, S.Pd." and "MUHAMMAD ALI". Two names are taken for the same when their
comparable forms are equal. The forms are for comparing, never for showing or storing.
"""

import re
import unicodedata

# The words for a level that stand before a name and are no part of it. "Kota" is missing
# on purpose: Kota Bogor is not Kabupaten Bogor, and Kota Baru is a village's whole name.
_LEVEL_WORDS = frozenset(
    "desa ds kelurahan kel kalurahan nagari pekon gampong kecamatan kec distrik "
    "kabupaten kab provinsi propinsi prov".split()
)
VILLAGE_WORDS = frozenset("kampung kampong tiyuh lembang negeri kute ohoi".split())
"""What a village is called in some provinces (a kampung in Papua), and the beginning of many a village's own name."""
_KELURAHAN_WORDS = frozenset({"kelurahan", "kel"})
_DESA_WORDS = frozenset({"desa", "ds", "kalurahan", "nagari", "pekon", "gampong"})
_ADMINISTRATIVE = frozenset({"administrasi", "adm"})

_APOSTROPHES = re.compile("['\"`´‘’‚‛ʻʼ]")
_WORD = re.compile(r"[^\W_]+")
_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_LONG_ENOUGH = 5
# I to XXXIX: higher numbers are not used in names, and C, D, L, M are people's initials.
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")

_TITLES = frozenset("h hj haji hajah kh ust ustadz ustadzah dr drs dra drg drh ir prof".split())
_DEGREES = frozenset(
    "amd amdkeb amdkep apt mag mh mhum mkes mkom mm mpd mpdi msi mt mba sag sap se sh shi shut "
    "sikom sip skep ske skom skm sp spd spdi spt sst sstp ssos st stp ssi ners phd".split()
)
# One given name, many spellings: two people are not told apart by them.
_SPELLINGS = dict.fromkeys(
    "moh mohd muh muhd mohammad mohamad mohammed mochamad mochammad moch much "
    "muhamad muhamat muchamad muchammad".split(),
    "muhammad",
) | {"abd": "abdul", "st": "siti", "sitti": "siti"}


def comparable(name: str) -> str:
    """The comparable form of a region's name: lower case, no level word, no spaces.

    "Ds. Suka-Raja" → "sukaraja"; "Sukaraja II" and "Sukaraja 02" → "sukaraja2";
    "Kab. Bogor" → "bogor" but "Kota Bogor" → "kotabogor". A name that is nothing but a
    level word stays ("Kelurahan"); text without a letter or digit gives "".
    """
    words = [word for word in _words(name) if word not in _ADMINISTRATIVE]
    while len(words) > 1 and words[0] in _LEVEL_WORDS:
        del words[0]
    # The first word is never a numeral: a village may be called "Ii".
    return "".join(words[:1] + [_arabic(word) for word in words[1:]])


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, digits apart from letters: "KPPS5 (Anggota)" → ["kpps", "5", "anggota"]."""
    return [part for word in _words(text) for part in _LETTERS_OR_DIGITS.findall(word)]


def one_slip_apart(one: str, other: str) -> bool:
    """Whether two comparable forms differ by one slip of the finger: a letter too many, too few, wrong, or two swapped.

    Names of less than five letters are too short to tell, and a number is never a slip: Sukaraja 2 is not Sukaraja 3.
    """
    if abs(len(one) - len(other)) > 1 or one == other or max(len(one), len(other)) < _LONG_ENOUGH:
        return False
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    start = _common_start(one, other)
    one, other = one[start:], other[start:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[1::-1] + one[2:] == other and len(one) > 1)
    return one[1:] == other if len(one) > len(other) else one == other[1:]


def answers_to(name: str, asked: str) -> bool:
    """Whether a region's name is what somebody means by `asked`.

    Each word that he typed begins a word of the name, in their order, or is the initials of several words in a row:
    "kab oku sel" is Kabupaten Ogan Komering Ulu Selatan. Nothing asked is no name.
    """
    words = _words(asked)
    return bool(words) and _begin(_words(name), words)


def says_kelurahan(name: str) -> bool | None:
    """Whether a name says that it is a kelurahan ("Kel. X") or a desa ("Ds. X").

    None where it says neither. Within one kecamatan a desa and a kelurahan may bear the
    same name; then only this word tells them apart.
    """
    words = _words(name)
    if len(words) < 2:
        return None
    if words[0] in _KELURAHAN_WORDS:
        return True
    return False if words[0] in _DESA_WORDS else None


def without_village_word(name: str) -> str:
    """The comparable form of what follows the village's word: "Kampung Yobeh" → "yobeh"; "" where none stands there."""
    first, _space, rest = name.strip().partition(" ")
    return comparable(rest) if first.rstrip(".").lower() in VILLAGE_WORDS else ""


def comparable_person(name: str) -> str:
    """The comparable form of a person's name: no titles, no degrees, no spaces.

    "H. Moh. Ali, S.Pd." → "muhammadali". Whatever follows the first comma is a degree.
    A name that is nothing but such words stays as it is.
    """
    bare = name.partition(",")[0]
    words = _words(_without_dots_in_degrees(bare) if "." in bare else bare)
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    while len(words) > 1 and words[-1] in _DEGREES:
        del words[-1]
    return "".join(map(_SPELLINGS.get, words, words))


def _begin(name: list[str], asked: list[str]) -> bool:
    if not asked:
        return True
    return any(
        _begin(name[place + taken :], asked[1:])
        for place in range(len(name))
        for taken in (1, len(asked[0]))
        if (name[place].startswith(asked[0]) if taken == 1 else _initials(name[place : place + taken]) == asked[0])
    )


def _common_start(one: str, other: str) -> int:
    """How many letters two texts share from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, its) in pairs if mine != its), min(len(one), len(other)))


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def _words(name: str) -> list[str]:
    """The words of a name in lower case, without accents and apostrophes."""
    if name.isascii() and all(map(str.isalnum, words := name.lower().split())):  # nearly every name
        return words
    plain = name if name.isascii() else _without_accents(name)
    return _WORD.findall(_APOSTROPHES.sub("", plain).lower())


def _without_accents(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _without_dots_in_degrees(name: str) -> str:
    """A degree as one word: "Ali S.Sos. M.M" → "Ali ssos mm"; "H.M. Ali" stays."""
    bare = ((word, word.replace(".", "").lower()) for word in name.split())
    return " ".join(short if short in _DEGREES else word for word, short in bare)


def _arabic(word: str) -> str:
    """A numeral in plain digits: "ii" → "2", "02" → "2"; any other word as it is."""
    if word.isdecimal():
        return str(int(word))
    roman = _ROMAN.fullmatch(word)
    if roman is None:
        return word
    return str(10 * len(roman[1]) + _ROMAN_UNITS.index(roman[2]))

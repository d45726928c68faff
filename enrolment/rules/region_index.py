"""A region's desa found by code or by name, as often as a list asks.

Built once from plain values; a lookup is one or two dictionary reads.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from enrolment.rules.names import comparable, one_slip_apart, says_kelurahan, without_village_word
from enrolment.rules.region_code import is_kelurahan, kecamatan_of

_CLOSE_ENOUGH = 0.7
_LONGEST_NAME = 100  # a cell may hold 32,767 letters, a region's name 100


@dataclass(frozen=True, slots=True)
class RegionIndex:
    """The kecamatan and desa (kelurahan included) of one kabupaten, kota or provinsi."""

    region: str
    kecamatan: Mapping[str, str]
    """Names by code."""
    desa: Mapping[str, str]
    """Names by code."""
    _kecamatan_codes: Mapping[str, tuple[str, ...]]
    _desa_codes: Mapping[str, tuple[str, ...]]
    _shortened: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)
    """Forms of desa by what is left of them without one letter; made when the first is asked for."""

    @classmethod
    def build(cls, region: str, kecamatan: Mapping[str, str], desa: Mapping[str, str]) -> "RegionIndex":
        """An index of `region` from the names of its kecamatan and desa by code."""
        return cls(region, kecamatan, desa, _by_comparable(kecamatan), _by_comparable(desa))

    @property
    def kecamatan_forms(self) -> Collection[str]:
        """The names of all kecamatan in comparable form."""
        return self._kecamatan_codes.keys()

    @property
    def desa_forms(self) -> Collection[str]:
        """The names of all desa in comparable form."""
        return self._desa_codes.keys()

    def kecamatan_named(self, name: str) -> tuple[str, ...]:
        """Codes of the kecamatan of that name; several only across kabupaten."""
        return self._kecamatan_codes.get(comparable(name), ())

    def desa_named(self, name: str, kecamatan: Iterable[str] | None = None) -> tuple[str, ...]:
        """Codes of the desa of that name, inside the `kecamatan` codes where given.

        A few kecamatan have a desa and a kelurahan of one name; "Kel." or "Desa" before the
        name then decides. "Kampung Yobeh" is Yobeh where no desa is called so whole.
        """
        inside = None if kecamatan is None else set(kecamatan)
        codes = self._desa_of(comparable(name), inside) or self._desa_of(without_village_word(name), inside)
        wants_kelurahan = says_kelurahan(name)
        if len(codes) > 1 and wants_kelurahan is not None:
            of_kind = tuple(code for code in codes if is_kelurahan(code) is wants_kelurahan)
            return of_kind or codes
        return codes

    def _desa_of(self, form: str, kecamatan: Collection[str] | None) -> tuple[str, ...]:
        codes = self._desa_codes.get(form, ())
        return codes if kecamatan is None else tuple(code for code in codes if kecamatan_of(code) in kecamatan)

    def desa_one_slip_off(self, name: str, kecamatan: Iterable[str] | None = None) -> tuple[str, ...]:
        """Codes of the desa whose names are one slip of the finger away, inside the `kecamatan` codes where given."""
        inside = None if kecamatan is None else set(kecamatan)
        wanted = comparable(name)
        if len(wanted) > _LONGEST_NAME:
            return ()
        if not self._shortened:
            self._shortened.update(_by_shortened(self._desa_codes))
        near = {form for short in _shortened(wanted) for form in self._shortened.get(short, ())}
        return tuple(
            code
            for form in sorted(near)
            if one_slip_apart(form, wanted)
            for code in self._desa_codes[form]
            if inside is None or kecamatan_of(code) in inside
        )

    def kecamatan_one_slip_off(self, name: str) -> tuple[str, ...]:
        """Codes of the kecamatan whose names are one slip of the finger away."""
        wanted = comparable(name)
        forms = (form for form in self._kecamatan_codes if one_slip_apart(form, wanted))
        return tuple(code for form in forms for code in self._kecamatan_codes[form])

    def desa_like(self, name: str, kecamatan: Iterable[str] | None = None, most: int = 3) -> tuple[str, ...]:
        """Codes of desa whose names come near `name`, for a message.

        First those of the same name in another kecamatan, then similar names in the given
        kecamatan. Where no kecamatan is given, only names of the same first letter are
        compared: a province has thousands.
        """
        wanted = comparable(name)
        inside = None if kecamatan is None else set(kecamatan)
        pool = {
            form: codes
            for form, codes in self._desa_codes.items()
            if (form[:1] == wanted[:1] if inside is None else any(kecamatan_of(c) in inside for c in codes))
        }
        near = list(self.desa_named(name))
        for form in get_close_matches(wanted, pool, most, _CLOSE_ENOUGH):
            near += [code for code in pool[form] if inside is None or kecamatan_of(code) in inside]
        return tuple(dict.fromkeys(near))[:most]

    def kecamatan_like(self, name: str, most: int = 3) -> tuple[str, ...]:
        """Codes of kecamatan whose names come near `name`, for a message."""
        forms = get_close_matches(comparable(name), self._kecamatan_codes, most, _CLOSE_ENOUGH)
        return tuple(code for form in forms for code in self._kecamatan_codes[form])[:most]


def _shortened(form: str) -> set[str]:
    """A form, and all that one letter less makes of it: forms that are one slip apart have one of these in common."""
    return {form, *(form[:place] + form[place + 1 :] for place in range(len(form)))}


def _by_shortened(forms: Iterable[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        for short in _shortened(form):
            found[short].append(form)
    return found


def _by_comparable(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    codes: dict[str, list[str]] = defaultdict(list)
    for code, name in names.items():
        codes[comparable(name)].append(code)
    return {form: tuple(sorted(same)) for form, same in codes.items()}

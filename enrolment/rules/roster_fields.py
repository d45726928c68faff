"""The fields of a roster: what one row may say about one person and one seat."""

from enum import StrEnum

from enrolment.rules.direct_members import direct_members


@direct_members
class Field(StrEnum):
    """A field by the name that problems, mappings and the API use for it."""

    NIK = "nik"
    KK = "kk"
    NAME = "name"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    BIRTH = "birth"
    """One cell for both: "Muaradua, 12-03-1990". Taken apart before anything is checked."""
    SEX = "sex"
    ADDRESS = "address"
    POSTCODE = "postcode"
    MOTHER = "mother"
    MARITAL = "marital"
    PHONE = "phone"
    EMAIL = "email"
    JOB = "job"
    KPJ = "kpj"
    """A number or mark of BPJS Ketenagakerjaan membership; never a bare "nomor BPJS", which is as likely JKN's."""
    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KECAMATAN = "kecamatan"
    DESA = "desa"
    TPS = "tps"
    UNIT = "unit"
    """One cell for kecamatan, desa or TPS: "Suka Raja / TPS 004". Taken apart before anything is checked."""
    BODY = "body"
    POSITION = "position"
    START = "start"
    END = "end"
    DECREE_NUMBER = "decree_number"
    DECREE_DATE = "decree_date"
    RESERVE = "reserve"
    """Whether the person is a reserve (cadangan, PAW): kept apart, never insured."""


COMBINED = {
    Field.BIRTH: (Field.BIRTH_PLACE, Field.BIRTH_DATE),
    Field.UNIT: (Field.KECAMATAN, Field.DESA, Field.TPS),
}
"""Fields that one cell holds together."""

DATES = frozenset({Field.BIRTH_DATE, Field.START, Field.END, Field.DECREE_DATE})

PERSONAL = frozenset(
    {
        Field.NIK, Field.KK, Field.NAME, Field.BIRTH_PLACE, Field.BIRTH_DATE, Field.BIRTH, Field.ADDRESS,
        Field.POSTCODE, Field.MOTHER, Field.MARITAL, Field.PHONE, Field.EMAIL, Field.KPJ,
    }
)  # fmt: skip
"""What tells of a person: sealed at rest, masked wherever a problem repeats it."""

PARTICULARS = (
    Field.NIK, Field.KK, Field.BIRTH_PLACE, Field.BIRTH_DATE, Field.ADDRESS, Field.POSTCODE, Field.MOTHER,
    Field.MARITAL, Field.PHONE, Field.EMAIL, Field.JOB, Field.KPJ,
)  # fmt: skip
"""What a person's record keeps sealed, in the order of its JSON; the name and the sex stand beside it in the clear."""

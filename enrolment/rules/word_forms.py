"""The form in which a sender's word is remembered, so that its next spelling finds it."""

from enrolment.rules.names import comparable
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_posts import joined

_BETWEEN = "/"


def form_of(field: Field, word: str) -> str:
    """ "DS. SUKA RAJA" → "sukaraja", "Ketua K.P.P.S." → "ketuakpps"; a form is its own form.

    A desa within its kecamatan is two words in one, "simpang/lubar" (see roster_seat.word_of).
    """
    if field in (Field.POSITION, Field.BODY):
        return joined(word)
    if field is Field.DESA and _BETWEEN in word:
        kecamatan, _between, desa = word.partition(_BETWEEN)
        return f"{comparable(kecamatan)}{_BETWEEN}{comparable(desa)}"
    return comparable(word)

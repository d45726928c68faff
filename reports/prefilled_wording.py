"""What rows of a file that SIPP gave out come to, in words, and what is to be done."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.batch_wording import held_sentence
from reports.rules.prefilled_rows import RowOutcome
from reports.sipp_value_wording import value_words

OUTCOMES: Mapping[RowOutcome, tuple[Any, str]] = {
    RowOutcome.WRITTEN: (gettext_lazy("Diisi"), "good"),
    RowOutcome.UNCHANGED: (gettext_lazy("Tidak berubah"), ""),
    RowOutcome.HELD: (gettext_lazy("Tertahan"), "bad"),
    RowOutcome.AMBIGUOUS: (gettext_lazy("Bertentangan"), "bad"),
    RowOutcome.DOUBLED: (gettext_lazy("Berulang"), "warn"),
    RowOutcome.UNKNOWN: (gettext_lazy("Tidak dikenal"), "warn"),
}
"""What each outcome is called, and its tone."""

_SENTENCES: Mapping[RowOutcome, Any] = {
    RowOutcome.UNKNOWN: gettext_lazy("Bukan petugas yang dikirim dari sini; baris ini dibiarkan seperti semula."),
    RowOutcome.AMBIGUOUS: gettext_lazy(
        "KPJ, NIK, dan nomor pegawai di baris ini milik orang yang berbeda; tidak diisi. Tanyakan kepada cabang BPJS."
    ),
    RowOutcome.DOUBLED: gettext_lazy("Orang ini sudah ada di baris lain dalam berkas ini; diisi sekali."),
}


def row_sentence(outcome: RowOutcome, codes: Sequence[str]) -> str:
    """Why, and what to do. `codes`: as reports.prefilled.RowTold has them."""
    if outcome is RowOutcome.HELD:
        return " ".join(held_sentence(code) for code in codes)
    if outcome is RowOutcome.WRITTEN:
        values = ", ".join(value_words(code) for code in codes)
        return _("Diisi, tetapi ini berbeda dan tidak dapat diubah lewat berkas SIPP, hanya oleh cabang: %s.") % values
    return str(_SENTENCES[outcome])

"""Amounts in words (terbilang), as Indonesian letters and budget forms print them.

Lower case, "seribu" for 1,000 and "satu juta seribu" for 1,001,000 (domain/apbd.md §7).
The words are part of the document's wording, so they are Indonesian in every language.
"""

_UNITS = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas"),
)
_SCALES = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")

LARGEST = 1000 ** len(_SCALES) - 1


def rupiah_in_words(n: int) -> str:
    """An amount of whole rupiah in words: 1_001_000 → "satu juta seribu rupiah".

    Raises ValueError as `in_words` does.
    """
    return f"{in_words(n)} rupiah"


def in_words(n: int) -> str:
    """A whole number in words: 1_100 → "seribu seratus".

    Raises ValueError below 0 and above `LARGEST`: no budget holds such an amount, so a
    caller that passes one has a fault that must not reach a letter.
    """
    if not 0 <= n <= LARGEST:
        raise ValueError(f"no words for {n}: expected 0 to {LARGEST}")
    if n == 0:
        return _UNITS[0]
    words: list[str] = []
    for power in reversed(range(len(_SCALES))):
        group = n // 1000**power % 1000
        if group:
            words += _group_in_words(group, _SCALES[power])
    return " ".join(words)


def _group_in_words(group: int, scale: str) -> list[str]:
    """Three digits (1 to 999) with their scale; one thousand alone is "seribu"."""
    if group == 1 and scale == "ribu":
        return ["seribu"]
    return _below_thousand(group) + ([scale] if scale else [])


def _below_thousand(n: int) -> list[str]:
    hundreds, rest = divmod(n, 100)
    words = [] if not hundreds else ["seratus"] if hundreds == 1 else [_UNITS[hundreds], "ratus"]
    return words + _below_hundred(rest)


def _below_hundred(n: int) -> list[str]:
    if n == 0:
        return []
    if n < len(_UNITS):
        return [_UNITS[n]]
    tens, unit = divmod(n, 10)
    if tens == 1:
        return [_UNITS[unit], "belas"]
    return [_UNITS[tens], "puluh"] + ([_UNITS[unit]] if unit else [])

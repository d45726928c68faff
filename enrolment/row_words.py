"""The words of a row's cells that its problems repeat: sealed beside them, and grouped by their marks.

Where a file's columns have slipped, the word under "Desa" is a mother's name. So the JSON of a line's problems holds of
such a word no more than its mark (a fingerprint in hex), and RosterLine.sealed_words holds the word. What a problem
repeats of a personal field is masked already (rules/masking.py).
"""

import json
from collections.abc import Mapping
from typing import Any

from enrolment.rules.roster_packing import encode
from enrolment.rules.roster_problems import WORDS_IN_PARTICULARS, repeats_cell
from pemilu_bpjs import vault

SEALED_WORDS = "roster-words"
"""The context of the seal of RosterLine.sealed_words."""

_PURPOSE = "roster-word"
_MARK_LETTERS = 32
# Rows with one fault stand together; of personal values no two are alike, so little is worth being kept.
_MOST_KNOWN = 2_000

Words = dict[str, str]
"""Words by their marks."""


def mark_of(word: str) -> str:
    """What stands in the word's place: equal for equal words, in whichever row."""
    return _short(vault.fingerprint(_PURPOSE, word))


def open_words(blob: bytes | None) -> Words:
    """Nothing where a line's problems repeat no word. Raises vault.VaultError."""
    if blob is None:
        return {}
    words: Words = json.loads(vault.open_sealed(blob, SEALED_WORDS))
    return words


def with_words(kept: Mapping[str, Any], words: Mapping[str, str]) -> Mapping[str, Any]:
    """A problem as a line keeps it, with its words in the place of their marks."""
    if not words:
        return kept
    particulars = {name: words.get(said, said) for name, said in kept["particulars"].items()}
    return {**kept, "value": words.get(kept["value"], kept["value"]), "particulars": particulars}


class WordSealer:
    """Built once for thousands of rows, and not kept beyond them: keys may change."""

    def __init__(self) -> None:
        self._fingerprint = vault.fingerprinter(_PURPOSE)
        self._seal = vault.sealer(SEALED_WORDS)
        self._known: dict[str, tuple[str, bytes]] = {}

    def sealed(self, problems: str) -> tuple[str, bytes | None]:
        """Problems (a JSON list) with the marks of their words, and these sealed; None where there are none."""
        known = self._known.get(problems)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[problems] = self._marked(problems)
        marked, packed = known
        return marked, self._seal(packed) if packed else None

    def _marked(self, problems: str) -> tuple[str, bytes]:
        words: Words = {}
        marked = [self._without_words(each, words) for each in json.loads(problems)]
        return json.dumps(marked), encode(words) if words else b""

    def _without_words(self, kept: Mapping[str, Any], words: Words) -> dict[str, Any]:
        """The problem with marks; the words are added to those given."""
        value, particulars = kept["value"], dict(kept["particulars"])
        if repeats_cell(kept["field"], value):
            value = self._mark(value, words)
        for name in WORDS_IN_PARTICULARS & particulars.keys():
            particulars[name] = self._mark(particulars[name], words)
        return {**kept, "value": value, "particulars": particulars}

    def _mark(self, word: str, words: Words) -> str:
        mark = _short(self._fingerprint(word))
        words[mark] = word
        return mark


def _short(fingerprint: bytes) -> str:
    return fingerprint.hex()[:_MARK_LETTERS]

"""The mark beside every figure and citation that nobody has confirmed yet; final paper bears none.

What is open is known by the keys of Figures.unverified (budgeting.rules.confirmations): "title:uu-1-2004".
"""

from budgeting.rules.figures import Cited, Coded, FigureLine, Figures
from budgeting.rules.rates import Programme

MARK = "[belum dikonfirmasi]"
"""Writers set it in italics wherever it stands in a text."""


class Marks:
    """Knows what is still open in a draft; once submitted, every figure has a named person behind it."""

    def __init__(self, figures: Figures) -> None:
        unconfirmed = [each for each in figures.unverified if figures.is_draft and not each.confirmed_by]
        self._open = frozenset(each.key for each in unconfirmed)
        self._decrees = frozenset(each.value for each in unconfirmed if each.key.startswith("decree:"))

    def cited(self, basis: Cited) -> str:
        """A legal basis as it prints: its number, its title where one is known."""
        text = f"{basis.number} tentang {basis.title}" if basis.title else basis.number
        return self._marked(text, f"title:{basis.code}" in self._open or basis.number in self._decrees)

    def coded(self, code: Coded) -> str:
        """The name of an account or activity."""
        return self.text(code.name, f"account:{code.code}", f"activity:{code.code}")

    def rate(self, line: FigureLine, programme: Programme) -> str:
        """A programme's rate."""
        label = line.jkk_rate.label if programme is Programme.JKK else line.jkm_rate.label
        family = f"rate:{programme}-{line.membership}-"
        return self._marked(label, any(key.startswith(family) for key in self._open))

    def wage(self, line: FigureLine, text: str) -> str:
        """A wage base that is an honorarium."""
        return self.text(text, f"honorarium:{line.code}")

    def people(self, line: FigureLine, text: str) -> str:
        """A headcount that follows from a ratio."""
        return self.text(text, f"ratio:{line.code}")

    def tenure(self, line: FigureLine, text: str) -> str:
        """A tenure's dates."""
        return self.text(text, f"tenure-start:{line.body}", f"tenure-end:{line.body}")

    def vat(self, text: str) -> str:
        """Whatever rests on premiums bearing no VAT."""
        return self.text(text, "ppn_percent:all")

    def text(self, text: str, *keys: str) -> str:
        """A text that stands on figures of those keys."""
        return self._marked(text, not self._open.isdisjoint(keys))

    def _marked(self, text: str, is_open: bool) -> str:
        return f"{text} {MARK}" if is_open else text

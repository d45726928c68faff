"""Terms and their values, as templates/_parts/facts.html shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """`confidence` (H, M, L or D) and `source` are those of the value; `why_url` leads to how it was computed."""

    label: str
    value: str
    note: str = ""
    confidence: str = ""
    source: str = ""
    why_url: str = ""

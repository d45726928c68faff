"""The few figures that matter on a page, as templates/_parts/tiles.html shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """`tone`: good, warn or bad. `url` leads to what is counted, `why_url` to how it was computed."""

    label: str
    value: str
    note: str = ""
    tone: str = ""
    url: str = ""
    why_url: str = ""

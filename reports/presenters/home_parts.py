"""What the home page is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """One thing to do: what, why, and the page on which it is done."""

    icon: str
    title: str
    text: str
    url: str
    action: str


@dataclass(frozen=True)
class Step:
    label: str
    state: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Start:
    """What a page with nothing on it says: the first step, or whom to ask."""

    title: str
    text: str
    url: str = ""
    label: str = ""

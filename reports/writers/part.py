"""A paper inside a PDF that may hold several: what the binder takes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark inside a part: `page` counts from 0 at its first, `depth` from 0."""

    title: str
    page: int
    depth: int


@dataclass(frozen=True, slots=True)
class Part:
    """Pages `first` to `first + count - 1` (from 0) of `pdf`, under the name that its bookmark gets."""

    name: str
    pdf: bytes
    first: int
    count: int
    marks: tuple[Mark, ...] = ()

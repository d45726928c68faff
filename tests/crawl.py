"""Reads the pages that someone reaches by links, as that person sees them: each kind of page a few times, not each row.

Nothing is posted, so that a crawl leaves the database as it was, but for what looking records.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

ENOUGH_OF_A_KIND = 3
_SILENT = frozenset({"script", "style"})
_SAID_ASIDE = frozenset({"alt", "aria-label", "placeholder", "title"})
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(frozen=True)
class Page:
    """`texts`: what is to be read on it, each run of text apart, in the order of the page. `found_on`: where it was
    offered, "" for the first."""

    url: str
    texts: tuple[str, ...]
    status: int = 200
    found_on: str = ""


class Reader(HTMLParser):
    """Texts and links of a page. What is marked as another language (`lang`) is not read."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.texts: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = tag in _SILENT or given.get("lang", self.language) != self.language
        silent = silent or self._is_silent()
        if tag not in _VOID:
            self._open.append((tag, silent))
        if tag == "a" and given.get("href") and not silent:
            self.links.append(str(given["href"]))
        if not silent:
            self.texts.extend(" ".join(text.split()) for name, text in attrs if text and _is_said(name, text))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and not self._is_silent():
            self.texts.append(text)

    def _is_silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def crawl(client: Client, *starts: str, language: str = "id", of_a_kind: int = ENOUGH_OF_A_KIND) -> Iterator[Page]:
    """Pages from `starts` on, breadth first; those that refuse as well, for they too have words."""
    waiting, met, kinds = deque((start, "") for start in starts), set(starts), Counter()
    while waiting:
        url, found_on = waiting.popleft()
        response = client.get(url, follow=True)
        if not response.headers["Content-Type"].startswith("text/html"):
            b"".join(response)  # read to its end, a file closes
            continue
        reader = Reader(language)
        reader.feed(response.content.decode())
        yield Page(url, tuple(reader.texts), response.status_code, found_on)
        for link in reader.links:
            found = urljoin(url, link).partition("#")[0]
            kind = _kind(found)
            if found not in met and kind and kinds[kind] < of_a_kind:
                met.add(found)
                kinds[kind] += 1
                waiting.append((found, url))


def _is_said(name: str, text: str) -> bool:
    """Attributes that someone hears or sees; of those for scripts, the ones that hold a sentence."""
    return name in _SAID_ASIDE or (name.startswith("data-") and " " in text)


def _kind(url: str) -> str:
    """The pattern of the address and the names in its query; "" for what is not ours."""
    parts = urlsplit(url)
    if parts.scheme:
        return ""
    try:
        route = resolve(parts.path).route
    except Resolver404:
        return ""
    return f"{route}?{'&'.join(sorted(parse_qs(parts.query)))}"

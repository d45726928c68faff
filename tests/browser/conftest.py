"""Debian's Chromium, driven as a person would: at a desk (1280 px) and on a phone (360 px)."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from pemilu_bpjs.models import User
from tests.factories import PASSWORD
from tests.people import World

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"]
_AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's event loop runs in this thread, where Django then takes every query for an asynchronous slip.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "Chromium is missing: run the tests with ./dev test"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(chromium: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """new_page(width=…, javascript=…): a page of a person of their own (own cookies), at the live server's address.

    What the browser complains of (a script that breaks, a style or script that the Content-Security-Policy stopped, a
    missing file) is a fault of the test. A page that itself answers 403 or 404 is not: a test may well ask for it.
    """
    contexts: list[BrowserContext] = []
    complaints: list[tuple[str, str]] = []
    refused: set[str] = set()

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append((message.text, message.location["url"]))

    def remember(response: Response) -> None:
        if response.status >= 400 and response.request.is_navigation_request():
            refused.add(response.url)

    def open_page(width: int = 1280, height: int = 800, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", listen)
        page.on("response", remember)
        page.on("pageerror", lambda error: complaints.append((str(error), page.url)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [(text, url) for text, url in complaints if url not in refused] == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(width=360, height=740)


@pytest.fixture
def desk(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """desk(user, landing, width=…, javascript=…): a page at which that user has signed in, to begin at `landing`."""

    def sign_in(user: User, landing: str = reverse("home"), **options: int | bool) -> Page:
        page = new_page(**options)
        page.goto(f"{reverse('sign-in')}?next={landing}")
        page.get_by_label("Nama pengguna").fill(user.username)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(f"**{landing}")
        return page

    return sign_in


@pytest.fixture
def planner_page(desk: Callable[..., Page], world: World) -> Callable[..., Page]:
    """The same for the planner."""
    return partial(desk, world.planner)


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """accessible(page) fails with what axe finds on it."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page, options=_AXE).response["violations"]
        faults = [{"rule": fault["id"], "where": [node["html"] for node in fault["nodes"]]} for fault in found]
        assert faults == [], f"{page.url}: {json.dumps(faults, indent=2, ensure_ascii=False)}"

    return check

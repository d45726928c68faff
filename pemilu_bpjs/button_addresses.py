"""An address that only a button sends to, opened as a page: by the browser's history, a bookmark, a typed address.

Django answers with 405 and no body, which browsers show as a broken site. Here it is a page that says what is so, and
leads to where the button stands.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers

from .views.faults import API

Handler = Callable[[HttpRequest], HttpResponse]


def button_address_page(get_response: Handler) -> Handler:
    """Middleware: a GET that is answered with an empty 405 gets the page; the API's answers have their own form."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_asked_as_page = request.method in ("GET", "HEAD") and not request.path.startswith(API)
        if response.status_code != 405 or not is_asked_as_page or response.content:
            return response
        page = render(request, "405.html", {"above": _page_above(request.path)}, status=405)
        page.headers["Allow"] = response.headers["Allow"]
        add_never_cache_headers(page)
        return page

    return respond


def _page_above(path: str) -> str:
    """The nearest address above that is one of ours; "" where that is the home page, which is offered anyway."""
    above = path.rstrip("/").rpartition("/")[0]
    while above:
        try:
            resolve(f"{above}/")
        except Resolver404:
            above = above.rpartition("/")[0]
        else:
            return f"{above}/"
    return ""

"""Through the sign-in page and back, for who pressed a button after the session had ended.

The button's own address shows nothing, and pressing it once more is a person's decision. So whoever has signed in comes
back to the page on which the button stands, and is told there that nothing was done.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

_KEY = "pressed-before-sign-in"

View = Callable[..., HttpResponseBase]


def sign_in_required(view: View) -> View:
    """For a view that only a user who has signed in may ask."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        page = _sent_from(request) or request.path
        request.session[_KEY] = page
        return redirect_to_login(page)

    return guarded


def tell_nothing_was_done(request: HttpRequest, page: str) -> None:
    """On that page, if its button was pressed before the sign-in; told once."""
    if request.session.pop(_KEY, None) == page:
        messages.warning(
            request, _("Anda sudah masuk lagi. Tadi belum tersimpan apa-apa; tekan tombolnya sekali lagi.")
        )


def _sent_from(request: HttpRequest) -> str:
    """The page of ours from which the form was sent; "" where the browser names none, or another site's."""
    sender = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(sender, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(sender)
    page = parts._replace(scheme="", netloc="", fragment="").geturl()
    # A path that begins with two slashes would be another site's address once it stands alone.
    return page if url_has_allowed_host_and_scheme(page, None) else ""

"""What was typed survives a lost session, and a refusal that is told on another page.

A form that is sent after its session has ended would lose what stands in it on the way through the sign-in page. Here
it waits, sealed, in the session that the sign-in page starts anyway, and stands in the form again afterwards: without
JavaScript, without anything of it in an address, in a log or in the browser. Whoever signs in must still be let in by
the page itself.
"""

import base64
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from pemilu_bpjs import vault

_KEY = "typed-before-sign-in"
_CONTEXT = "typed-before-sign-in"
_MOST_BYTES = 16 * 1024
_OURS = frozenset({"csrfmiddlewaretoken"})

View = Callable[..., HttpResponseBase]


def survives_sign_in(view: View) -> View:
    """For a view whose GET of the same address shows the form again; stands outside its `right_required`."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            keep_typed(request, request.path)
        if request.htmx:  # a small part of a page is no place for the sign-in page
            address = f"{reverse('sign-in')}?{urlencode({'next': request.path})}"
            return HttpResponse(headers={"HX-Redirect": address})
        return redirect_to_login(request.path)

    return kept


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was typed for the form at this address before the session ended, or before it was refused; given once."""
    kept = request.session.get(_KEY)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    try:
        return QueryDict(vault.open_sealed(base64.b64decode(kept["sealed"]), _CONTEXT))
    except vault.VaultError:  # sealed under a key that has gone since
        return None


def keep_typed(request: HttpRequest, address: str) -> None:
    """What the request's form has sent waits for the page at that address."""
    typed = QueryDict(mutable=True)
    for name in request.POST.keys() - _OURS:
        typed.setlist(name, request.POST.getlist(name))
    plain = typed.urlencode().encode()
    if len(plain) <= _MOST_BYTES:
        sealed = base64.b64encode(vault.seal(plain, _CONTEXT)).decode()
        request.session[_KEY] = {"path": address, "sealed": sealed}

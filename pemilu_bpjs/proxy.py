"""Behind a reverse proxy every request comes from the proxy's address: this says whose it is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def client_address(get_response: Handler) -> Handler:
    """Middleware: REMOTE_ADDR becomes the address that our own proxy saw, so that tries are counted per person.

    Only the last entry of X-Forwarded-For is the proxy's word; those before it are whatever the client sent. For
    installations whose web process is reached through one proxy and no other way.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if seen:
            request.META["REMOTE_ADDR"] = seen
        return get_response(request)

    return respond

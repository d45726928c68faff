"""One's own API tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import presenters, tokens
from ..access import right_required
from ..forms import TokenForm
from ..models import ApiToken
from ..permissions import Right


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.USE_API)
def token_list(request: HttpRequest) -> HttpResponse:
    form = TokenForm(request.POST or None, user=request.user)
    clear = ""
    if request.method == "POST" and form.is_valid():
        _token, clear = tokens.create_token(**form.cleaned_data, by=request.user)
        form = TokenForm(user=request.user)
    own = ApiToken.objects.of(request.user).select_related("office")
    context = {"form": form, "clear": clear, "lines": presenters.token_lines(own)}
    response = render(request, "pemilu_bpjs/tokens.html", context, status=400 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@right_required(Right.USE_API)
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.of(request.user).select_related("office"), pk=pk)
    tokens.revoke_token(token=token, by=request.user)
    messages.success(request, _("Token sudah dicabut dan tidak dapat dipakai lagi."))
    return redirect("api-tokens")

"""Signing in, and one's password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import audit
from ..forms import SignInForm
from ..models import Office, User
from ..signing_in import tell_nothing_was_done


class SignIn(auth.LoginView):
    template_name = "pemilu_bpjs/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response = super().form_valid(form)
        _record("user.sign-in", self.request.user)
        tell_nothing_was_done(self.request, response.url)
        return response

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 429 if form.is_blocked else 200
        return response


class SignOut(auth.LogoutView):
    next_page = "sign-in"


class PasswordChange(auth.PasswordChangeView):
    template_name = "pemilu_bpjs/password_change.html"
    success_url = "/"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response = super().form_valid(form)
        _record("user.password", self.request.user)
        messages.success(self.request, _("Kata sandi Anda sudah diganti."))
        return response


def _record(action: str, user: Any) -> None:
    audit.record(action, by=user, subject=f"user:{user.pk}", office=_first_office(user))


def _first_office(user: User) -> Office | None:
    """So that the line reaches the auditors of the region in which the person works."""
    membership = user.memberships.active(timezone.localdate()).select_related("office").first()
    return membership.office if membership else None

import pytest
from django.urls import reverse

from pemilu_bpjs.forms import TRIES
from pemilu_bpjs.models import AuditEvent
from tests.factories import PASSWORD, make_user
from tests.people import World

pytestmark = pytest.mark.django_db


def _try(client, password: str, username: str = "planner", **extra):
    return client.post(reverse("sign-in"), {"username": username, "password": password, **extra})


def test_signing_in_leads_where_one_wanted_to_go_and_is_on_record(world: World, client) -> None:
    assert client.get(reverse("jobs"))["Location"] == "/masuk/?next=/pekerjaan/"
    assert _try(client, PASSWORD, next="/pekerjaan/")["Location"] == "/pekerjaan/"
    assert client.get(reverse("jobs")).status_code == 200
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.office) == ("user.sign-in", "planner", world.office.name)


def test_no_stranger_chooses_where_one_lands(world: World, client) -> None:
    assert _try(client, PASSWORD, next="https://jahat.example/")["Location"] == "/"


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(world: World, client) -> None:
    response = _try(client, "salah")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Nama pengguna atau kata sandi keliru" in page
    assert 'value="planner"' in page
    assert "salah" not in page


def test_guessing_one_account_ends_and_others_still_get_in(world: World, client) -> None:
    answers = [_try(client, "salah").status_code for _ in range(TRIES + 1)]
    assert answers == [200] * TRIES + [429]
    blocked = _try(client, PASSWORD)
    assert "Tunggu 15 menit" in blocked.content.decode()
    assert _try(client, PASSWORD, username="head").status_code == 302


def test_a_right_password_clears_the_count(world: World, client) -> None:
    for _ in range(3):
        for _ in range(TRIES - 1):
            _try(client, "salah")
        assert _try(client, PASSWORD).status_code == 302
        client.logout()


def test_behind_the_proxy_the_address_it_added_counts_and_none_that_was_sent_along(
    world: World, client, settings
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(TRIES):
        client.post(
            reverse("sign-in"),
            {"username": "planner", "password": "salah"},
            headers={"x-forwarded-for": f"10.0.0.{number}, 203.0.113.7"},
        )
    login = {"username": "planner", "password": PASSWORD}
    assert client.post(reverse("sign-in"), login, headers={"x-forwarded-for": "203.0.113.7"}).status_code == 429
    assert client.post(reverse("sign-in"), login, headers={"x-forwarded-for": "203.0.113.8"}).status_code == 302


def test_a_disabled_account_is_told_no_more_than_a_wrong_password(world: World, client) -> None:
    make_user("pensiun", is_active=False)
    assert "Nama pengguna atau kata sandi keliru" in _try(client, PASSWORD, username="pensiun").content.decode()


def test_signing_out_needs_a_form_and_ends_the_session(world: World, signed_in) -> None:
    client = signed_in(world.planner)
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out"))["Location"] == "/masuk/"
    assert client.get(reverse("jobs")).status_code == 302


def test_a_changed_password_keeps_this_session_and_ends_the_others(world: World, signed_in) -> None:
    here, elsewhere = signed_in(world.planner), signed_in(world.planner)
    new = "sandi-Baru-yang-panjang"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post(reverse("password-change"), form).status_code == 302
    assert here.get(reverse("jobs")).status_code == 200
    assert elsewhere.get(reverse("jobs")).status_code == 302


def test_pages_are_indonesian_until_english_is_chosen(client) -> None:
    client.post(reverse("set-language"), {"language": "en", "next": reverse("sign-in")})
    assert 'lang="en"' in client.get(reverse("sign-in")).content.decode()
    client.cookies.clear()
    assert 'lang="id"' in client.get(reverse("sign-in"), headers={"accept-language": "en"}).content.decode()

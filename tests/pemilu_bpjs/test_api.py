from datetime import timedelta

import pytest
from django.urls import path, reverse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.test import APIClient
from rest_framework.views import APIView

from pemilu_bpjs.access import has_right
from pemilu_bpjs.models import ApiToken, AuditEvent
from pemilu_bpjs.permissions import Right
from tests.factories import make_document, make_job, make_membership, make_token
from tests.people import World

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"


def _with(token: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def test_a_token_acts_for_its_owner_and_only_its_hash_is_stored(world: World) -> None:
    clear = make_token(world.planner, world.office, "16.09")
    me = _with(clear).get("/api/v1/me/").json()
    assert me["username"] == "planner"
    assert me["memberships"] == [{"role": "planner", "office": world.office.name, "region": "16.09"}]
    assert {"right": "plan.edit", "region": "16.09", "office": world.office.pk} in me["reaches"]
    token = ApiToken.objects.get()
    assert clear not in str(vars(token))
    assert token.last_used_on == timezone.localdate()


def test_a_token_is_no_wider_than_its_office(world: World) -> None:
    make_membership(world.planner, "planner", world.other_payer)
    make_document(world.planner, world.office, title="dari kantor token")
    make_document(world.planner, world.other_payer, title="dari kantor lain")
    narrow = _with(make_token(world.planner, world.office, "16.09")).get("/api/v1/documents/").json()
    assert [found["title"] for found in narrow["results"]] == ["dari kantor token"]
    wide = _with(make_token(world.planner)).get("/api/v1/documents/").json()
    assert wide["count"] == 2


def test_a_token_with_named_rights_opens_nothing_else(world: World) -> None:
    make_document(world.planner, world.office)
    client = _with(make_token(world.planner, rights=[str(Right.USE_API), str(Right.VIEW_PLAN)]))
    assert client.get("/api/v1/me/").status_code == 200
    assert client.get("/api/v1/documents/").status_code == 403


@pytest.mark.parametrize("state", ["unknown", "revoked", "expired", "disabled", "not a member any more"])
def test_what_no_longer_opens(world: World, state: str) -> None:
    ended = timezone.now() - timedelta(seconds=1)
    given = {"revoked": {"revoked_at": ended}, "expired": {"expires_at": ended}}
    clear = make_token(world.planner, world.office, "16.09", **given.get(state, {}))
    if state == "disabled":
        world.planner.is_active = False
        world.planner.save()
    if state == "not a member any more":
        world.planner.memberships.all().delete()
    response = _with("x" + clear if state == "unknown" else clear).get("/api/v1/me/")
    assert (response.status_code, response["Content-Type"]) == (401, PROBLEM)
    assert response["WWW-Authenticate"] == "Token"
    assert response.json()["status"] == 401


def test_without_credentials_everything_is_closed(world: World) -> None:
    for url in ("/api/v1/me/", "/api/v1/jobs/", "/api/v1/documents/"):
        response = APIClient().get(url)
        assert (response.status_code, response["Content-Type"]) == (401, PROBLEM)


def test_jobs_and_documents_are_those_of_the_pages(world: World, api_as) -> None:
    job = make_job(world.planner, world.office)
    document = make_document(world.planner, world.office, content=b"%PDF isi")
    urls = [f"/api/v1/jobs/{job.pk}/", f"/api/v1/documents/{document.pk}/", f"/api/v1/documents/{document.pk}/file/"]
    head = api_as(world.head)
    assert head.get(urls[0]).json()["state"] == "queued"
    assert head.get(urls[1]).json()["sha256"] == document.sha256
    file = head.get(urls[2], headers={"accept": "application/pdf"})
    assert file.getvalue() == b"%PDF isi"
    assert AuditEvent.objects.filter(action="document.download", actor="head").exists()
    for user in (world.other_planner, world.neighbour, world.tapd):
        assert {api_as(user).get(url).status_code for url in urls} == {404}
        assert api_as(user).get("/api/v1/jobs/").json()["count"] == 0
    assert api_as(world.stranger).get(urls[1]).status_code == 403
    assert api_as(world.stranger).get(urls[0]).status_code == 404


def test_not_found_and_not_allowed_are_problems(world: World, api_as) -> None:
    client = api_as(world.planner)
    for response, status in [
        (client.get("/api/v1/jobs/no-such-id/"), 404),
        (client.get("/api/v1/jobs/?page=99"), 404),
        (client.delete("/api/v1/jobs/"), 405),
    ]:
        assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
        body = response.json()
        assert body["status"] == status
        assert body["detail"]
        assert body["title"]


def test_what_is_not_found_is_said_in_words_of_the_house(world: World, api_as) -> None:
    answer = api_as(world.planner).get("/api/v1/elections/pemilu-1955-99.99/")
    assert (answer.status_code, answer.json()["detail"]) == (404, "Tidak ditemukan.")


@pytest.mark.parametrize("address", ["claim-checks", "plans/check"])
def test_json_nested_without_end_is_a_fault_of_the_request(world: World, api_as, address: str) -> None:
    url = f"/api/v1/{address}/"
    answer = api_as(world.planner).generic("POST", url, "[" * 100_000, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_half_a_character_is_a_fault_of_the_request(world: World, api_as) -> None:
    body = '{"election": "\\ud800", "standing": "\\ud83d"}'
    answer = api_as(world.planner).generic("POST", "/api/v1/people/exports/", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert "errors" not in answer.json()


@pytest.mark.parametrize("page", ["last", "0", "-1", " 1", "1.0", "²", "9" * 30])
def test_a_page_is_named_by_its_number_alone(world: World, api_as, page: str) -> None:
    client = api_as(world.planner)
    assert client.get("/api/v1/jobs/", {"page": page}).status_code == 404
    assert [client.get("/api/v1/jobs/", {"page": some}).status_code for some in ("", "1")] == [200, 200]


def test_an_address_that_no_view_knows_is_a_problem_here_and_a_page_elsewhere(client) -> None:
    under = client.get("/api/v1/no.such/thing/")
    assert (under.status_code, under["Content-Type"], under.json()["status"]) == (404, PROBLEM, 404)
    assert client.get("/tidak-ada/")["Content-Type"].startswith("text/html")


class _Line(serializers.Serializer):
    code = serializers.CharField()


class _Body(serializers.Serializer):
    tps = serializers.IntegerField(min_value=1)
    position = _Line(many=True)

    def validate(self, values):
        raise serializers.ValidationError("Jumlah tidak cocok.", code="mismatch")


class _Echo(APIView):
    permission_classes = (has_right(Right.VIEW_PLAN, Right.EDIT_PLAN),)

    def post(self, request):
        _Body(data=request.data).is_valid(raise_exception=True)

    def get(self, request):
        ApiToken(name="x" * 200).full_clean()


urlpatterns = [path("echo/", _Echo.as_view())]


@pytest.mark.urls("tests.pemilu_bpjs.test_api")
def test_each_faulty_field_is_named_by_its_path(world: World, api_as) -> None:
    client = api_as(world.planner)
    response = client.post("/echo/", {"tps": 0, "position": [{"code": "ppk"}, {}]})
    assert (response.status_code, response["Content-Type"]) == (400, PROBLEM)
    faults = {(fault["field"], fault["code"]) for fault in response.json()["errors"]}
    assert faults == {("tps", "min_value"), ("position.1.code", "required")}
    whole = client.post("/echo/", {"tps": 1, "position": []}).json()["errors"]
    assert whole == [{"field": "", "code": "mismatch", "message": "Jumlah tidak cocok."}]
    model = client.get("/echo/").json()["errors"]
    assert ("name", "max_length") in {(fault["field"], fault["code"]) for fault in model}


@pytest.mark.urls("tests.pemilu_bpjs.test_api")
def test_reading_and_writing_may_ask_for_different_rights(world: World, api_as) -> None:
    assert api_as(world.head).get("/echo/").status_code == 400
    assert api_as(world.head).post("/echo/", {}).status_code == 403


def test_the_page_makes_a_token_that_is_shown_once_and_can_be_revoked(world: World, signed_in) -> None:
    client = signed_in(world.planner)
    page = client.post(reverse("api-tokens"), {"name": "Rekap", "reach": "0", "days": "90"})
    clear = page.context["clear"]
    assert clear in page.content.decode()
    assert clear not in client.get(reverse("api-tokens")).content.decode()
    token = ApiToken.objects.get()
    assert (token.office, token.region) == (world.office, "16.09")
    assert _with(clear).get("/api/v1/me/").status_code == 200
    assert signed_in(world.head).post(reverse("token-revoke", args=[token.pk])).status_code == 404
    client.post(reverse("token-revoke", args=[token.pk]))
    assert _with(clear).get("/api/v1/me/").status_code == 401
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {"token.create", "token.revoke"}


def test_nobody_makes_a_token_for_an_office_that_is_not_his(world: World, signed_in) -> None:
    page = signed_in(world.planner).post(reverse("api-tokens"), {"name": "Rekap", "reach": "7", "days": "90"})
    assert page.status_code == 400
    assert not ApiToken.objects.exists()
    assert signed_in(world.tapd).get(reverse("api-tokens")).status_code == 403

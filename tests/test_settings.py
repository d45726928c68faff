"""An operator who forgets or mistypes a variable is told in one sentence which, and what to set."""

import runpy
import stat
import traceback
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from pemilu_bpjs import private_file
from pemilu_bpjs.proxy import client_address
from pemilu_bpjs.settings import env

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = {
    "SECRET_KEY": "an-example-of-a-key-that-is-long-enough-for-a-test-0123456789",
    "ALLOWED_HOSTS": "payung.example.go.id, www.payung.example.go.id",
    "PUBLIC_URL": "https://payung.example.go.id/",
    "DATABASE_URL": "postgresql://payung:p%40ss%2Fword@db:5433/lindung",
    "REDIS_URL": "redis://redis:6379/0",
    "VAULT_KEYS": f"k2:{'B' * 43}=,k1:{'C' * 43}=,fingerprint:{'D' * 43}=",
}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch):
    for variable, value in PRODUCTION.items():
        monkeypatch.setenv(variable, value)
    return lambda: runpy.run_module("pemilu_bpjs.settings.production")


class TestProduction:
    def test_reads_everything_from_the_environment(self, production):
        settings = production()
        database = settings["DATABASES"]["default"]
        assert settings["ALLOWED_HOSTS"] == ["payung.example.go.id", "www.payung.example.go.id"]
        assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://payung.example.go.id"]
        assert settings["CELERY_BROKER_URL"] == "redis://redis:6379/0"
        assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", "5433", "lindung")
        assert database["PASSWORD"] == "p@ss/word"

    def test_seals_with_the_first_key_and_keeps_the_others(self, production):
        settings = production()
        assert list(settings["VAULT_KEYS"]) == ["k2", "k1"]
        assert len(settings["VAULT_FINGERPRINT_KEY"]) == 32
        assert settings["VAULT_KEYS_FILE"] is None

    def test_leaves_no_door_open(self, production):
        settings = production()
        assert settings["DEBUG"] is False
        assert settings["SESSION_COOKIE_SECURE"]
        assert settings["CSRF_COOKIE_SECURE"]
        assert settings["SECURE_SSL_REDIRECT"]
        assert settings["SECURE_HSTS_SECONDS"] > 0

    @pytest.mark.parametrize("variable", PRODUCTION)
    @pytest.mark.parametrize("value", [None, "", "   "])
    def test_stops_at_a_missing_variable_and_names_it(self, production, monkeypatch, variable, value):
        if value is None:
            monkeypatch.delenv(variable)
        else:
            monkeypatch.setenv(variable, value)
        with pytest.raises(
            ImproperlyConfigured, match=rf"{variable} belum diisi\. Isi dengan .+ is missing: set it to"
        ):
            production()

    def test_refuses_an_address_without_encryption(self, production, monkeypatch):
        monkeypatch.setenv("PUBLIC_URL", "http://payung.example.go.id")
        with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL harus berawalan https://"):
            production()

    @pytest.mark.parametrize(
        "url", ["mysql://payung:rahasia@db/lindung", "postgresql://payung:rahasia/sekali@db:5432/payung"]
    )
    def test_never_repeats_a_password(self, production, monkeypatch, url):
        monkeypatch.setenv("DATABASE_URL", url)
        with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as fault:
            production()
        assert "rahasia" not in "".join(traceback.format_exception(fault.value))

    def test_commas_alone_name_no_host(self, production, monkeypatch):
        monkeypatch.setenv("ALLOWED_HOSTS", " , ")
        with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS belum diisi"):
            production()


class TestEnv:
    def test_reads_yes_and_no_in_both_languages(self, monkeypatch):
        for value, wanted in {"1": True, "Ya": True, "true": True, "0": False, "tidak": False, "": False}.items():
            monkeypatch.setenv("A_FLAG", value)
            assert env.flag("A_FLAG") is wanted

    def test_says_what_cannot_be_read(self, monkeypatch):
        monkeypatch.setenv("A_VALUE", "barangkali")
        with pytest.raises(ImproperlyConfigured, match="A_VALUE berisi “barangkali”"):
            env.flag("A_VALUE")
        with pytest.raises(ImproperlyConfigured, match="A_VALUE cannot be read; for example: 12"):
            env.number("A_VALUE", 1)

    def test_lists_lose_their_empty_parts(self, monkeypatch):
        monkeypatch.setenv("WORDS", "a, ,b,")
        assert env.words("WORDS") == ["a", "b"]
        assert env.words("NO_SUCH_WORDS", ["c"]) == ["c"]
        assert env.words("NO_SUCH_WORDS", []) == []


def test_the_embedded_key_is_made_once_and_is_its_owners_alone(tmp_path):
    path = tmp_path / "home" / "secret_key"
    first, second = private_file.made_once(path, "a" * 60), private_file.made_once(path, "b" * 60)
    assert first == second
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [child.name for child in path.parent.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [("203.0.113.9", "203.0.113.9"), ("6.6.6.6, 203.0.113.9", "203.0.113.9"), (None, "127.0.0.1")],
)
def test_a_person_is_counted_by_the_address_that_the_proxy_saw(rf: RequestFactory, forwarded, address):
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.META["REMOTE_ADDR"])

    request = rf.get("/", headers={"x-forwarded-for": forwarded} if forwarded else {})
    assert client_address(answer)(request).content.decode() == address


class TestContainers:
    @pytest.fixture(scope="class")
    def services(self) -> dict:
        return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]

    def test_web_and_worker_get_every_variable_that_production_asks_for(self, services):
        for service in ("web", "worker", "migrate"):
            assert set(PRODUCTION) <= set(services[service]["environment"]), service
            assert services[service]["environment"]["DJANGO_SETTINGS_MODULE"] == "pemilu_bpjs.settings.production"

    def test_only_the_proxy_is_reachable_from_outside(self, services):
        assert [name for name, service in services.items() if "ports" in service] == ["proxy"]

    def test_every_lasting_service_is_watched(self, services):
        lasting = [name for name, service in services.items() if service.get("restart") != "no"]
        assert [name for name in lasting if "healthcheck" not in services[name]] == []

    def test_the_example_names_what_compose_asks_for(self):
        asked = set(env_names((ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
        example = (ROOT / ".env.example").read_text(encoding="utf-8")
        assert [variable for variable in asked if f"{variable}=" not in example] == []


def env_names(text: str) -> list[str]:
    """The variables that a compose file takes from its .env: ${NAME}, ${NAME:?…}, ${NAME:-…}; $${…} is the shell's."""
    return [part.split("}")[0].split(":")[0] for part in text.replace("$${", "").split("${")[1:]]


@pytest.mark.django_db
class TestEveryAnswer:
    def test_the_health_check_asks_the_database(self, client: Client):
        answer = client.get("/sehat/")
        assert (answer.status_code, answer.content) == (200, b"sehat\n")
        assert client.post("/sehat/").status_code == 405

    def test_a_page_may_load_nothing_from_elsewhere_and_no_inline_script(self, client: Client):
        policy = client.get("/sehat/").headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy

    @pytest.mark.parametrize(
        ("cookie", "language"),
        [(None, "id"), ("en", "en"), ("id", "id"), ("xx", "id"), ("../../etc", "id")],
    )
    def test_the_language_is_indonesian_unless_its_reader_chose(self, client: Client, settings, cookie, language):
        if cookie:
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
        answer = client.get("/sehat/", headers={"accept-language": "en-GB,en;q=0.9"})
        assert answer.headers["Content-Language"] == language

"""Indonesian and English say the same: nothing untranslated, nothing stale, no Indonesian left on an English page."""

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import django
import pytest
import rest_framework
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from rest_framework.exceptions import Throttled

from budgeting.models import Arrangement, Plan, PlanEntry
from budgeting.rules.plan_input import Entry
from budgeting.rules.status import State
from enrolment.actions.exceptions import except_seats
from enrolment.models import Election, Region
from pemilu_bpjs import jobs, problems
from pemilu_bpjs.models import User
from pemilu_bpjs.roles import Role
from reports.actions import packs
from reports.actions.answers import apply
from tests.crawl import crawl
from tests.factories import make_document, make_job, make_member, make_token
from tests.factories_answers import answer_file, give, refused, taken
from tests.factories_batches import freeze_now, seat_people
from tests.factories_bills import make_bill, make_payment
from tests.factories_budgeting import make_election, make_plan
from tests.factories_cover import make_cover
from tests.factories_desk import make_certificate
from tests.factories_enrolment import make_tps_list, tps_rows, upload
from tests.factories_incidents import make_granted, make_incident
from tests.factories_people import make_nik, make_row, make_seat
from tests.factories_proposals import ENTRIES, make_proposal, make_submitted, make_verifying
from tests.factories_rosters import accepted, first_desa, plain_workbook, pps, send
from tests.people import World

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("pemilu_bpjs", "enrolment", "budgeting", "reports", "templates")
COLLECTED = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"})
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
STRIKING = 25  # as long as this, a sentence is known wherever it stands within a text


@dataclass(frozen=True)
class Message:
    """An entry of a .po file. `said`: its translation, one for each plural form."""

    context: str
    text: str
    plural: str
    said: tuple[str, ...]
    is_fuzzy: bool

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.context, self.text, self.plural)


@cache
def messages(path: Path) -> tuple[Message, ...]:
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return tuple(found for block in blocks if (found := _message(block)).text)


def _message(block: str) -> Message:
    given: dict[str, str] = {}
    keyword = ""
    for line in block.splitlines():
        named = re.match(r'(msg[a-z_]+(?:\[\d\])?) (?=")', line)
        keyword = named[1] if named else keyword
        if keyword and not line.startswith("#"):
            given[keyword] = given.get(keyword, "") + ast.literal_eval(line[line.index('"') :])
    said = tuple(text for name, text in sorted(given.items()) if name.startswith("msgstr"))
    flags = "".join(line for line in block.splitlines() if line.startswith("#,"))
    plural = given.get("msgid_plural", "")
    return Message(given.get("msgctxt", ""), given.get("msgid", ""), plural, said, "fuzzy" in flags)


def ours(language: str) -> tuple[Message, ...]:
    return messages(ROOT / "locale" / language / "LC_MESSAGES" / "django.po")


@pytest.mark.parametrize(("language", "forms"), [("en", 2), ("id", 1)])
def test_every_message_is_said_and_keeps_its_placeholders(language: str, forms: int) -> None:
    assert not [each.text for each in ours(language) if each.is_fuzzy or not all(each.said)]
    for each in ours(language):
        assert len(each.said) == (forms if each.plural else 1), each.text
        for said in each.said:
            assert sorted(PLACEHOLDER.findall(said)) == sorted(PLACEHOLDER.findall(each.text)), each.text


def test_the_sources_hold_exactly_what_is_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Collected in a copy: the collector writes beside the templates that it reads."""
    for folder in SOURCES:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "data"))
    (tmp_path / "locale").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [str(tmp_path / "locale")])
    call_command("makemessages", locale=["en"], no_location=True, verbosity=0)
    collected = {each.key for each in messages(tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po")}
    translated = {each.key for each in ours("en")}
    assert not collected - translated, "not in locale/en: see README, How it is built"
    assert not translated - collected, "no longer in the sources"


def test_no_sentence_stands_in_an_f_string() -> None:
    """The collector does not look into f-strings: what is translated there never gets its English."""
    paths = [path for folder in SOURCES for path in (ROOT / folder).rglob("*.py")]
    assert not [f"{path.relative_to(ROOT)}:{line}" for path in paths for line in _said_in_f_strings(path)]


def _said_in_f_strings(path: Path) -> Iterator[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    within = (node for whole in ast.walk(tree) if isinstance(whole, ast.JoinedStr) for node in ast.walk(whole))
    for node in within:
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in COLLECTED:
            yield called.lineno


def test_what_we_say_in_place_of_the_frameworks_is_what_they_say() -> None:
    theirs = {text for each in _framework_catalogues() for text in each}
    assert not [each.text for each in ours("id") if each.text not in theirs]


def _framework_catalogues() -> Iterator[set[str]]:
    for path in Path(django.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po"):
        yield {each.text for each in messages(path)}
    # The REST framework ships no source catalogue of the messages: they stand in its modules.
    for path in Path(rest_framework.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_a_fault_of_the_framework_is_said_as_an_office_would(world: World, signed_in: Callable[..., Client]) -> None:
    client = signed_in(world.planner)
    page = client.post(reverse("password-change"), {"old_password": "", "new_password1": "a", "new_password2": "b"})
    assert "Bagian ini wajib diisi." in page.content.decode()
    assert "Kedua kata sandi tidak sama. Ketik lagi keduanya." in page.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Coba lagi setelah 5 detik."), ("en", "Try again in 5 seconds.")]
)
def test_a_client_that_asks_too_often_is_told_when_to_come_back(language: str, words: str) -> None:
    with translation.override(language):
        answer = problems.handler(Throttled(wait=4.2), {})
    assert answer is not None
    assert answer.data["detail"].endswith(words)


def test_a_chosen_language_is_remembered_when_the_browser_is_closed(client: Client) -> None:
    answer = client.post(reverse("set-language"), {"language": "en", "next": reverse("verify-form")})
    chosen = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert answer.headers["Location"] == reverse("verify-form")
    assert chosen["max-age"] > 300 * 24 * 60 * 60
    later = Client()
    later.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen.value
    assert "Verify a document" in later.get(reverse("verify-form")).content.decode()
    later.post(reverse("set-language"), {"language": "id"})
    assert "Periksa dokumen" in later.get(reverse("verify-form")).content.decode()


# --- English pages -------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(reference: None, world: World) -> Plan:
    """Some of everything: lists, exceptions, plans (one that does not compute), proposals, jobs, documents, tokens."""
    election = make_election(world.planner)
    make_tps_list(election, tps_rows("16.09", 3), by=world.planner)
    desa = Region.objects.below("16.09", "desa").order_by("pk")[0].pk
    except_seats(election=election, position="pps-anggota", region=desa, seats=1, reason="Putusan", by=world.planner)
    _upload_with_faults(world, election)
    _rosters(world, election)
    plan = make_plan(world.office, world.planner, *ENTRIES, election=election)
    make_plan(world.office, world.planner, election=election, name="Rencana kedua")
    broken = make_plan(world.office, world.planner, Entry("ppk"), election=election, name="Rencana ketiga")
    PlanEntry.objects.filter(plan=broken).update(code="tidak-ada")
    _propose(world, plan)
    make_token(world.planner, world.office)
    return plan


def _upload_with_faults(world: World, election: Election) -> None:
    client = Client()
    client.force_login(world.planner)
    content = b"desa_code,tps,voters\n16.09.01.2001,1,x\n16.99,2,3\n"
    url = reverse("enrolment:tps-list", args=[election.code])
    client.post(url, {"stage": "coklit", "file": upload(content), "source": "Surat contoh"})
    while jobs.run_next():
        pass


def _rosters(world: World, election: Election) -> None:
    """A list saved, of whom one serves elsewhere and another is a reserve; and one with faults of several kinds."""
    desa = first_desa()
    people = list(pps(desa))
    accepted(world, election, people)
    elsewhere = make_row(people[0]["nik"], people[0]["name"])
    make_seat(election, elsewhere, institution="Bawaslu", body="ptps", position="ptps")
    make_seat(election, make_row(make_nik(7)), is_reserve=True)
    unknown = Region(name="Tidak Ada", parent=desa[0].parent)
    faults: tuple[dict[str, object], ...] = (
        {"nik": "16090112"},
        {"desa": unknown},
        {"position": "Juru Kunci"},
        {"born": ""},
    )
    rows = [{**each, **fault} for each, fault in zip(pps(desa, 100), faults, strict=False)]
    send(world, election, "perbaikan.xlsx", plain_workbook(rows))


def _propose(world: World, plan: Plan) -> None:
    make_submitted(world, plan=plan, year=2023)
    draft = make_proposal(world, plan=plan, year=2024)
    document = make_document(world.planner, world.office, kind="proposal-pdf", source=f"proposal:{draft.pk}")
    result = {"sentence": packs.MADE, "documents": [str(document.pk)]}
    make_job(world.planner, world.office, kind="proposal-pack", state="done", result=result)
    make_job(world.planner, world.office, kind="proposal-pack", state="failed", error=jobs.STOPPED_TWICE)


@pytest.fixture
def told(reference: None, world: World) -> Arrangement:
    """People who were told to BPJS and answered about, one of them refused; a month billed and paid; a death."""
    election = make_election(world.planner)
    seats = seat_people(election, 4)
    arrangement, _run = make_cover(election, world.office)
    batch = freeze_now(arrangement)
    answered = give(arrangement, [taken(1), taken(2), refused(3)], batch=batch)
    apply(answer=answered, by=world.planner)
    give(arrangement, answer_file([taken(4)], title="Sheet1"), batch=batch, name="menunggu.xlsx")
    make_payment(make_bill(arrangement))
    make_bill(arrangement, month="2024-02", people=5)
    make_granted(make_incident(seats[0]))
    make_incident(seats[2], kind="illness")
    make_certificate(seats[0], world.office)
    return arrangement


@pytest.mark.parametrize("name", ["planner", "head", "kpu", "admin"])
def test_no_indonesian_is_left_on_an_english_page(plan: Plan, world: World, name: str) -> None:
    starts = _starts(plan) if name in ("planner", "head") else (reverse("home"),)
    assert not _indonesian_left(getattr(world, name), *starts)


@pytest.mark.parametrize("role", [Role.PLANNER, Role.TREASURER, Role.BPJS, Role.ANSWER_DESK])
def test_no_indonesian_is_left_where_cover_is_told_answered_and_paid(
    told: Arrangement, world: World, role: Role
) -> None:
    members = {Role.PLANNER: world.planner, Role.BPJS: world.bpjs}
    assert not _indonesian_left(members.get(role) or make_member(role, world.office, "reader"), reverse("home"))


def _indonesian_left(user: User, *starts: str) -> set[tuple[str, str]]:
    read = list(crawl(english(user), *starts, language="en"))
    assert len(read) > 10
    return {(page.url, text) for page in read for text in page.texts if is_indonesian(text)}


def test_what_is_read_in_english_can_be_submitted(reference: None, world: World) -> None:
    """The reason why civil servants are left out is a sentence of ours: read in English, locked in Indonesian."""
    proposal = make_verifying(world, plan=make_plan(world.office, world.planner, Entry("ppk"), Entry("sek-ppk")))
    client = english(world.head)
    page = client.get(reverse("budgeting:proposal", args=[proposal.pk])).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    move = {"target": State.DIAJUKAN.value, "seen": seen[1], "letter_number": "1/2023", "letter_date": "2023-11-14"}
    client.post(reverse("budgeting:proposal-move", args=[proposal.pk]), move)
    proposal.refresh_from_db()
    assert proposal.status is State.DIAJUKAN
    assert "selalu ASN, dijamin Taspen" in {line["reason"] for line in proposal.frozen["lines"]}


def english(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def _starts(plan: Plan) -> Iterator[str]:
    """The home page, and what is reached by a filled-in form only."""
    yield reverse("home")
    asked = {"claimed": "876", "region": "16.09", "election": "pemilu-2024", "tps": "1352", "bodies": ["ppk", "pps"]}
    ratio = {"ratio_people": "1", "ratio_unit": "tps"}
    yield f"{reverse('budgeting:claim-check')}?{urlencode({**asked, **ratio}, doseq=True)}"
    yield f"{reverse('budgeting:compare')}?{urlencode({'plan': [plan.pk, plan.pk + 1]}, doseq=True)}"
    ceiling = reverse("budgeting:plan-ceiling", args=[plan.pk])
    yield f"{ceiling}?{urlencode({'ceiling': '100.000.000', 'cut': 'months'})}"
    yield f"{ceiling}?ceiling=x"


@cache
def is_indonesian(text: str) -> bool:
    """Whether the text is one of our sentences as it stands in the sources, although English has another."""
    if text in _plain():
        return True
    if text in _english():
        return False
    return any(long in text for long in _plain() if len(long) >= STRIKING) or any(
        pattern.fullmatch(text) for pattern in _patterns()
    )


@cache
def _plain() -> frozenset[str]:
    return frozenset(text for text in _in_indonesian_only() if not PLACEHOLDER.search(text))


@cache
def _english() -> frozenset[str]:
    return frozenset(said for each in ours("en") for said in each.said)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(text) for text in _in_indonesian_only() if PLACEHOLDER.search(text))


def _pattern(text: str) -> re.Pattern[str]:
    """A sentence may hold any words in its places; "%s bulan", which many a note ends with, a single one."""
    fixed = PLACEHOLDER.split(text)
    some = ".+" if len("".join(fixed)) >= STRIKING else r"\S+"
    return re.compile(some.join(map(re.escape, fixed)))


def _in_indonesian_only() -> Iterator[str]:
    return (text for each in ours("en") for text in (each.text, each.plural) if text and text not in each.said)

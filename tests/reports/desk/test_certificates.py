"""Letters of cover: one page, what it states, its code, who may have it; those of a whole body."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from budgeting.models import Registration
from enrolment.models import Assignment, Election
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.models import AuditEvent, Document, Job, User
from pemilu_bpjs.roles import Role
from reports.actions import body_certificates
from reports.models import Certificate
from reports.rules.cover_answer import Cover
from reports.tasks import start_body_certificates, start_certificate
from tests.factories import make_member as make_user_of
from tests.factories import make_office
from tests.factories_cover import make_cover
from tests.factories_desk import VOTING_DAY, make_bill, make_member, make_sent
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, make_nik, make_row, make_seat
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SignIn = Callable[[User], Client]


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def desk(world: World) -> User:
    return make_user_of(Role.ANSWER_DESK, make_office("16.09", name="Kantor Meja Jawaban"), "desk")


@pytest.fixture
def covered(world: World, election: Election) -> Assignment:
    seat = make_seat(election)
    arrangement, _run = make_cover(election, world.office)
    make_sent(make_member(seat, arrangement), number=7)
    make_bill(arrangement)
    return seat


@pytest.fixture
def public(settings: Any) -> None:
    settings.PUBLIC_URL = "https://payung.contoh.example"


def ran(job: Job) -> Job:
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def issued(seat: Assignment, by: User, **values: Any) -> Certificate:
    given = {"day": VOTING_DAY, "purpose": "keluarga", "in_full": False, **values}
    job = ran(start_certificate(seat, **given, by=by))
    assert job.state == Job.State.DONE, job.error
    return Certificate.objects.get(document__in=job.result["documents"])


def refused(seat: Assignment, by: User, **values: Any) -> str:
    given = {"day": VOTING_DAY, "purpose": "keluarga", "in_full": False, **values}
    job = ran(start_certificate(seat, **given, by=by))
    assert job.state == Job.State.FAILED
    assert not Certificate.objects.exists()
    return job.error


def pages_of(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def code_in(page: str) -> str:
    return page.split("Kode: ")[1].split()[0]


def test_it_is_one_sealed_page_that_states_what_our_records_say(desk: User, covered: Assignment, public: None):
    found = issued(covered, desk)

    (page,) = pages_of(documents.content(found.document))
    for said in (
        "SURAT KETERANGAN DATA KEPESERTAAN", "KANTOR MEJA JAWABAN", "Siti Contoh", "1609**********01", "Anggota KPPS",
        "25 Januari 2024 sampai dengan 25 Februari 2024", "Pada tanggal 14 Februari 2024: TERLINDUNGI",
        "Berlaku sejak 1 Februari 2024", "Nomor 7,", "240212345678", "Lunas, 10 Maret 2024",
        "bukan sertifikat kepesertaan", "permintaan keluarga atau ahli waris",
    ):  # fmt: skip
        assert said in page, said
    assert NIK not in page
    assert (found.cover, found.initials, found.document.is_personal) == ("covered", "S.C.", True)
    with found.document.file.open("rb") as kept:
        assert b"Siti" not in kept.read()


def test_no_name_stands_in_titles_jobs_and_the_audit(desk: User, covered: Assignment):
    found = issued(covered, desk)
    kept = [found.document.title, found.document.name, found.document.source]
    kept += [f"{each.params}{each.result}{each.message}" for each in Job.objects.all()]
    kept += [f"{each.subject}{each.detail}" for each in AuditEvent.objects.all()]
    assert not any(word in "".join(kept) for word in ("Siti", "Contoh,", NIK))


def test_its_code_confirms_it_with_initials_alone_and_as_of_its_day(desk: User, covered: Assignment, public: None):
    found = issued(covered, desk)
    (page,) = pages_of(documents.content(found.document))
    address = reverse("verify", args=[code_in(page)])
    Registration.objects.update(state=Registration.State.REJECTED)  # what comes later does not change what was said

    answer = Client().get(address)

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Menurut catatan pada" in shown
    assert "S.C. terlindungi pada tanggal 14 Februari 2024" in shown
    assert found.document.sha256 in shown
    assert not any(word in shown for word in ("Siti", "1609", "KPPS", "Suka Raja", "240212345678"))
    assert Client().get(reverse("verify", args=["0000-" * 6 + "00"])).status_code == 404


def test_who_waits_for_bpjs_gets_a_letter_that_says_so(world: World, desk: User, election: Election):
    seat = make_seat(election)
    arrangement, _run = make_cover(election, world.office)
    make_sent(make_member(seat, arrangement, state="sent", confirmed_from=None, kpj=None, kpj_fp=None))
    found = issued(seat, desk)
    (page,) = pages_of(documents.content(found.document))
    assert found.cover == Cover.UNCONFIRMED
    assert "DIIURKAN, BELUM DIJAWAB BPJS" in page
    assert "tidak menyatakan bahwa yang bersangkutan terlindungi" in page


def test_nothing_is_stated_of_a_day_out_of_office(desk: User, covered: Assignment):
    assert "Surat tidak dapat dibuat" in refused(covered, desk, day=VOTING_DAY.replace(day=28))


def test_a_right_that_is_gone_when_the_job_runs_makes_no_letter(desk: User, covered: Assignment):
    desk.memberships.update(active_until=VOTING_DAY)
    assert "tidak lagi di antara petugas" in refused(covered, desk)


def test_a_very_long_name_stays_on_one_page(desk: User, world: World, election: Election):
    seat = make_seat(election, make_row(name="Raden Mas " + "Panjangsekali " * 13))
    make_cover(election, world.office)
    assert len(pages_of(documents.content(issued(seat, desk).document))) == 1


def test_the_whole_nik_is_for_those_who_may_see_it(world: World, desk: User, signed_in: SignIn, covered: Assignment):
    asked = {"seat": covered.pk, "day": "2024-02-14", "purpose": "bpjs", "in_full": "on"}
    assert signed_in(desk).post(reverse("reports:certificate-new"), asked).status_code == 403
    assert signed_in(world.planner).post(reverse("reports:certificate-new"), asked).status_code == 302

    found = issued(covered, world.planner, in_full=True)
    file = reverse("reports:certificate-file", args=[found.pk])
    assert signed_in(desk).get(file).status_code == 404
    assert NIK in pages_of(signed_in(world.planner).get(file).content)[0]
    assert AuditEvent.objects.filter(action="person.look", detail__what="certificate").count() == 2


def test_from_the_answer_to_the_file(desk: User, signed_in: SignIn, covered: Assignment):
    client = signed_in(desk)
    asked = {"seat": covered.pk, "day": "2024-02-14", "purpose": "keluarga"}
    answer = client.post(reverse("reports:certificate-new"), asked)
    job = ran(Job.objects.get())
    assert answer.url == reverse("job", args=[job.pk])

    shown = client.get(job.result["link"])
    assert "Siti Contoh" in shown.content.decode()
    assert "Siti Contoh" in client.get(reverse("reports:certificates")).content.decode()
    file = client.get(reverse("reports:certificate-file", args=[Certificate.objects.get().pk]))
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert AuditEvent.objects.filter(action="document.download", actor="desk").exists()


@pytest.mark.parametrize("who", ["kpu", "bawaslu", "bpjs", "satpolpp", "tapd", "auditor", "stranger", "neighbour"])
def test_others_get_nothing(world: World, desk: User, signed_in: SignIn, covered: Assignment, who: str):
    found = issued(covered, desk)
    client = signed_in(getattr(world, who))
    denied = 404 if who == "neighbour" else 403
    for name in ("certificate", "certificate-file"):
        assert client.get(reverse(f"reports:{name}", args=[found.pk])).status_code == denied
    assert "Siti" not in client.get(reverse("reports:certificates")).content.decode()
    asked = {"seat": covered.pk, "day": "2024-02-14", "purpose": "keluarga"}
    assert client.post(reverse("reports:certificate-new"), asked).status_code == denied
    assert client.get(reverse("document", args=[found.document_id])).status_code in (403, 404)


@pytest.fixture
def body(world: World, election: Election) -> list[Assignment]:
    """Five KPPS: three covered, one not answered, one not sent; and one PPS, who is none of them."""
    seats = [make_seat(election, make_row(make_nik(n), f"Orang Ke{n}"), tps=n) for n in range(1, 6)]
    make_seat(election, make_row(make_nik(9), "Orang Lain"), body="pps", position="pps-anggota", tps=0)
    arrangement, _run = make_cover(election, world.office)
    for number, seat in enumerate(seats[:3]):
        make_member(seat, arrangement, kpj=None, kpj_fp=None, reference=f"R{number}")
    make_member(seats[3], arrangement, state="sent", confirmed_from=None, kpj=None, kpj_fp=None)
    return seats


def of_body(election: Election, by: User, **values: Any) -> Job:
    given = {"body": "kpps", "day": VOTING_DAY, "purpose": "penyelenggara", "in_full": False, **values}
    return ran(start_body_certificates(election, **given, by=by))


def test_a_body_gets_a_page_for_each_who_was_covered_and_a_list_of_who_was_not(
    world: World, desk: User, election: Election, body: list[Assignment], public: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(body_certificates, "PER_FILE", 2)
    job = of_body(election, desk)
    assert job.state == Job.State.DONE, job.error

    made = Document.objects.filter(pk__in=job.result["documents"]).order_by("name")
    first, second, missed = (pages_of(documents.content(each)) for each in made)
    assert (len(first), len(second)) == (2, 1)
    assert ["Orang Ke1" in first[0], "Orang Ke2" in first[1], "Orang Ke3" in second[0]] == [True] * 3
    assert "3 dari 5 petugas terlindungi" in missed[0]
    assert "Orang Ke4" in missed[0]
    assert "Orang Ke5" in missed[0]
    assert "Orang Lain" not in "".join((*first, *second, *missed))

    codes = {code_in(page) for page in (*first, *second)}
    assert len(codes) == 3
    assert all(b"O.K." in Client().get(reverse("verify", args=[code])).content for code in codes)
    line = AuditEvent.objects.get(action="certificate.issue-body")
    assert (line.detail["covered"], line.detail["not-covered"]) == (3, 2)


def test_a_second_run_of_the_job_makes_nothing_twice(desk: User, election: Election, body: list[Assignment]):
    job = of_body(election, desk)
    before = (Certificate.objects.count(), Document.objects.count())
    body_certificates.make_body_certificates(job, jobs.Progress(job))
    assert (Certificate.objects.count(), Document.objects.count()) == before == (3, 2)


def test_a_page_of_a_bodys_file_is_taken_by_itself(
    desk: User, signed_in: SignIn, election: Election, body: list[Assignment]
):
    of_body(election, desk)
    second = Certificate.objects.get(page=2)
    file = signed_in(desk).get(reverse("reports:certificate-file", args=[second.pk]))
    (page,) = pages_of(file.content)
    assert "Orang Ke2" in page


def test_a_bodys_files_are_for_whoever_asked(
    world: World, desk: User, signed_in: SignIn, election: Election, body: list[Assignment]
):
    job = of_body(election, desk)
    run = reverse("reports:certificate-run", args=[job.pk])
    files = [reverse("reports:certificate-run-file", args=[job.pk, key]) for key in job.result["documents"]]
    client = signed_in(desk)
    assert "3 surat" in client.get(run).content.decode()
    assert [client.get(each).content[:5] for each in files] == [b"%PDF-"] * 2
    for user, denied in ((world.planner, 404), (world.neighbour, 404), (world.kpu, 403), (world.stranger, 403)):
        other = signed_in(user)
        assert [other.get(each).status_code for each in (run, *files)] == [denied] * 3


def test_queries_do_not_grow_with_a_body(
    world: World, desk: User, election: Election, django_assert_max_num_queries: Any
):
    for number in range(1, 41):
        make_seat(election, make_row(make_nik(number), f"Orang {number}"), tps=number)
    arrangement, _run = make_cover(election, world.office)
    for number, seat in enumerate(Assignment.objects.all()):
        make_member(seat, arrangement, kpj=None, kpj_fp=None, reference=f"R{number}")
    job = start_body_certificates(
        election, body="kpps", day=VOTING_DAY, purpose="internal", in_full=False, by=desk
    )  # fmt: skip
    with django_assert_max_num_queries(60):
        body_certificates.make_body_certificates(job, jobs.Progress(job))
    assert Certificate.objects.count() == 40


def test_the_form_of_a_body_refuses_what_is_not_ones_own(
    world: World, signed_in: SignIn, election: Election, body: list[Assignment]
):
    asked = {"election": election.code, "body": "kpps", "day": "2024-02-14", "purpose": "internal"}
    address = reverse("reports:certificate-body")
    assert signed_in(world.neighbour).post(address, asked).status_code == 400
    assert signed_in(world.other_planner).post(address, asked).status_code == 400  # Satpol PP's own bodies alone
    assert signed_in(world.kpu).post(address, asked).status_code == 403
    assert not Job.objects.exists()
    assert signed_in(world.planner).post(address, asked).status_code == 302

"""The covering letter of a batch: figures that meet the files, names for those to whom they were sent, made once."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from pemilu_bpjs.models import AuditEvent, Document, User
from pemilu_bpjs.roles import Role
from reports.actions.batch_letter_files import letters_of
from reports.models import Batch
from tests.factories import make_member
from tests.factories_people import make_nik
from tests.people import World
from tests.reports.paper.jobs_run import post_and_run

SignedIn = Callable[[User], Client]


def pages_of(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def letter(client: Client, batch: Batch, nik: str = "tersamar") -> list[str]:
    post_and_run(client, "reports:batch-letter", batch.pk, nik=nik)
    response = client.get(reverse("reports:batch-letter-file", args=[batch.pk, nik]))
    assert response.status_code == 200
    return pages_of(b"".join(response.streaming_content))


def test_it_says_what_the_files_hold_and_lists_everybody(world: World, batch: Batch, signed_in: SignedIn):
    first, *rest = letter(signed_in(world.planner), batch)
    text = " ".join((first, *rest))
    assert "Surat Pengantar Data Peserta Kiriman Nomor 1" in text
    for file in batch.files.all():
        assert file.name.replace(" ", "") in text.replace(" ", "")
        assert file.sha256 in text.replace(" ", "")
    assert f"Jumlah {batch.people}" in text
    names = ("Orang Satu", "Orang Dua", "Orang Tiga", "Orang Empat", "Pengawas Enam")
    assert [text.count(name) for name in names] == [1] * batch.people == [1] * 5
    assert "Orang Lima" not in text  # ASN, not sent
    assert "LAMPIRAN TERBATAS" in rest[-1]


def test_the_copies_never_stand_alone_on_a_page(world: World, batch: Batch, signed_in: SignedIn):
    (page,) = (page for page in letter(signed_in(world.planner), batch) if "Tembusan" in page)
    assert "terima kasih" in page


def test_numbers_are_masked_unless_asked_for_in_full_and_each_such_look_is_on_record(
    world: World, batch: Batch, signed_in: SignedIn
):
    nik = make_nik(1)
    masked = " ".join(letter(signed_in(world.planner), batch))
    assert nik not in masked
    assert f"{nik[:4]}**********{nik[-2:]}" in masked
    assert not AuditEvent.objects.filter(action="person.look", subject=f"batch:{batch.pk}").exists()

    full = " ".join(letter(signed_in(world.bpjs), batch, "lengkap"))
    assert nik in full
    look = AuditEvent.objects.get(action="person.look", subject=f"batch:{batch.pk}")
    assert look.actor_id == world.bpjs.pk


def test_it_is_made_once_and_sealed(world: World, batch: Batch, signed_in: SignedIn):
    for _time in range(2):
        post_and_run(signed_in(world.planner), "reports:batch-letter", batch.pk, nik="tersamar")
    document = Document.objects.get(kind="batch-letter")
    assert letters_of(batch) == {False: document, True: None}
    assert document.is_personal
    assert not document.is_draft
    with document.file.open("rb") as stored:
        assert not stored.read().startswith(b"%PDF")


def test_bookmarks_lead_to_letter_list_and_places(world: World, batch: Batch, signed_in: SignedIn):
    client = signed_in(world.planner)
    post_and_run(client, "reports:batch-letter", batch.pk, nik="tersamar")
    outline = PdfReader(io.BytesIO(Document.objects.get(kind="batch-letter").content())).outline

    def titles(items: list[object]) -> list[str]:
        return [title for item in items for title in (titles(item) if isinstance(item, list) else [item["/Title"]])]

    found = titles(outline)
    assert found[:2] == ["Surat pengantar", "Surat pengantar"]
    assert "TK Mendaftar (peserta baru)" in found
    assert any(title.startswith("Kecamatan ") for title in found)


def test_after_its_time_whole_numbers_are_taken_no_more(world: World, batch: Batch, signed_in: SignedIn):
    client = signed_in(world.planner)
    for nik in ("lengkap", "tersamar"):
        post_and_run(client, "reports:batch-letter", batch.pk, nik=nik)
    Batch.objects.update(expires_at=timezone.now() - timedelta(days=1))
    full = client.get(reverse("reports:batch-letter-file", args=[batch.pk, "lengkap"]))
    assert full["Location"] == reverse("reports:batch-letter", args=[batch.pk])
    assert client.get(reverse("reports:batch-letter-file", args=[batch.pk, "tersamar"])).status_code == 200


def kinds_seen(user: User) -> set[str]:
    return set(Document.objects.visible_to(user).of(f"batch:{Batch.objects.get().pk}").values_list("kind", flat=True))


def test_whoever_looks_among_documents_finds_whole_numbers_only_as_long_as_the_batch_is_open(
    world: World, batch: Batch, signed_in: SignedIn
):
    client = signed_in(world.planner)
    for nik in ("lengkap", "tersamar"):
        post_and_run(client, "reports:batch-letter", batch.pk, nik=nik)
    whole = list(Document.objects.filter(kind__in=("sipp-file", "batch-letter-full")))
    addresses = [reverse("document", args=[each.pk]) for each in whole]
    assert kinds_seen(world.planner) == {"batch-letter", "batch-letter-full", "sipp-file", "sipp-control"}
    assert {client.get(address).status_code for address in addresses} == {200}
    for other in (world.neighbour, world.other_planner, world.kpu, world.bpjs, world.tapd, world.stranger):
        assert not kinds_seen(other)
        assert {signed_in(other).get(address).status_code for address in addresses} <= {403, 404}
    Batch.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert kinds_seen(world.planner) == {"batch-letter", "sipp-control"}
    assert {client.get(address).status_code for address in addresses} == {404}
    listed = client.get(reverse("documents")).content.decode()
    assert not any(address in listed for address in addresses)
    Batch.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert {client.get(address).status_code for address in addresses} == {200}


def test_who_keeps_people_but_answers_no_batch_sees_no_whole_number_of_it(
    world: World, batch: Batch, signed_in: SignedIn
):
    keeper = make_member(Role.KPU, world.office, "keeper")  # in the payer's own office, and sees people in full
    post_and_run(signed_in(world.planner), "reports:batch-letter", batch.pk, nik="lengkap")
    assert kinds_seen(keeper).isdisjoint({"sipp-file", "batch-letter-full"})


def test_the_head_reads_it_with_masked_numbers_only(world: World, batch: Batch, signed_in: SignedIn):
    client = signed_in(world.head)
    page = client.get(reverse("reports:batch-letter", args=[batch.pk])).content.decode()
    assert "lengkap" not in page
    assert len(letter(client, batch)) > 1
    assert client.post(reverse("reports:batch-letter", args=[batch.pk]), {"nik": "lengkap"}).status_code == 403
    assert client.get(reverse("reports:batch-letter-file", args=[batch.pk, "lengkap"])).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("neighbour", 404), ("other_planner", 404), ("kpu", 403), ("bawaslu", 403), ("satpolpp", 403), ("tapd", 403),
        ("auditor", 403), ("admin", 403), ("stranger", 403),
    ],
)  # fmt: skip
def test_nobody_else_finds_it(who: str, status: int, world: World, batch: Batch, signed_in: SignedIn):
    post_and_run(signed_in(world.planner), "reports:batch-letter", batch.pk, nik="tersamar")
    client = signed_in(getattr(world, who))
    assert client.get(reverse("reports:batch-letter", args=[batch.pk])).status_code == status
    assert client.get(reverse("reports:batch-letter-file", args=[batch.pk, "tersamar"])).status_code == status
    assert client.post(reverse("reports:batch-letter", args=[batch.pk]), {"nik": "tersamar"}).status_code == status
    assert not Document.objects.visible_to(getattr(world, who)).exists()


def test_what_is_neither_is_not_found(world: World, batch: Batch, signed_in: SignedIn):
    client = signed_in(world.planner)
    assert client.get(reverse("reports:batch-letter-file", args=[batch.pk, "semua"])).status_code == 404
    assert client.get(reverse("reports:batch-letter-file", args=[batch.pk, "tersamar"])).status_code == 404
    assert client.post(reverse("reports:batch-letter", args=[batch.pk])).status_code == 404

import hashlib
from pathlib import Path

import pytest
from django.urls import reverse

from pemilu_bpjs import documents, registry, vault
from pemilu_bpjs.models import AuditEvent, Document
from tests.factories import make_document
from tests.people import World

pytestmark = pytest.mark.django_db


def _seen(user) -> set[str]:
    return set(Document.objects.visible_to(user).values_list("title", flat=True))


def test_a_stored_file_keeps_its_hash_and_notices_a_change(world: World) -> None:
    document = make_document(world.planner, world.office, content=b"isi asli")
    assert document.sha256 == hashlib.sha256(b"isi asli").hexdigest()
    assert document.unchanged()
    with document.file.storage.open(document.file.name, "wb") as file:
        file.write(b"isi lain")
    assert not document.unchanged()
    assert AuditEvent.objects.get().action == "document.store"


def test_a_name_typed_by_a_person_never_becomes_a_path(world: World) -> None:
    document = make_document(world.planner, world.office, name="../../etc/surat usulan.pdf")
    assert document.file.name == f"documents/{document.created_at:%Y}/{document.pk}.pdf"


def test_drafts_stay_in_the_office_and_personal_data_with_it(world: World) -> None:
    make_document(world.planner, world.office, title="konsep")
    make_document(world.planner, world.office, title="akhir", is_draft=False)
    make_document(world.planner, world.office, title="daftar nama", is_draft=False, is_personal=True)
    assert _seen(world.planner) == {"konsep", "akhir", "daftar nama"}
    # The head looks at people masked: a file that shows NIKs in full is not his way around that.
    assert _seen(world.head) == {"konsep", "akhir"}
    assert _seen(world.tapd) == _seen(world.auditor) == {"akhir"}
    assert _seen(world.other_planner) == _seen(world.neighbour) == _seen(world.stranger) == set()


def test_codes_have_128_random_bits_in_groups_that_survive_copying() -> None:
    codes = {documents.new_code() for _ in range(100)}
    assert len(codes) == 100
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4] * 6 + [2]
        assert not set(code) & set("ILOU")
        assert documents.code_hash(code.lower().replace("-", " ")) == documents.code_hash(code)
    assert documents.code_hash("0O1IL") == documents.code_hash("00111")


def test_a_kinds_state_is_told_by_who_registered_the_longest_prefix(world: World, monkeypatch) -> None:
    registry.load()  # before: what the stages register is not this test's
    monkeypatch.setattr(documents, "_states", {})
    document = make_document(world.planner, world.office, kind="proposal-pdf")
    assert "Konsep" in str(documents.state_of(document))
    documents.register_state("proposal", lambda found: "usulan")
    documents.register_state("proposal-pdf", lambda found: f"berkas {found.kind}")
    assert documents.state_of(document) == "berkas proposal-pdf"


def test_the_download_is_on_record_and_closed_to_others(world: World, signed_in) -> None:
    document = make_document(world.planner, world.office, content=b"%PDF isi")
    response = signed_in(world.head).get(reverse("document", args=[document.pk]))
    assert response.getvalue() == b"%PDF isi"
    assert response["Content-Disposition"] == 'attachment; filename="usulan.pdf"'
    event = AuditEvent.objects.filter(action="document.download").get()
    assert (event.actor, event.subject) == ("head", f"document:{document.pk}")
    for user in (world.other_planner, world.neighbour, world.tapd):
        assert signed_in(user).get(reverse("document", args=[document.pk])).status_code == 404
    assert signed_in(world.stranger).get(reverse("document", args=[document.pk])).status_code == 403


def test_only_a_pdf_opens_in_the_browser(world: World, signed_in) -> None:
    pdf = make_document(world.planner, world.office)
    page = make_document(world.planner, world.office, name="x.html", media_type="text/html")
    client = signed_in(world.planner)
    for document, disposition in [(pdf, "inline"), (page, "attachment")]:
        response = client.get(reverse("document", args=[document.pk]), {"tampil": 1})
        assert response.getvalue()
        assert response["Content-Disposition"].startswith(disposition)


def test_the_list_filters_and_shows_a_stranger_nothing(world: World, signed_in) -> None:
    make_document(world.planner, world.office, title="Surat usulan 2023", kind="surat")
    make_document(world.planner, world.office, title="Buku kerja 2023", kind="buku")
    client = signed_in(world.planner)
    both = client.get(reverse("documents")).content.decode()
    assert "Surat usulan 2023" in both
    assert "Buku kerja 2023" in both
    narrowed = client.get(reverse("documents"), {"kind": "surat", "q": "usulan"}).content.decode()
    assert "Surat usulan 2023" in narrowed
    assert "Buku kerja 2023" not in narrowed
    assert "Surat usulan" not in signed_in(world.neighbour).get(reverse("documents")).content.decode()
    assert signed_in(world.stranger).get(reverse("documents")).status_code == 403


def test_the_list_costs_the_same_however_many_documents(world: World, signed_in, django_assert_max_num_queries) -> None:
    for _ in range(20):
        make_document(world.planner, world.office)
    client = signed_in(world.planner)
    with django_assert_max_num_queries(10):
        client.get(reverse("documents"))


def test_anyone_with_the_code_learns_the_hash_and_the_state_and_nothing_else(world: World, client) -> None:
    code = documents.new_code()
    document = make_document(world.planner, world.office, title="Surat rahasia", code=code)
    assert code not in document.code_hash
    page = client.get(reverse("verify", args=[code.lower()]))
    text = page.content.decode()
    assert page.status_code == 200
    assert document.sha256 in text
    assert "Konsep" in text
    for kept in ("Surat rahasia", world.office.name, "planner", str(document.pk)):
        assert kept not in text
    assert page["X-Robots-Tag"] == "noindex"


def test_a_wrong_code_says_so_and_guessing_ends_soon(db, client) -> None:
    answers = [client.get(reverse("verify", args=[documents.new_code()])).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]


def test_the_code_can_be_typed(db, client) -> None:
    asked = client.get(reverse("verify-form"), {"code": "7zk3 4h"})
    assert asked.status_code == 302
    assert asked["Location"] == "/v/7zk3%204h/"
    assert client.get(reverse("verify-form"), {"code": ""}).status_code == 200


class TestPersonalDocuments:
    CONTENT = b"PK daftar nama dan NIK 1609034708910042"

    def _kept(self, world: World, **values) -> Document:
        return make_document(
            world.planner, world.office, name="kpps.xlsx", content=self.CONTENT, is_personal=True, **values
        )

    def test_the_file_is_sealed_and_its_hash_and_size_are_the_senders(self, world: World) -> None:
        document = self._kept(world)
        at_rest = Path(document.file.path).read_bytes()
        assert b"1609034708910042" not in at_rest
        assert vault.key_of(at_rest) == vault.current_key()
        assert document.file.name.endswith(f"{document.pk}.sealed")
        assert (document.sha256, document.size) == (hashlib.sha256(self.CONTENT).hexdigest(), len(self.CONTENT))
        assert documents.content(document) == self.CONTENT
        assert document.unchanged()

    def test_the_download_is_the_file_that_was_sent(self, world: World, signed_in) -> None:
        document = self._kept(world, media_type="application/zip")
        response = signed_in(world.planner).get(reverse("document", args=[document.pk]))
        assert response.getvalue() == self.CONTENT
        assert response["Content-Length"] == str(len(self.CONTENT))
        assert response["Content-Disposition"] == 'attachment; filename="kpps.xlsx"'
        assert response["Cache-Control"] == "private, no-store"
        for user in (world.other_planner, world.neighbour, world.tapd, world.auditor):
            assert signed_in(user).get(reverse("document", args=[document.pk])).status_code == 404
        assert signed_in(world.stranger).get(reverse("document", args=[document.pk])).status_code == 403

    def test_a_changed_file_and_anothers_file_do_not_open(self, world: World) -> None:
        first, second = self._kept(world), self._kept(world)
        Path(first.file.path).write_bytes(Path(second.file.path).read_bytes())
        with pytest.raises(vault.VaultError):
            documents.content(first)
        assert not first.unchanged()
        assert second.unchanged()


def test_what_a_command_stored_is_shown_as_the_systems(world: World, signed_in) -> None:
    document = make_document(None, world.office, title="Daftar dari perintah")
    assert document.created_by is None
    assert AuditEvent.objects.get().actor == ""
    page = signed_in(world.planner).get(reverse("documents")).content.decode()
    assert "Daftar dari perintah" in page
    assert "sistem" in page
    response = signed_in(world.planner).get(reverse("document", args=[document.pk]))
    assert response.getvalue() == documents.content(document)

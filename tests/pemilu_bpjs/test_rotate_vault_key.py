"""Another key: everything comes under it, also after a crash half-way, and no key goes while anything needs it."""

import fcntl
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from enrolment.models import Person, PersonRecord, RosterChange
from pemilu_bpjs import documents, private_file, resealing, vault
from pemilu_bpjs.models import AuditEvent, Document, Job, User
from pemilu_bpjs.settings import vault_keys
from tests.factories import make_document, make_job, make_user

pytestmark = pytest.mark.django_db(transaction=True)

MOTHER = b'{"mother": "SITI CONTOH"}'


@pytest.fixture(autouse=True)
def key_file(tmp_path: Path, settings) -> Path:
    settings.VAULT_KEYS_FILE = tmp_path / "vault_keys"
    settings.MEDIA_ROOT = tmp_path / "media"
    private_file.made_once(settings.VAULT_KEYS_FILE, vault_keys.fresh())
    return settings.VAULT_KEYS_FILE


@pytest.fixture
def user(transactional_db: None) -> User:
    return make_user()


def _rotate(*options: str) -> str:
    said = StringIO()
    call_command("rotate_vault_key", *options, stdout=said)
    return said.getvalue()


def _records(count: int) -> None:
    for number in range(count):
        person = Person.objects.create(nik_fp=vault.fingerprint("nik", str(number)))
        PersonRecord.objects.create(
            person=person,
            institution="KPU",
            name=f"Orang {number}",
            name_birth_fp=vault.fingerprint("name-birth", str(number)),
            content_fp=vault.fingerprint("content", str(number)),
            sex="L",
            sealed=vault.seal(MOTHER, "particulars"),
        )


def _roster(user: User, content: bytes = b"daftar nama") -> Document:
    return make_document(user, name="kpps.xlsx", content=content, is_personal=True)


def _all_open() -> bool:
    field = PersonRecord._meta.get_field("sealed")
    opened = {field.open(record.sealed) for record in PersonRecord.objects.all()}
    return opened <= {MOTHER} and all(document.unchanged() for document in Document.objects.all())


def test_everything_comes_under_the_new_key_and_still_opens(user: User, key_file: Path) -> None:
    _records(3)
    kept, plain = _roster(user), make_document(user)
    old = vault.current_key()
    assert resealing.in_use() == {old: 4}
    said = _rotate()
    new = vault.current_key()
    assert new != old
    assert resealing.in_use() == {new: 4}
    assert "3 data dan 1 berkas" in said
    assert _all_open()
    assert documents.content(kept) == b"daftar nama"
    assert documents.content(plain) == b"%PDF-1.7 contoh"
    assert list(vault_keys.read(private_file.read(key_file))[0]) == [new, old]
    event = AuditEvent.objects.get(action="vault.rotate")
    assert event.detail == {"key": new, "values": 3, "files": 1, "unopened": 0}


def test_a_crash_half_way_loses_nothing_and_the_rest_follows(user: User, monkeypatch) -> None:
    monkeypatch.setattr(resealing, "CHUNK_ROWS", 2)
    _records(5)
    _roster(user)
    old, replace, chunks = vault.current_key(), resealing._replace, []

    def crash_in_the_second_chunk(*given):
        chunks.append(given)
        if len(chunks) == 2:
            raise KeyboardInterrupt
        return replace(*given)

    monkeypatch.setattr(resealing, "_replace", crash_in_the_second_chunk)
    with pytest.raises(KeyboardInterrupt):
        _rotate()
    new = vault.current_key()
    assert resealing.in_use() == {new: 2, old: 4}
    assert _all_open()
    assert "3 data dan 1 berkas" in _rotate("--reseal")
    assert resealing.in_use() == {vault.current_key(): 6} == {new: 6}
    assert _all_open()
    assert "0 data dan 0 berkas" in _rotate("--reseal")


def test_a_crash_while_a_file_is_replaced_leaves_the_old_one_whole(user: User, monkeypatch) -> None:
    kept = _roster(user)

    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as crash:
        crash.setattr("pemilu_bpjs.private_file.os.fsync", full_disk)
        with pytest.raises(OSError, match="No space"):
            private_file.replace(Path(kept.file.path), b"half")
    assert documents.content(kept) == b"daftar nama"
    assert [path.name for path in Path(kept.file.path).parent.iterdir()] == [Path(kept.file.name).name]


def test_thousands_of_rows_cost_queries_by_the_chunk(user: User, django_assert_max_num_queries) -> None:
    _records(40)
    with django_assert_max_num_queries(4 * len(resealing.sealed_fields()) + 20):
        _rotate()
    assert resealing.in_use() == {vault.current_key(): 40}


def test_who_writes_meanwhile_is_not_overwritten(user: User, monkeypatch) -> None:
    _records(1)
    sealer = vault.sealer

    def another_writes_first(context: str):
        with connection.cursor() as cursor:
            theirs = sealer(context)(b"newer")
            cursor.execute("UPDATE enrolment_personrecord SET sealed = %s", [theirs])
        return sealer(context)

    monkeypatch.setattr(resealing.vault, "sealer", another_writes_first)
    _rotate()
    assert vault.open_sealed(PersonRecord.objects.get().sealed, "particulars") == b"newer"


class TestOldKeys:
    def test_they_stay_until_dropped(self, user: User) -> None:
        _records(1)
        old = vault.current_key()
        _rotate()
        assert vault.key_names() == (vault.current_key(), old)
        assert f"Kunci lama dihapus: {old}" in _rotate("--reseal", "--drop-old")
        assert vault.key_names() == (vault.current_key(),)
        assert _all_open()
        assert "Tidak ada kunci lama" in _rotate("--reseal", "--drop-old")

    def test_not_while_a_job_runs_that_may_still_seal_with_them(self, user: User) -> None:
        old = vault.current_key()
        make_job(user, state=Job.State.RUNNING)
        with pytest.raises(CommandError, match="Masih ada pekerjaan yang berjalan"):
            _rotate("--drop-old")
        assert old in vault.key_names()

    def test_not_while_anything_is_sealed_with_them(self, user: User, monkeypatch) -> None:
        _records(1)
        old = vault.current_key()
        # As if someone had written with the old key after everything came under the new one.
        monkeypatch.setattr(resealing, "_under_other_keys", lambda *given: [])
        assert f"Kunci {old} masih dipakai 1 data" in _rotate("--drop-old")
        assert old in vault.key_names()

    def test_not_where_something_does_not_open(self, user: User) -> None:
        _records(2)
        damaged = PersonRecord.objects.first()
        PersonRecord.objects.filter(pk=damaged.pk).update(sealed=bytes(damaged.sealed)[:-1])
        Path(_roster(user).file.path).unlink()
        old = vault.current_key()
        with pytest.raises(CommandError, match="2 data atau berkas tidak dapat dibuka"):
            _rotate("--drop-old")
        assert old in vault.key_names()
        assert resealing.in_use() == {vault.current_key(): 1, old: 1, "": 1}


def test_keys_of_the_environment_are_the_operators_to_change(user: User, settings) -> None:
    settings.VAULT_KEYS_FILE, settings.VAULT_KEYS = None, {"k1": b"1" * 32}
    _records(2)
    with pytest.raises(CommandError, match=r"Taruh kunci baru di depan yang lama .+ dengan --reseal"):
        _rotate()
    settings.VAULT_KEYS = {"k2": b"2" * 32, "k1": b"1" * 32}
    said = _rotate("--reseal", "--drop-old")
    assert "2 data dan 0 berkas" in said
    assert "Boleh dihapus dari VAULT_KEYS: k1." in said
    assert resealing.in_use() == {"k2": 2}


def test_two_at_once_do_not_take_each_others_keys(user: User, key_file: Path) -> None:
    with open(f"{key_file}.lock", "w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        before = private_file.read(key_file)
        with pytest.raises(CommandError, match="oleh perintah lain"):
            _rotate()
    assert private_file.read(key_file) == before


def test_what_stood_before_a_change_is_found_too() -> None:
    assert (RosterChange, RosterChange._meta.get_field("sealed_before")) in resealing.sealed_fields()

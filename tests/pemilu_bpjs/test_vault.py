"""What is sealed opens only as what it was; and the keys may change under running processes."""

from pathlib import Path

import pytest
from django.views.debug import SafeExceptionReporterFilter
from hypothesis import given
from hypothesis import strategies as st

from pemilu_bpjs import private_file, vault
from pemilu_bpjs.settings import vault_keys

NIK = b"1609031203900001"


@pytest.fixture
def key_file(tmp_path: Path, settings) -> Path:
    """A file of keys of the test's own, as the embedded default keeps one."""
    settings.VAULT_KEYS_FILE = tmp_path / "vault_keys"
    private_file.made_once(settings.VAULT_KEYS_FILE, vault_keys.fresh())
    return settings.VAULT_KEYS_FILE


def _add_key(path: Path) -> None:
    private_file.replace(path, vault_keys.with_new_key(private_file.read(path)).encode())


@given(plain=st.binary(max_size=2000), context=st.text(max_size=40))
def test_what_is_sealed_opens_as_it_was(plain: bytes, context: str) -> None:
    assert vault.open_sealed(vault.seal(plain, context), context) == plain


def test_a_seal_shows_nothing_and_is_another_each_time() -> None:
    first, second = vault.seal(NIK, "particulars"), vault.seal(NIK, "particulars")
    assert first != second
    assert NIK not in first
    assert vault.key_of(first) == vault.current_key()


def test_a_seal_opens_in_its_own_context_only() -> None:
    blob = vault.seal(NIK, "particulars")
    with pytest.raises(vault.VaultError):
        vault.open_sealed(blob, "roster-cells")


@given(st.data())
def test_whatever_is_changed_in_a_seal_is_noticed(data: st.DataObject) -> None:
    blob = vault.seal(NIK, "particulars")
    at = data.draw(st.integers(0, len(blob) - 1))
    changed = bytes([blob[at] ^ data.draw(st.integers(1, 255))])
    with pytest.raises(vault.VaultError):
        vault.open_sealed(blob[:at] + changed + blob[at + 1 :], "particulars")


@given(st.binary(max_size=60))
def test_what_was_never_sealed_does_not_open(blob: bytes) -> None:
    with pytest.raises(vault.VaultError):
        vault.open_sealed(blob, "particulars")


def test_a_fingerprint_finds_the_same_text_for_the_same_purpose_only(settings) -> None:
    found = vault.fingerprint("nik", NIK.decode())
    assert len(found) == 32
    assert found == vault.fingerprint("nik", NIK.decode())
    assert found != vault.fingerprint("name-birth", NIK.decode())
    settings.VAULT_FINGERPRINT_KEY = b"another" * 5
    assert found != vault.fingerprint("nik", NIK.decode())


class TestKeysThatChange:
    def test_a_running_process_seals_with_the_new_key_and_opens_the_old(self, key_file: Path) -> None:
        old, blob = vault.current_key(), vault.seal(NIK, "particulars")
        _add_key(key_file)
        assert vault.current_key() != old
        assert vault.key_of(vault.seal(NIK, "particulars")) == vault.current_key()
        assert vault.open_sealed(blob, "particulars") == NIK
        assert vault.key_names() == (vault.current_key(), old)

    def test_a_seal_of_a_key_added_meanwhile_opens(self, key_file: Path, settings) -> None:
        yesterday = private_file.read(key_file)
        _add_key(key_file)
        blob = vault.seal(NIK, "particulars")
        today = private_file.read(key_file)
        private_file.replace(key_file, yesterday.encode())
        with pytest.raises(vault.VaultError, match="a key that this vault does not hold"):
            vault._Keyring().cipher(blob[1:9])
        running = vault._Keyring()
        running.current()
        private_file.replace(key_file, today.encode())
        assert running.cipher(blob[1:9])

    def test_a_seal_of_a_dropped_key_no_longer_opens_elsewhere(self, key_file: Path) -> None:
        blob = vault.seal(NIK, "particulars")
        _add_key(key_file)
        old = frozenset({vault.key_of(blob)})
        private_file.replace(key_file, vault_keys.without(private_file.read(key_file), old).encode())
        vault.seal(NIK, "particulars")
        with pytest.raises(vault.VaultError):
            vault.open_sealed(blob, "particulars")

    def test_without_its_file_nothing_is_sealed(self, key_file: Path) -> None:
        key_file.unlink()
        with pytest.raises(vault.VaultError, match="file of keys is gone"):
            vault.seal(NIK, "particulars")

    def test_keys_of_the_environment_are_those_of_the_settings(self, settings) -> None:
        settings.VAULT_KEYS_FILE = None
        settings.VAULT_KEYS = {"k1": b"1" * 32}
        blob = vault.seal(NIK, "particulars")
        settings.VAULT_KEYS = {"k2": b"2" * 32, "k1": b"1" * 32}
        assert vault.current_key() == "k2"
        assert vault.open_sealed(blob, "particulars") == NIK
        settings.VAULT_KEYS = {"k2": b"2" * 32}
        assert vault.current_key() == "k2"
        with pytest.raises(vault.VaultError):
            vault.open_sealed(blob, "particulars")


def test_the_page_of_a_fault_in_development_shows_no_key(settings) -> None:
    shown = SafeExceptionReporterFilter().get_safe_settings()
    hidden = SafeExceptionReporterFilter.cleansed_substitute
    assert [name for name in shown if name.startswith("VAULT_") and shown[name] != hidden] == []
    assert shown["VAULT_KEYS"] == hidden

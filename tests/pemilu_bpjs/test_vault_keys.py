"""Keys as text: whatever an operator types, he is told what is wrong, and never shown what might be a key."""

import base64
import stat
import traceback
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from pemilu_bpjs import private_file
from pemilu_bpjs.settings import vault_keys

KEY = base64.b64encode(b"rahasia!" * 4).decode()
WHOLE = f"k1:{KEY}\nfingerprint:{KEY}"

ids = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
keys = st.binary(min_size=32, max_size=32)


@given(sealing=st.dictionaries(ids, keys, min_size=1, max_size=5), fingerprint=keys, data=st.data())
def test_keys_are_read_in_the_order_in_which_they_stand(sealing, fingerprint, data) -> None:
    lines = [f"{name}:{base64.b64encode(key).decode()}" for name, key in sealing.items()]
    at = data.draw(st.integers(0, len(lines)))
    lines.insert(at, f" fingerprint : {base64.b64encode(fingerprint).decode()} ")
    between = data.draw(st.sampled_from(["\n", ",", "\r\n", ", ", "\n\n# catatan, dengan koma\n"]))
    read, look_up = vault_keys.read(between.join(lines))
    assert (list(read.items()), look_up) == (list(sealing.items()), fingerprint)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_no_text_ends_in_anything_but_keys_or_a_sentence(text: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        vault_keys.read(text)


@given(st.text(alphabet=":,#\n fingerprintk1=" + KEY, max_size=200))
def test_nothing_that_looks_like_keys_does_either(text: str) -> None:
    try:
        found, look_up = vault_keys.read(text)
    except ImproperlyConfigured:
        return
    assert found
    assert {len(key) for key in (*found.values(), look_up)} == {vault_keys.KEY_BYTES}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "fingerprint” tidak ada"),
        (f"k1:{KEY}", "fingerprint” tidak ada"),
        (f"fingerprint:{KEY}", "kunci penyegel tidak ada"),
        (f"{WHOLE}\nk1:{KEY}", "baris 3 mengulang"),
        (f"\n{KEY}\n{WHOLE}", "baris 2 harus berbentuk"),
        (f"{KEY}:k1\n{WHOLE}", "baris 1 harus berbentuk"),
        (f"Kunci Baru:{KEY}\n{WHOLE}", "baris 1 harus berbentuk"),
        (f"k2:{KEY[:-8]}\n{WHOLE}", "kunci pada baris 1 bukan 32 bita"),
        (f"k2:{KEY}é\n{WHOLE}", "kunci pada baris 1 bukan 32 bita"),
    ],
)
def test_what_is_wrong_is_told_by_its_line_and_repeats_no_key(text: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured) as fault:
        vault_keys.read(text)
    assert says in str(fault.value)
    assert KEY[:8] not in "".join(traceback.format_exception(fault.value))


def test_a_new_key_stands_before_the_others_and_comments_stay() -> None:
    text = f"# catatan\n\n{WHOLE}\n"
    found, look_up = vault_keys.read(vault_keys.with_new_key(text))
    assert list(found)[1:] == ["k1"]
    assert look_up == base64.b64decode(KEY)
    assert vault_keys.with_new_key(text).startswith("# catatan\n")
    thrice = vault_keys.with_new_key(vault_keys.with_new_key(vault_keys.with_new_key(text)))
    assert len(vault_keys.read(thrice)[0]) == 4


def test_a_dropped_key_goes_and_the_last_one_cannot() -> None:
    text = f"# catatan\nk2:{KEY}, k1:{KEY}\nfingerprint:{KEY}\n"
    left = vault_keys.without(text, frozenset({"k1"}))
    assert list(vault_keys.read(left)[0]) == ["k2"]
    assert left.startswith("# catatan\n")
    with pytest.raises(ImproperlyConfigured, match="kunci penyegel tidak ada"):
        vault_keys.without(text, frozenset({"k1", "k2"}))


def test_a_replaced_file_is_its_owners_alone_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "vault_keys"
    private_file.made_once(path, vault_keys.fresh())
    private_file.replace(path, WHOLE.encode())
    assert private_file.read(path) == WHOLE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [child.name for child in tmp_path.iterdir()] == ["vault_keys"]


def test_a_file_that_is_no_text_gets_a_sentence_too(tmp_path: Path) -> None:
    path = tmp_path / "vault_keys"
    path.write_bytes(b"\xff\xfe\x00k1:\x80")
    with pytest.raises(ImproperlyConfigured, match="baris 1"):
        vault_keys.read(private_file.made_once(path, vault_keys.fresh()))

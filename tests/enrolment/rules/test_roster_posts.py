"""The words of a post: what lists call the positions of the law."""

import pytest

from enrolment.rules.roster_posts import body_named, joined, only_position, read_post
from tests.enrolment.rules.sample_lookups import lookups

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ketua KPPS", "kpps-ketua"),
        ("KETUA KPPS", "kpps-ketua"),
        ("KetuaKPPS", "kpps-ketua"),
        ("Ketua K.P.P.S.", "kpps-ketua"),
        ("Ketua merangkap Anggota KPPS", "kpps-ketua"),
        ("Ketua KPPS TPS 04 Desa Suka Raja", "kpps-ketua"),
        ("Ketua Kelompok Penyelenggara Pemungutan Suara", "kpps-ketua"),
        ("KPPS 1", "kpps-ketua"),
        ("KPPS 5", "kpps-anggota"),
        ("KPPS5", "kpps-anggota"),
        ("Anggota KPPS 2", "kpps-anggota"),
        ("Agt. KPPS", "kpps-anggota"),
        ("Ketua PPS/Anggota", "pps-ketua"),
        ("Anggota PPS (PAW)", "pps-anggota"),
        ("Ketua Panitia Pemilihan Kecamatan", "ppk-ketua"),
        ("Sekretaris PPS", "sek-pps-sekretaris"),
        ("Ketua Sekretariat PPS", "sek-pps-sekretaris"),
        ("Staf PPS", "sek-pps-staf"),
        ("Staf Sekretariat PPS", "sek-pps-staf"),
        ("Anggota Sekretariat PPS", "sek-pps-staf"),
        ("Sekretariat PPS", "sek-pps-staf"),
        ("Ka. Sekretariat PPK", "sek-ppk-sekretaris"),
        ("Pelaksana Administrasi dan Teknis PPK", "sek-ppk-staf"),
        ("Pamsung", "linmas"),
        ("Satlinmas", "linmas"),
        ("Hansip", "linmas"),
        ("Pam TPS", "linmas"),
        ("Anggota Linmas", "linmas"),
        ("Petugas Keamanan TPS", "linmas"),
        ("PPDP", "pantarlih"),
        ("Mutarlih", "pantarlih"),
        ("Pantarlih TPS 3", "pantarlih"),
        ("PPL", "pkd"),
        ("Panwasdes", "pkd"),
        ("Panwaslu Kelurahan/Desa", "pkd"),
        ("Pengawas Desa", "pkd"),
        ("PTPS", "ptps"),
        ("Pengawas TPS 3", "ptps"),
        ("Pengawas Tempat Pemungutan Suara", "ptps"),
        ("ANGGOTA PANWASCAM", "panwascam-anggota"),
        ("Ketua Panwas Kecamatan", "panwascam-ketua"),
        ("Kasek", "sek-panwascam-kepala"),
        ("Korsek", "sek-panwascam-kepala"),
        ("Sekretaris Panwascam", "sek-panwascam-kepala"),
        ("Koordinator Sekretariat Panwaslu Kecamatan", "sek-panwascam-kepala"),
        ("Bendahara Panwascam", "sek-panwascam-staf"),
        ("Tenaga pendukung", "sek-panwascam-staf"),
    ],
)
def test_a_post_that_names_its_body(text: str, code: str):
    post = read_post(text, "", lookups())
    assert (post.code, post.is_mapped) == (code, False)


@pytest.mark.parametrize(
    ("text", "body", "code"),
    [
        ("KETUA", "kpps", "kpps-ketua"),
        ("Anggota 3", "kpps", "kpps-anggota"),
        ("Anggota III", "kpps", "kpps-anggota"),
        ("Ketua merangkap anggota", "pps", "pps-ketua"),
        ("Sekretaris", "pps", "sek-pps-sekretaris"),
        ("Bendahara", "ppk", "sek-ppk-staf"),
        ("Kasek", "ppk", "sek-ppk-sekretaris"),
        ("Staf", "sek-pps", "sek-pps-staf"),
        ("Ketua", "linmas", "linmas"),
        ("Anggota Divisi Teknis", "ppk", "ppk-anggota"),
        # What the text says goes before what stands above it.
        ("Ketua PPS", "kpps", "pps-ketua"),
    ],
)
def test_a_role_whose_body_stands_elsewhere(text: str, body: str, code: str):
    assert read_post(text, body, lookups()).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SEKRETARIS KPPS", "kpps-anggota"),
        ("Bendahara KPPS", "kpps-anggota"),
        ("Wakil Ketua PPS", "pps-anggota"),
        ("Wkl. Ketua KPPS", "kpps-anggota"),
        ("Ketua Linmas", "linmas"),
        ("Koordinator Pantarlih", "pantarlih"),
    ],
)
def test_unofficial_posts_are_taken_as_official_ones_and_told(text: str, code: str):
    post = read_post(text, "", lookups())
    assert (post.code, post.is_mapped) == (code, True)


@pytest.mark.parametrize(
    ("text", "body", "candidates"),
    [
        ("Juru Parkir", "", ()),
        ("Relawan Demokrasi", "pps", ("pps-ketua", "pps-anggota")),
        ("Saksi KPPS", "", ("kpps-ketua", "kpps-anggota")),
        ("Mantan Ketua PPS", "", ("pps-ketua", "pps-anggota")),
        ("Ketua RT", "kpps", ("kpps-ketua", "kpps-anggota")),
        ("KPPS", "", ("kpps-ketua", "kpps-anggota")),
        ("1", "kpps", ("kpps-ketua", "kpps-anggota")),
        ("Sek. PPS", "", ("sek-pps-sekretaris", "sek-pps-staf")),
        ("Staf", "", ()),
        ("Sekretaris", "karang-taruna", ()),
        ("Ketua", "", ("ppk-ketua", "pps-ketua", "kpps-ketua", "panwascam-ketua")),
        ("Anggota", "", ("ppk-anggota", "pps-anggota", "kpps-anggota", "panwascam-anggota")),
    ],
)
def test_what_is_not_plain_is_asked_and_never_decided(text: str, body: str, candidates: tuple[str, ...]):
    post = read_post(text, body, lookups())
    assert (post.code, post.candidates) == ("", candidates)


def test_the_candidates_are_those_that_the_sender_may_send():
    assert read_post("Ketua", "", lookups(institution="Bawaslu")).candidates == ("panwascam-ketua",)


def test_a_bare_role_is_not_taken_for_another_institutions_post():
    # "Bendahara" is the law's word for Panwascam's: good from Bawaslu, no proof from KPU.
    assert read_post("Bendahara", "", lookups(institution="Bawaslu")).code == "sek-panwascam-staf"
    assert read_post("Bendahara", "", lookups(institution="KPU")).code == ""


def test_a_word_of_several_positions_is_told_by_its_body():
    held = lookups(posts={"petugas": ("linmas", "pantarlih")})
    assert read_post("Petugas", "pantarlih", held).code == "pantarlih"
    assert read_post("Petugas", "", held).code == ""


@pytest.mark.parametrize(
    ("text", "is_asn"),
    [("Pelaksana Teknis PNS", True), ("PELAKSANA TEKNIS NON-PNS", False), ("Staf Panwascam (ASN)", True),
     ("Anggota KPPS", False)],
)  # fmt: skip
def test_a_post_may_say_that_a_civil_servant_holds_it(text: str, is_asn: bool):
    assert read_post(text, "", lookups()).is_asn is is_asn


@pytest.mark.parametrize(
    ("text", "body", "code", "is_reserve"),
    [
        ("Cadangan KPPS", "", "kpps-anggota", True),
        ("Calon PAW Anggota PPS", "", "pps-anggota", True),
        ("Cadangan", "kpps", "kpps-anggota", True),
        # Who came in somebody's place serves, and must not go without insurance.
        ("PAW Anggota PPS", "", "pps-anggota", False),
        ("Pengganti Antar Waktu Ketua PPS", "", "pps-ketua", False),
    ],
)
def test_who_waits_is_a_reserve_and_who_replaced_is_not(text: str, body: str, code: str, is_reserve: bool):
    post = read_post(text, body, lookups())
    assert (post.code, post.is_reserve) == (code, is_reserve)


def test_a_position_that_this_election_has_not_is_unknown():
    held = lookups()
    without = {code: law for code, law in held.laws.items() if law.body != "linmas"}
    assert read_post("Linmas", "", lookups(laws=without)).code == ""
    assert read_post("Staf PPS", "", lookups(laws={"pps-ketua": held.laws["pps-ketua"]})).code == ""


@pytest.mark.parametrize(
    ("text", "body"),
    [("KPPS", "kpps"), ("kpps", "kpps"), ("sek-pps", "sek-pps"), ("Sekretariat PPS", "sek-pps"),
     ("Sek. PPK", "sek-ppk"), ("Panitia Pemungutan Suara (PPS)", "pps"), ("Panwaslu Kecamatan", "panwascam"),
     ("Panwaslu Desa", "pkd"),
     ("Sekretariat KPPS", "kpps"), ("Karang Taruna", "")],
)  # fmt: skip
def test_a_body_by_its_words(text: str, body: str):
    assert body_named(text, lookups()) == body


def test_bodies_of_one_position_need_no_post():
    assert [only_position(body, lookups()) for body in ("linmas", "ptps", "kpps", "")] == ["linmas", "ptps", "", ""]


def test_the_form_in_which_words_are_remembered():
    assert joined("Ketua K.P.P.S. 2") == joined("ketua kpps2") == "ketuakpps2"

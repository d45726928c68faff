"""What rows are held against, as the database has it."""

import datetime

import pytest

from enrolment.lookups import lookups_for
from enrolment.models import StageCode
from enrolment.rules.bodies import Unit
from enrolment.rules.period import Period
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_posts import read_post
from tests.factories_enrolment import make_election, make_tps_list

pytestmark = pytest.mark.usefixtures("reference")


def test_law_and_places_of_an_election():
    election = make_election()
    found = lookups_for(election=election, institution="KPU", region="16.09.05", body="kpps")
    assert (found.institution, found.region, found.body) == ("KPU", "16.09.05", "kpps")
    assert found.voting_day == datetime.date(2024, 2, 14)
    assert len(found.index.kecamatan) == 19
    assert found.kabupaten == {"16.09": "Kabupaten Ogan Komering Ulu Selatan"}
    kpps = found.laws["kpps-ketua"]
    assert (kpps.min_age, kpps.advised_max_age, kpps.unit, kpps.is_leader) == (17, 55, Unit.TPS, True)
    assert kpps.tenure == Period(datetime.date(2024, 1, 25), datetime.date(2024, 2, 25))
    assert (found.laws["ptps"].min_age, found.laws["ptps"].min_age_error) == (21, 17)
    assert found.laws["sek-ppk-sekretaris"].always_asn
    assert "1609" in found.nik_regions


def test_no_institution_is_nobody():
    assert lookups_for(election=make_election(), institution="", region="16.09").institution is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ketua KPPS", "kpps-ketua"), ("SEKRETARIS KPPS", "kpps-anggota"), ("Sekretaris PPS", "sek-pps-sekretaris"),
        ("Staf Sekretariat PPS", "sek-pps-staf"), ("Panitia Pemilihan Distrik Ketua", "ppk-ketua"),
        ("Satlinmas", "linmas"), ("petugas ketertiban", "linmas"), ("PPDP", "pantarlih"), ("PPL", "pkd"),
        ("Pengawas Tempat Pemungutan Suara", "ptps"), ("Ketua Panwas Kecamatan", "panwascam-ketua"),
        ("KEPALA SEKRETARIAT PANWASCAM", "sek-panwascam-kepala"), ("PELAKSANA TEKNIS NON-PNS", "sek-panwascam-staf"),
        ("Panwaslu Kelurahan/Desa", "pkd"), ("Relawan Demokrasi", ""),
    ],
)  # fmt: skip
def test_posts_by_the_words_of_the_law(text: str, code: str):
    found = lookups_for(election=make_election(), institution=None, region="16.09")
    assert read_post(text, "", found).code == code


def test_tps_of_the_lists_that_decide():
    election = make_election()
    make_tps_list(election, [("16.09.05.2001", 1, 280), ("16.09.05.2001", 2, 280)])
    make_tps_list(election, [("16.09.05.2001", 1, 280)], stage=StageCode.COKLIT)
    make_tps_list(election, [("16.09.05.2001", 9, 280)], stage=StageCode.DPS)
    assert lookups_for(election=election, institution="KPU", region="16.09").tps == {
        Unit.TPS: {"16.09.05.2001": frozenset({1, 2})},
        Unit.TPS_COKLIT: {"16.09.05.2001": frozenset({1})},
    }


def test_words_of_the_sender_are_taken_along():
    words = {(Field.POSITION, "pamsung"): "linmas"}
    assert lookups_for(election=make_election(), institution="KPU", region="16.09", words=words).words == words


def test_places_elsewhere_are_known_by_name():
    known = lookups_for(election=make_election(region="35.16"), institution=None, region="35.16").elsewhere.known
    assert known("KAB. SIDOARJO", "KEC. CANDI", "DS. KALIPECABEAN")
    assert known("", "Candi", "Kalipecabean")
    assert known("Kab. Sidoarjo", "Candi", "")
    assert known("Sidoarjo", "", "")
    assert not known("Kab. Sidoarjo", "Candi", "Kwq Vzxh")
    assert not known("Kab. Sidoarjo", "Muara Dua", "")  # OKU Selatan's
    assert not known("Kabupaten Entah", "Candi", "Kalipecabean")
    assert not known("", "", "Kalipecabean")


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    election = make_election()
    make_tps_list(election, [("16.09.05.2001", number, 280) for number in range(1, 60)])
    with django_assert_num_queries(7):  # kabupaten, positions, kecamatan, desa, tenures, bodies, TPS
        found = lookups_for(election=election, institution="KPU", region="16.09")
    with django_assert_num_queries(2):  # all kecamatan once, then the desa of those called Candi
        for number in range(50):
            found.elsewhere.known("", "Candi", f"Desa {number}")
    with django_assert_num_queries(0):
        found.elsewhere.known("", "Entah", "Candi")

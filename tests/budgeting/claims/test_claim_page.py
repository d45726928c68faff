"""The check of a published headcount, as a planner and as others see it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from enrolment.actions.elections import create_election
from enrolment.actions.units import enter_counts
from enrolment.models import Election, UnitCount
from pemilu_bpjs.models import User
from tests.people import World

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
KPU_SIDE = ["ppk", "sek-ppk", "pps", "sek-pps", "kpps", "linmas"]


@pytest.fixture
def ask(reference: None, world: World, signed_in: SignIn) -> Callable[..., HttpResponse]:
    """ask(claimed="259", region="16.09", …): the answer to the planner; `by` asks as somebody else."""

    def asked(by: User | None = None, **question: Any) -> HttpResponse:
        given = {"claimed": "259", "region": "16.09", "election": "pemilu-2024", **question}
        return signed_in(by or world.planner).get(reverse("budgeting:claim-check"), given)

    return asked


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_259_panwas_is_one_per_desa_where_one_per_tps_would_be_1352(ask: Callable[..., HttpResponse]) -> None:
    answer = ask(claimed="259", tps="1.352", bodies=["pkd"], ratio_people="1", ratio_unit="tps")
    page = answer.context["page"]
    assert page.headline == "259 tepat sama dengan PKD."
    assert page.sums[0].parts[0].explanation == "259 desa/kelurahan × 1 = 259"
    assert page.ratio.claimed == "1 orang per TPS: 1 × 1.352 = 1.352, lebih 1.093 dari 259."
    assert not page.ratio.is_right
    assert page.ratio.fits == ("1 orang per desa/kelurahan: 1 × 259 = 259, tepat.",)
    assert "lebih 1.093 dari 259" in words(answer)


def test_876_is_ppk_and_pps_with_four_unexplained(ask: Callable[..., HttpResponse]) -> None:
    answer = ask(claimed="876", bodies=["ppk", "pps"])
    page = answer.context["page"]
    assert page.sums[0].words == "95 + 777 = 872; 4 tidak terjelaskan"
    assert [part.name for part in page.sums[0].parts] == ["PPK", "PPS"]
    assert page.named_words == "Menurut rasio, badan yang disebut sumbernya berjumlah 872: kurang 4."
    assert "95 + 777 = 872; 4 tidak terjelaskan" in words(answer)


def test_mojokerto_3221_has_no_sum_with_kpps_or_linmas(ask: Callable[..., HttpResponse]) -> None:
    page = ask(claimed="3.221", region="kab mojokerto", tps="3308", bodies=KPU_SIDE).context["page"]
    assert page.region == "Kabupaten Mojokerto (35.16)"
    cards = (*page.sums, *page.others)
    assert len(cards) == 10
    assert all({"KPPS", "Linmas"}.isdisjoint(part.name for part in card.parts) for card in cards)
    assert page.refuted.startswith("Tidak ada jumlah yang memuat KPPS, Linmas, atau PTPS:")
    assert "KPPS 3.308 TPS × 7 = 23.156" in page.refuted
    assert "Linmas 3.308 TPS × 2 = 6.616" in page.refuted
    assert page.named_words.endswith("berjumlah 31.740: lebih 28.519 dari 3.221.")


def test_malang_38982_is_exact_in_the_pilkada(ask: Callable[..., HttpResponse]) -> None:
    answer = ask(claimed="38982", region="35.07", election="pilkada-2024", tps="4042", bodies=[*KPU_SIDE, "pantarlih"])
    page = answer.context["page"]
    assert page.headline == "38.982 tepat sama dengan PPK, Sek PPK, PPS, Sek PPS, KPPS, dan Linmas."
    assert page.sums[0].words.endswith("= 38.982")
    assert "Pantarlih disebut sumbernya, tetapi tidak diperiksa: jumlah TPS coklit tidak diketahui." in page.notes


def test_pantarlih_of_large_tps_are_added_where_their_number_is_known(ask: Callable[..., HttpResponse]) -> None:
    known = {"tps_coklit": "3960", "tps_over_400": "3642"}
    page = ask(claimed="7602", region="35.07", election="pilkada-2024", bodies=["pantarlih"], **known).context["page"]
    assert page.headline == "7.602 tepat sama dengan Pantarlih."
    explained = "3.960 TPS coklit × 1 + 3.642 untuk TPS di atas 400 pemilih = 7.602"
    assert page.sums[0].parts[0].explanation == explained


def test_positions_are_added_up_on_request(ask: Callable[..., HttpResponse]) -> None:
    page = ask(claimed="76", positions="on", bodies=["ppk"]).context["page"]
    assert page.headline == "76 tepat sama dengan Anggota PPK."
    assert [part.name for part in page.named] == ["Ketua PPK", "Anggota PPK"]


def test_bodies_that_the_source_does_not_name_are_no_contradiction(ask: Callable[..., HttpResponse]) -> None:
    page = ask(claimed="259", tps="1352", bodies=["pkd"]).context["page"]
    assert page.refuted == ""
    assert page.notes[0].startswith("Tidak ada jumlah yang memuat PPS, Sek PPS, KPPS, Linmas, atau PTPS:")


def test_a_figure_below_every_body_is_said_to_be_so(ask: Callable[..., HttpResponse]) -> None:
    page = ask(claimed="3").context["page"]
    assert page.headline == "Tidak satu badan pun cukup kecil untuk angka 3."
    assert page.sums == ()


def test_a_ratio_of_units_that_nobody_knows_cannot_be_held_against_the_figure(ask: Callable[..., HttpResponse]) -> None:
    ratio = ask(ratio_people="1", ratio_unit="tps").context["page"].ratio
    assert ratio.claimed == "Jumlah TPS tidak diketahui, jadi rasio itu tidak dapat diperiksa. Isi jumlahnya."
    assert ratio.fits == ("1 orang per desa/kelurahan: 1 × 259 = 259, tepat.",)


@pytest.fixture
def counted(reference: None, world: World) -> None:
    """The region's election, with a TPS number that its planner entered."""
    election = create_election(preset="pemilu-2024", region="16.09", by=world.planner)
    enter_counts(election=election, kind="tps", counts={"16.09": 1352}, source="Rapat 29 September", by=world.planner)


def test_counts_of_the_region_s_election_are_used_and_named(counted: None, ask: Callable[..., HttpResponse]) -> None:
    page = ask(claimed="9464").context["page"]
    assert page.headline == "9.464 tepat sama dengan KPPS."
    tps = next(fact for fact in page.units if fact.label == "Jumlah TPS")
    assert tps.value == "1.352"
    assert tps.note.startswith("Rapat 29 September · Planner · ")


def test_a_number_typed_here_goes_before_that_of_the_election(counted: None, ask: Callable[..., HttpResponse]) -> None:
    page = ask(claimed="9457", tps="1351").context["page"]
    assert page.headline == "9.457 tepat sama dengan KPPS."
    assert [fact.note for fact in page.units if fact.label == "Jumlah TPS"] == ["diisi di sini"]


def test_a_neighbour_may_ask_but_does_not_learn_the_region_s_own_counts(
    counted: None, world: World, ask: Callable[..., HttpResponse]
) -> None:
    answer = ask(claimed="9464", by=world.neighbour)
    assert answer.status_code == 200
    assert "Jumlah TPS" not in [fact.label for fact in answer.context["page"].units]
    assert "1.352" not in words(answer)


def test_counts_that_contradict_each_other_are_left_aside(
    counted: None, world: World, ask: Callable[..., HttpResponse]
) -> None:
    election = Election.objects.get(region="16.09")
    UnitCount.objects.create(election=election, region_id="16.09.01", kind="tps", count=2_000)
    assert "Jumlah TPS" not in [fact.label for fact in ask().context["page"].units]


@pytest.mark.parametrize("name", ["tapd", "auditor", "head", "other_planner"])
def test_whoever_reads_proposals_may_check_a_figure(name: str, world: World, ask: Callable[..., HttpResponse]) -> None:
    assert ask(by=getattr(world, name)).status_code == 200


@pytest.mark.parametrize("name", ["kpu", "bawaslu", "satpolpp", "bpjs", "admin", "stranger"])
def test_others_may_not(name: str, world: World, ask: Callable[..., HttpResponse]) -> None:
    assert ask(by=getattr(world, name)).status_code == 403


def test_somebody_who_is_not_signed_in_is_asked_to(reference: None) -> None:
    answer = Client().get(reverse("budgeting:claim-check"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("sign-in"))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"claimed": ""}, "claimed", "diisi"),
        ({"claimed": "banyak"}, "claimed", "Tulis bilangan bulat"),
        ({"claimed": "0"}, "claimed", "1"),
        ({"claimed": "-5"}, "claimed", "tidak boleh kurang dari 0"),
        ({"region": "99.99"}, "region", "Tidak ada kabupaten"),
        ({"region": "16.09.01"}, "region", "Tidak ada kabupaten"),
        ({"region": "Atlantis"}, "region", "Tidak ada kabupaten"),
        ({"election": "pemilu-1999"}, "election", "pemilu-1999"),
        ({"tps": "10000000"}, "tps", "tidak mungkin"),
        ({"kecamatan": "0"}, "kecamatan", "tidak mungkin"),
        ({"tps_coklit": "5", "tps_over_400": "6"}, "tps_over_400", "melebihi TPS coklit"),
        ({"ratio_people": "1"}, "ratio_unit", "Pilih unitnya"),
        ({"ratio_unit": "tps"}, "ratio_people", "berapa orang"),
        ({"bodies": ["ppk", "kppps"]}, "bodies", "kppps"),
    ],
)
def test_bad_input_is_answered_at_its_field_and_nothing_typed_is_lost(
    typed: dict[str, Any], field: str, sentence: str, ask: Callable[..., HttpResponse]
) -> None:
    answer = ask(**typed)
    form = answer.context["form"]
    assert answer.status_code == 400
    assert list(form.errors) == [field]
    assert sentence in " ".join(form.errors[field])
    assert answer.context["page"] is None
    for name, value in typed.items():
        assert form[name].value() == value


def test_a_name_that_several_regions_bear_offers_them(ask: Callable[..., HttpResponse]) -> None:
    answer = ask(region="oku", tps="1352")
    assert answer.status_code == 400
    assert [region.pk for region in answer.context["form"].offered] == ["16.08", "16.09"]
    page = words(answer)
    assert 'name="region" value="16.09"' in page
    assert 'value="1352"' in page
    # A button's own value stands after that of the field, and is the one that counts.
    query = {"claimed": "259", "election": "pemilu-2024", "region": ["oku", "16.09"]}
    assert ask(**query).context["page"].region.endswith("(16.09)")


def test_an_address_may_bring_the_region_and_the_election(ask: Callable[..., HttpResponse], world: World) -> None:
    client = Client()
    client.force_login(world.planner)
    answer = client.get(reverse("budgeting:claim-check"), {"region": "16.09", "election": "pilkada-2024"})
    form = answer.context["form"]
    assert answer.status_code == 200
    assert (form["region"].value(), form["election"].value(), form.errors) == ("16.09", "pilkada-2024", {})

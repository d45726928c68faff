"""Who sees which page, and what stands on it."""

import pytest
from django.urls import reverse

from enrolment.models import Election
from pemilu_bpjs.roles import Role
from tests.factories import make_member, make_office
from tests.factories_enrolment import make_election, make_tps_list, tps_rows
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

DESA = "16.09.01.2003"
READING = ("election", "exceptions", "region", "desa")
EDITING = ("election-new", "units", "units-detail", "tps-list", "tps-list-template")


@pytest.fixture
def election() -> Election:
    return make_election(tps=1352)


def _url(name: str, election: Election) -> str:
    if name == "election-new":
        return reverse("enrolment:election-new")
    if name in ("region", "desa"):
        return reverse("enrolment:region", args=[election.code, "16.09.01" if name == "region" else DESA])
    return reverse(f"enrolment:{name}", args=[election.code])


@pytest.mark.parametrize("page", [*READING, *EDITING])
def test_the_planner_sees_every_page(world: World, signed_in, election: Election, page: str):
    assert signed_in(world.planner).get(_url(page, election)).status_code == 200


@pytest.mark.parametrize("page", READING)
@pytest.mark.parametrize("reader", ["head", "tapd", "kpu", "bawaslu", "bpjs"])
def test_readers_of_the_region_see_counts_and_no_way_to_change_them(
    world: World, signed_in, election: Election, page: str, reader: str
):
    answer = signed_in(getattr(world, reader)).get(_url(page, election))
    assert answer.status_code == 200
    assert reverse("enrolment:units", args=[election.code]) not in answer.text
    assert "btn-primary" not in answer.text


@pytest.mark.parametrize("page", EDITING)
def test_readers_are_refused_the_pages_that_change_counts(world: World, signed_in, election: Election, page: str):
    assert signed_in(world.kpu).get(_url(page, election)).status_code == 403


@pytest.mark.parametrize("page", [*READING, "units", "units-detail", "tps-list", "tps-list-template"])
def test_a_neighbour_does_not_find_the_election(world: World, signed_in, election: Election, page: str):
    assert signed_in(world.neighbour).get(_url(page, election)).status_code == 404


@pytest.mark.parametrize("page", [*READING, *EDITING])
def test_a_stranger_is_refused_and_who_is_not_signed_in_is_asked_to(
    world: World, signed_in, client, election: Election, page: str
):
    assert signed_in(world.stranger).get(_url(page, election)).status_code == 403
    asked = client.get(_url(page, election))
    assert asked.status_code == 302
    assert asked.url.startswith(reverse("sign-in"))


def test_the_list_holds_the_elections_of_ones_region_alone(world: World, signed_in, election: Election):
    url = reverse("enrolment:elections")
    assert election.name in signed_in(world.planner).get(url).text
    assert "1.352" in signed_in(world.planner).get(url).text
    assert election.name not in signed_in(world.neighbour).get(url).text
    assert signed_in(world.stranger).get(url).status_code == 403


def test_totals_say_where_they_come_from_and_tables_meet_them(world: World, signed_in, election: Election):
    make_tps_list(election, tps_rows("16.09.01", per_desa=5))
    page = signed_in(world.head).get(_url("election", election)).context["page"]
    tps = next(tile for tile in page.tiles if tile.label == "TPS (DPT)")
    assert (tps.value, tps.tone) == ("1.352", "")
    assert "Surat contoh" in tps.note
    kpps = page.units.head.index("KPPS") - 1
    figures = [int(row.cells[kpps].replace(".", "")) for row in page.units.rows if row.cells[kpps] not in ("", "–")]
    assert page.units.total.cells[kpps] == "9.464"
    assert sum(figures) == 9464
    assert page.units.rows[-1].name == "Belum dirinci"


def test_published_headcounts_of_oku_selatan_come_out(world: World, signed_in, election: Election):
    page = signed_in(world.planner).get(_url("election", election)).context["page"]
    shown = dict(zip(page.units.head[1:], page.units.total.cells, strict=True))
    assert {body: shown[body] for body in ("KPPS", "PKD", "PPK", "PPS")} == {
        "KPPS": "9.464",
        "PKD": "259",
        "PPK": "95",
        "PPS": "777",
    }
    assert shown["Pantarlih"] == "–"


def test_pantarlih_of_a_pilkada_follow_coklit_and_one_more_above_400_voters(world: World, signed_in):
    # Kabupaten Malang 2024: 318 × 1 + 3,642 × 2 (domain/bodies.md §1); here as counts of another kabupaten.
    election = make_election(preset="pilkada-2024", tps=4042, tps_coklit=3960, tps_over_400=3642)
    page = signed_in(world.planner).get(_url("election", election)).context["page"]
    row = next(row for row in page.seats.rows if row.name == "Pantarlih")
    assert row.cells[1:] == ("3.960 × 1", "3.642", "", "7.602")
    assert "400" in row.cells[0]


def test_dps_stands_in_for_the_final_number_and_says_so(world: World, signed_in):
    election = make_election(tps_dps=1360)
    page = signed_in(world.planner).get(_url("election", election)).context["page"]
    tile = next(tile for tile in page.tiles if tile.label == "TPS (DPS)")
    assert (tile.value, tile.tone) == ("1.360", "warn")
    assert page.units.total.cells[page.units.head.index("KPPS") - 1] == "9.520"


def test_a_sum_of_some_kecamatan_says_that_it_is_no_total(world: World, signed_in):
    election = make_election()
    make_tps_list(election, tps_rows("16.09.01", per_desa=5))
    assert "1 di antara 19 kecamatan" in signed_in(world.planner).get(_url("election", election)).text


def test_a_desa_shows_its_tps_by_pages(world: World, signed_in, election: Election):
    make_tps_list(election, [(DESA, number, 250) for number in range(1, 121)])
    client = signed_in(world.bawaslu)
    assert "TPS 100<" in client.get(_url("desa", election)).text
    assert "TPS 101<" not in client.get(_url("desa", election)).text
    assert "TPS 120<" in client.get(_url("desa", election) + "?page=2").text


def test_the_election_s_own_region_is_the_election_s_page(world: World, signed_in, election: Election):
    answer = signed_in(world.planner).get(reverse("enrolment:region", args=[election.code, "16.09"]))
    assert answer.url == _url("election", election)


def test_a_region_outside_the_election_is_not_found(world: World, signed_in, election: Election):
    for code in ("16.08", "16.08.01", "99", "x"):
        url = reverse("enrolment:region", args=[election.code, code])
        assert signed_in(world.planner).get(url).status_code == 404


@pytest.mark.parametrize("page", ["election", "region", "desa", "units", "units-detail", "tps-list"])
def test_more_tps_and_regions_cost_no_more_queries(
    world: World, signed_in, django_assert_max_num_queries, page: str, election: Election
):
    client = signed_in(world.planner)
    client.get(_url(page, election))
    with django_assert_max_num_queries(40) as few:
        client.get(_url(page, election))
    make_tps_list(election, tps_rows("16.09", per_desa=6))
    counted = len(few)
    with django_assert_max_num_queries(counted):
        client.get(_url(page, election))


def test_a_province_shows_its_kabupaten_to_those_who_reach_it(signed_in, world: World):
    election = make_election("16", tps=5000)
    wide = signed_in(make_member(Role.PLANNER, make_office("16")))
    page = wide.get(_url("election", election)).context["page"]
    assert [row.note for row in page.units.rows[:2]] == ["16.08", "16.09"]
    assert wide.get(reverse("enrolment:region", args=[election.code, "16.09.01"])).status_code == 200
    assert signed_in(world.planner).get(_url("election", election)).status_code == 404

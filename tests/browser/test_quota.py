"""The quota board in a real browser: drilled down at a desk and on a phone, with and without JavaScript."""

import pytest
from django.urls import reverse

from enrolment.actions.rosters.accepting import accept
from enrolment.models import Election
from tests.enrolment.rosters import DESA_CODE, DESA_NAME, KECAMATAN, as_csv, kpps, send_and_check
from tests.factories_enrolment import make_election, make_tps_list, tps_rows
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def election(world: World) -> Election:
    """A whole KPPS stands in the first TPS of Lubar, five of seven in the second; one row waits."""
    election = make_election(by=world.planner)
    make_tps_list(election, tps_rows("16.09", 3))
    rows = [*kpps(0, tps=1), *kpps(7, tps=2)[:6]]
    rows[-1][0] = "160905"
    accept(upload=send_and_check(election, as_csv(rows)), by=None)
    return election


@pytest.mark.parametrize("width", [1280, 360])
def test_every_level_is_readable_and_accessible(world: World, desk, accessible, election: Election, width: int) -> None:
    regions = [reverse("enrolment:quota-region", args=[election.code, code]) for code in (DESA_CODE[:8], DESA_CODE)]
    page = desk(world.planner, reverse("enrolment:quota-board", args=[election.code]), width=width)
    for address in ("", *regions):
        if address:
            page.goto(address)
        accessible(page)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond == 0, f"{page.url} scrolls sideways by {beyond} px"


def test_from_the_election_to_the_tps_without_javascript(world: World, desk, election: Election) -> None:
    page = desk(world.kpu, reverse("enrolment:quota-board", args=[election.code]), javascript=False)
    page.get_by_role("link", name=KECAMATAN, exact=True).click()
    page.get_by_role("link", name=DESA_NAME, exact=True).click()
    page.get_by_label("Badan (boleh kosong)").select_option("kpps")
    page.get_by_role("button", name="Saring").click()
    table = page.get_by_role("region", name="Menurut wilayah")
    cells = table.get_by_role("row", name="TPS 2").get_by_role("cell").all_inner_texts()
    assert cells[:4] == ["7", "5", "2", "0"]
    assert "isi 9 kursi kosong, perbaiki 1 baris yang ditolak" in page.get_by_role("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh XLSX").click()
    assert download.value.suggested_filename == f"papan-kuota-{DESA_CODE}.xlsx"

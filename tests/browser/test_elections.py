"""What a planner does first, in a real browser: set up an election, count, load a TPS list."""

from pathlib import Path

import pytest
from django.urls import reverse

from enrolment.models import Election, PollingStation
from pemilu_bpjs import jobs
from tests.factories_enrolment import make_election, make_tps_list, tps_csv, tps_rows

pytestmark = pytest.mark.usefixtures("reference")

WIDTHS = (1280, 360)


def test_a_planner_counts_the_tps_of_a_new_election_without_javascript(planner_page) -> None:
    page = planner_page(reverse("enrolment:elections"), javascript=False)
    page.get_by_role("link", name="Siapkan pemilihan").first.click()
    page.get_by_label("Pemilihan", exact=True).select_option("pemilu-2024")
    page.get_by_label("Kabupaten Ogan Komering Ulu Selatan (16.09)").check()
    page.get_by_role("button", name="Siapkan pemilihan").click()
    page.get_by_role("link", name="Isi jumlah TPS").click()
    page.get_by_label("TPS (DPT) (boleh kosong)", exact=True).fill("1.352")
    page.get_by_label("Sumber angka TPS (DPT)").fill("Rapat koordinasi 29 September 2023")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Angka tersimpan.").wait_for()
    assert page.get_by_role("row", name="Anggota KPPS").get_by_role("cell").last.inner_text() == "8.112"


def test_a_planner_loads_a_list_and_sees_what_became_of_it(planner_page, tmp_path: Path) -> None:
    election = make_election(tps=1352)
    path = tmp_path / "tps.csv"
    path.write_bytes(tps_csv(tps_rows("16.09", per_desa=5)))
    page = planner_page(reverse("enrolment:tps-list", args=[election.code]))
    page.get_by_label("Berkas daftar TPS").set_input_files(path)
    page.get_by_label("Sumber").fill("Surat KPU contoh")
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.get_by_role("progressbar").wait_for()
    assert jobs.run_next()
    page.get_by_role("link", name="Lanjutkan").click()
    page.get_by_text("1.295 TPS tersimpan").wait_for()
    assert PollingStation.objects.count() == 1295


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_its_screen_and_passes_axe(planner_page, accessible, width: int) -> None:
    election = make_election(tps=1352, tps_coklit=1351)
    make_tps_list(election, tps_rows("16.09.01", per_desa=5))
    page = planner_page(reverse("enrolment:elections"), width=width)
    for address in _addresses(election):
        page.goto(address)
        accessible(page)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond == 0, f"{address} scrolls sideways by {beyond} px"


def _addresses(election: Election) -> list[str]:
    pages = ("election", "units", "units-detail", "tps-list", "exceptions")
    regions = ("16.09.01", "16.09.01.2003")
    return [
        reverse("enrolment:elections"),
        reverse("enrolment:election-new"),
        *(reverse(f"enrolment:{name}", args=[election.code]) for name in pages),
        *(reverse("enrolment:region", args=[election.code, code]) for code in regions),
    ]

"""The finished PDF, read back with another library: one total everywhere, marks, seal, fonts, bookmarks."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from budgeting.rules.figures import Before, Figures
from reports.writers import pack
from reports.writers.binder import Seal
from reports.writers.pack import Step
from tests.factories_figures import make_figures

TOTAL = "17.570.520"
NAMES = [
    "Surat Usulan",
    "Kerangka Acuan Kerja (KAK)",
    "Rencana Anggaran Biaya (RAB)",
    "Kertas Kerja RKA (bahan input SIPD)",
    "Rekapitulasi per Kecamatan dan Desa",
    "Rencana Anggaran Kas (RAK)",
    "Berita Acara",
    "Surat Pernyataan Tidak Tumpang Tindih",
    "Lampiran: Asal Setiap Angka",
]
SEAL = Seal("https://usulan.contoh.example/v/7ZK3-AAAA/", "7ZK3-AAAA")


class Pack:
    """A PDF's pages by the paper that they belong to."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self.names = [item.title for item in self.reader.outline]
        self._starts = [self.reader.get_destination_page_number(item) for item in self.reader.outline]

    def text(self, name: str) -> str:
        place = self.names.index(name)
        ends = [*self._starts[1:], len(self.reader.pages)]
        pages = self.reader.pages[self._starts[place] : ends[place]]
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))

    def whole(self) -> str:
        return " ".join(self.text(name) for name in self.names)


@pytest.fixture(scope="module")
def draft() -> Pack:
    return Pack(pack.make([make_figures()]))


@pytest.fixture(scope="module")
def submitted() -> Pack:
    figures = make_figures()
    sure = tuple(replace(each, confirmed_by="Ir. Contoh") for each in figures.unverified)
    office = replace(figures.office, paper="F4")
    return Pack(pack.make([replace(figures, is_draft=False, unverified=sure, office=office)], seal=SEAL))


def test_the_papers_stand_in_order_and_can_be_jumped_to(draft: Pack):
    assert draft.names == NAMES


@pytest.mark.parametrize(
    ("name", "where"),
    [
        (NAMES[0], r"Kebutuhan : Rp17\.570\.520,00 \(tujuh belas juta lima ratus tujuh puluh ribu"),
        (NAMES[1], r"Biaya kegiatan sebesar Rp17\.570\.520,00"),
        (NAMES[2], r"Subtotal JKM 9\.761\.400 JUMLAH 17\.570\.520"),
        (NAMES[3], r"Jumlah Anggaran Sub Kegiatan : Rp17\.570\.520 Jumlah Total Anggaran Kegiatan : Rp17\.570\.520"),
        (NAMES[4], r"JUMLAH 100 380 380 16 7\.809\.120 9\.761\.400 17\.570\.520"),
        (NAMES[5], r"JUMLAH 17\.570\.520 2\.928\.420"),
        (NAMES[6], r"Kebutuhan: Rp17\.570\.520,00"),
        (NAMES[7], r"sebesar Rp17\.570\.520,00"),
        (NAMES[8], r"Jumlah usulan JKK \+ JKM Rp17\.570\.520"),
    ],
)
def test_every_paper_shows_the_same_total(draft: Pack, name: str, where: str):
    assert re.search(where, draft.text(name)), draft.text(name)


def test_the_months_of_the_cash_plan_add_up_to_the_total(draft: Pack):
    sums = re.search(r"JUMLAH 17\.570\.520((?: [\d.]+)+)", draft.text(NAMES[5]))
    assert sums is not None
    assert sum(int(amount.replace(".", "")) for amount in sums[1].split()) == 17_570_520


def test_a_change_has_its_own_layout_with_the_same_total():
    figures = make_figures(budget_kind="perubahan", before=Before(5_000_000, 9_000_000, "DPA 2023"))
    form = Pack(pack.make([figures])).text(NAMES[3])
    assert "Sebelum Perubahan Setelah Perubahan Bertambah/ (Berkurang)" in form
    assert "Jumlah Anggaran Sub Kegiatan : Rp14.000.000 Rp17.570.520 Rp3.570.520" in form


def test_a_draft_says_so_on_every_page_and_marks_what_is_open(draft: Pack):
    assert all(page.extract_text().count("KONSEP") >= 2 for page in draft.reader.pages)
    assert "Belanja Jasa [belum dikonfirmasi]" in draft.text(NAMES[3])
    assert "Nomor 84 Tahun 2022 [belum dikonfirmasi]" in draft.text(NAMES[1])


def test_a_submitted_pack_bears_no_mark_of_a_draft(submitted: Pack):
    assert "KONSEP" not in submitted.whole()
    assert "belum dikonfirmasi" not in submitted.whole()


def test_the_code_stands_at_the_foot_of_the_letter_alone(submitted: Pack, draft: Pack):
    assert "Kode: 7ZK3-AAAA" in submitted.reader.pages[0].extract_text()
    assert submitted.whole().count("7ZK3") == 1
    assert "Periksa keaslian" not in draft.whole()


def test_the_letter_with_its_signature_keeps_to_one_page(draft: Pack, submitted: Pack):
    for each in (draft, submitted):
        first = each.reader.pages[0].extract_text()
        assert "Drs. Hasan Contoh, M.Si." in first
        assert "Ketua KPU dan Ketua Bawaslu" in first


def test_no_signature_stands_apart_from_what_it_signs(draft: Pack):
    for page in draft.reader.pages:
        text = page.extract_text()
        if "[ruang TTE / tanda tangan]" in text:
            signature_at = text.index("[ruang TTE / tanda tangan]")
            assert len(text[:signature_at].split()) > 12


def test_no_title_stands_alone_on_its_page(draft: Pack):
    for number, page in enumerate(draft.reader.pages, 1):
        words = page.extract_text().replace("KONSEP", "").split()
        assert len(words) > 40, f"page {number} holds little more than a title: {words}"


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("F4", (215, 330))])
def test_pages_are_of_the_offices_paper(paper: str, size: tuple[int, int]):
    figures = make_figures()
    made = Pack(pack.make([replace(figures, office=replace(figures.office, paper=paper))]))
    found = {tuple(round(float(edge) / 72 * 25.4) for edge in page.mediabox[2:]) for page in made.reader.pages}
    assert found == {size, size[::-1]}


def test_pages_are_numbered_through(draft: Pack):
    count = len(draft.reader.pages)
    for number, page in enumerate(draft.reader.pages, 1):
        assert f"Halaman {number} dari {count}" in page.extract_text()


def test_all_letters_are_embedded(submitted: Pack):
    fonts = {}
    for page in submitted.reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            descriptor = descendant.get("/FontDescriptor", {})
            fonts[descendant["/BaseFont"]] = "/FontFile2" in descriptor or "/FontFile3" in descriptor
    assert fonts
    assert all(fonts.values()), fonts
    assert all("Liberation" in name for name in fonts)


def test_the_file_tells_what_it_is(submitted: Pack):
    assert submitted.reader.metadata.title == "Usulan iuran JKK/JKM TA 2023, Kabupaten Contoh"
    assert submitted.reader.trailer["/Root"]["/Lang"] == "id-ID"


def test_several_years_are_packs_in_sequence_each_with_its_own_pages():
    years = [make_figures(), make_figures(fiscal_year=2024)]
    reader = PdfReader(io.BytesIO(pack.make(years)))
    volumes = [item for item in reader.outline if not isinstance(item, list)]
    assert [item.title for item in volumes] == ["TA 2023", "TA 2024"]
    first, second = (reader.get_destination_page_number(item) for item in volumes)
    assert f"Halaman 1 dari {second - first}" in reader.pages[first].extract_text()
    assert f"Halaman 1 dari {len(reader.pages) - second}" in reader.pages[second].extract_text()


def test_the_same_figures_give_the_same_words():
    first, second = (Pack(pack.make([make_figures()])) for _ in range(2))
    assert first.whole() == second.whole()


def test_each_step_is_told_before_it_is_taken():
    told: list[Step] = []
    pack.make([make_figures()], told=told.append)
    assert told == list(Step)


def test_text_that_people_typed_is_text_on_paper():
    figures = make_figures(account_note="<b>tebal</b> & [#]", plan_name="<script>")
    typed: Figures = replace(figures, office=replace(figures.office, name='DINAS "A&B" <i>'))
    made = Pack(pack.make([typed]))
    assert "<b>tebal</b> & [#]" in made.text(NAMES[3])
    assert 'DINAS "A&B" <I>' in made.text(NAMES[0]).upper()

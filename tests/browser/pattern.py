"""A page with every part on it, for the tests alone: as URLconf it takes the place of the product's."""

from pathlib import Path
from types import SimpleNamespace as Row

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from pemilu_bpjs.charts import Chart, Group, HeatRow, MonthBar, Step, grouped_bars, heat_map, monthly, waterfall

SOURCE = Path(__file__).with_name("pattern.html")


class PatternForm(forms.Form):
    tps = forms.IntegerField(label="Jumlah TPS", help_text="TPS yang ditetapkan, bukan TPS coklit.")
    membership = forms.ChoiceField(
        label="Kepesertaan", choices=[("PU", "PU"), ("BPU", "BPU")], widget=forms.RadioSelect
    )
    base = forms.ChoiceField(label="Dasar upah", choices=[("h", "Honorarium"), ("m", "Upah minimum")])
    file = forms.FileField(label="Daftar TPS", required=False)
    note = forms.CharField(label="Catatan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label="Sudah dicocokkan dengan berita acara")
    bodies = forms.MultipleChoiceField(
        label="Badan", choices=[("ppk", "PPK"), ("pps", "PPS")], widget=forms.CheckboxSelectMultiple, required=False
    )


def charts() -> list[Chart]:
    return [
        waterfall(
            "Dari honorarium ke upah minimum",
            "Rencana B lebih mahal Rp382.000.000.",
            start=Step("Rencana A: honorarium, dua bulan", 117_570_520),
            steps=[Step("Dasar upah: upah minimum provinsi", 402_000_000), Step("Linmas dikeluarkan", -20_000_000)],
            end=Step("Rencana B: upah minimum", 499_570_520),
        ),
        monthly(
            "Iuran per bulan",
            "Puncaknya saat KPPS bertugas.",
            series=("JKK", "JKM"),
            months=[MonthBar(f"2023-{month:02d}", (month * 7_000_000, month * 9_000_000)) for month in range(1, 13)],
        ),
        grouped_bars(
            "Skenario berdampingan",
            "Biaya dan santunan.",
            series=("Honorarium", "Upah minimum", "BPU"),
            groups=[Group("Biaya", (117_570_520, 569_570_520, 240_000_000)), Group("Santunan", (52_800_000, 0, 1))],
        ),
        heat_map(
            "Cakupan per kecamatan",
            "Persen kursi yang terisi.",
            corner="Kecamatan",
            columns=("PPK", "Sek. PPK", "PPS", "Pantarlih", "KPPS", "Panwascam", "PKD", "PTPS"),
            rows=[HeatRow("Buay Pematang Ribu Ranau Tengah", (100, 95, 88, None, 40, 102, 66, 71))] * 3,
        ),
    ]


def pattern(request: HttpRequest) -> HttpResponse:
    def tile(tone: str, url: str) -> Row:
        return Row(label="Iuran seluruhnya", value="Rp1.017.570.520", note="Juli 2023", tone=tone, url=url, why_url=url)

    fact = Row(label="Honorarium", value="Rp1.100.000", note="Surat", why_url="#tps", confidence="L", source="Berita")
    states = ("done", "current", "todo", "todo", "todo", "todo")
    labels = ("Hitung", "Rencanakan", "Usulkan", "Daftarkan", "Bayar", "Jawab")
    context = {
        "crumbs": [("Rencana", "/pola/")],
        "charts": charts(),
        "facts": [fact, fact],
        "form": PatternForm({"tps": "1.352 TPS"}),
        "page": Paginator(range(500), 50).page(3),
        "steps": [Row(label=a, state=b, url="#tps", note="") for a, b in zip(labels, states, strict=True)],
        "tabs": [Row(label=f"Bagian {n}", url="#tps", current=n == 2, count=n) for n in range(6)],
        "tiles": [tile("good", ""), tile("", "#tps"), tile("bad", "#tps"), tile("warn", "")],
        "tones": ("neutral", "active", "good", "warn", "bad"),
    }
    return HttpResponse(Template(SOURCE.read_text()).render(RequestContext(request, context)))


urlpatterns = [path("pola/", pattern), path("", include("pemilu_bpjs.base_urls"))]

"""The parts of a page: nothing typed is lost, every fault is said beside its field, every mark has words."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from pemilu_bpjs.context import ACCOUNT_MENU, MENU


class UnitsForm(forms.Form):
    tps = forms.IntegerField(label="Jumlah TPS", min_value=1, help_text="TPS yang ditetapkan.")
    kind = forms.ChoiceField(label="Kepesertaan", choices=[("PU", "Penerima upah")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Sudah dicocokkan")
    note = forms.CharField(label="Catatan", required=False)


def rendered(source: str, **context: object) -> str:
    return Template("{% load parts %}" + source).render(Context(context))


@pytest.fixture
def faulty() -> UnitsForm:
    return UnitsForm({"tps": "seribu", "note": 'kata "kutip"'})


def test_a_number_that_is_no_number_stays_as_it_was_typed(faulty: UnitsForm) -> None:
    html = rendered("{% field form.tps %}", form=faulty)
    assert 'type="text"' in html
    assert 'value="seribu"' in html
    assert 'inputmode="numeric"' in html


def test_the_field_itself_keeps_its_own_widget(faulty: UnitsForm) -> None:
    rendered("{% field form.tps %}", form=faulty)
    assert faulty.fields["tps"].widget.input_type == "number"


@pytest.mark.parametrize("name", ["tps", "kind", "agreed"])
def test_help_and_faults_are_tied_to_their_field(faulty: UnitsForm, name: str) -> None:
    html = rendered("{% field field %}", field=faulty[name])
    for message in faulty.errors[name]:
        assert str(message) in html
    told = re.search(r'aria-describedby="([^"]+)"', html)
    assert told is not None
    for target in told[1].split():
        assert f'id="{target}"' in html


def test_the_summary_leads_to_every_faulty_field(faulty: UnitsForm) -> None:
    fields = "".join(rendered("{% field field %}", field=bound) for bound in faulty)
    links = re.findall(r'href="#([^"]+)"', rendered("{% form_errors form %}", form=faulty))
    assert len(links) == len(faulty.errors) == 3
    for target in links:
        assert f'id="{target}"' in fields


def test_a_form_without_faults_has_no_summary() -> None:
    assert rendered("{% form_errors form %}", form=UnitsForm()).strip() == ""


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "boleh kosong" in rendered("{% field form.note %}", form=UnitsForm())
    assert "boleh kosong" not in rendered("{% field form.tps %}", form=UnitsForm())


def test_only_what_is_not_confirmed_is_marked_so() -> None:
    def mark(confidence: str) -> str:
        context = {"confidence": confidence, "source": "Berita daring"}
        return render_to_string("_parts/confidence.html", context).strip()

    assert "belum dikonfirmasi" in mark("L")
    assert "Berita daring" in mark("L")
    assert [mark(sure) for sure in "HMD"] == ["", "", ""]


def test_a_wide_table_is_a_region_that_the_keyboard_reaches() -> None:
    html = rendered("{% scroller name %}<table></table>{% endscroller %}", name="Usulan & rekap")
    assert 'role="region"' in html
    assert 'tabindex="0"' in html
    assert 'aria-label="Usulan &amp; rekap"' in html
    assert "<table></table>" in html


def test_work_of_unknown_length_shows_no_share() -> None:
    def bar(total: int) -> str:
        return render_to_string("_parts/progress.html", {"label": "Menyusun", "done": 0, "total": total})

    assert 'max="8"' in bar(8)
    assert "max=" not in bar(0)


def test_the_step_one_stands_on_is_told_apart_without_colour() -> None:
    steps = [SimpleNamespace(label=name, state=state) for name, state in (("Hitung", "done"), ("Usulkan", "current"))]
    html = render_to_string("_parts/steps.html", {"steps": steps})
    assert html.count('aria-current="step"') == 1
    assert "selesai" in html.split("Usulkan")[0]


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    """A name without a symbol shows nothing at all, which no one notices in a review."""
    sprite = (settings.BASE_DIR / "static" / "vendor" / "tabler-icons" / "sprite.svg").read_text()
    pages = [path.read_text() for path in Path(settings.BASE_DIR / "templates").rglob("*.html")]
    named = {name for page in pages for name in re.findall(r'(?:{% icon |\bicon[=:])"([\w-]+)"', page)}
    named |= {place.icon for place in (*MENU, *ACCOUNT_MENU)}
    assert named
    assert named <= set(re.findall(r'<symbol id="([\w-]+)"', sprite))


def test_no_page_carries_what_the_security_policy_refuses() -> None:
    for path in Path(settings.BASE_DIR / "templates").rglob("*.html"):
        if "print" in path.parts:
            continue  # paper is typeset here, no browser judges it
        assert not re.search(r"""<style|\sstyle=|\son\w+=["']|<script(?![^>]*\bsrc=)""", path.read_text()), path

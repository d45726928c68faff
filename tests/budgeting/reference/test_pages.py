"""Who sees the reference data, who changes it, and what they are told."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from budgeting.models import Honorarium, Parameter, PremiumRate
from budgeting.reference_tables import TABLES
from enrolment.models import Ratio, Tenure
from pemilu_bpjs.models.dated import DatedRow
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def _url(route: str, *args: Any) -> str:
    return reverse(f"budgeting:{route}", args=args)


def _row() -> Ratio:
    return Ratio.objects.current().get(election="pemilu-2024", position="pkd")


def _rate() -> PremiumRate:
    return PremiumRate.objects.current().get(programme="JKK", membership="PU", is_default=True)


def _typed(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What a browser would send of the form as it stands, but for what is typed over."""
    form = client.get(url).context["form"]
    given = {bound.name: bound.value() for bound in form}
    shown = {name: form.fields[name].prepare_value(value) for name, value in given.items()}
    return {name: value for name, value in {**shown, **changes}.items() if value is not None and value is not False}


class TestReading:
    @pytest.mark.parametrize("kind", sorted(TABLES))
    def test_every_table_and_its_first_row_open(self, world: World, signed_in, kind: str):
        client = signed_in(world.planner)
        page = client.get(_url("reference-table", kind))
        assert page.status_code == 200
        line = page.context["table"].lines[0]
        assert line.head.text in page.text
        assert client.get(line.url).status_code == 200

    @pytest.mark.parametrize("reader", ["planner", "neighbour", "kpu", "bpjs", "auditor", "admin"])
    def test_readers_see_no_way_to_change(self, world: World, signed_in, reader: str):
        client = signed_in(getattr(world, reader))
        row = _row()
        pages = [client.get(_url("reference-table", "ratios")), client.get(_url("reference-row", "ratios", row.pk))]
        assert {page.status_code for page in pages} == {200}
        assert not any("/ganti/" in page.text or "/baru/" in page.text for page in pages)
        assert client.get(_url("reference-replace", "ratios", row.pk)).status_code == 403
        assert client.get(_url("reference-add", "ratios")).status_code == 403
        assert client.post(_url("reference-replace", "ratios", row.pk), {"per_unit": "9"}).status_code == 403
        assert _row() == row

    @pytest.mark.parametrize("route", ["reference", "reference-regions"])
    def test_a_stranger_sees_nothing(self, world: World, signed_in, client: Client, route: str):
        assert signed_in(world.stranger).get(_url(route)).status_code == 403
        assert client.get(_url(route)).url.startswith(reverse("sign-in"))

    def test_a_stranger_sees_no_table_and_no_row(self, world: World, signed_in, client: Client):
        for url in (_url("reference-table", "ratios"), _url("reference-row", "ratios", _row().pk)):
            assert signed_in(world.stranger).get(url).status_code == 403
            assert client.get(url).status_code == 302

    def test_what_is_not_there_is_not_found(self, world: World, signed_in):
        client = signed_in(world.lawkeeper)
        assert client.get(_url("reference-table", "tidak-ada")).status_code == 404
        assert client.get(_url("reference-row", "ratios", 10**6)).status_code == 404
        assert client.get(_url("reference-add", "ratios"), {"like": "9" * 30}).status_code == 200

    def test_the_index_counts_rows_and_doubts(self, world: World, signed_in):
        page = signed_in(world.planner).get(_url("reference"))
        lines = {line.url: line for group in page.context["groups"] for line in group.lines}
        assert lines[_url("reference-table", "ratios")].count == str(Ratio.objects.count())
        bases = lines[_url("reference-table", "legal-bases")]
        assert int(bases.unverified) > 0
        assert f"{bases.unverified} belum dikonfirmasi" in page.text
        listed = signed_in(world.planner).get(bases.unverified_url).context["table"].lines
        assert len(listed) == int(bases.unverified)

    def test_an_unconfirmed_value_says_so_beside_it(self, world: World, signed_in):
        page = signed_in(world.planner).get(_url("reference-table", "tenures"), {"q": "sek-panwascam"})
        cells = [cell for line in page.context["table"].lines for cell in line.cells if cell.confidence]
        assert {cell.confidence for cell in cells} == {"L"}
        # Each of them in its cell, and once in the foot of every page.
        assert page.text.count("belum dikonfirmasi") >= len(cells)

    def test_rates_that_do_not_apply_are_a_link_away(self, world: World, signed_in):
        client = signed_in(world.planner)
        page = client.get(_url("reference-table", "premium-rates"))
        assert "PP 49/2023" not in page.text
        more = client.get(page.context["table"].aside_url)
        assert "PP 49/2023" in more.text
        assert more.context["table"].aside == ""

    def test_a_filter_that_cannot_be_read_leaves_the_rows_in_force(self, world: World, signed_in):
        page = signed_in(world.planner).get(_url("reference-table", "ratios"), {"election": "ngawur", "q": "x" * 200})
        assert len(page.context["table"].lines) == Ratio.objects.count()
        assert page.context["form"].errors

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"q": "16.09"}, {"16.09", "16.09.01"}),
            ({"q": "dua muara"}, {"16.09.01", "16.09.04"}),
            ({"q": "ogan selatan", "level": "kabupaten"}, {"16.09"}),
            ({"q": "zzz"}, set()),
        ],
    )
    def test_regions_are_found_by_name_and_code(self, world: World, signed_in, asked: dict, found: set[str]):
        page = signed_in(world.planner).get(_url("reference-regions"), asked)
        codes = {line.code for line in page.context["lines"]}
        assert found <= codes if found else not codes

    @pytest.mark.parametrize("url", ["reference", "reference-regions"])
    def test_queries_do_not_grow_with_rows(self, world: World, signed_in, django_assert_max_num_queries, url: str):
        client = signed_in(world.planner)
        with django_assert_max_num_queries(25):
            client.get(_url(url))


class TestReplacing:
    def test_a_new_row_takes_the_place_and_the_history_shows_both(self, world: World, signed_in):
        client, row = signed_in(world.lawkeeper), _row()
        url = _url("reference-replace", "ratios", row.pk)
        answer = client.post(url, _typed(client, url, per_unit="2", source="Keputusan contoh 7/2025", confidence="H"))
        new = _row()
        assert answer.url == _url("reference-row", "ratios", new.pk)
        assert (new.per_unit, new.source, new.entered_by, new.election) == (
            2,
            "Keputusan contoh 7/2025",
            world.lawkeeper,
            "pemilu-2024",
        )
        for pk in (row.pk, new.pk):
            page = client.get(_url("reference-row", "ratios", pk))
            latest, first = page.context["page"].versions
            assert latest.changes == (("Orang per unit", "1", "2"),)
            assert (latest.entered_by, first.entered_by) == (world.lawkeeper.get_full_name(), "data awal")
            assert row.source in page.text
            assert "Keputusan contoh 7/2025" in page.text

    def test_the_key_cannot_be_changed_under_way(self, world: World, signed_in):
        client, row = signed_in(world.lawkeeper), _row()
        url = _url("reference-replace", "ratios", row.pk)
        client.post(url, _typed(client, url, per_unit="3", position="kpps-ketua", source="Contoh"))
        assert _row().per_unit == 3

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"per_unit": "2", "source": ""}, "source"),
            ({"per_unit": "banyak", "source": "Contoh"}, "per_unit"),
            ({"per_unit": "-1", "source": "Contoh"}, "per_unit"),
            ({"per_unit": "99999", "source": "Contoh"}, "per_unit"),
            ({"per_unit": "2", "source": "Contoh", "confidence": "Z"}, "confidence"),
            (
                {"per_unit": "2", "source": "Contoh", "valid_from": "2024-02-01", "valid_to": "2024-01-01"},
                "valid_to",
            ),
            ({"source": "Sumber lain saja"}, "__all__"),
        ],
    )
    def test_a_fault_stands_at_its_field_and_nothing_typed_is_lost(
        self, world: World, signed_in, changes: dict, field: str
    ):
        client, row = signed_in(world.lawkeeper), _row()
        url = _url("reference-replace", "ratios", row.pk)
        page = client.post(url, _typed(client, url, **changes))
        assert page.status_code == 400
        assert set(page.context["form"].errors) == {field}
        assert all(value in page.text for value in changes.values())
        assert _row() == row

    def test_the_slower_of_two_is_told_and_may_say_it_again(self, world: World, signed_in):
        client, row = signed_in(world.lawkeeper), _row()
        url = _url("reference-replace", "ratios", row.pk)
        typed = _typed(client, url, per_unit="4", source="Keputusan contoh 8/2025")
        row.supersede(by=world.lawkeeper, per_unit=2, source="Keputusan orang lain")
        page = client.post(url, typed)
        assert page.status_code == 409
        assert "Keputusan orang lain" in page.text
        assert 'value="Keputusan contoh 8/2025"' in page.text
        assert _row().per_unit == 2
        again = client.post(page.context["page"].action, typed)
        assert again.status_code == 302
        assert _row().per_unit == 4

    def test_days_of_a_tenure_come_in_their_order_and_the_least_sure_day_tells(self, world: World, signed_in):
        client = signed_in(world.lawkeeper)
        tenure = Tenure.objects.get(election="pemilu-2024", body="pkd")
        url = _url("reference-replace", "tenures", tenure.pk)
        assert "confidence" not in client.get(url).context["form"].fields
        page = client.post(url, _typed(client, url, end="2023-01-01", source="Contoh"))
        assert set(page.context["form"].errors) == {"end"}
        client.post(url, _typed(client, url, end="2024-05-02", end_confidence="M", source="Contoh"))
        assert Tenure.objects.current().get(election="pemilu-2024", body="pkd").confidence == "M"

    @pytest.mark.parametrize(
        ("code", "typed", "stored"),
        [("pu_pay_day_next_month", "10", 10), ("asn_excluded_by_default", "false", False), ("ppn_percent", "11", "11")],
    )
    def test_a_parameter_keeps_its_kind_of_value(self, world: World, signed_in, code: str, typed: str, stored: Any):
        client = signed_in(world.lawkeeper)
        row = Parameter.objects.get(code=code)
        url = _url("reference-replace", "parameters", row.pk)
        assert client.post(url, _typed(client, url, value=typed, source="Contoh")).status_code == 302
        assert Parameter.objects.current().get(code=code).value == stored

    @pytest.mark.parametrize(
        ("code", "typed"),
        [("pu_pay_day_next_month", "31"), ("pu_pay_day_next_month", "lusa"), ("sek_panwascam_size", "8")],
    )
    def test_a_parameter_that_nothing_can_be_computed_from_is_refused(
        self, world: World, signed_in, code: str, typed: str
    ):
        client = signed_in(world.lawkeeper)
        url = _url("reference-replace", "parameters", Parameter.objects.get(code=code).pk)
        page = client.post(url, _typed(client, url, value=typed, source="Contoh"))
        assert set(page.context["form"].errors) == {"value"}
        assert f'value="{typed}"' in page.text

    @pytest.mark.parametrize("kind", sorted(TABLES))
    def test_every_row_can_be_confirmed_as_it_stands(self, world: World, signed_in, kind: str):
        client = signed_in(world.lawkeeper)
        for row in TABLES[kind].rows().current()[:3]:
            url = _url("reference-replace", kind, row.pk)
            answer = client.post(url, _typed(client, url, note="sudah dicek", source="Peraturan contoh"))
            assert answer.status_code == 302, answer.context["form"].errors
            _assert_same(kind, row)


def _assert_same(kind: str, row: DatedRow) -> None:
    """All columns of the new row are those of the one before: the form read back what it had shown."""
    row.refresh_from_db()
    new = row.superseded_by
    names = (*TABLES[kind].fields, "valid_from", "valid_to", "confidence")
    assert {name: getattr(new, name) for name in names} == {name: getattr(row, name) for name in names}


class TestAdding:
    def test_a_rate_from_a_later_day_stands_beside_the_first(self, world: World, signed_in):
        client, rate = signed_in(world.lawkeeper), _rate()
        url = f"{_url('reference-add', 'premium-rates')}?like={rate.pk}"
        typed = _typed(client, url, value="0,27", source="Peraturan contoh", valid_from="2024-02-01")
        assert client.post(url, typed).status_code == 302
        both = PremiumRate.objects.current().filter(programme="JKK", membership="PU", is_default=True)
        assert sorted((str(row.value.normalize()), str(row.valid_from)) for row in both) == [
            ("0.24", "2015-07-01"),
            ("0.27", "2024-02-01"),
        ]

    @pytest.mark.parametrize(
        ("changes", "field", "says"),
        [
            ({}, "valid_from", "hari mulai"),
            ({"valid_from": "2015-07-01"}, "__all__", "sudah ada dan berlaku"),
            ({"valid_from": "2015-07-01", "risk_group": "4"}, "__all__", "sudah ada dan berlaku"),
            ({"valid_from": "2015-07-01", "sector": "contoh"}, "__all__", "Hanya satu baris"),
            ({"valid_from": "2024-02-01", "value": "nol koma dua"}, "value", "0,24"),
            ({"valid_from": "2024-02-01", "value": "240"}, "value", "100"),
            ({"valid_from": "2024-02-01", "kind": "flat", "value": "16.800"}, "kind", "PU dihitung"),
            ({"valid_from": "kemarin"}, "valid_from", ""),
        ],
    )
    def test_a_rate_that_cannot_stand_is_refused_in_words(
        self, world: World, signed_in, changes: dict, field: str, says: str
    ):
        client, rate = signed_in(world.lawkeeper), _rate()
        url = f"{_url('reference-add', 'premium-rates')}?like={rate.pk}"
        page = client.post(url, _typed(client, url, source="Peraturan contoh", **changes))
        assert page.status_code == 400
        assert set(page.context["form"].errors) == {field}
        assert says in str(page.context["form"].errors)
        assert "Peraturan contoh" in page.text

    def test_a_flat_rate_is_read_as_rupiah(self, world: World, signed_in):
        client = signed_in(world.lawkeeper)
        url = _url("reference-add", "premium-rates")
        typed = {
            "programme": "JKK",
            "membership": "BPU",
            "value": "Rp16.800",
            "kind": "flat",
            "status": "unverified",
            "valid_from": "2025-01-01",
            "confidence": "L",
            "source": "Peraturan contoh",
        }
        assert client.post(url, typed).status_code == 302
        assert PremiumRate.objects.get(source="Peraturan contoh").value == 16_800

    def test_an_honorarium_of_another_election_needs_an_election_that_stands(self, world: World, signed_in):
        client = signed_in(world.lawkeeper)
        url = _url("reference-add", "honoraria")
        typed = {"position": "pkd", "election": "pemilu-2029", "amount": "1.300.000", "confidence": "L", "source": "x"}
        page = client.post(url, typed)
        assert "election" in page.context["form"].errors
        election = {
            "name": "Pemilu 2029",
            "code": "pemilu-2029",
            "kind": "pemilu",
            "voting_day": "2029-02-14",
            "confidence": "L",
            "source": "Contoh",
        }
        assert client.post(_url("reference-add", "elections"), election).status_code == 302
        assert client.post(url, typed).status_code == 302
        assert Honorarium.objects.get(election="pemilu-2029").amount == 1_300_000

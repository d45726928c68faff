"""The list of tables holds all that is kept, and rows are found by what people look for."""

import pytest

from budgeting.models import LegalBasis, PremiumRate
from budgeting.reference_rows import Asked, found, versions, words_of
from budgeting.reference_tables import TABLES
from enrolment.models import Position, Ratio
from pemilu_bpjs.models.dated import DatedRow
from tests.people import World


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_a_table_names_every_column_of_its_model(kind: str):
    table = TABLES[kind]
    shared = {field.name for field in DatedRow._meta.get_fields()}
    own = {field.name for field in table.model._meta.concrete_fields if field.editable} - shared - {"id"}
    assert set(table.fields) == own
    assert len(table.fields) == len(own)
    assert set(table.key) <= own


def test_no_kind_of_dated_row_is_without_a_table():
    assert {table.model for table in TABLES.values()} == set(DatedRow.__subclasses__())


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("kind", sorted(TABLES))
def test_every_value_that_stands_has_words_where_its_column_lists_them(kind: str):
    table = TABLES[kind]
    for field in table.fields:
        if words := dict(words_of(table, field)):
            values = [getattr(row, field) for row in table.rows()]
            flat = {item for value in values for item in (value if isinstance(value, list) else [value])}
            assert flat - {""} <= set(words), field


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestFinding:
    def test_rates_from_which_nothing_is_computed_stay_out_of_sight(self):
        table = TABLES["premium-rates"]
        plain, all_rows = found(table, Asked()), found(table, Asked(aside=True))
        assert {row.status for row in plain} == {"active"}
        assert all_rows.count() == PremiumRate.objects.count() > plain.count()

    def test_unconfirmed_rows_are_those_with_any_doubt(self):
        bases = found(TABLES["legal-bases"], Asked(unconfirmed=True))
        assert bases.count() > 0
        assert all("L" in (row.confidence, row.in_force_confidence) for row in bases)
        assert not bases.exclude(confidence="L").filter(in_force_confidence="H").exists()
        panwascam = found(TABLES["tenures"], Asked(unconfirmed=True, q="panwascam"))
        assert {(row.body, row.end_confidence) for row in panwascam} >= {("panwascam", "L")}

    @pytest.mark.parametrize(
        ("kind", "election", "holds", "lacks"),
        [
            ("ratios", "pilkada-2024", {"election": "pilkada-2024"}, {"election": "pemilu-2024"}),
            ("legal-bases", "pilkada-2024", {"code": "uu-10-2016"}, {"code": "uu-7-2017"}),
            ("legal-bases", "pemilu-2024", {"code": "uu-7-2017"}, {"code": "uu-10-2016"}),
            ("accounts", "pemilu-2024", {"code": "5.1.02.02.02.0006"}, {"code": "5.1.05.01.01.0001"}),
            ("accounts", "pilkada-2024", {"code": "5.1.05.01.01.0001"}, {"code": "tidak-ada"}),
        ],
    )
    def test_an_election_leaves_the_rows_that_hold_for_it(self, kind: str, election: str, holds: dict, lacks: dict):
        rows = found(TABLES[kind], Asked(election=election))
        assert rows.filter(**holds).exists()
        assert not rows.filter(**lacks).exists()

    def test_bodies_and_positions_of_an_election_are_those_with_a_ratio_in_it(self):
        Ratio.objects.filter(election="pilkada-2024", position="pkd").delete()
        codes = {row.code for row in found(TABLES["positions"], Asked(election="pilkada-2024"))}
        assert "kpps-ketua" in codes
        assert "pkd" not in codes
        assert "pkd" not in {row.code for row in found(TABLES["bodies"], Asked(election="pilkada-2024"))}
        assert Position.objects.filter(code="pkd").exists()

    def test_every_word_has_to_stand_somewhere_in_the_row(self):
        asked = Asked(q="nomor 49 kedua jaminan")
        assert [row.code for row in found(TABLES["legal-bases"], asked)] == ["pp-49-2023"]
        assert not found(TABLES["legal-bases"], Asked(q="49 tidak-ada")).exists()

    def test_an_election_that_nobody_knows_has_no_rows(self):
        assert not found(TABLES["ratios"], Asked(election="pemilu-1955")).exists()


@pytest.mark.django_db
def test_the_history_is_one_whichever_version_is_named(world: World):
    base = LegalBasis.objects.create(
        code="contoh", number="Nomor 1", source="Contoh", in_force_confidence="L", election_kinds=["pemilu"]
    )
    second = base.supersede(by=world.admin, number="Nomor 2")
    third = second.supersede(by=world.admin, number="Nomor 3")
    for row in (base, second, third):
        assert [version.number for version in versions(row)] == ["Nomor 1", "Nomor 2", "Nomor 3"]

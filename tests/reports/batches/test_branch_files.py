"""Files that come from the branch: a newer empty template, and those that SIPP gives out with people in them."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from budgeting.models import Registration
from enrolment.models import Election, PersonRecord
from pemilu_bpjs import documents, vault
from reports.actions.answers import apply
from reports.actions.batches import fill_prefilled, freeze, preview, put_back
from reports.actions.sipp_templates import drop_template, keep_template, map_template
from reports.models import Batch, BatchRow, SippTemplate
from reports.rejections import rejected_tasks
from reports.rules.sipp_layout import Kind
from reports.rules.sipp_layouts import CORRECTIONS, LAYOUTS, WAGES
from tests.factories_answers import give, refused
from tests.factories_batches import BEFORE_VOTING, accept_all, make_batch, seat_people
from tests.factories_cover import make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik

pytestmark = pytest.mark.django_db


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def opened(batch: Batch) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(documents.content(batch.files.get().document)))


NEWER = workbook(
    {
        "Petunjuk": [["Isi lembar berikut", "=1+1"]],
        "data_baru_2027": [["Data Tenaga Kerja"], ["NIK", "NAMA", "AGAMA", "UPAH", "IBU"]],
    }
)


def test_a_newer_template_is_filled_and_keeps_its_name_and_sheets(election: Election, world: Any):
    template = keep_template(
        office=world.office, kind=Kind.NEW, name="template_tk_99999999.xlsx", content=NEWER, by=world.planner
    )
    assert (template.sheet, template.header_row) == ("data_baru_2027", 2)
    assert [column["value"] for column in template.columns] == ["nik", "name", "", "wage", ""]
    map_template(template=template, values=["nik", "name", "", "wage", "mother"], by=world.planner)
    batch = make_batch(election, world.office, people=2)
    file = batch.files.get()
    assert file.name == "kiriman-1-bagian-01/template_tk_99999999.xlsx"
    assert file.layout == f"templat-{template.pk}"
    book = opened(batch)
    assert book.sheetnames == ["Petunjuk", "data_baru_2027"]
    told = list(book["data_baru_2027"].iter_rows(min_row=3, values_only=True))
    assert told[0] == (make_nik(1), "Petugas B Contoh", None, "1100000", "Aminah Contoh")
    assert book["data_baru_2027"]["A3"].number_format == "@"
    assert book["Petunjuk"]["B1"].data_type != "f"  # nothing in it runs
    assert sorted(BatchRow.objects.values_list("row", flat=True)) == [3, 4]


def test_the_last_template_counts_until_it_is_dropped(election: Election, world: Any):
    for name in ("satu.xlsx", "dua.xlsx"):
        keep_template(office=world.office, kind=Kind.NEW, name=name, content=NEWER, by=world.planner)
    standing = SippTemplate.objects.get(replaced_at=None)
    assert standing.file_name == "dua.xlsx"
    drop_template(template=standing, by=world.planner)
    assert make_batch(election, world.office).files.get().layout == "tk-mendaftar"


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        (Kind.NEW, "a.xlsx", b"bukan buku kerja"),
        (Kind.NEW, "a.xlsx", b"PK\x03\x04 rusak"),
        (Kind.NEW, "a.xlsx", workbook({"S": [["satu", "dua"]]})),
        (Kind.WAGE, "a.xlsx", NEWER),
        (Kind.NEW, "a.xlsx", workbook({"S": [["NIK", "NAMA"], [], [make_nik(1), "Contoh"]]})),
        (Kind.CONTINUING, "a.xlsx", workbook({"S": [["NOMOR_IDENTITAS_KPJ", "NAMA"], [24000000001, "Contoh"]]})),
    ],
)
def test_what_is_no_template_is_refused_in_words(world: Any, kind: Kind, name: str, content: bytes):
    with pytest.raises(ValidationError) as fault:
        keep_template(office=world.office, kind=kind, name=name, content=content, by=world.planner)
    assert list(fault.value.message_dict) == ["file"]
    assert not SippTemplate.objects.exists()


def test_columns_hold_only_values_that_there_are(world: Any):
    template = keep_template(office=world.office, kind=Kind.NEW, name="a.xlsx", content=NEWER, by=world.planner)
    for values in (["nik"], ["nik", "name", "", "wage", "blood"]):
        with pytest.raises(ValidationError):
            map_template(template=template, values=values, by=world.planner)


@pytest.mark.parametrize("name", ["../../etc/rahasia.xlsx", "C:\\berkas\\rahasia.xlsx", "/rahasia.xlsx"])
def test_a_name_leads_out_of_no_folder(world: Any, name: str):
    template = keep_template(office=world.office, kind=Kind.NEW, name=name, content=NEWER, by=world.planner)
    assert template.file_name == "rahasia.xlsx"


def test_columns_beyond_any_template_are_left_alone(world: Any):
    wide = workbook({"S": [["NIK", "NAMA", *(f"K{place}" for place in range(2_000))]]})
    template = keep_template(office=world.office, kind=Kind.NEW, name="a.xlsx", content=wide, by=world.planner)
    assert len(template.columns) == 200
    assert template.document.is_personal


def test_who_may_keep_a_template(world: Any):
    for other in (world.head, world.neighbour, world.other_planner, world.kpu, world.bpjs, world.stranger):
        with pytest.raises(PermissionDenied):
            keep_template(office=world.office, kind=Kind.NEW, name="a.xlsx", content=NEWER, by=other)


def wages(*niks: str) -> bytes:
    rows = [[nik, "", "", "K1", "Nama", "01-01-1990", "900000", "", "01/2024", "01234567"] for nik in niks]
    return workbook({"Petunjuk Pengisian": [["Petunjuk"]], "data_upah": [list(WAGES.headers), *rows]})


def test_a_changed_wage_is_written_into_the_file_that_sipp_gave(election: Election, world: Any):
    batch = make_batch(election, world.office, people=3)
    accept_all(batch.arrangement)
    changed = Registration.objects.order_by("person").last()
    Registration.objects.filter(pk=changed.pk).update(sent_wage=900_000)
    content = wages(make_nik(77), make_nik(3), make_nik(1))
    made = fill_prefilled(
        arrangement=batch.arrangement, name="template_upah_01234567.xlsx", content=content, by=world.planner,
        today=BEFORE_VOTING,
    )  # fmt: skip
    filled = made.batch
    assert [(each.row, each.outcome) for each in made.report.rows] == [(2, "unknown"), (3, "written"), (4, "unchanged")]
    assert (filled.number, filled.totals) == (2, {"wage": {"kpps": 1}})
    assert filled.files.get().name == "kiriman-2-upah-01/template_upah_01234567.xlsx"
    rows = list(opened(filled)["data_upah"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[3], row[6], row[7]) for row in rows] == [
        (make_nik(77), "K1", "900000", None),
        (make_nik(3), "K1", "1100000", "0"),
        (make_nik(1), "K1", "900000", None),
    ]
    assert BatchRow.objects.get(file__batch=filled).row == 3
    changed.refresh_from_db()
    assert (changed.sent_wage, changed.state) == (1_100_000, Registration.State.ACTIVE)
    assert fill_prefilled(
        arrangement=batch.arrangement, name="a.xlsx", content=content, by=world.planner, today=BEFORE_VOTING
    ).batch is None  # fmt: skip


def test_a_correction_touches_only_the_columns_that_may_be_edited(election: Election, world: Any):
    batch = make_batch(election, world.office, people=1)
    accept_all(batch.arrangement)
    record = PersonRecord.objects.get()
    Registration.objects.update(sent_content_fp=b"\1" * 32)
    row = ["KODE-7", Registration.objects.get().reference, *["lama"] * 16]
    content = workbook({"update_data_tk": [list(CORRECTIONS.headers), row]})
    made = fill_prefilled(
        arrangement=batch.arrangement, name="koreksi.xlsx", content=content, by=world.planner, today=BEFORE_VOTING
    )
    filled = made.batch
    assert made.report.rows[0].codes == ("nik", "name", "birth_place", "sex", "mother")  # the branch alone can mend it
    (told,) = opened(filled)["update_data_tk"].iter_rows(min_row=2, values_only=True)
    written = dict(zip(CORRECTIONS.headers, told, strict=True))
    assert written["KODE"] == "KODE-7"
    assert written["NAMA_TENAGA_KERJA"] == "lama"
    assert (written["ALAMAT_LENGKAP_DOMISILI"], written["HANDPHONE"]) == ("Jalan Contoh 5", "081234567890")
    assert written["EMAIL"] == "lama"  # of which we know nothing
    assert bytes(Registration.objects.get().sent_content_fp) == bytes(record.content_fp)


def test_every_row_of_a_file_comes_to_one_thing_and_whoever_has_no_row_is_told(election: Election, world: Any):
    batch = make_batch(election, world.office, people=5)
    accept_all(batch.arrangement)
    Registration.objects.update(sent_wage=900_000)
    held = Registration.objects.order_by("person")[3]
    PersonRecord.objects.filter(person=held.person_id).update(name="Petugas 4")
    one, two, *_rest, five = Registration.objects.order_by("person")
    number = vault.open_sealed(two.kpj, "kpj").decode()
    rows = [
        [make_nik(1), "", "", "K"],
        [make_nik(1), one.reference, "", "K"],
        [make_nik(1), "", number, "K"],  # a NIK of one and a KPJ of another
        ["", "", int(number), "K"],  # as Excel keeps it
        [make_nik(4), "", "", "K"],
        ["", "", "", "K", "Siapa"],
        ["", five.reference.lower(), "", "K"],
        ["", "", "", ""],
    ]
    content = workbook({"data_upah": [list(WAGES.headers), *([*row, *[""] * (10 - len(row))] for row in rows)]})
    made = fill_prefilled(
        arrangement=batch.arrangement, name="upah.xlsx", content=content, by=world.planner, today=BEFORE_VOTING
    )
    assert [(each.row, each.outcome, each.codes) for each in made.report.rows] == [
        (2, "written", ()),
        (3, "doubled", ()),
        (4, "ambiguous", ()),
        (5, "written", ()),
        (6, "held", ("name-characters",)),
        (7, "unknown", ()),
        (8, "written", ()),
    ]
    assert made.report.missing == (Registration.objects.order_by("person")[2].assignment_id,)
    assert made.batch.people == 3


def test_the_short_form_of_a_correction_is_filled_by_our_number(election: Election, world: Any):
    batch = make_batch(election, world.office, people=1)
    accept_all(batch.arrangement)
    Registration.objects.update(sent_content_fp=b"\1" * 32)
    short = next(each for each in LAYOUTS if each.code == "koreksi-short")
    row = ["K-1", *[""] * 8, Registration.objects.get().reference, ""]
    content = workbook({"Sheet1": [list(short.headers), row]})
    made = fill_prefilled(
        arrangement=batch.arrangement, name="k.xlsx", content=content, by=world.planner, today=BEFORE_VOTING
    )
    (told,) = opened(made.batch)["Sheet1"].iter_rows(min_row=2, values_only=True)
    assert told[:4] == ("K-1", "Jalan Contoh 5", "081234567890", "1609")


def changed_wage(batch: Batch, office: Any) -> None:
    """The one person's wage told to BPJS in the file that it gave out."""
    accept_all(batch.arrangement)
    Registration.objects.update(sent_wage=900_000)
    fill_prefilled(
        arrangement=batch.arrangement, name="upah.xlsx", content=wages(make_nik(1)), by=office.planner,
        today=BEFORE_VOTING,
    )  # fmt: skip


def waiting(batch: Batch) -> dict[Kind, int]:
    return dict(preview(batch.arrangement, today=BEFORE_VOTING).waiting)


def test_a_refused_change_of_a_wage_is_told_again_when_it_is_another_or_somebody_asks(
    election: Election, world: Any, signed_in: Any
):
    batch = make_batch(election, world.office, people=1)
    changed_wage(batch, world)
    apply(answer=give(batch.arrangement, [refused(1, "Upah di bawah UMP")]), by=world.bpjs)
    client, page = signed_in(world.planner), reverse("reports:rejected")
    row = BatchRow.objects.get(kind="wage")
    again = reverse("reports:rejected-again", args=[row.pk])
    assert (waiting(batch), rejected_tasks(world.planner)) == ({}, 1)
    assert again in client.get(page).content.decode()
    client.post(again, {"reason": "Cabang memintanya lagi"})
    assert (waiting(batch), rejected_tasks(world.planner)) == ({Kind.WAGE: 1}, 0)
    told = client.get(page).content.decode()
    assert "ikut berkas perubahan berikutnya dari SIPP" in told
    assert again not in told
    for other in (world.kpu, world.other_planner, world.neighbour, world.bpjs, world.stranger):
        assert signed_in(other).post(again, {"reason": "x"}).status_code in (403, 404)

    Registration.objects.update(sent_wage=1_100_000)
    assert waiting(batch) == {}
    batch.arrangement.prices.update(base=1_200_000)
    assert waiting(batch) == {Kind.WAGE: 1}


def test_a_refused_correction_is_told_again_when_it_is_another_or_somebody_asks(election: Election, world: Any):
    batch = make_batch(election, world.office, people=1)
    accept_all(batch.arrangement)
    member = Registration.objects.get()
    Registration.objects.update(sent_content_fp=b"\1" * 32)
    content = workbook({"update_data_tk": [list(CORRECTIONS.headers), ["K", member.reference, *[""] * 16]]})
    given = {"arrangement": batch.arrangement, "name": "koreksi.xlsx", "content": content, "by": world.planner}
    fill_prefilled(**given, today=BEFORE_VOTING)
    apply(answer=give(batch.arrangement, [refused(1, "Alamat tidak lengkap")]), by=world.bpjs)
    assert (waiting(batch), rejected_tasks(world.planner)) == ({}, 1)
    put_back(registration=member, reason="Sudah lengkap", by=world.planner)
    assert (waiting(batch), rejected_tasks(world.planner)) == ({Kind.CORRECTION: 1}, 0)
    assert fill_prefilled(**given, today=BEFORE_VOTING).batch.people == 1
    assert waiting(batch) == {}
    PersonRecord.objects.update(content_fp=b"\2" * 32)
    assert waiting(batch) == {Kind.CORRECTION: 1}
    with pytest.raises(ValidationError):  # nothing of it stands refused
        put_back(registration=member, reason="Sekali lagi", by=world.planner)


def test_a_file_that_is_not_sipps_is_refused_in_words(election: Election, world: Any):
    arrangement, _run = make_cover(election, world.office)
    with pytest.raises(ValidationError) as fault:
        fill_prefilled(arrangement=arrangement, name="a.xlsx", content=NEWER, by=world.planner)
    assert list(fault.value.message_dict) == ["file"]
    for other in (world.head, world.neighbour, world.other_planner, world.bpjs, world.stranger):
        with pytest.raises(PermissionDenied):
            fill_prefilled(arrangement=arrangement, name="a.xlsx", content=NEWER, by=other)


def test_a_template_that_cannot_be_filled_leaves_nothing(election: Election, world: Any):
    template = keep_template(office=world.office, kind=Kind.NEW, name="a.xlsx", content=NEWER, by=world.planner)
    SippTemplate.objects.filter(pk=template.pk).update(sheet="tidak ada")
    seat_people(election, 1)
    arrangement, _run = make_cover(election, world.office)
    with pytest.raises(ValidationError, match="tidak dapat diisi"):
        freeze(arrangement=arrangement, today=BEFORE_VOTING)
    assert not Batch.objects.exists()

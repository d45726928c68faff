"""Who is held back for one reason, by name: exactly those, and only for who may see them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from budgeting.models import Arrangement
from enrolment.models import Election, RosterLine, RosterUpload
from pemilu_bpjs import jobs
from pemilu_bpjs.models import User
from reports.tasks.batch_previews import start_preview
from tests.factories_batches import freeze_now, seat_people
from tests.factories_cover import make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

SignIn = Callable[[User], Client]


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def arrangement(world: World, election: Election) -> Arrangement:
    """Of one of KPU's and one of Bawaslu's the mother's name is missing; another is an ASN; two lack nothing."""
    seat_people(election, 2)
    make_seat(election, make_row(make_nik(20), mother="", name="Tanpa Ibu"))
    make_seat(election, make_row(make_nik(23), name="Sudah Aparatur"), tps=4, not_insured="asn")
    bawaslu = make_row(make_nik(24), mother="", name="Pengawas Contoh")
    make_seat(election, bawaslu, institution="Bawaslu", body="ptps", position="ptps")
    found, _run = make_cover(election, world.office)
    return found


def url(arrangement: Arrangement, code: str) -> str:
    return reverse("reports:held-people", args=[arrangement.pk, code])


def names(client: Client, address: str) -> list[str]:
    return [line.name for line in client.get(address).context["shown"].people]


def test_the_link_of_a_reason_opens_exactly_those_people(world: World, signed_in: SignIn, arrangement: Arrangement):
    start_preview(arrangement, by=world.planner)
    while jobs.run_next():
        pass
    client = signed_in(world.planner)
    page = client.get(reverse("reports:sending", args=[arrangement.pk])).context["page"]
    held = {line.url: line.people for line in page.counted.held}
    assert held == {url(arrangement, "mother-missing"): 2, url(arrangement, "excluded"): 1}
    assert names(client, url(arrangement, "mother-missing")) == ["Tanpa Ibu", "Pengawas Contoh"]
    assert names(client, url(arrangement, "excluded")) == ["Sudah Aparatur"]
    assert names(client, url(arrangement, "mother-missing") + "?badan=ptps") == ["Pengawas Contoh"]


def test_the_page_of_a_batch_leads_to_those_who_are_held_back_still(
    world: World, signed_in: SignIn, arrangement: Arrangement
):
    batch = freeze_now(arrangement)
    client = signed_in(world.planner)
    address = reverse("reports:batch", args=[batch.pk])
    links = [line.url for line in client.get(address).context["page"].held]
    assert links == [url(arrangement, "mother-missing"), url(arrangement, "excluded")]
    assert f'href="{links[0]}"' in client.get(address).text
    assert signed_in(world.bpjs).get(address).context["page"].held == ()


def test_whom_the_payer_may_not_see_is_counted_without_a_name(world: World, signed_in: SignIn, election: Election):
    make_seat(election, make_row(make_nik(20), mother="", name="Tanpa Ibu"))
    arrangement, _run = make_cover(election, world.other_payer)  # an office of Satpol PP sees its own people
    answer = signed_in(world.other_planner).get(url(arrangement, "mother-missing"))
    assert "1 orang lainnya tertahan karena sebab ini" in answer.text
    assert "Tanpa Ibu" not in answer.text
    assert "Tidak ada lagi yang tertahan" not in answer.text


def test_nobody_is_left_when_all_were_mended(world: World, signed_in: SignIn, arrangement: Arrangement):
    page = signed_in(world.planner).get(url(arrangement, "marital-missing"))
    assert "Tidak ada lagi yang tertahan karena sebab ini" in page.text


def test_rows_that_were_never_stored_are_listed_with_where_they_stand(
    world: World, signed_in: SignIn, election: Election, arrangement: Arrangement
):
    upload = RosterUpload.objects.create(
        election=election, institution="KPU", region="16.09", file_name="a.xlsx", sha256="0" * 64, size=1,
        state=RosterUpload.State.READY,
    )  # fmt: skip
    for row, accepted in ((2, None), (3, upload.sent_at)):
        RosterLine.objects.create(
            upload=upload, sheet=0, row=row, state=RosterLine.State.REJECTED, sealed_cells=b"x",
            name=f"Baris {row}", accepted_at=accepted,
        )  # fmt: skip
    [row] = signed_in(world.planner).get(url(arrangement, "not-accepted")).context["shown"].rows
    assert (row.name, row.source) == ("Baris 2", "a.xlsx, lembar ke-1, baris 2")
    assert row.url == reverse("enrolment:roster", args=[upload.pk]) + "?keadaan=rejected#baris"


@pytest.mark.parametrize("who", ["neighbour", "other_planner", "kpu", "bpjs", "stranger"])
def test_nobody_else_finds_them(world: World, signed_in: SignIn, arrangement: Arrangement, who: str):
    answer = signed_in(getattr(world, who)).get(url(arrangement, "mother-missing"))
    assert answer.status_code in (403, 404)
    assert "Tanpa Ibu" not in answer.text


def test_a_reason_that_there_is_not_is_not_found(world: World, signed_in: SignIn, arrangement: Arrangement):
    assert signed_in(world.planner).get(url(arrangement, "entah")).status_code == 404

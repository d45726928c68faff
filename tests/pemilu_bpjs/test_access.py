"""Rights come from memberships: where they reach, when they hold, and what a token leaves of them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pemilu_bpjs.access import Reach, lies_within, may, reaches, require, within
from pemilu_bpjs.models import Office, User
from pemilu_bpjs.models.scope import TokenScope
from pemilu_bpjs.permissions import Right
from pemilu_bpjs.roles import RIGHTS, Role, label
from tests.factories import make_member, make_membership, make_office, make_user
from tests.people import World

pytestmark = pytest.mark.django_db


def _offices(user: User, right: Right) -> set[str]:
    found = Office.objects.filter(within(user, right, region_field="region", office_field="pk"))
    return set(found.values_list("name", flat=True))


def test_a_region_holds_what_lies_below_it_by_whole_segments() -> None:
    assert lies_within("16.09", "16.09")
    assert lies_within("16.09.01.2001", "16.09")
    assert lies_within("16.09", "")
    assert not lies_within("16.091", "16.09")
    assert not lies_within("16", "16.09")


def test_a_planner_reaches_his_own_office_and_not_the_other_payer_of_the_region(world: World) -> None:
    assert _offices(world.planner, Right.EDIT_PLAN) == {world.office.name}
    assert may(world.planner, Right.EDIT_PLAN, region="16.09.01", office_id=world.office.pk)
    assert not may(world.planner, Right.EDIT_PLAN, region="16.09", office_id=world.other_payer.pk)
    assert not may(world.planner, Right.EDIT_PLAN, region="16.08")
    assert not may(world.planner, Right.EDIT_PLAN, region="16")


def test_who_reads_a_whole_region_reaches_every_payer_in_it_and_none_beyond(world: World) -> None:
    assert {world.office.name, world.other_payer.name} <= _offices(world.tapd, Right.VIEW_PROPOSAL)
    assert world.neighbour_office.name not in _offices(world.tapd, Right.VIEW_PROPOSAL)


def test_without_a_membership_there_is_nothing_and_a_superuser_is_no_exception(world: World) -> None:
    root = User.objects.create_superuser("root")
    for nobody in (world.stranger, root, AnonymousUser()):
        assert reaches(nobody, Right.VIEW_REFERENCE) == ()
        assert _offices(nobody, Right.VIEW_REFERENCE) == set()


def test_a_membership_holds_on_its_first_and_last_day_and_not_outside() -> None:
    today = timezone.localdate()
    office = make_office()
    for start, end, holds in [
        (today, today, True),
        (today - timedelta(9), None, True),
        (today + timedelta(1), None, False),
        (today - timedelta(9), today - timedelta(1), False),
    ]:
        user = make_user()
        make_membership(user, Role.PLANNER, office, active_from=start, active_until=end)
        assert may(user, Right.EDIT_PLAN) is holds


def test_a_disabled_account_has_no_rights(world: World) -> None:
    world.planner.is_active = False
    assert reaches(world.planner, Right.VIEW_PLAN) == ()


def test_a_country_wide_membership_reaches_every_region(world: World) -> None:
    operator = make_member(Role.ADMIN, None, region="")
    assert _offices(operator, Right.MANAGE_OFFICE) == set(Office.objects.values_list("name", flat=True))


def test_all_rights_of_a_request_cost_one_query(world: World, django_assert_num_queries) -> None:
    user = User.objects.get(pk=world.planner.pk)
    with django_assert_num_queries(1):
        for right in Right:
            reaches(user, right)


def test_a_refusal_is_permission_denied_with_a_sentence(world: World) -> None:
    with pytest.raises(PermissionDenied, match="wewenang"):
        require(world.head, Right.DRAFT_PROPOSAL)


def test_nobody_who_drafts_can_also_move_a_proposal_on() -> None:
    moving = {Right.VERIFY_PROPOSAL, Right.REVIEW_PROPOSAL, Right.DECIDE_PROPOSAL, Right.ENACT_PROPOSAL}
    for rights in RIGHTS.values():
        assert not (Right.DRAFT_PROPOSAL in rights and rights & moving)


def test_every_role_has_words_and_rights() -> None:
    for role in Role:
        assert str(label(role))
        assert RIGHTS[role]


@pytest.mark.parametrize(
    ("scope", "reach", "kept"),
    [
        (Reach(""), Reach("16.09", 1), Reach("16.09", 1)),
        (Reach("16.09.01"), Reach("16.09", 1), Reach("16.09.01", 1)),
        (Reach("16", 1), Reach("16.09"), Reach("16.09", 1)),
        (Reach("16.08"), Reach("16.09", 1), None),
        (Reach("16.09", 2), Reach("16.09", 1), None),
    ],
)
def test_a_token_keeps_what_both_its_scope_and_its_owner_reach(scope: Reach, reach: Reach, kept: Reach | None) -> None:
    assert TokenScope(scope).narrow(Right.VIEW_PLAN, reach) == kept


def test_a_token_with_named_rights_keeps_those_alone() -> None:
    scope = TokenScope(Reach(""), frozenset({Right.VIEW_PLAN}))
    assert scope.narrow(Right.VIEW_PLAN, Reach("16.09", 1)) == Reach("16.09", 1)
    assert scope.narrow(Right.EDIT_PLAN, Reach("16.09", 1)) is None

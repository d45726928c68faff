from decimal import Decimal

from budgeting.rules.benefits import Benefits, FamilyBenefit, Stated, least_sure, of_basis
from budgeting.rules.premium import Basis
from budgeting.rules.rates import MembershipClass


def stated(value: int, confidence: str = "M") -> Stated:
    return Stated(Decimal(value), confidence)


PUBLISHED = Benefits(
    jkk_multiple=stated(48),
    jkk_periodic=stated(12_000_000),
    jkk_funeral=stated(10_000_000),
    jkm_death=stated(42_000_000),
    scholarship=stated(174_000_000),
    kpu_death=stated(36_000_000, "H"),
    kpu_funeral=stated(10_000_000, "H"),
)


def test_a_kpps_member_on_his_honorarium():
    # 48 x 1,100,000 + 22,000,000; KPU's own 46 m is no part of it
    basis = Basis(MembershipClass.PU, 1_100_000)
    assert of_basis(basis, PUBLISHED) == FamilyBenefit(74_800_000, 42_000_000, 174_000_000)


def test_a_lower_base_lowers_the_jkk_benefit_only():
    low = of_basis(Basis(MembershipClass.PU, 850_000), PUBLISHED)
    assert (low.jkk, low.jkm) == (62_800_000, 42_000_000)


def test_the_jkk_benefit_of_bpu_is_not_known():
    assert of_basis(Basis(MembershipClass.BPU, None), PUBLISHED).jkk is None


def test_nothing_is_made_up_where_a_value_is_missing():
    without_funeral = Benefits(jkk_multiple=stated(48), jkk_periodic=stated(12_000_000))
    assert of_basis(Basis(MembershipClass.PU, 1_000_000), without_funeral) == FamilyBenefit(None, None, None)


def test_a_figure_is_as_sure_as_its_least_sure_part():
    assert least_sure(stated(1, "H"), None, stated(2, "D"), stated(3, "M")) == "M"
    assert least_sure(stated(1, "M"), stated(2, "L")) == "L"
    assert least_sure(None) == "L"

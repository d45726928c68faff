"""Load what law, ministries and BPJS set from seed_data.toml; safe to run again at any time."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from budgeting.models import (
    Account,
    ActivityCode,
    Benefit,
    CodeRegime,
    FundSource,
    Honorarium,
    LegalBasis,
    Parameter,
    PremiumRate,
    WorkLocation,
)
from enrolment.actions.reference import add_missing

SEED = Path(__file__).resolve().parent.parent / "data" / "seed_data.toml"
_SEED_SOURCE = "Data acuan awal"  # where the file names none
_TEMPLATE_SOURCE = "Lembar Lokasi Pekerjaan pada templat SIPP"


def read_seed(*, path: Path = SEED) -> dict[str, Any]:
    """The seed file as TOML gives it."""
    with path.open("rb") as file:
        return tomllib.load(file)


def load_law(*, seed: dict[str, Any]) -> int:
    """Add the rows of the seed file whose natural key does not stand yet; returns how many."""
    return (
        add_missing(PremiumRate, _rates(seed), key=("key",))
        + add_missing(Honorarium, _honoraria(seed), key=("election", "position", "employment"))
        + add_missing(Benefit, _benefits(seed), key=("code",))
        + add_missing(Account, _accounts(seed), key=("code",))
        + add_missing(CodeRegime, _regimes(seed), key=("fiscal_year",))
        + add_missing(ActivityCode, _activities(seed), key=("code",))
        + add_missing(FundSource, _funds(seed), key=("code",))
        + add_missing(LegalBasis, _legal_bases(seed), key=("code",))
        + add_missing(Parameter, _parameters(seed), key=("code",))
        + add_missing(WorkLocation, _work_locations(seed), key=("code",))
    )


def rate_key(row: dict[str, Any]) -> str:
    """The natural key of a premium rate, as seed_data.toml defines it."""
    names = ("programme", "membership", "risk_group", "sector", "kind", "valid_from")
    return "|".join(str(row.get(name) or "") for name in names)


def _rates(seed: dict[str, Any]) -> Iterator[PremiumRate]:
    for row in seed["premium_rates"]:
        yield PremiumRate(
            key=rate_key(row),
            programme=row["programme"],
            membership=row["membership"],
            risk_group=row.get("risk_group"),
            sector=row.get("sector", ""),
            kind=row["kind"],
            value=Decimal(row["value"]),
            status=row["status"],
            is_default=row["default"],
            valid_from=row.get("valid_from"),
            valid_to=row.get("valid_to"),
            **_common(row),
        )


def _honoraria(seed: dict[str, Any]) -> Iterator[Honorarium]:
    for row in seed["honoraria"]:
        yield Honorarium(
            election=row["election"],
            position=row["position"],
            employment=row.get("employment", ""),
            amount=row["amount"],
            is_default=row["default"],
            **_common(row),
        )


def _benefits(seed: dict[str, Any]) -> Iterator[Benefit]:
    for row in seed["benefits"]:
        yield Benefit(
            code=row["code"],
            provider=row["provider"],
            programme=row["programme"],
            name=row["name"],
            kind=row["kind"],
            value=int(row["value"]) if "value" in row else None,
            parts=row.get("parts", []),
            **_common(row),
        )


def _accounts(seed: dict[str, Any]) -> Iterator[Account]:
    for row in seed["accounts"]:
        yield Account(
            code=row["code"],
            name=row["name"],
            programme=row.get("programme", ""),
            election_kinds=row.get("elections", []),
            is_default=row.get("default", False),
            **_common(row),
        )


def _regimes(seed: dict[str, Any]) -> Iterator[CodeRegime]:
    for row in seed["code_regimes"]:
        yield CodeRegime(
            fiscal_year=row["fiscal_year"],
            decree=row["decree"],
            sub_activity_digits=row["sub_activity_digits"],
            digits_confidence=row["digits_confidence"],
            **_common({**row, "confidence": row["decree_confidence"], "source": row["decree"]}),
        )


def _activities(seed: dict[str, Any]) -> Iterator[ActivityCode]:
    for row in seed["activity_codes"]:
        yield ActivityCode(
            code=row["code"],
            level=row["level"],
            name=row["name"],
            fiscal_years=row["fiscal_years"],
            area=row.get("area", ""),
            is_default=row.get("default", False),
            **_common(row),
        )


def _funds(seed: dict[str, Any]) -> Iterator[FundSource]:
    for row in seed["fund_sources"]:
        yield FundSource(code=row["code"], print_name=row["print_name"], is_default=row["default"], **_common(row))


def _legal_bases(seed: dict[str, Any]) -> Iterator[LegalBasis]:
    for order, row in enumerate(seed["legal_bases"]):
        yield LegalBasis(
            code=row["code"],
            number=row["number"],
            title=row["title"],
            election_kinds=row["elections"],
            valid_from=row["in_force_from"],
            in_force_precision=row["in_force_precision"],
            in_force_confidence=row["in_force_confidence"],
            print_default=row["print_default"],
            order=order,
            **_common({**row, "confidence": row["title_confidence"]}),
        )


def _parameters(seed: dict[str, Any]) -> Iterator[Parameter]:
    confidences = {"premium_rounding": "L", "ppn_percent": "L", "late_fine_percent_per_month": "L"}
    for code, value in seed["parameters"].items():
        if not code.endswith("_confidence"):
            stated = seed["parameters"].get(f"{code}_confidence", confidences.get(code, "M"))
            yield Parameter(code=code, value=value, **_common({"confidence": stated}))


def _work_locations(seed: dict[str, Any]) -> Iterator[WorkLocation]:
    """BPJS's codes; the few that are not Kemendagri's own stand in a table of their own."""
    regions = {theirs: ours for ours, theirs in seed["sipp_lokasi_from_kemendagri"].items()}
    for code, name in seed["sipp_lokasi_pekerjaan"].items():
        region = regions.get(code, code)
        row = {"confidence": "H", "source": _TEMPLATE_SOURCE}
        yield WorkLocation(code=code, name=name, region=f"{region[:2]}.{region[2:]}", **_common(row))


def _common(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "confidence": row["confidence"],
        "source": row.get("source", _SEED_SOURCE),
        "note": row.get("note", ""),
        "is_seed": True,
    }

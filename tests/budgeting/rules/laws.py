"""A small law for the tests of the rules: three bodies, the rates of PP 44/2015."""

import datetime
from decimal import Decimal

from budgeting.rules.law import Honorarium, Law, Preset, PresetPosition
from budgeting.rules.rates import MembershipClass, Programme, Rate, RateKind
from enrolment.rules.bodies import Position, Tenure, Unit
from enrolment.rules.period import Period

D = datetime.date
PU, BPU = MembershipClass.PU, MembershipClass.BPU
JKK, JKM = Programme.JKK, Programme.JKM
SINCE = D(2015, 7, 1)


def rate(
    programme: Programme,
    value: str,
    membership: MembershipClass = PU,
    since: D = SINCE,
    until: D | None = None,
    confidence: str = "M",
) -> Rate:
    kind = RateKind.PERCENT if membership is PU else RateKind.FLAT
    return Rate(programme, membership, kind, Decimal(value), since, until, confidence, "PP 44/2015")


RATES = (rate(JKK, "0.24"), rate(JKM, "0.30"), rate(JKK, "10000", BPU), rate(JKM, "6800", BPU))

KPPS_TENURE = Tenure(Period(D(2024, 1, 25), D(2024, 2, 25)), source="Kep KPU 1669/2023")
PPK_TENURE = Tenure(Period(D(2023, 1, 4), D(2024, 4, 4)), source="Kep KPU 476/2022")
PANWASCAM_TENURE = Tenure(Period(D(2022, 10, 26), D(2024, 4, 30)), "M", "L")


def _position(
    code: str, body: str, unit: Unit, per_unit: int, *, institution: str = "KPU", extra: int = 0, asn: bool = False
) -> Position:
    return Position(code, code.title(), body, body.upper(), institution, unit, per_unit, extra, always_asn=asn)


def preset(kind: str = "pemilu") -> Preset:
    over_400 = 1 if kind == "pilkada" else 0
    positions = (
        PresetPosition(_position("ppk-ketua", "ppk", Unit.KECAMATAN, 1), PPK_TENURE, Honorarium(2_500_000, "S-647")),
        PresetPosition(_position("ppk-anggota", "ppk", Unit.KECAMATAN, 4), PPK_TENURE, Honorarium(2_200_000, "S-647")),
        PresetPosition(
            _position("sek-ppk-sekretaris", "sek-ppk", Unit.KECAMATAN, 1, asn=True),
            PPK_TENURE,
            Honorarium(1_850_000, "S-647"),
        ),
        PresetPosition(_position("kpps-ketua", "kpps", Unit.TPS, 1), KPPS_TENURE, Honorarium(1_200_000, "S-647")),
        PresetPosition(_position("kpps-anggota", "kpps", Unit.TPS, 6), KPPS_TENURE, Honorarium(1_100_000, "S-647")),
        PresetPosition(
            _position("pantarlih", "pantarlih", Unit.TPS_COKLIT, 1, extra=over_400),
            None,
            Honorarium(1_000_000, "S-647"),
        ),
        PresetPosition(
            _position("panwascam-ketua", "panwascam", Unit.KECAMATAN, 1, institution="Bawaslu"), PANWASCAM_TENURE, None
        ),
    )
    return Preset(f"{kind}-2024", kind, "Pemilihan", D(2024, 2, 14), positions)


def law(kind: str = "pemilu", rates: tuple[Rate, ...] = RATES) -> Law:
    return Law.of(preset(kind), rates, range(2023, 2028))

"""Set up an election for a region."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enrolment.catalogue import preset as preset_in_force
from enrolment.models import Election, ElectionPreset, Region, Stage, StageCode
from enrolment.rules.region_code import Level
from pemilu_bpjs import audit

ELECTION_LEVELS = (Level.PROVINSI, Level.KABUPATEN)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,59}")
RESERVED = frozenset({"baru", "daftar", "kuota", "petugas"})
"""No election's code: pages stand at these words, where those of such an election would never be found."""


def create_election(
    *, preset: str, region: str, by: Any, stages: Iterable[str] = (StageCode.DPT,), code: str = ""
) -> Election:
    """The election of that preset in that region; where it stands already, it is brought up to date.

    `code` defaults to "<preset>-<region>", as in "pemilu-2024-16.09". A code of one's own may name a second election of
    the preset in the region: a revote (PSU) after the tenures ended appoints its KPPS anew. Stages are added, never
    taken away, for counts may hang on them. Raises ValidationError by field: preset, region, stages, code.
    """
    law, place = _preset(preset), _region(region)
    wanted = _stages(stages)
    with transaction.atomic():
        election, is_new = _keep(law, place, code, by=by)
        added = _add_stages(election, wanted)
        if is_new or added:
            audit.record(
                "election.create" if is_new else "election.update",
                by=by,
                subject=f"election:{election.code}",
                region=region,
                detail={"preset": preset, "stages": sorted(wanted)},
            )
    return election


def _preset(code: str) -> ElectionPreset:
    found = preset_in_force(code)
    if found is None:
        known = ", ".join(ElectionPreset.objects.current().values_list("code", flat=True))
        sentence = _("Preset pemilihan “%(code)s” tidak dikenal. Yang dikenal: %(known)s.")
        raise ValidationError({"preset": ValidationError(sentence, "preset-unknown", {"code": code, "known": known})})
    return found


def _region(code: str) -> Region:
    found = Region.objects.filter(pk=code).first()
    if found is None:
        sentence = _("Wilayah dengan kode “%(code)s” tidak ada. Tulis kode Kemendagri, misalnya 16.09.")
        raise ValidationError({"region": ValidationError(sentence, "region-unknown", {"code": code})})
    if found.level not in ELECTION_LEVELS:
        sentence = _("%(name)s bukan kabupaten/kota atau provinsi. Pemilihan disiapkan untuk salah satunya.")
        raise ValidationError({"region": ValidationError(sentence, "region-level", {"name": found.name})})
    return found


def _stages(codes: Iterable[str]) -> set[str]:
    wanted = {str(code) for code in codes}
    if unknown := wanted - set(StageCode.values):
        sentence = _("Tahapan tidak dikenal: %(codes)s.")
        raise ValidationError(
            {"stages": ValidationError(sentence, "stage-unknown", {"codes": ", ".join(sorted(unknown))})}
        )
    return wanted


def _keep(law: ElectionPreset, place: Region, code: str, *, by: Any) -> tuple[Election, bool]:
    """The row itself; name and voting day follow the preset in force."""
    follows = {"kind": law.kind, "name": f"{law.name} {place.name}", "voting_day": law.voting_day}
    same = Election.objects.filter(preset=law.code, region=place)
    standing = (same.filter(code=code) if code else same.order_by("pk")).first()
    code = code or f"{law.code}-{place.pk}"
    if standing is not None:
        Election.objects.filter(pk=standing.pk).update(**follows)
        standing.refresh_from_db()
        return standing, False
    if not _CODE.fullmatch(code):
        sentence = _("Kode pemilihan hanya boleh berisi huruf, angka, titik, dan tanda hubung.")
        raise ValidationError({"code": ValidationError(sentence, "code-form")})
    if code in RESERVED:
        sentence = _("Kode %(code)s sudah berarti lain di aplikasi ini. Pilih kode lain, misalnya %(code)s-%(region)s.")
        raise ValidationError({"code": ValidationError(sentence, "code-reserved", {"code": code, "region": place.pk})})
    if Election.objects.filter(code=code).exists():
        sentence = _("Kode %(code)s sudah dipakai pemilihan lain.")
        raise ValidationError({"code": ValidationError(sentence, "code-taken", {"code": code})})
    return Election.objects.create(code=code, preset=law.code, region=place, created_by=by, **follows), True


def _add_stages(election: Election, wanted: set[str]) -> set[str]:
    new = wanted - set(election.stages.values_list("code", flat=True))
    Stage.objects.bulk_create(Stage(election=election, code=code) for code in sorted(new))
    return new

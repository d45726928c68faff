"""The quota board of a region as a workbook: what its reader sees, down to every TPS."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from enrolment.models import PollingStation, Region
from enrolment.place_words import place_words
from enrolment.quota import Board, board, level_lines
from enrolment.quota_counts import Scope
from enrolment.quota_units import tps_lines
from enrolment.rules.region_code import Level, level
from enrolment.writers.quota_board import LevelSheet, quota_workbook
from pemilu_bpjs.formats import date_long

_MOST_AT_ONCE = 1_500
"""TPS whose workbook is written while its reader waits: about a second."""


def is_big(scope: Scope) -> bool:
    """Whether its workbook is the work of a job."""
    below = PollingStation.objects.filter(election=scope.election, desa__code__startswith=scope.region)
    return below.order_by()[_MOST_AT_ONCE : _MOST_AT_ONCE + 1].exists()


def quota_file(scope: Scope, region: Region) -> tuple[str, bytes]:
    """(file name, workbook). Files speak Indonesian."""
    content = io.BytesIO()
    with translation.override("id"):
        shown = board(scope, region)
        places = place_words(region.pk)
        quota_workbook(
            content,
            heading=_heading(scope, region),
            board=shown,
            places=places,
            sheets=_sheets(scope, shown, {code: words.desa or words.kecamatan for code, words in places.items()}),
        )
    return f"papan-kuota-{region.pk}.xlsx", content.getvalue()


def _heading(scope: Scope, region: Region) -> tuple[str, ...]:
    day = _("bertugas pada %s") % date_long(scope.on) if scope.on else _("yang masih memegang kursinya")
    made = _("dibuat %s") % date_long(timezone.localdate())
    return (_("Papan kuota %s") % region.name, scope.election.name, f"{day}; {made}")


def _sheets(scope: Scope, shown: Board, names: dict[str, str]) -> Iterator[LevelSheet]:
    """Every level below the region; that of TPS has only their own bodies."""
    own = level(scope.region)
    for wanted, name in ((Level.KECAMATAN, _("Kecamatan")), (Level.DESA, _("Desa"))):
        regions: list[Any] = [(code, said) for code, said in names.items() if level(code) is wanted]
        if regions and not (own is wanted or own is Level.DESA):
            yield LevelSheet(name, level_lines(replace(scope, by=wanted), shown.bodies, regions))
    desa = [code for code in names if level(code) is Level.DESA]
    yield LevelSheet(_("TPS"), tps_lines(scope, shown.bodies, desa), tells_all=False)

"""How a payer insures an election's people, and the computation of whose month is paid."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from budgeting.cover_ledger import WorkedOut, worked_out, write_down
from budgeting.cover_prices import renew
from budgeting.models import Arrangement, CoverPrice, CoverRun, CoverSaving, Plan
from enrolment.models import Election
from enrolment.serving import people_version
from pemilu_bpjs import audit
from pemilu_bpjs.access import lies_within, require
from pemilu_bpjs.jobs import Progress
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right

SETTINGS = ("takes_members", "carrier", "first_day", "contract_status", "identity_valid_until", "work_location")
_TRIES = 3
_STEPS = 3


def arrange(
    *, election: Election, office: Office | None, plan: Plan | None = None, by: Any, **settings: Any
) -> Arrangement:
    """A payer's arrangement for an election, made or changed; settings that are not given stay as they are.

    Raises ValidationError by field (office, plan, or a setting), PermissionDenied.
    """
    if by is not None:
        require(by, Right.RUN_COVER, region=election.region_id, office_id=office.pk if office else None)
    _check(election, office, plan)
    with transaction.atomic():
        _hold(election)
        found = Arrangement.objects.filter(election=election, office=office).first()
        arrangement = found or Arrangement(election=election, office=office, region=election.region_id, created_by=by)
        before = {name: getattr(arrangement, name) for name in ("plan_id", *SETTINGS)} if found else {}
        arrangement.plan = plan
        for name in SETTINGS:
            if name in settings:
                setattr(arrangement, name, settings[name])
        arrangement.clean_fields(exclude={each.name for each in Arrangement._meta.fields} - set(SETTINGS))
        after = {name: getattr(arrangement, name) for name in ("plan_id", *SETTINGS)}
        if before != after:
            arrangement.save()
            changed = {name: str(value) for name, value in after.items() if before.get(name) != value}
            _record("cover.arrange", election, by, {"arrangement": arrangement.pk, **changed}, office)
    return arrangement


def default_arrangement(*, election: Election, by: Any = None) -> Arrangement:
    """The arrangement that a command works on: the only one there is, else that of the region's only payer.

    Where the region has no payer, or several, it belongs to none.
    """
    standing = list(Arrangement.objects.filter(election=election)[:2])
    if len(standing) == 1:
        return standing[0]
    payers = list(Office.objects.payers().filter(region=election.region_id)[:2])
    office = payers[0] if len(payers) == 1 else None
    known = Arrangement.objects.filter(election=election, office=office).first()
    return known or arrange(election=election, office=office, by=by)


def run(*, election: Election, by: Any = None, progress: Progress | None = None) -> CoverRun:
    """Brings the election's person-months up to date: one a person and month. What stands rightly stays untouched.

    Works out first what differs, and looks again if somebody changed people or prices meanwhile. Raises ValidationError
    where nobody pays for the election, notes.Faults where a plan cannot be computed, PermissionDenied.
    """
    if by is not None:
        require(by, Right.RUN_COVER, region=election.region_id)
    _tell(progress, 0, _("Membaca rencana dan tarif"))
    _renew_prices(election)
    for tried in range(1, _TRIES + 1):
        if tried == _TRIES:
            with transaction.atomic():
                _hold(election)
                return _work(election, by, progress)
        if (done := _work(election, by, progress, seen=_state(election))) is not None:
            return done
    raise AssertionError("the last try keeps everybody else waiting")


def _work(
    election: Election, by: Any, progress: Progress | None, seen: tuple[Any, ...] | None = None
) -> CoverRun | None:
    """None where what it was worked out from changed meanwhile (`seen`), so that nothing was written."""
    _tell(progress, 1, _("Mencocokkan petugas dengan bulan yang diiurkan"))
    with worked_out(election) as found, transaction.atomic():
        _hold(election)
        if seen is not None and _state(election) != seen:
            return None
        _tell(progress, 2, _("Menyimpan"))
        return _write(election, found, by)


def _write(election: Election, found: WorkedOut, by: Any) -> CoverRun:
    last = CoverRun.objects.filter(election=election).aggregate(last=Max("number"))["last"] or 0
    done = CoverRun.objects.create(
        election=election,
        number=last + 1,
        saved_months=found.saved_months,
        saved_rupiah=found.saved_rupiah,
        people_version=people_version(election.pk),
        started_by=by,
    )
    done.added, done.removed = write_down(done)
    done.standing = found.standing + done.added - done.removed
    done.save(update_fields=["added", "removed", "standing"])
    CoverSaving.objects.bulk_create(
        CoverSaving(
            run=done,
            arrangement_id=each.arrangement,
            ground=each.ground,
            people=each.people,
            months=each.months,
            rupiah=each.rupiah,
        )
        for each in found.savings
    )
    detail = {"number": done.number, "added": done.added, "removed": done.removed, "standing": done.standing}
    _record("cover.run", election, by, detail)
    return done


def _renew_prices(election: Election) -> None:
    with transaction.atomic():
        _hold(election)
        arrangements = list(
            Arrangement.objects.filter(election=election).select_related("election__region", "plan__election__region")
        )
        if not arrangements:
            raise ValidationError(_("Belum ada kantor yang mengiurkan pemilihan ini. Buat dahulu pengaturan iurannya."))
        for arrangement in arrangements:
            renew(arrangement)


def _state(election: Election) -> tuple[Any, ...]:
    """All that a run is worked out from, as far as it can change meanwhile."""
    arrangements = Arrangement.objects.filter(election=election).order_by("pk")
    prices = CoverPrice.objects.filter(arrangement__election=election, replaced_at=None).order_by("pk")
    return (
        people_version(election.pk),
        CoverRun.objects.filter(election=election).aggregate(last=Max("number"))["last"],
        tuple(arrangements.values_list("pk", "carrier", "takes_members")),
        tuple(prices.values_list("pk", flat=True)),
    )


def _hold(election: Election) -> None:
    """Whoever changes the election's people, prices or person-months waits until this transaction is over."""
    Election.objects.select_for_update(no_key=True).get(pk=election.pk)


def _check(election: Election, office: Office | None, plan: Plan | None) -> None:
    faults = {}
    if office is not None and not office.is_payer:
        faults["office"] = _("%(office)s tidak membayar iuran. Pilih kantor pembayar.") % {"office": office.name}
    elif office is not None and not lies_within(election.region_id, office.region):
        faults["office"] = _("Pemilihan ini di luar wilayah %(office)s.") % {"office": office.name}
    if plan is not None and plan.election_id != election.pk:
        faults["plan"] = _("Rencana itu untuk pemilihan lain. Pilih rencana pemilihan ini.")
    elif plan is not None and (office is None or plan.office_id != office.pk):
        faults["plan"] = _("Rencana itu milik kantor lain. Pilih rencana kantor pembayar ini.")
    if faults:
        raise ValidationError(faults)


def _record(action: str, election: Election, by: Any, detail: dict[str, Any], office: Office | None = None) -> None:
    audit.record(
        action,
        by=by,
        subject=f"election:{election.code}",
        office=office,
        region=election.region_id,
        detail=detail,
    )


def _tell(progress: Progress | None, done: int, message: str) -> None:
    if progress is not None:
        progress.set(done, _STEPS, message)

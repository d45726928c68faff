"""Rosters that were sent: the file, its rows with every fault, and what a sender's words were found to mean."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrolment.models.election import Election
from enrolment.models.person import FINGERPRINT_BYTES
from enrolment.models.scope import people_within
from pemilu_bpjs.models import Document, Job, Office
from pemilu_bpjs.models.sealed import SealedField
from pemilu_bpjs.permissions import Right


class RosterUploadQuerySet(models.QuerySet["RosterUpload"]):
    def visible_to(self, user: Any, right: Right = Right.VIEW_ROSTER) -> Self:
        """Uploads of the user's institution for his region."""
        return self.filter(people_within(user, right))

    def kept(self) -> Self:
        """Without those that a command only checked."""
        return self.filter(is_trial=False)


class RosterUpload(models.Model):
    """One file that was sent, and how far it has come.

    `institution` is whose people the file holds, `region` how far its sender's region reaches. `layout` and `words` are
    what was found or confirmed (enrolment/mapping.py has their shape); what stands above the columns is sealed, since a
    person's row may have been taken for a header; `passed_over` are rows read as nobody, each a
    rules.roster_rows.Passed. The four counts always add up:
    ok + warned + rejected = rows. `accepted` counts rows whose people now stand.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("Diterima")
        ASKING = "asking", _("Menunggu konfirmasi kolom")
        CHECKING = "checking", _("Sedang diperiksa")
        READY = "ready", _("Siap ditinjau")
        ACCEPTING = "accepting", _("Sedang disimpan")
        DONE = "done", _("Selesai")
        REFUSED = "refused", _("Tidak dapat dibaca")
        UNDONE = "undone", _("Dibatalkan")

    election = models.ForeignKey(Election, models.PROTECT, related_name="rosters", verbose_name=_("pemilihan"))
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", verbose_name=_("kantor"))
    institution = models.CharField(_("lembaga"), max_length=20, blank=True)
    region = models.CharField(_("kode wilayah"), max_length=13)
    body = models.SlugField(_("badan"), max_length=40, blank=True)
    file_name = models.CharField(_("nama berkas"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("ukuran (bita)"))
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name=_("berkas"))
    is_trial = models.BooleanField(default=False)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.RECEIVED)
    layout = models.JSONField(default=dict, blank=True)
    sealed_headers = SealedField("roster-headers", null=True)
    words = models.JSONField(default=dict, blank=True)
    settled = models.JSONField(default=dict, blank=True)
    passed_over = models.JSONField(default=list, blank=True)
    rows = models.PositiveIntegerField(_("baris"), default=0)
    ok = models.PositiveIntegerField(_("baik"), default=0)
    warned = models.PositiveIntegerField(_("dengan peringatan"), default=0)
    rejected = models.PositiveIntegerField(_("ditolak"), default=0)
    accepted = models.PositiveIntegerField(_("tersimpan"), default=0)
    file_problems = models.JSONField(default=list, blank=True)
    unit_problems = models.JSONField(default=list, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    # The election's people_version that its clashes were last worked out against.
    checked_version = models.PositiveBigIntegerField(null=True, editable=False)
    # Goes up with every line that is edited: clashes worked out before are then out of date.
    lines_version = models.PositiveBigIntegerField(default=0, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)

    objects = RosterUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("unggahan daftar")
        verbose_name_plural = _("unggahan daftar")
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return self.file_name


class RosterLine(models.Model):
    """One row of an upload: its cells and particulars sealed, its seat in the clear, its faults beside it.

    `problems` come from the row itself, `clashes` from other rows and from who already stands; both are lists of
    {"code", "field", "value", "particulars"} with values masked. Of words of the row, `problems` hold the marks and
    `sealed_words` what they say (enrolment/row_words.py). `sealed_edits` are cells that were typed over in the review,
    by field. `state` is what the two lists come to.
    """

    class State(models.TextChoices):
        OK = "ok", _("baik")
        WARNED = "warned", _("peringatan")
        REJECTED = "rejected", _("ditolak")

    class Outcome(models.TextChoices):
        """What accepting the row came to."""

        NEW = "new", _("baru")
        CHANGED = "changed", _("berubah")
        UNCHANGED = "unchanged", _("tetap")

    # The same for thousands of lines that are written together: to look it up for each would cost PostgreSQL 3 % of a
    # roster's whole way. Only discarding deletes an upload, and its lines before it.
    upload = models.ForeignKey(RosterUpload, models.CASCADE, related_name="lines", db_index=False, db_constraint=False)
    sheet = models.PositiveSmallIntegerField(_("lembar"))
    row = models.PositiveIntegerField(_("baris"))
    state = models.CharField(_("keadaan"), max_length=8, choices=State)
    problems = models.JSONField(default=list)
    clashes = models.JSONField(default=list)
    sealed_words = SealedField("roster-words", null=True)
    sealed_cells = SealedField("roster-cells")
    sealed_edits = SealedField("roster-edits", null=True)
    nik_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, null=True)
    name_birth_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, null=True)
    content_fp = models.BinaryField(max_length=FINGERPRINT_BYTES, null=True)
    name = models.CharField(_("nama"), max_length=200, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    civil = models.CharField(max_length=10, blank=True)
    is_member = models.BooleanField(default=False)
    lacks = models.PositiveSmallIntegerField(default=0)
    sealed = SealedField("particulars", null=True)
    body = models.SlugField(max_length=40, blank=True, db_index=False)
    position = models.SlugField(max_length=40, blank=True, db_index=False)
    region_code = models.CharField(max_length=13, blank=True)
    tps = models.PositiveSmallIntegerField(default=0)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    is_reserve = models.BooleanField(default=False)
    not_insured = models.CharField(max_length=10, blank=True)
    decree_number = models.CharField(max_length=100, blank=True)
    decree_date = models.DateField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    accepted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("baris daftar")
        verbose_name_plural = _("baris daftar")
        ordering = ("upload", "sheet", "row")
        constraints = [models.UniqueConstraint(fields=("upload", "sheet", "row"), name="roster_line_once")]

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.sheet}/{self.row}"


class RememberedLayout(models.Model):
    """The columns that a sender confirmed for a layout; the next file of that layout is read without asking."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    institution = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=64)
    layout = models.JSONField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("tata letak yang diingat")
        verbose_name_plural = _("tata letak yang diingat")
        constraints = [models.UniqueConstraint(fields=("office", "institution", "key"), name="layout_remembered_once")]

    def __str__(self) -> str:
        return self.key


class RememberedWord(models.Model):
    """What a sender means by a word: "Pamsung" is linmas, "DS. SUKA RAJA" that desa. `word` is in comparable form."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    institution = models.CharField(max_length=20, blank=True)
    election = models.ForeignKey(Election, models.CASCADE, related_name="+")
    field = models.CharField(max_length=20)
    word = models.CharField(max_length=200)
    meaning = models.CharField(max_length=60)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("sebutan yang diingat")
        verbose_name_plural = _("sebutan yang diingat")
        constraints = [
            models.UniqueConstraint(
                fields=("office", "institution", "election", "field", "word"), name="word_remembered_once"
            ),
            models.CheckConstraint(condition=~Q(word=""), name="remembered_word_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.word} = {self.meaning}"

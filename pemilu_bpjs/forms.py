"""The base's forms. Their words are for people who were never trained."""

from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import FileExtensionValidator
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import letter_number, roles
from .access import may, reaches
from .address import client_address
from .models import Office, Signatory, User
from .models.scope import Reach
from .permissions import Right
from .ratelimit import hit, reset

TRIES, TRIES_SECONDS = 10, 15 * 60
LOGO_BYTES = 512 * 1024
REGION_CODE = r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?"


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WatchedForm(forms.Form):
    """Notices that what it showed has changed since: two windows, or two people, at one thing.

    Its page carries a mark of the values that stood when it was opened. Where they are others by the time it is sent,
    it is refused once, naming the fields; sent again, it holds. A program that sends no mark is not asked.
    """

    SEEN = "seen"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Worked out when asked for: those who inherit go on adding fields.
        self.fields[self.SEEN] = forms.CharField(
            required=False, max_length=64, widget=forms.HiddenInput, initial=lambda: self.mark
        )

    @property
    def mark(self) -> str:
        """Of the values that stand now."""
        found = [
            (name, self.get_initial_for_field(field, name)) for name, field in self.fields.items() if name != self.SEEN
        ]
        return sha256(repr(sorted(found)).encode()).hexdigest()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sent = cleaned.pop(self.SEEN, "")
        if sent and sent != self.mark:
            self.add_error(None, self._changed_meanwhile())
            self.data = self.data.copy()
            self.data[self.add_prefix(self.SEEN)] = self.mark
        return cleaned

    def _changed_meanwhile(self) -> str:
        labels = ", ".join(str(self[name].label) for name in self.changed_data if name != self.SEEN)
        said = gettext("Isian ini diubah di jendela lain atau oleh orang lain sejak Anda membukanya.")
        ask = gettext("Periksa yang kini berbeda dari isian Anda (%s), lalu simpan lagi.") % (labels or "–")
        return f"{said} {ask}"


class SignInForm(AuthenticationForm):
    """Counts tries by name and address: guessing one account's password ends after ten."""

    error_messages = {
        "invalid_login": _("Nama pengguna atau kata sandi keliru. Periksa huruf besar dan kecil, lalu coba lagi."),
        "inactive": _("Akun ini tidak aktif. Hubungi administrator Anda."),
        "too_many": _("Terlalu banyak percobaan masuk. Tunggu 15 menit, lalu coba lagi."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("Nama pengguna")
        self.fields["password"].label = _("Kata sandi")
        self.is_blocked = False

    def clean(self) -> dict[str, Any]:
        key = f"sign-in:{self.cleaned_data.get('username', '').casefold()}:{client_address(self.request)}"
        if not hit(key, TRIES, TRIES_SECONDS):
            self.is_blocked = True
            raise forms.ValidationError(self.error_messages["too_many"], code="too_many")
        cleaned = super().clean()
        reset(key)
        return cleaned


class OfficeForm(forms.ModelForm):
    logo = forms.ImageField(
        label=_("Lambang"),
        required=False,
        widget=forms.FileInput,  # the current one is shown by the page: media has no address of its own
        validators=[FileExtensionValidator(["png", "jpg", "jpeg"], _("Lambang harus berkas PNG atau JPG."))],
        help_text=_("PNG atau JPG, paling besar 512 kB; dicetak di kiri kop surat."),
    )
    region = forms.RegexField(
        label=_("Kode wilayah"),
        regex=rf"\A{REGION_CODE}\Z",
        error_messages={"invalid": _("Tulis kode Kemendagri dengan titik, misalnya 16.09.")},
        help_text=_("Kode Kemendagri, misalnya 16.09 untuk satu kabupaten."),
    )

    class Meta:
        model = Office
        fields = (
            "name",
            "kind",
            "region",
            "address",
            "city",
            "postal_code",
            "phone",
            "email",
            "website",
            "logo",
            "is_payer",
            "npp",
            "agency_code",
            "letter_number_pattern",
            "paper",
        )
        help_texts = {
            "city": _("Tertulis di depan tanggal surat, misalnya Muaradua."),
            "npp": _("Nomor pendaftaran kantor ini di BPJS Ketenagakerjaan."),
            "letter_number_pattern": _("Boleh memuat {nomor}, {tahun}, {bulan}, {bulan_romawi}."),
            "is_payer": _("Kantor ini menyusun usulan dan membayar iuran."),
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_region(self) -> str:
        region: str = self.cleaned_data["region"]
        if not may(self.by, Right.MANAGE_OFFICE, region=region):
            raise forms.ValidationError(_("Wilayah ini di luar wewenang Anda."))
        return region

    def clean_logo(self) -> Any:
        logo = self.cleaned_data["logo"]
        if logo and logo.size > LOGO_BYTES:
            raise forms.ValidationError(_("Berkas lambang lebih dari 512 kB. Perkecil gambarnya lebih dahulu."))
        return logo

    def clean_letter_number_pattern(self) -> str:
        pattern: str = self.cleaned_data["letter_number_pattern"]
        if unknown := letter_number.unknown_places(pattern):
            raise forms.ValidationError(gettext("Tidak dikenal dalam pola: %s.") % ", ".join(unknown))
        return pattern


class SignatoryForm(forms.ModelForm):
    class Meta:
        model = Signatory
        fields = ("role_key", "title_line", "name", "rank", "nip", "active_from")
        widgets = {"active_from": DateInput()}
        help_texts = {
            "title_line": _("Seperti tercetak di atas tanda tangan, misalnya Kepala Dinas."),
            "rank": _("Misalnya Pembina Utama Muda, IV/c."),
        }


class MemberForm(forms.Form):
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=150,
        validators=[User.username_validator],
        help_text=_("Akun yang sudah ada, atau nama baru: akun dibuat dengan kata sandi awal."),
    )
    full_name = forms.CharField(label=_("Nama lengkap"), max_length=150)
    role = forms.ChoiceField(label=_("Peran"), choices=[(str(role), roles.label(role)) for role in roles.Role])
    active_from = forms.DateField(label=_("Berlaku sejak"), widget=DateInput(), initial=timezone.localdate)
    active_until = forms.DateField(label=_("Berlaku sampai"), widget=DateInput(), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start: date | None = cleaned.get("active_from")
        end: date | None = cleaned.get("active_until")
        if start and end and end < start:
            self.add_error("active_until", _("Akhir masa berlaku mendahului awalnya."))
        return cleaned


class TokenForm(forms.Form):
    DAYS = (("90", _("90 hari")), ("365", _("1 tahun")), ("", _("tanpa batas")))

    name = forms.CharField(
        label=_("Nama"), max_length=100, help_text=_("Untuk apa token ini, misalnya: lembar rekap bulanan.")
    )
    reach = forms.ChoiceField(label=_("Berlaku untuk"))
    days = forms.ChoiceField(label=_("Masa berlaku"), choices=DAYS, required=False, initial="90")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reaches = reaches(user, Right.USE_API)
        names = dict(Office.objects.filter(pk__in=[r.office_id for r in self.reaches]).values_list("pk", "name"))
        self.fields["reach"].choices = [
            (str(place), names.get(reach.office_id) or _place(reach)) for place, reach in enumerate(self.reaches)
        ]

    def clean_reach(self) -> Reach:
        return self.reaches[int(self.cleaned_data["reach"])]

    def clean_days(self) -> int | None:
        days = self.cleaned_data["days"]
        return int(days) if days else None


class DocumentFilter(forms.Form):
    q = forms.CharField(label=_("Judul memuat"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Jenis"), required=False)
    source = forms.CharField(widget=forms.HiddenInput, max_length=80, required=False)

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Semua jenis")), *kinds]

    def narrow(self, found: Any) -> Any:
        """The documents that the filter leaves; a filter with faults leaves all and says what is wrong."""
        if not self.is_valid():
            return found
        asked = self.cleaned_data
        conditions = {"title__icontains": asked["q"], "kind": asked["kind"], "source": asked["source"]}
        return found.filter(**{name: value for name, value in conditions.items() if value})


class AuditFilter(forms.Form):
    q = forms.CharField(label=_("Tindakan, pelaku atau objek"), max_length=100, required=False)
    since = forms.DateField(label=_("Sejak"), widget=DateInput(), required=False)
    until = forms.DateField(label=_("Sampai"), widget=DateInput(), required=False)

    def narrow(self, found: Any) -> Any:
        if not self.is_valid():
            return found
        asked = self.cleaned_data
        if words := asked["q"]:
            found = found.filter(Q(action__icontains=words) | Q(actor__icontains=words) | Q(subject__icontains=words))
        if asked["since"]:
            found = found.filter(at__date__gte=asked["since"])
        return found.filter(at__date__lte=asked["until"]) if asked["until"] else found


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kode pada dokumen"), max_length=60, help_text=_("26 huruf dan angka; tanda hubung boleh diabaikan.")
    )


def _place(reach: Reach) -> str:
    return gettext("Wilayah %s") % reach.region if reach.region else gettext("Semua wilayah")
